package org.haidang.archive.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.haidang.media.mp4.FragmentInfo;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.mp4.Mp4Scanner;
import org.jspecify.annotations.Nullable;

/** Reads a segment file's headers from front to end and builds its index anew. */
public final class SegmentScan {
    private SegmentScan() {}

    /**
     * Scans a file.
     *
     * @return empty if the file has no readable init segment, so that nothing of it can be used
     * @throws IOException if the disk cannot read it
     */
    public static Optional<LoadedSegment> scan(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return scan(channel);
        }
    }

    public static Optional<LoadedSegment> scan(FileChannel channel) throws IOException {
        Mp4Scanner scanner = Mp4Scanner.of(channel);
        SegmentIndex index = new SegmentIndex();
        @Nullable Timeline timeline = null;
        long wholeEnd = 0;
        long wallUs = Long.MIN_VALUE;
        String problem = null;
        for (FragmentInfo f = scanner.next(); f != null; f = scanner.next()) {
            if (timeline == null) {
                timeline = new Timeline(scanner.init().orElseThrow());
            }
            if (!timeline.knows(f.trackId()) || index.count() == SegmentIndex.MAX_RECORDS) {
                problem = "fragment of unknown track " + f.trackId() + " at byte " + f.offset();
                break;
            }
            wallUs = f.wallUs() == FragmentInfo.NO_WALL ? wallUs : f.wallUs();
            SegmentIndex.Entry entry = timeline.entry(f, wallUs);
            index.append(entry, timeline.toUs(f.trackId(), f.durationTicks()));
            wholeEnd = f.end();
        }
        Optional<InitSegment> init = scanner.init();
        if (init.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> trouble = problem == null ? scanner.problem() : Optional.of(problem);
        long end = index.count() == 0 ? scanner.wholeEnd() : wholeEnd;
        long paddedEnd = problem == null ? Math.max(end, scanner.wholeEnd()) : end;
        return Optional.of(
                new LoadedSegment(
                        init.get(), header(channel, init.get()), index, end, paddedEnd, trouble));
    }

    /** The header box stands right behind the init segment. */
    static Optional<SegmentHeader> header(FileChannel channel, InitSegment init)
            throws IOException {
        ByteBuffer box = ByteBuffer.allocate(SegmentHeader.MAX_BYTES);
        readFully(channel, box, init.bytes().length);
        return SegmentHeader.parse(box.flip());
    }

    /** Fills the buffer as far as the file goes. */
    static void readFully(FileChannel channel, ByteBuffer target, long from) throws IOException {
        long at = from;
        while (target.hasRemaining()) {
            int n = channel.read(target, at);
            if (n < 0) {
                return;
            }
            at += n;
        }
    }
}
