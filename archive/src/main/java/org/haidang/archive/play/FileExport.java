package org.haidang.archive.play;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.haidang.archive.file.LoadedSegment;
import org.haidang.archive.file.SegmentIndex;
import org.haidang.archive.file.Timeline;
import org.haidang.archive.retain.Leases;
import org.haidang.media.mp4.InitSegment;

/**
 * An export as a plan: the init segment, then runs of fragments that are shifted in time while they
 * are copied. Nothing is in memory but the plan and one buffer.
 */
final class FileExport implements Export {
    private static final int BUFFER_BYTES = 1 << 20;

    /**
     * A run in the exported file.
     *
     * @param start where it starts there, in bytes
     * @param shiftUs taken away from its media times
     */
    private record Part(
            StoredSegment segment, int first, long offset, long bytes, long start, long shiftUs) {}

    private final Library library;
    private final Leases leases;
    private final InitSegment init;
    private final List<Part> parts = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final CRC32C tag = new CRC32C();
    private long byteCount;
    private long shiftUs;
    private long mediaEndUs;
    private long startUs;
    private long endUs;

    FileExport(Library library, Leases leases, InitSegment init) {
        this.library = library;
        this.leases = leases;
        this.init = init;
        this.byteCount = init.bytes().length;
        tag.update(init.bytes());
    }

    InitSegment init() {
        return init;
    }

    /**
     * Adds a run behind the others.
     *
     * @param continues it follows the one before without a hole, on the same media clock
     */
    void add(Run run, boolean continues) {
        if (!continues) {
            shiftUs = run.mediaLeastUs() - mediaEndUs;
            pieces.add(new Piece(run.wallStartUs(), run.wallEndUs(), run.mediaStartUs() - shiftUs));
        } else {
            Piece last = pieces.removeLast();
            pieces.add(new Piece(last.wallStartUs(), run.wallEndUs(), last.mediaStartUs()));
        }
        startUs = parts.isEmpty() ? run.wallStartUs() : startUs;
        endUs = run.wallEndUs();
        mediaEndUs = run.mediaEndUs() - shiftUs;
        StoredSegment segment = run.segment();
        leases.hold(segment.disk(), segment.path());
        Part part = new Part(segment, run.first(), run.offset(), run.bytes(), byteCount, shiftUs);
        parts.add(part);
        byteCount += part.bytes();
        String facts =
                segment.path() + " " + part.offset() + " " + part.bytes() + " " + shiftUs + "\n";
        tag.update(facts.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String mime() {
        return init.mime();
    }

    @Override
    public long startUs() {
        return startUs;
    }

    @Override
    public long endUs() {
        return endUs;
    }

    @Override
    public List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    @Override
    public long byteCount() {
        return byteCount;
    }

    @Override
    public String tag() {
        return Long.toHexString(byteCount) + "-" + Long.toHexString(tag.getValue());
    }

    @Override
    public void writeTo(WritableByteChannel out, long offset, long count) throws IOException {
        if (offset < 0 || count < 0 || offset > byteCount - count) {
            throw new IllegalArgumentException(
                    "bytes " + offset + "+" + count + " of " + byteCount);
        }
        Window window = new Window(out, offset, offset + count);
        window.take(ByteBuffer.wrap(init.bytes()), 0);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        for (Part part : parts) {
            if (part.start() < window.to() && part.start() + part.bytes() > window.from()) {
                write(part, window, buffer);
            }
        }
    }

    private void write(Part part, Window window, ByteBuffer buffer) throws IOException {
        LoadedSegment loaded =
                library.load(part.segment())
                        .orElseThrow(() -> new IOException(part.segment().path() + " is gone"));
        SegmentIndex index = loaded.index();
        Timeline timeline = new Timeline(loaded.init());
        long inFile = part.offset() - part.start();
        long endOffset = part.offset() + part.bytes();
        long stop = Math.min(endOffset, window.to() + inFile);
        long begin = Math.max(part.offset(), window.from() + inFile);
        int record = Math.max(part.first(), index.recordAtOffset(begin));
        try (FileChannel file = FileChannel.open(part.segment().file(), StandardOpenOption.READ)) {
            while (record < index.count() && index.offset(record) < stop) {
                int first = record;
                long from = index.offset(first);
                record = batchEnd(index, first, endOffset);
                long bytes = index.end(record - 1) - from;
                int head = (int) Math.min(BUFFER_BYTES, bytes);
                FileChunk.readFully(file, buffer.clear().limit(head), from);
                buffer.flip();
                for (int i = first; i < record; i++) {
                    long ticks = timeline.toTicks(index.trackId(i), part.shiftUs());
                    FragmentShift.earlier(buffer, (int) (index.offset(i) - from), ticks);
                }
                window.take(buffer, from - inFile);
                rest(file, from + head, bytes - head, inFile, window, buffer);
            }
        }
    }

    /** As many whole fragments as the buffer takes, at least one. */
    private static int batchEnd(SegmentIndex index, int first, long endOffset) {
        int end = first + 1;
        while (end < index.count()
                && index.end(end) <= endOffset
                && index.end(end) - index.offset(first) <= BUFFER_BYTES) {
            end++;
        }
        return end;
    }

    /** What of a fragment larger than the buffer comes behind its head. */
    private static void rest(
            FileChannel file, long from, long count, long inFile, Window window, ByteBuffer buffer)
            throws IOException {
        for (long at = from; at < from + count; ) {
            int n = (int) Math.min(BUFFER_BYTES, from + count - at);
            FileChunk.readFully(file, buffer.clear().limit(n), at);
            window.take(buffer.flip(), at - inFile);
            at += n;
        }
    }

    /** Lets through only the bytes that were asked for. */
    private record Window(WritableByteChannel out, long from, long to) {
        void take(ByteBuffer bytes, long at) throws IOException {
            long first = Math.max(from, at);
            long end = Math.min(to, at + bytes.limit());
            if (first < end) {
                ByteBuffer part = bytes.duplicate();
                part.position((int) (first - at)).limit((int) (end - at));
                FileChunk.writeAll(out, part);
            }
        }
    }

    @Override
    public void close() {
        for (Part part : parts) {
            leases.giveBack(part.segment().disk(), part.segment().path());
        }
        parts.clear();
    }
}
