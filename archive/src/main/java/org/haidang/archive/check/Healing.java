package org.haidang.archive.check;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.catalog.NewSegment;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.file.SegmentHeader;
import org.haidang.archive.file.SegmentIndexFile;
import org.haidang.archive.file.SegmentPath;
import org.haidang.archive.record.GapTracker;
import org.haidang.archive.record.LiveSegments;
import org.haidang.archive.retain.Deletion;

/**
 * Start-up after whatever happened, by invariants: no row is WRITING that nobody writes, no row is
 * DELETING, each row of the last two days has its file and each file its row. Touches no file that
 * a recorder or a filling has begun meanwhile. The whole archive is {@link Verify}'s work.
 */
public final class Healing {
    /** A crash spoils what was being written; yesterday covers midnight and a wrong clock. */
    private static final int DAYS_BACK = 1;

    private static final int PAGE = 1_000;
    private static final int MAX_UNKNOWN_NAMED = 20;
    private static final System.Logger LOG = System.getLogger(Healing.class.getName());

    /** Is told how far the recordings of a stream reach, once for each stream that crashed. */
    @FunctionalInterface
    public interface Reached {
        void until(StreamKey key, long endUs);
    }

    private final Map<String, Disk> disks = new HashMap<>();
    private final SegmentCatalog catalog;
    private final LiveSegments live;
    private final List<SegmentRow> writing;
    private final List<SegmentRow> deleting;
    private final List<String> notes = new ArrayList<>();
    private int completed;
    private long tailBytesCut;
    private int empty;
    private int indexed;
    private int lost;
    private int deleted;
    private int unknown;

    /** Remembers what is to be healed; to be made before any recorder starts. */
    public Healing(List<Disk> disks, SegmentCatalog catalog, LiveSegments live) {
        disks.forEach(disk -> this.disks.put(disk.name(), disk));
        this.catalog = catalog;
        this.live = live;
        this.writing = all(SegmentState.WRITING);
        this.deleting = all(SegmentState.DELETING);
    }

    private List<SegmentRow> all(SegmentState state) {
        List<SegmentRow> rows = new ArrayList<>();
        List<SegmentRow> page = catalog.segmentsInState(state, 0, PAGE);
        while (!page.isEmpty()) {
            rows.addAll(page);
            page = catalog.segmentsInState(state, page.getLast().id(), PAGE);
        }
        return rows;
    }

    /** The streams that were being recorded when the program ended without a word. */
    public Set<StreamKey> crashed() {
        Set<StreamKey> keys = new HashSet<>();
        writing.stream()
                .filter(row -> row.origin() == Origin.LIVE)
                .forEach(row -> keys.add(row.key()));
        return keys;
    }

    /** Does it all. */
    public HealReport run(long nowUs, Reached reached) {
        long startNs = System.nanoTime();
        Map<StreamKey, Long> ends = new HashMap<>();
        for (SegmentRow row : writing) {
            long endUs = complete(row);
            // A gap that was being filled tells nothing of how far recording came.
            if (row.origin() == Origin.LIVE) {
                ends.merge(row.key(), endUs, Math::max);
            }
        }
        ends.forEach((key, endUs) -> reached.until(key, lastEnd(key, endUs)));
        deleting.forEach(this::finishDeletion);
        disks.values().stream().filter(Disk::usable).forEach(disk -> compare(disk, nowUs));
        HealReport report =
                new HealReport(
                        completed,
                        tailBytesCut,
                        empty,
                        indexed,
                        lost,
                        deleted,
                        List.copyOf(notes),
                        (System.nanoTime() - startNs) / 1_000_000);
        LOG.log(
                Level.INFO,
                "start-up check: {0} segments completed, {1} bytes of torn tails cut, {2} empty"
                        + " files removed, {3} files indexed, {4} rows without file, {5} deletions"
                        + " finished, in {6} ms",
                completed,
                tailBytesCut,
                empty,
                indexed,
                lost,
                deleted,
                report.tookMs());
        return report;
    }

    private long lastEnd(StreamKey key, long endUs) {
        // Without a single picture in the torn file, the one before tells how far it came.
        return catalog.lastStartingAtOrBefore(key, endUs)
                .filter(row -> row.state() == SegmentState.COMPLETE)
                .map(row -> Math.max(row.endWallUs(), endUs))
                .orElse(endUs);
    }

    /** Gives a torn segment its end. Returns how far it reaches. */
    private long complete(SegmentRow row) {
        Disk disk = disks.get(row.disk());
        if (disk == null || !disk.usable()) {
            note("%s: its disk %s is not there; left as it is".formatted(row.path(), row.disk()));
            return row.startWallUs();
        }
        Path file = disk.resolve(row.path());
        try {
            Optional<Repair.Repaired> repaired = Repair.repair(file);
            if (repaired.isPresent()) {
                long endUs = repaired.get().segment().index().endWallUs();
                switch (row.origin()) {
                    case LIVE -> catalog.completeSegment(row.id(), endUs, repaired.get().bytes());
                    case FETCHED -> fill(catalog, row.id(), repaired.get());
                }
                completed++;
                tailBytesCut += repaired.get().cutBytes();
                note(
                        "%s: completed, %d bytes cut"
                                .formatted(row.path(), repaired.get().cutBytes()));
                return endUs;
            }
            removeEmpty(row, file);
        } catch (NoSuchFileException gone) {
            lose(row);
        } catch (IOException e) {
            note("%s: could not be read: %s".formatted(row.path(), e));
        }
        return row.startWallUs();
    }

    private void removeEmpty(SegmentRow row, Path file) throws IOException {
        if (Repair.isEmptyRecording(file)) {
            Files.deleteIfExists(SegmentIndexFile.besides(file));
            Files.deleteIfExists(file);
            catalog.removeSegment(row.id());
            empty++;
            note("%s: held no picture, removed".formatted(row.path()));
        } else {
            catalog.removeSegment(row.id());
            note("%s: is no recording, left alone without a row".formatted(row.path()));
        }
    }

    private void lose(SegmentRow row) {
        catalog.removeSegment(row.id());
        lost++;
        note("%s: the file is gone, its row removed".formatted(row.path()));
        if (row.state() == SegmentState.COMPLETE) {
            catalog.addGap(row.key(), row.startWallUs(), row.endWallUs(), GapReason.FILE_LOST);
        }
    }

    private void finishDeletion(SegmentRow row) {
        Disk disk = disks.get(row.disk());
        if (disk == null || !disk.usable()) {
            return;
        }
        try {
            Deletion.finish(catalog, disk, row);
            deleted++;
            note("%s: deletion finished".formatted(row.path()));
        } catch (IOException e) {
            note("%s: deletion could not be finished: %s".formatted(row.path(), e));
        }
    }

    /** Files of the last days against rows of the last days, both ways. */
    private void compare(Disk disk, long nowUs) {
        LocalDate today =
                Instant.EPOCH.plus(nowUs, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate first = today.minusDays(DAYS_BACK);
        for (Path stream : streamFolders(disk)) {
            for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
                Path folder =
                        stream.resolve("%04d".formatted(day.getYear()))
                                .resolve("%02d".formatted(day.getMonthValue()))
                                .resolve("%02d".formatted(day.getDayOfMonth()));
                if (Files.isDirectory(folder)) {
                    DiskWalk.visit(disk.config().root(), folder, new FilesWithoutRow(disk));
                }
            }
        }
        rowsWithoutFile(disk, first);
        if (unknown > 0) {
            note("disk %s: %d unknown files left alone".formatted(disk.name(), unknown));
        }
    }

    private static List<Path> streamFolders(Disk disk) {
        List<Path> found = new ArrayList<>();
        try (var cameras = Files.newDirectoryStream(disk.config().root(), Files::isDirectory)) {
            for (Path camera : cameras) {
                try (var streams = Files.newDirectoryStream(camera, Files::isDirectory)) {
                    streams.forEach(found::add);
                } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
                    LOG.log(Level.WARNING, "cannot read {0}: {1}", camera, unreadable);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            LOG.log(Level.WARNING, "cannot read disk {0}: {1}", disk.name(), e);
        }
        return found;
    }

    private void rowsWithoutFile(Disk disk, LocalDate first) {
        long fromUs = first.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000L;
        for (List<StreamKey> keys = catalog.streams(Optional.empty(), PAGE); !keys.isEmpty(); ) {
            for (StreamKey key : keys) {
                rowsWithoutFile(disk, key, fromUs);
            }
            keys = catalog.streams(Optional.of(keys.getLast()), PAGE);
        }
    }

    private void rowsWithoutFile(Disk disk, StreamKey key, long fromUs) {
        for (SegmentRow row :
                catalog.segments(key, fromUs, SegmentCatalog.OPEN, SegmentCatalog.MAX_LIMIT)) {
            if (row.disk().equals(disk.name())
                    && row.state() == SegmentState.COMPLETE
                    && !live.has(row.disk(), row.path())
                    && !Files.exists(disk.resolve(row.path()))) {
                lose(row);
            }
        }
    }

    private final class FilesWithoutRow implements DiskWalk.Visitor {
        private final Disk disk;

        FilesWithoutRow(Disk disk) {
            this.disk = disk;
        }

        @Override
        public void segment(SegmentPath path, Path file) throws IOException {
            String relative = path.relative();
            if (live.has(disk.name(), relative)
                    || catalog.segmentByPath(disk.name(), relative).isPresent()) {
                return;
            }
            Optional<Repair.Repaired> repaired = Repair.repair(file);
            if (repaired.isEmpty()) {
                note("%s: no row and no picture in it; left alone".formatted(relative));
                return;
            }
            add(catalog, disk, relative, path.key(), repaired.get());
            indexed++;
            tailBytesCut += repaired.get().cutBytes();
            note("%s: had no row, indexed".formatted(relative));
        }

        @Override
        public void unknown(String relative, Path file) {
            unknown++;
            if (unknown <= MAX_UNKNOWN_NAMED) {
                note("%s: unknown file, left alone".formatted(relative));
            }
        }

        @Override
        public void unreadable(String relative, IOException why) {
            note("%s: could not be read: %s".formatted(relative, why));
        }
    }

    /** Gives a file its row; one that was fetched into a gap also cuts that. */
    static NewSegment add(
            SegmentCatalog catalog,
            Disk disk,
            String relative,
            StreamKey key,
            Repair.Repaired repaired) {
        Origin origin = repaired.segment().header().map(SegmentHeader::origin).orElse(Origin.LIVE);
        long startUs = repaired.segment().startWallUs();
        NewSegment row =
                new NewSegment(
                        key,
                        disk.name(),
                        relative,
                        startUs,
                        Math.max(startUs, repaired.segment().index().endWallUs()),
                        repaired.bytes(),
                        repaired.segment().codecs(),
                        origin == Origin.FETCHED ? SegmentState.WRITING : SegmentState.COMPLETE,
                        repaired.segment().randomAccess(),
                        origin);
        long id = catalog.addSegment(row);
        if (origin == Origin.FETCHED) {
            fill(catalog, id, repaired);
        }
        return row;
    }

    private static void fill(SegmentCatalog catalog, long id, Repair.Repaired repaired) {
        catalog.completeFilling(
                id,
                repaired.segment().index().endWallUs(),
                repaired.bytes(),
                GapTracker.TOLERANCE_US);
    }

    private void note(String text) {
        LOG.log(Level.INFO, "start-up check: {0}", text);
        if (notes.size() < HealReport.MAX_NOTES) {
            notes.add(text);
        }
    }
}
