package org.haidang.archive.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haidang.archive.catalog.NewSegment;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.file.SegmentHeader;
import org.haidang.archive.file.SegmentPath;

/**
 * Builds rows and index files anew from the segment files alone. The rows of each disk are removed
 * first; gaps and wanted times are kept where there are any, but for what fetched files fill, and
 * else taken from what is recorded. Nobody may record meanwhile.
 */
public final class Reindex {
    private final List<Disk> disks;
    private final SegmentCatalog catalog;
    private final Progress progress;
    private final Problems problems = new Problems();
    private final Map<StreamKey, long[]> reach = new HashMap<>();
    private long files;
    private long bytes;
    private long indexesWritten;
    private long tailsCut;
    private long seen;

    public Reindex(List<Disk> disks, SegmentCatalog catalog, Progress progress) {
        this.disks = disks;
        this.catalog = catalog;
        this.progress = progress;
    }

    public ReindexReport run() {
        for (Disk disk : disks) {
            if (disk.usable()) {
                catalog.removeSegmentsOfDisk(disk.name());
                DiskWalk.visit(disk, new Builder(disk));
            }
        }
        reach.forEach(this::wanted);
        return new ReindexReport(files, bytes, indexesWritten, tailsCut, problems.named());
    }

    /** With no record of when recording was wanted, it was while there are recordings. */
    private void wanted(StreamKey key, long[] times) {
        if (catalog.wanted(key, Long.MIN_VALUE, SegmentCatalog.OPEN, 1).isEmpty()) {
            catalog.closeWanted(catalog.addWanted(key, times[0]), times[1]);
        }
    }

    private final class Builder implements DiskWalk.Visitor {
        private final Disk disk;

        Builder(Disk disk) {
            this.disk = disk;
        }

        @Override
        public void segment(SegmentPath path, Path file) throws IOException {
            seen++;
            String relative = path.relative();
            progress.at(seen, 0, relative);
            Optional<Repair.Repaired> repaired = Repair.repair(file);
            if (repaired.isEmpty()) {
                add(Problem.Kind.BAD_HEADER, relative, "no picture that can be read");
                return;
            }
            Repair.Repaired done = repaired.get();
            StreamKey key = done.segment().header().map(SegmentHeader::key).orElse(path.key());
            if (!key.equals(path.key())) {
                add(Problem.Kind.BAD_HEADER, relative, "the file says it belongs to " + key);
            }
            NewSegment row = Healing.add(catalog, disk, relative, key, done);
            files++;
            bytes += done.bytes();
            indexesWritten += done.indexWritten() ? 1 : 0;
            tailsCut += done.cutBytes() > 0 ? 1 : 0;
            long[] times =
                    reach.computeIfAbsent(
                            key, k -> new long[] {row.startWallUs(), row.endWallUs()});
            times[0] = Math.min(times[0], row.startWallUs());
            times[1] = Math.max(times[1], row.endWallUs());
        }

        @Override
        public void unknown(String relative, Path file) {
            add(Problem.Kind.UNKNOWN_FILE, relative, "left alone");
        }

        @Override
        public void unreadable(String relative, IOException why) {
            add(Problem.Kind.UNREADABLE, relative, String.valueOf(why));
        }

        private void add(Problem.Kind kind, String relative, String detail) {
            problems.add(kind, disk.name(), relative, detail);
        }
    }
}
