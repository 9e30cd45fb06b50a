package org.haidang.archive.check;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.file.LoadedSegment;
import org.haidang.archive.file.SegmentIndexFile;
import org.haidang.archive.file.SegmentPath;
import org.haidang.archive.file.SegmentScan;

/**
 * Reads the headers of every segment file and compares file, index and row. Changes nothing; may
 * run while recording goes on, whose open files it leaves out. Memory holds one file's index.
 */
public final class Verify {
    private static final int PAGE = 1_000;

    private final List<Disk> disks;
    private final SegmentCatalog catalog;
    private final Progress progress;
    private final Problems problems = new Problems();
    private long files;
    private long bytes;
    private long total;

    public Verify(List<Disk> disks, SegmentCatalog catalog, Progress progress) {
        this.disks = disks;
        this.catalog = catalog;
        this.progress = progress;
    }

    public VerifyReport run() {
        disks.forEach(disk -> DiskWalk.visit(disk, new Counter()));
        for (Disk disk : disks) {
            DiskWalk.visit(disk, new Checker(disk));
            rowsWithoutFile(disk);
        }
        return new VerifyReport(files, bytes, problems.counts(), problems.named());
    }

    private void rowsWithoutFile(Disk disk) {
        for (List<SegmentRow> page = catalog.segmentsOfDisk(disk.name(), 0, PAGE);
                !page.isEmpty();
                page = catalog.segmentsOfDisk(disk.name(), page.getLast().id(), PAGE)) {
            for (SegmentRow row : page) {
                // Retention may take it between the page and the look: ask again before accusing.
                if (row.state() == SegmentState.COMPLETE
                        && !Files.exists(disk.resolve(row.path()))
                        && catalog.segment(row.id())
                                .filter(now -> now.state() == SegmentState.COMPLETE)
                                .isPresent()) {
                    add(Problem.Kind.FILE_MISSING, disk, row.path(), "there is a row but no file");
                }
            }
        }
    }

    private void add(Problem.Kind kind, Disk disk, String file, String detail) {
        problems.add(kind, disk.name(), file, detail);
    }

    private final class Counter implements DiskWalk.Visitor {
        @Override
        public void segment(SegmentPath path, Path file) {
            total++;
        }

        @Override
        public void unknown(String relative, Path file) {}

        @Override
        public void unreadable(String relative, IOException why) {}
    }

    private final class Checker implements DiskWalk.Visitor {
        private final Disk disk;

        Checker(Disk disk) {
            this.disk = disk;
        }

        @Override
        public void segment(SegmentPath path, Path file) throws IOException {
            String relative = path.relative();
            Optional<SegmentRow> row = catalog.segmentByPath(disk.name(), relative);
            if (row.isPresent() && row.get().state() != SegmentState.COMPLETE) {
                return;
            }
            files++;
            progress.at(files, total, relative);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                check(relative, file, channel, row);
            } catch (NoSuchFileException expired) {
                // Retention took it meanwhile.
            }
        }

        private void check(
                String relative, Path file, FileChannel channel, Optional<SegmentRow> row)
                throws IOException {
            bytes += channel.size();
            Optional<LoadedSegment> scanned = SegmentScan.scan(channel);
            if (scanned.isEmpty() || scanned.get().header().isEmpty()) {
                add(Problem.Kind.BAD_HEADER, disk, relative, "no readable init segment or header");
                return;
            }
            LoadedSegment segment = scanned.get();
            if (segment.wholeEnd() < channel.size()) {
                String what = segment.problem().orElse("something that is no fragment");
                add(Problem.Kind.TORN_TAIL, disk, relative, what);
            }
            if (!Files.exists(SegmentIndexFile.besides(file))) {
                add(Problem.Kind.NO_INDEX, disk, relative, "no index file beside it");
            } else if (!Repair.indexFits(file, channel, segment)) {
                add(Problem.Kind.INDEX_DIFFERS, disk, relative, "the index tells otherwise");
            }
            compare(relative, segment, channel.size(), row);
        }

        private void compare(
                String relative, LoadedSegment segment, long size, Optional<SegmentRow> row) {
            if (row.isEmpty()) {
                add(Problem.Kind.NOT_IN_CATALOGUE, disk, relative, "the file has no row");
            } else if (row.get().bytes() != size
                    || segment.empty()
                    || row.get().startWallUs() != segment.startWallUs()
                    || row.get().origin() != segment.header().orElseThrow().origin()
                    || row.get().endWallUs() != segment.index().endWallUs()) {
                add(
                        Problem.Kind.ROW_DIFFERS,
                        disk,
                        relative,
                        "the row tells another length, other times or another origin");
            }
        }

        @Override
        public void unknown(String relative, Path file) {
            add(Problem.Kind.UNKNOWN_FILE, disk, relative, "not a file of the archive");
        }

        @Override
        public void unreadable(String relative, IOException why) {
            add(Problem.Kind.UNREADABLE, disk, relative, String.valueOf(why));
        }
    }
}
