package org.haidang.server.survey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.haidang.programme.survey.Author;
import org.haidang.server.photo.CleanPhoto;
import org.haidang.server.photo.PhotoException;
import org.haidang.server.survey.store.PhotoRow;

/** Photos of surveys as files: {@code <folder>/<survey>/<SHA-256>}. Thread-safe. */
public final class SurveyPhotos {
    /** Photos of one survey: one of each camera of a large site, and some more. */
    public static final int MAX_PHOTOS = 400;

    public static final int MAX_CAPTION_CHARACTERS = 200;

    /** Each takes up to 70 MB while it is decoded. */
    private static final int AT_ONCE = 2;

    private static final int WAIT_S = 20;

    private final Path folder;
    private final Semaphore decoding = new Semaphore(AT_ONCE);

    public SurveyPhotos(Path folder) {
        this.folder = folder;
    }

    /**
     * What a phone sent.
     *
     * @param id made on the phone, matching the ids of operations
     * @param keepPlace keep where it was taken, if it says so
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Sent(String id, String caption, boolean keepPlace, byte[] bytes) {}

    /** Too many photos are being decoded; the phone sends it again later. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    CleanPhoto clean(Sent sent) throws PhotoException {
        try {
            if (!decoding.tryAcquire(WAIT_S, TimeUnit.SECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
        try {
            return CleanPhoto.of(sent.bytes(), sent.keepPlace());
        } finally {
            decoding.release();
        }
    }

    PhotoRow row(Sent sent, CleanPhoto clean, Author by, long nowUs) {
        var place = clean.place();
        return new PhotoRow(
                sent.id(),
                sha256(clean.bytes()),
                clean.mediaType(),
                clean.bytes().length,
                clean.width(),
                clean.height(),
                place == null
                        ? ""
                        : String.format(
                                Locale.ROOT, "%.6f, %.6f", place.latitude(), place.longitude()),
                sent.caption(),
                by,
                nowUs);
    }

    /** Whole or not at all, and on the disk when it returns. */
    void write(String surveyId, PhotoRow photo, byte[] bytes) {
        Path file = file(surveyId, photo);
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), "part", null);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("photo " + photo.id() + " of " + surveyId, e);
        }
    }

    byte[] read(String surveyId, PhotoRow photo) {
        try {
            return Files.readAllBytes(file(surveyId, photo));
        } catch (IOException e) {
            throw new UncheckedIOException("photo " + photo.id() + " of " + surveyId, e);
        }
    }

    void remove(String surveyId, PhotoRow photo) {
        try {
            Files.deleteIfExists(file(surveyId, photo));
        } catch (IOException e) {
            throw new UncheckedIOException("photo " + photo.id() + " of " + surveyId, e);
        }
    }

    /** Both parts are ours: an id from {@code Ids} and a hash. */
    private Path file(String surveyId, PhotoRow photo) {
        return folder.resolve(surveyId).resolve(photo.sha256());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
