package org.haidang.verify.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.haidang.media.mp4.FragmentInfo;
import org.haidang.media.mp4.FragmentReader;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.mp4.MalformedMp4Exception;
import org.haidang.media.mp4.Mp4Scanner;
import org.haidang.media.mp4.Sample;
import org.haidang.media.track.Track;

/** Reads the archive's files as they lie on disk, past the server and its index. */
final class Recordings {
    private Recordings() {}

    /** Every recording of an archive, by path, so each camera's in order of time. */
    static List<Path> files(Path archive) {
        if (!Files.isDirectory(archive)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(archive)) {
            return all.filter(file -> file.toString().endsWith(".mp4")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path archive, String cameraId, String stream) {
        return files(archive.resolve(cameraId).resolve(stream));
    }

    /**
     * When the newest picture on disk of a camera's main stream was taken; the epoch when there is
     * none.
     */
    static Instant lastPicture(Path archive, String cameraId) {
        Instant last = Instant.EPOCH;
        for (Path file : files(archive, cameraId, "main")) {
            for (FragmentInfo picture : pictures(file)) {
                last = instant(picture);
            }
        }
        return last;
    }

    /**
     * When the first picture after a moment was taken; {@link Instant#MAX} when there is none yet.
     */
    static Instant firstPictureAfter(Path archive, String cameraId, Instant moment) {
        for (Path file : files(archive, cameraId, "main")) {
            for (FragmentInfo picture : pictures(file)) {
                if (instant(picture).isAfter(moment)) {
                    return instant(picture);
                }
            }
        }
        return Instant.MAX;
    }

    /**
     * The whole video fragments of one file. A file that retention takes away meanwhile has none.
     */
    static List<FragmentInfo> pictures(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Mp4Scanner scanner = Mp4Scanner.of(channel);
            List<FragmentInfo> found = new ArrayList<>();
            for (FragmentInfo next = scanner.next(); next != null; next = scanner.next()) {
                FragmentInfo fragment = next;
                Predicate<Track> video =
                        track -> track.id() == fragment.trackId() && track.isVideo();
                if (scanner.init().map(InitSegment::tracks).orElse(List.of()).stream()
                        .anyMatch(video)) {
                    found.add(next);
                }
            }
            return found;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The samples of one fragment, bit for bit. */
    static List<Sample> samples(Path file, FragmentInfo fragment) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(fragment.size());
            while (bytes.hasRemaining()
                    && channel.read(bytes, fragment.offset() + bytes.position()) > 0) {
                // read() may give less than asked for
            }
            return FragmentReader.samples(bytes.flip());
        } catch (MalformedMp4Exception e) {
            throw new AssertionError(file + ": fragment at " + fragment.offset(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant instant(FragmentInfo picture) {
        return Instant.EPOCH.plus(picture.wallUs(), ChronoUnit.MICROS);
    }

    /** Of each picture of a file, the SHA-256 of each NAL unit. */
    static List<List<String>> nalHashes(Path file) {
        List<List<String>> units = new ArrayList<>();
        for (FragmentInfo picture : pictures(file)) {
            for (Sample sample : samples(file, picture)) {
                units.add(hashes(sample.data()));
            }
        }
        return units;
    }

    private static List<String> hashes(byte[] sample) {
        List<String> hashes = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(sample);
        while (rest.hasRemaining()) {
            byte[] nal = new byte[rest.getInt()];
            rest.get(nal);
            hashes.add(sha256(nal));
        }
        return hashes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
