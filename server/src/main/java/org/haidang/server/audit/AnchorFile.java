package org.haidang.server.audit;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.haidang.server.audit.store.Link;
import org.haidang.server.secrets.MacKey;
import org.jspecify.annotations.Nullable;

/**
 * The anchor in the data folder: one record of fixed size, written in place and forced. It is
 * smaller than a sector, so that a power cut leaves the old one or the new one.
 *
 * <pre>
 * 0  8   HDAUDIT1
 * 8  8   number of the last row
 * 16 32  its hash
 * 48 8   cause of an incident + 1, or 0
 * 56 8   its row
 * 64 32  HMAC-SHA-256 of the 64 bytes before
 * </pre>
 */
final class AnchorFile implements AutoCloseable {
    private static final byte[] MAGIC = "HDAUDIT1".getBytes(StandardCharsets.US_ASCII);
    private static final int BODY = 64;
    private static final int SIZE = BODY + MacKey.BYTES;

    /** A reader beside a running server may meet a record half written. */
    private static final int READS = 20;

    /** What was found. */
    sealed interface Found {
        record Good(Anchor anchor) implements Found {}

        record Missing() implements Found {}

        record Forged() implements Found {}
    }

    private final Path file;
    private final MacKey key;
    private @Nullable FileChannel channel;

    AnchorFile(Path file, MacKey key) {
        this.file = file;
        this.key = key;
    }

    Found read() throws IOException {
        Found found = readOnce();
        for (int i = 1; i < READS && found instanceof Found.Forged; i++) {
            found = readOnce();
        }
        return found;
    }

    private Found readOnce() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE + 1);
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && in.read(bytes) >= 0) {
                // until it is full or the file ends
            }
        } catch (NoSuchFileException e) {
            return new Found.Missing();
        }
        if (bytes.position() != SIZE) {
            return new Found.Forged();
        }
        byte[] all = Arrays.copyOf(bytes.array(), SIZE);
        byte[] body = Arrays.copyOf(all, BODY);
        byte[] proof = Arrays.copyOfRange(all, BODY, SIZE);
        if (!MessageDigest.isEqual(proof, key.prove(body))) {
            return new Found.Forged();
        }
        return new Found.Good(decode(ByteBuffer.wrap(body)));
    }

    private static Anchor decode(ByteBuffer body) {
        body.position(MAGIC.length);
        long seq = body.getLong();
        byte[] hash = new byte[32];
        body.get(hash);
        int cause = (int) body.getLong();
        long incidentSeq = body.getLong();
        return new Anchor(
                new Link(seq, HexFormat.of().formatHex(hash)),
                cause == 0
                        ? null
                        : new Anchor.Incident(Anchor.Cause.values()[cause - 1], incidentSeq));
    }

    /** Replaces the record; durable when it returns. Not thread-safe. */
    void write(Anchor anchor) throws IOException {
        Anchor.Incident incident = anchor.incident();
        byte[] body =
                ByteBuffer.allocate(BODY)
                        .put(MAGIC)
                        .putLong(anchor.last().seq())
                        .put(HexFormat.of().parseHex(anchor.last().hash()))
                        .putLong(incident == null ? 0 : incident.cause().ordinal() + 1)
                        .putLong(incident == null ? 0 : incident.seq())
                        .array();
        ByteBuffer record = ByteBuffer.allocate(SIZE).put(body).put(key.prove(body)).flip();
        FileChannel out = channel;
        if (out == null) {
            out = open();
            channel = out;
        }
        while (record.hasRemaining()) {
            if (out.write(record, record.position()) <= 0) {
                throw new EOFException(file.toString());
            }
        }
        out.force(false);
    }

    private FileChannel open() throws IOException {
        boolean fresh = Files.notExists(file);
        FileChannel opened =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        // What was there before may be longer when it was not ours.
        opened.truncate(SIZE);
        if (fresh) {
            opened.force(true);
        }
        return opened;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
