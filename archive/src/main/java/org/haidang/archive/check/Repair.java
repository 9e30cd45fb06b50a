package org.haidang.archive.check;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.haidang.archive.file.LoadedSegment;
import org.haidang.archive.file.SegmentIndexFile;
import org.haidang.archive.file.SegmentScan;

/**
 * Makes one segment file whole again: cuts what a crash left behind the last whole fragment, forces
 * it, writes its index. What is understood is never cut.
 */
final class Repair {
    /**
     * A tail that a crash can leave: what was written in the last seconds. More than that is
     * another kind of damage, and stays for whoever looks into it.
     */
    static final long MAX_TAIL_BYTES = 64L << 20;

    private Repair() {}

    /**
     * What was done.
     *
     * @param segment as it is now
     * @param bytes of the file now
     * @param cutBytes of something torn taken from its end; padding is not counted
     * @param indexWritten the index was missing or wrong
     */
    record Repaired(LoadedSegment segment, long bytes, long cutBytes, boolean indexWritten) {}

    /**
     * Repairs one file.
     *
     * @return empty if the file holds no picture; it is left as it is
     */
    static Optional<Repaired> repair(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Optional<LoadedSegment> scanned = SegmentScan.scan(channel);
            if (scanned.isEmpty() || scanned.get().empty()) {
                return Optional.empty();
            }
            LoadedSegment segment = scanned.get();
            long wasBytes = channel.size();
            long tail = wasBytes - segment.wholeEnd();
            long cut = tail <= MAX_TAIL_BYTES ? tail : 0;
            if (cut > 0) {
                channel.truncate(segment.wholeEnd());
                channel.force(true);
            }
            long bytes = channel.size();
            boolean indexWritten = !indexFits(file, channel, segment);
            if (indexWritten) {
                SegmentIndexFile.write(
                        SegmentIndexFile.besides(file),
                        segment.index(),
                        segment.init().bytes().length,
                        bytes);
            }
            long lost = cut == 0 ? 0 : wasBytes - segment.paddedEnd();
            return Optional.of(new Repaired(segment, bytes, lost, indexWritten));
        }
    }

    static boolean indexFits(Path file, FileChannel channel, LoadedSegment scanned)
            throws IOException {
        return SegmentIndexFile.read(SegmentIndexFile.besides(file), channel)
                .filter(read -> read.init().equals(scanned.init()))
                .filter(read -> read.index().sameRecords(scanned.index()))
                .isPresent();
    }

    /** A file that a recorder made but in which no picture arrived; nothing is lost with it. */
    static boolean isEmptyRecording(Path file) throws IOException {
        if (Files.size(file) > MAX_TAIL_BYTES) {
            return false;
        }
        if (Files.size(file) == 0) {
            return true;
        }
        Optional<LoadedSegment> scanned = SegmentScan.scan(file);
        return scanned.isPresent() && scanned.get().empty() && scanned.get().header().isPresent();
    }
}
