package org.haidang.archive.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.haidang.archive.alarm.AlarmBoard;
import org.haidang.archive.alarm.AlarmKind;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.DiskState;
import org.haidang.archive.disk.RoomMaker;
import org.haidang.archive.file.OpenSegment;
import org.haidang.media.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All recorders and the threads of their disks. Thread-safe. */
public final class Recorders implements AutoCloseable {
    /** A disk that takes longer for one pass is slow. */
    static final long SLOW_NS = 10_000_000_000L;

    /** A stream that should be recorded and is not raises an alarm after this. */
    static final long NOT_RECORDING_US = 30_000_000;

    private final List<DiskWriter> writers = new ArrayList<>();
    private final List<DiskSync> syncs = new ArrayList<>();
    private final Map<String, OpenSegment.Home> homes = new HashMap<>();
    private final Map<StreamKey, StreamRecorder> recorders = new ConcurrentHashMap<>();
    private final Map<StreamKey, GapTracker> trackers = new HashMap<>();
    private final StreamRecorder.Shared shared;
    private final AlarmBoard alarms;

    /**
     * How to record.
     *
     * @param segmentTargetUs length of a file
     * @param writersPerDisk threads
     * @param software goes into each file
     */
    public record Settings(
            long segmentTargetUs, SyncPolicy sync, int writersPerDisk, String software) {}

    public Recorders(
            List<Disk> disks,
            Settings settings,
            RoomMaker room,
            CatalogWriter rows,
            LiveSegments live,
            AlarmBoard alarms,
            LongSupplier nowUs) {
        this.alarms = alarms;
        this.shared =
                new StreamRecorder.Shared(
                        new SegmentCut(settings.segmentTargetUs()),
                        room,
                        rows,
                        new WantedBook(rows),
                        live,
                        nowUs,
                        settings.software());
        for (Disk disk : disks) {
            DiskSync sync = new DiskSync(disk, settings.sync(), rows, live, nowUs);
            syncs.add(sync);
            // Whoever leaves the time of writing to the system wants its cache.
            boolean pastPageCache = !settings.sync().onlyAtClose() && disk.usable();
            OpenSegment.Home home =
                    OpenSegment.Home.of(disk.name(), disk.config().root(), pastPageCache);
            homes.put(disk.name(), home);
            for (int i = 1; i <= settings.writersPerDisk(); i++) {
                writers.add(new DiskWriter(disk, home, sync, i, nowUs, this::usableWriter));
            }
        }
        writers.forEach(DiskWriter::start);
    }

    /** Where files go on each disk and how they are written, by the disk's name. */
    public Map<String, OpenSegment.Home> homes() {
        return Map.copyOf(homes);
    }

    public WantedBook wanted() {
        return shared.wanted();
    }

    /** Keeps the account of a stream that was wanted when the program ended. */
    public synchronized void adopt(StreamKey key, GapTracker tracker) {
        trackers.put(key, tracker);
    }

    /** The account of a stream that is or was to be recorded. */
    public synchronized Optional<GapTracker> tracker(StreamKey key) {
        return Optional.ofNullable(trackers.get(key));
    }

    /**
     * Records a stream from now on.
     *
     * @throws IllegalStateException if it is being recorded already
     */
    public synchronized Recorder start(StreamKey key, Stream stream) {
        StreamRecorder now = recorders.get(key);
        if (now != null && !now.stopping()) {
            throw new IllegalStateException(key + " is being recorded");
        }
        if (now != null) {
            trackers.remove(key);
        }
        long nowUs = shared.nowUs().getAsLong();
        shared.wanted().begin(key, nowUs);
        GapTracker tracker =
                trackers.computeIfAbsent(key, k -> GapTracker.from(k, shared.rows(), nowUs));
        StreamRecorder recorder = new StreamRecorder(key, stream, tracker, shared);
        recorders.put(key, recorder);
        DiskWriter writer = usableWriter();
        (writer == null ? writers.getFirst() : writer).add(recorder);
        return recorder;
    }

    /** Ends the wish to record a stream, whether or not somebody records it. */
    public synchronized void notWanted(StreamKey key) {
        StreamRecorder recorder = recorders.get(key);
        if (recorder != null) {
            recorder.stop();
        }
        long nowUs = shared.nowUs().getAsLong();
        GapTracker tracker = trackers.remove(key);
        if (tracker != null) {
            tracker.notWanted(nowUs);
        }
        shared.wanted().end(key, nowUs);
    }

    /** The writer with the fewest recorders on a disk that works; of equals the emptiest disk. */
    private @Nullable DiskWriter usableWriter() {
        return writers.stream()
                .filter(writer -> writer.disk().usable())
                .min(
                        Comparator.comparingInt(DiskWriter::load)
                                .thenComparing(
                                        Comparator.comparingLong(
                                                        (DiskWriter w) -> w.disk().freeBytes())
                                                .reversed()))
                .orElse(null);
    }

    /** What each does now; those that ended are left out. */
    public List<RecorderStatus> statuses() {
        return recorders.values().stream()
                .filter(recorder -> !recorder.ended())
                .map(StreamRecorder::status)
                .sorted(Comparator.comparing(RecorderStatus::key))
                .toList();
    }

    public Optional<RecorderStatus> status(StreamKey key) {
        return Optional.ofNullable(recorders.get(key)).map(StreamRecorder::status);
    }

    /**
     * Writes what all streams have now, forces it to the disks and waits, at most so long.
     *
     * @return whether all of it is on disk
     */
    public boolean settle(long timeoutMs) throws InterruptedException {
        long endNs = System.nanoTime() + timeoutMs * 1_000_000;
        boolean done = true;
        for (DiskWriter writer : writers) {
            done &= writer.settle(Math.max(1, (endNs - System.nanoTime()) / 1_000_000));
        }
        for (DiskSync sync : syncs) {
            done &= sync.settle(Math.max(1, (endNs - System.nanoTime()) / 1_000_000));
        }
        return done;
    }

    /** Whether any stream is being recorded. */
    public boolean active() {
        return recorders.values().stream().anyMatch(recorder -> !recorder.ended());
    }

    /** To be called about once a second: sees disks that hang and streams that are not recorded. */
    public void watch(long nowNs, long nowUs) {
        Map<Disk, Long> slowest = new HashMap<>();
        for (DiskSync sync : syncs) {
            slowest.merge(sync.disk(), sync.busyNs(nowNs), Math::max);
        }
        for (DiskWriter writer : writers) {
            long busyNs = writer.busyNs(nowNs);
            slowest.merge(writer.disk(), busyNs, Math::max);
            if (busyNs > SLOW_NS) {
                writer.recorders().forEach(recorder -> recorder.stalled(nowUs));
            }
        }
        slowest.forEach((disk, busyNs) -> judge(disk, busyNs, nowUs));
        recorders.values().forEach(recorder -> judge(recorder, nowUs));
        recorders.values().removeIf(StreamRecorder::ended);
    }

    private static void judge(Disk disk, long busyNs, long nowUs) {
        if (busyNs > SLOW_NS) {
            disk.slow("no answer for " + busyNs / 1_000_000_000L + " s", nowUs);
        } else {
            disk.recovered(DiskState.SLOW);
        }
    }

    private void judge(StreamRecorder recorder, long nowUs) {
        String subject = recorder.key().toString();
        GapTracker gaps = recorder.gaps();
        boolean missing =
                !recorder.stopping()
                        && gaps.reason().isPresent()
                        && nowUs - gaps.sinceUs() > NOT_RECORDING_US;
        if (missing) {
            String why = gaps.reason().map(Enum::name).orElse("");
            alarms.raise(AlarmKind.NOT_RECORDING, subject, nowUs, "not recorded: " + why);
        } else {
            alarms.clear(AlarmKind.NOT_RECORDING, subject);
        }
    }

    /**
     * Ends all: what the streams have is written, files are closed, and for whatever is wanted the
     * time from now on counts as stopped. Waits at most ten seconds for disks.
     */
    @Override
    public void close() {
        writers.forEach(DiskWriter::stop);
        long endNs = System.nanoTime() + 5_000_000_000L;
        for (DiskWriter writer : writers) {
            writer.join(Math.max(1, (endNs - System.nanoTime()) / 1_000_000));
        }
        endNs = System.nanoTime() + 5_000_000_000L;
        for (DiskSync sync : syncs) {
            sync.close(Math.max(1, (endNs - System.nanoTime()) / 1_000_000));
        }
        long nowUs = shared.nowUs().getAsLong();
        synchronized (this) {
            trackers.values().forEach(tracker -> tracker.serverStops(nowUs));
        }
    }
}
