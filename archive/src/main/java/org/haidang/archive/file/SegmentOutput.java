package org.haidang.archive.file;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Appends bytes to a new file, past the page cache where the file system can do it ({@code
 * O_DIRECT}, open(2)). What is recorded is seldom read again soon, and handing it to the page cache
 * was most of what recording cost: the system fills a fresh page for every four kilobytes and
 * pushes out what somebody does want to read.
 *
 * <p>Such writes begin and end on blocks. So the last, unfinished block is written with the next
 * bytes again, the same at its start, and what is behind the last byte up to the end of the block
 * is a {@code free} box (ISO/IEC 14496-12, 8.1.2): after every write the file is well-formed to its
 * end. {@link #finish} cuts the box off.
 *
 * <p>One thread appends; another may {@link #force} at the same time.
 */
final class SegmentOutput implements Closeable {
    /** A block of one byte: written through the page cache, nothing to align. */
    static final int THROUGH_CACHE = 1;

    private static final int MAX_BLOCK_BYTES = 64 << 10;
    private static final int BOX_HEAD_BYTES = 8;
    private static final byte[] FREE = "free".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZEROS = new byte[2 * MAX_BLOCK_BYTES];
    private static final Optional<OpenOption> DIRECT = direct();
    private static final System.Logger LOG = System.getLogger(SegmentOutput.class.getName());

    private final FileChannel channel;
    private final int blockBytes;
    private byte[] tail;
    private byte[] nextTail;
    private int tailBytes;
    private volatile long bytes;

    private SegmentOutput(FileChannel channel, int blockBytes) {
        this.channel = channel;
        this.blockBytes = blockBytes;
        this.tail = new byte[blockBytes];
        this.nextTail = new byte[blockBytes];
    }

    /**
     * Creates the file.
     *
     * @param blockBytes as {@link #blockBytes(Path)} says for its folder
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
     */
    static SegmentOutput create(Path file, int blockBytes) throws IOException {
        Set<OpenOption> options =
                new HashSet<>(Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        if (blockBytes > THROUGH_CACHE) {
            options.add(DIRECT.orElseThrow());
        }
        return new SegmentOutput(FileChannel.open(file, options), blockBytes);
    }

    /**
     * Tries whether files of a folder can be written past the page cache.
     *
     * @return the block that such writes are made of, or {@link #THROUGH_CACHE} if they cannot
     */
    static int blockBytes(Path folder) {
        if (DIRECT.isEmpty()) {
            return THROUGH_CACHE;
        }
        Path probe = folder.resolve(".haidang-probe-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(folder);
            int block = Math.toIntExact(Files.getFileStore(folder).getBlockSize());
            if (Integer.bitCount(block) != 1 || block < 512 || block > MAX_BLOCK_BYTES) {
                return THROUGH_CACHE;
            }
            Files.deleteIfExists(probe);
            try (SegmentOutput output = create(probe, block)) {
                output.append(List.of(new byte[1]), ByteBuffer.allocateDirect(3 * block));
            }
            return block;
        } catch (IOException | UnsupportedOperationException | ArithmeticException e) {
            LOG.log(Level.INFO, "{0} is written through the page cache: {1}", folder, e);
            return THROUGH_CACHE;
        } finally {
            delete(probe);
        }
    }

    private static void delete(Path probe) {
        try {
            Files.deleteIfExists(probe);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0} stays: {1}", probe, e);
        }
    }

    /** Not part of java.base's own API, so there may be a Java without it. */
    private static Optional<OpenOption> direct() {
        try {
            Object[] options =
                    Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
            return Arrays.stream(options == null ? new Object[0] : options)
                    .filter(option -> option.toString().equals("DIRECT"))
                    .map(OpenOption.class::cast)
                    .findFirst();
        } catch (ClassNotFoundException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /**
     * Appends all of it. After an exception nothing counts as appended and the same may be tried
     * again.
     *
     * @param scratch a direct buffer of the calling thread, of at least three blocks
     */
    void append(List<byte[]> parts, ByteBuffer scratch) throws IOException {
        ByteBuffer buffer =
                blockBytes == THROUGH_CACHE ? scratch : scratch.alignedSlice(blockBytes);
        // One block stays free for the box at the end.
        int room = buffer.capacity() - blockBytes;
        long at = bytes - tailBytes;
        buffer.clear().put(tail, 0, tailBytes);
        for (byte[] part : parts) {
            for (int from = 0; from < part.length; ) {
                int n = Math.min(room - buffer.position(), part.length - from);
                buffer.put(part, from, n);
                from += n;
                if (buffer.position() == room) {
                    writeFully(buffer.flip(), at);
                    at += room;
                    buffer.clear();
                }
            }
        }
        long end = at + buffer.position();
        int unfinished = buffer.position() % blockBytes;
        if (unfinished > 0) {
            buffer.get(buffer.position() - unfinished, nextTail, 0, unfinished);
            putFreeBox(buffer, blockBytes - unfinished);
        }
        writeFully(buffer.flip(), at);
        byte[] spare = tail;
        tail = nextTail;
        nextTail = spare;
        tailBytes = unfinished;
        bytes = end;
    }

    /** A box cannot be smaller than its head; a gap that is takes the block behind it too. */
    private void putFreeBox(ByteBuffer buffer, int gap) {
        int size = gap < BOX_HEAD_BYTES ? gap + blockBytes : gap;
        buffer.putInt(size).put(FREE).put(ZEROS, 0, size - BOX_HEAD_BYTES);
    }

    private void writeFully(ByteBuffer buffer, long at) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer, at + buffer.position());
        }
    }

    /** What was appended; the file may be longer by a box. */
    long bytes() {
        return bytes;
    }

    /** Forces what has been appended to the disk. */
    void force() throws IOException {
        channel.force(false);
    }

    /** Cuts off what is behind the last byte, forces and closes. */
    void finish() throws IOException {
        try (channel) {
            if (channel.size() > bytes) {
                channel.truncate(bytes);
            }
            channel.force(false);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
