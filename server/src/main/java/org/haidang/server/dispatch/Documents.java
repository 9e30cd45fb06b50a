package org.haidang.server.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.dispatch.store.DispatchStore;
import org.haidang.server.dispatch.store.FileRow;
import org.haidang.server.store.Ids;

/**
 * The files of letters and of evidence: rows in the database, bytes in a folder, each under its id.
 * A file is written whole or not at all, and read back only when it is what was written.
 * Thread-safe.
 */
public final class Documents {
    public static final int MAX_BYTES = 20 << 20;
    public static final int MAX_FILES = 50;

    /** Of all files together. */
    public static final long MAX_TOTAL_BYTES = 20L << 30;

    static final int MAX_NAME = 150;
    private static final int HEAD_BYTES = 16;

    private final DispatchStore store;
    private final Path folder;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** The folder is made when the first file comes. */
    public Documents(
            DispatchStore store, Path folder, RandomGenerator random, InstantSource clock) {
        this.store = store;
        this.folder = folder;
        this.random = random;
        this.clock = clock;
    }

    public List<FileRow> of(String dispatchId) {
        return store.files(dispatchId);
    }

    public Optional<FileRow> find(String id) {
        return store.file(id);
    }

    /** A file that lies in the folder and is in no list yet: keep it or drop it. */
    public final class Draft implements AutoCloseable {
        private final Path file;
        private final FileRow row;
        private boolean kept;

        private Draft(Path file, FileRow row) {
            this.file = file;
            this.row = row;
        }

        public FileRow row() {
            return row;
        }

        public void keep() throws IOException {
            Files.move(file, path(row.id()), StandardCopyOption.ATOMIC_MOVE);
            store.add(row);
            kept = true;
        }

        @Override
        public void close() throws IOException {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Takes the bytes in and says what they are.
     *
     * @throws InvalidDispatchException when they are too many, nothing, or no document
     */
    public Draft take(String dispatchId, String name, InputStream in, String by)
            throws IOException {
        if (store.files(dispatchId).size() >= MAX_FILES) {
            throw new InvalidDispatchException("file", "document.many", MAX_FILES);
        }
        if (store.fileBytes() > MAX_TOTAL_BYTES - MAX_BYTES) {
            throw new InvalidDispatchException("file", "document.full");
        }
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "incoming-", ".part");
        try {
            MessageDigest digest = sha256();
            byte[] head = new byte[0];
            long size = 0;
            try (OutputStream out = Files.newOutputStream(file)) {
                byte[] buffer = new byte[64 << 10];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (head.length < HEAD_BYTES) {
                        int start = head.length;
                        head = Arrays.copyOf(head, Math.min(HEAD_BYTES, start + read));
                        System.arraycopy(buffer, 0, head, start, head.length - start);
                    }
                    size += read;
                    if (size > MAX_BYTES) {
                        throw new InvalidDispatchException("file", "document.large", "20 MiB");
                    }
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
            }
            DocumentType type =
                    DocumentType.of(head, file)
                            .orElseThrow(
                                    () -> new InvalidDispatchException("file", "document.type"));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            long nowUs = clock.millis() * 1_000;
            FileRow row =
                    new FileRow(
                            Ids.next(nowUs, random),
                            dispatchId,
                            name(name, type),
                            type.mediaType(),
                            size,
                            HexFormat.of().formatHex(digest.digest()),
                            nowUs,
                            by);
            return new Draft(file, row);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** The name a person knows it by, without folders, with the ending of what it is. */
    private static String name(String given, DocumentType type) {
        String bare = VietnameseText.normalise(given.replaceAll(".*[/\\\\]", ""));
        String stem =
                bare.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "")
                        .replaceAll("[<>:\"|?*%]", "-")
                        .replaceFirst("^\\.+", "");
        String kept = stem.substring(0, Math.min(stem.length(), MAX_NAME)).strip();
        return (kept.isEmpty() ? "van-ban" : kept) + "." + type.extension();
    }

    /**
     * The bytes of a file.
     *
     * @throws IOException when they are gone or not what was written
     */
    public byte[] read(FileRow row) throws IOException {
        Path file = path(row.id());
        if (Files.size(file) != row.sizeBytes()) {
            throw new IOException("document " + row.id() + " has another size than was written");
        }
        byte[] bytes = Files.readAllBytes(file);
        if (!HexFormat.of().formatHex(sha256().digest(bytes)).equals(row.sha256())) {
            throw new IOException("document " + row.id() + " was changed outside of the program");
        }
        return bytes;
    }

    public void remove(FileRow row) throws IOException {
        store.removeFile(row.id());
        Files.deleteIfExists(path(row.id()));
    }

    /** Of all files of a letter that is about to go. */
    public void removeAll(String dispatchId) throws IOException {
        for (FileRow row : store.files(dispatchId)) {
            remove(row);
        }
    }

    private Path path(String id) {
        return folder.resolve(id);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
