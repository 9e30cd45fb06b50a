package org.haidang.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the top-level boxes of a recording and yields its init segment and each whole fragment, in
 * file order, reading headers only. Whatever a crash left at the end is reported by {@link
 * #problem()}, never thrown: everything before {@link #wholeEnd()} is good, and a file cut there
 * plays.
 *
 * <pre>{@code
 * Mp4Scanner scanner = Mp4Scanner.of(channel);
 * for (FragmentInfo f = scanner.next(); f != null; f = scanner.next()) { ... }
 * channel.truncate(scanner.wholeEnd());
 * }</pre>
 *
 * <p>Boxes it does not know are stepped over. One thread at a time; the channel's position is not
 * moved. Memory: 1 KiB, and at most 1 MiB for a box of unusual size.
 */
public final class Mp4Scanner {

    private static final int MAX_INIT_SIZE = 1 << 20;
    private static final int WINDOW_SIZE = 1024;

    private final Input input;
    private final long fileSize;
    private ByteBuffer window = ByteBuffer.allocate(WINDOW_SIZE).limit(0);
    private long windowStart;
    private long position;
    private long wholeEnd;
    private @Nullable InitSegment init;
    private @Nullable String problem;

    private long ftypStart = -1;
    private long fragmentStart = -1;
    private long wallUs = FragmentInfo.NO_WALL;

    /** Positional reading, as of a file. */
    private interface Input {
        int read(ByteBuffer target, long position) throws IOException;
    }

    private Mp4Scanner(Input input, long fileSize) {
        this.input = input;
        this.fileSize = fileSize;
    }

    /**
     * Scans a file up to the size it has now.
     *
     * @param channel open for reading for as long as the scanner is used
     */
    public static Mp4Scanner of(FileChannel channel) throws IOException {
        return new Mp4Scanner(channel::read, channel.size());
    }

    /** Scans bytes in memory, from position to limit; offsets count from the position. */
    public static Mp4Scanner of(ByteBuffer bytes) {
        ByteBuffer all = bytes.slice();
        return new Mp4Scanner(
                (target, position) -> {
                    int count = Math.min(target.remaining(), all.limit() - (int) position);
                    target.put(all.slice((int) position, count));
                    return count;
                },
                all.limit());
    }

    /**
     * The next whole fragment, or null when there is no more; then {@link #problem()} tells whether
     * something unreadable follows.
     */
    public @Nullable FragmentInfo next() throws IOException {
        try {
            while (problem == null && position < fileSize) {
                FragmentInfo fragment = step();
                if (fragment != null) {
                    return fragment;
                }
            }
        } catch (MalformedMp4Exception e) {
            problem = e.getMessage();
        }
        if (problem == null && wholeEnd < fileSize) {
            problem = "file ends inside a fragment that starts at byte " + wholeEnd;
        }
        return null;
    }

    /**
     * The init segment; empty until {@link #next()} has been called once, or when there is none.
     */
    public Optional<InitSegment> init() {
        return Optional.ofNullable(init);
    }

    /**
     * The first byte behind the last whole fragment (or behind the init segment, or 0) so far.
     * After the last {@link #next()} this is where a torn file is to be cut.
     */
    public long wholeEnd() {
        return wholeEnd;
    }

    /** What ended the scan before the end of the file, in one English phrase. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Takes one top-level box; a fragment when it was the moof of a whole one. */
    private @Nullable FragmentInfo step() throws IOException, MalformedMp4Exception {
        long start = position;
        long end = boxEnd(start);
        int type = bytes(start, 8).getInt(4);
        if (type == MoovReader.FTYP) {
            ftypStart = start;
        } else if (type == MoovReader.MOOV) {
            readInit(start, end);
        } else if (type == FragmentWriter.PRFT) {
            fragmentStart = start;
            wallUs = Moof.wallUs(box(start, end));
        } else if (type == FragmentWriter.MOOF) {
            return fragment(start, end);
        } else if (fragmentStart < 0) {
            wholeEnd = end;
        }
        position = end;
        return null;
    }

    private FragmentInfo fragment(long moofStart, long moofEnd)
            throws IOException, MalformedMp4Exception {
        if (init == null) {
            throw new MalformedMp4Exception("fragment before the init segment", moofStart);
        }
        long start = fragmentStart < 0 ? moofStart : fragmentStart;
        long end = boxEnd(moofEnd);
        if (bytes(moofEnd, 8).getInt(4) != FragmentWriter.MDAT) {
            throw new MalformedMp4Exception("no mdat behind the moof", moofEnd);
        }
        if (end - start > Integer.MAX_VALUE) {
            throw new MalformedMp4Exception("fragment over 2 GiB", start);
        }
        Moof.Header header = new Moof.Header(start, moofStart, moofEnd, end, wallUs);
        FragmentInfo info = Moof.parse(box(moofStart, moofEnd).children(), header).info();
        fragmentStart = -1;
        wallUs = FragmentInfo.NO_WALL;
        position = end;
        wholeEnd = end;
        return info;
    }

    private void readInit(long start, long end) throws IOException, MalformedMp4Exception {
        long from = ftypStart < 0 ? start : ftypStart;
        if (init != null || end - from > MAX_INIT_SIZE) {
            throw new MalformedMp4Exception("second or oversized moov", start);
        }
        byte[] bytes = new byte[(int) (end - from)];
        fill(ByteBuffer.wrap(bytes), from);
        init = InitSegment.parse(bytes);
        wholeEnd = end;
    }

    /** Where the box that starts there ends. */
    private long boxEnd(long start) throws IOException, MalformedMp4Exception {
        if (fileSize - start < 8) {
            throw new MalformedMp4Exception("file ends inside a box header", start);
        }
        long size = bytes(start, 8).getInt(0) & 0xFFFF_FFFFL;
        // 0 (to the end of the file) and 1 (64-bit size) are legal, but never written here; 0 is
        // what a power cut leaves where data was not yet on disk.
        if (size < 8) {
            throw new MalformedMp4Exception("box size " + size, start);
        }
        if (size > fileSize - start) {
            throw new MalformedMp4Exception("file ends inside a box of " + size + " bytes", start);
        }
        return start + size;
    }

    /** A small box wholly in memory; the result stands on it. */
    private Boxes box(long start, long end) throws IOException, MalformedMp4Exception {
        if (end - start > Moof.MAX_SIZE) {
            throw new MalformedMp4Exception("box of " + (end - start) + " bytes", start);
        }
        Boxes boxes = new Boxes(bytes(start, (int) (end - start)), start);
        boxes.next();
        return boxes;
    }

    /** That many bytes of the file, which has them; valid until the next call. */
    private ByteBuffer bytes(long start, int size) throws IOException {
        if (start < windowStart || start + size > windowStart + window.limit()) {
            if (size > window.capacity()) {
                window = ByteBuffer.allocate(size);
            }
            window.clear().limit((int) Math.min(window.capacity(), fileSize - start));
            fill(window, start);
            window.flip();
            windowStart = start;
        }
        return window.slice((int) (start - windowStart), size);
    }

    private void fill(ByteBuffer target, long from) throws IOException {
        long at = from;
        while (target.hasRemaining()) {
            int count = input.read(target, at);
            if (count <= 0) {
                throw new IOException("file became shorter while it was read, at byte " + at);
            }
            at += count;
        }
    }
}
