package org.haidang.archive;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.haidang.archive.alarm.Alarm;
import org.haidang.archive.alarm.AlarmBoard;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.check.HealReport;
import org.haidang.archive.check.Healing;
import org.haidang.archive.check.Progress;
import org.haidang.archive.check.Reindex;
import org.haidang.archive.check.ReindexReport;
import org.haidang.archive.check.Verify;
import org.haidang.archive.check.VerifyReport;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.coverage.Gap;
import org.haidang.archive.coverage.Intervals.Interval;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.DiskStatus;
import org.haidang.archive.fill.Filling;
import org.haidang.archive.fill.Fillings;
import org.haidang.archive.play.Chunk;
import org.haidang.archive.play.Export;
import org.haidang.archive.play.KeyPicture;
import org.haidang.archive.play.Library;
import org.haidang.archive.play.Playback;
import org.haidang.archive.play.Span;
import org.haidang.archive.record.CatalogWriter;
import org.haidang.archive.record.GapTracker;
import org.haidang.archive.record.LiveSegments;
import org.haidang.archive.record.Recorder;
import org.haidang.archive.record.RecorderStatus;
import org.haidang.archive.record.Recorders;
import org.haidang.archive.retain.Leases;
import org.haidang.archive.retain.RecordingPolicy;
import org.haidang.archive.retain.Retention;
import org.haidang.media.stream.Stream;

/**
 * The recordings of all cameras on the disks of this machine. Thread-safe. Reading may wait for a
 * disk (use a virtual thread); recording never does in the caller's thread.
 */
public final class Archive implements AutoCloseable {

    private static final long MAX_EXPORT_US = 24L * 3_600_000_000L;
    private static final long MAX_FILL_US = 24L * 3_600_000_000L;

    /** So long after a gap the picture may come that shows where what is fetched meets it. */
    private static final long SEAM_US = 1_000_000;

    private static final System.Logger LOG = System.getLogger(Archive.class.getName());

    private final SegmentCatalog catalog;
    private final LongSupplier nowUs;
    private final AlarmBoard alarms;
    private final List<Disk> disks;
    private final CatalogWriter rows;
    private final Retention retention;
    private final Recorders recorders;
    private final Fillings fillings;
    private final Library library;
    private final Playback playback;
    private final History history;
    private final CompletableFuture<HealReport> healing = new CompletableFuture<>();
    private final Thread watchdog;
    private final Thread keeper;
    private final Object closing = new Object();
    private boolean closed;

    private Archive(
            ArchiveConfig config,
            SegmentCatalog catalog,
            LongSupplier nowUs,
            AlarmBoard alarms,
            List<Disk> disks) {
        this.catalog = catalog;
        this.nowUs = nowUs;
        this.alarms = alarms;
        this.disks = disks;
        Leases leases = new Leases();
        LiveSegments live = new LiveSegments();
        Healing healer = new Healing(disks, catalog, live);
        this.rows = new CatalogWriter(catalog, alarms, nowUs);
        this.retention =
                new Retention(disks, catalog, leases, alarms, config.defaultPolicy(), nowUs);
        Recorders.Settings settings =
                new Recorders.Settings(
                        config.segmentTarget().toMillis() * 1_000,
                        config.sync(),
                        config.writersPerDisk(),
                        config.software());
        this.recorders = new Recorders(disks, settings, retention, rows, live, alarms, nowUs);
        this.fillings =
                new Fillings(
                        disks,
                        recorders.homes(),
                        settings.segmentTargetUs(),
                        settings.software(),
                        retention,
                        rows,
                        live,
                        nowUs);
        this.library = new Library(catalog, live, disks);
        this.playback = new Playback(library, leases);
        this.history = new History(catalog, library, recorders);
        Map<StreamKey, GapTracker> trackers =
                new StartUp(catalog, rows).run(recorders, healer.crashed(), nowUs.getAsLong());
        Thread.ofPlatform().daemon().name("archive-heal").start(() -> heal(healer, trackers));
        this.watchdog = Thread.ofPlatform().daemon().name("archive-watch").unstarted(this::watch);
        long pauseMs = config.retentionInterval().toMillis();
        this.keeper =
                Thread.ofPlatform().daemon().name("archive-keep").unstarted(() -> keep(pauseMs));
    }

    /**
     * Opens the archive and starts its threads. Healing of what a crash left runs beside; recording
     * may start at once.
     *
     * @throws IOException if no disk can be used
     */
    public static Archive open(
            ArchiveConfig config, SegmentCatalog catalog, InstantSource clock, AlarmListener alarms)
            throws IOException {
        LongSupplier nowUs = () -> ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        AlarmBoard board = new AlarmBoard(alarms);
        List<Disk> disks = config.disks().stream().map(disk -> new Disk(disk, board)).toList();
        try {
            for (Disk disk : disks) {
                boolean known = !catalog.segmentsOfDisk(disk.name(), 0, 1).isEmpty();
                disk.open(known, nowUs.getAsLong());
            }
            if (disks.stream().noneMatch(Disk::usable)) {
                throw new IOException("no disk can be used: " + disks.getFirst().status().detail());
            }
            Archive archive = new Archive(config, catalog, nowUs, board, disks);
            archive.watchdog.start();
            archive.keeper.start();
            return archive;
        } catch (IOException | RuntimeException e) {
            closeAll(disks);
            throw e;
        }
    }

    /**
     * The same as {@link #verify(Progress)} for whoever does not run the archive: takes no lock, so
     * that it may be asked while another program records.
     */
    public static VerifyReport verify(
            ArchiveConfig config, SegmentCatalog catalog, Progress progress) {
        AlarmBoard board = new AlarmBoard(AlarmListener.none());
        List<Disk> disks = config.disks().stream().map(disk -> new Disk(disk, board)).toList();
        return new Verify(disks, catalog, progress).run();
    }

    /**
     * The same as {@link #reindex(Progress)} without an archive running.
     *
     * @throws IOException if another program has the disks open
     */
    public static ReindexReport reindex(
            ArchiveConfig config, SegmentCatalog catalog, Progress progress) throws IOException {
        AlarmBoard board = new AlarmBoard(AlarmListener.none());
        List<Disk> disks = config.disks().stream().map(disk -> new Disk(disk, board)).toList();
        try {
            for (Disk disk : disks) {
                boolean known = !catalog.segmentsOfDisk(disk.name(), 0, 1).isEmpty();
                disk.open(known, 0);
            }
            return new Reindex(disks, catalog, progress).run();
        } finally {
            closeAll(disks);
        }
    }

    private static void closeAll(List<Disk> disks) {
        for (Disk disk : disks) {
            try {
                disk.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "closing disk " + disk.name(), e);
            }
        }
    }

    private void heal(Healing healer, Map<StreamKey, GapTracker> trackers) {
        try {
            healing.complete(
                    healer.run(
                            nowUs.getAsLong(),
                            (key, endUs) -> {
                                GapTracker tracker = trackers.get(key);
                                if (tracker != null) {
                                    tracker.healed(endUs);
                                }
                            }));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "start-up check failed; recording goes on", e);
            healing.completeExceptionally(e);
        }
    }

    private void watch() {
        while (pause(1_000)) {
            recorders.watch(System.nanoTime(), nowUs.getAsLong());
        }
    }

    private void keep(long pauseMs) {
        // Half a second first, so that a restart on a full disk makes room at once.
        for (boolean on = pause(500); on; on = pause(pauseMs)) {
            try {
                retention.pass();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "retention will try again", e);
            }
        }
    }

    /** False when the archive is closed. */
    private boolean pause(long ms) {
        long endNs = System.nanoTime() + ms * 1_000_000;
        synchronized (closing) {
            try {
                for (long left = ms; left > 0 && !closed; ) {
                    closing.wait(left);
                    left = (endNs - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException e) {
                return false;
            }
            return !closed;
        }
    }

    /**
     * Records a stream of a camera from now on. Recording counts as wanted until the recorder is
     * stopped, also while the server is down.
     *
     * @throws IllegalStateException if the stream is being recorded already
     */
    public Recorder record(StreamKey key, Stream stream, RecordingPolicy policy) {
        retention.policy(key, policy);
        return recorders.start(key, stream);
    }

    /**
     * Brings what the streams have now to disk and into the catalogue, and waits for it.
     *
     * @param timeoutMs at most so long
     * @return whether all is there
     */
    public boolean settle(long timeoutMs) throws InterruptedException {
        return recorders.settle(timeoutMs) && rows.settle(timeoutMs);
    }

    /**
     * Begins to take media that was fetched later, from the camera's own storage or a recorder,
     * into {@code [fromUs, toUs)}: a gap, or a part of one, that is over. Whoever asks has looked
     * at {@link #gaps}. Reads the pictures on both sides, so it may wait for a disk; the caller
     * must end what it gets.
     *
     * @param fromUs where the gap, or the part, begins, microseconds since 1970 UTC
     * @param toUs where it ends: there, if it is the whole gap, the next recorded picture starts
     * @throws IllegalArgumentException if the range is empty, over 24 hours or not in the past
     * @throws IllegalStateException if the stream is being filled already, or the archive is closed
     * @throws IOException if a picture beside the gap cannot be read
     */
    public Filling fill(StreamKey key, long fromUs, long toUs) throws IOException {
        if (fromUs >= toUs || toUs - fromUs > MAX_FILL_US || toUs > nowUs.getAsLong()) {
            throw new IllegalArgumentException("filling of " + fromUs + " to " + toUs);
        }
        return fillings.begin(
                key,
                fromUs,
                toUs,
                playback.lastGroup(key, fromUs - 1),
                playback.firstKeyPicture(key, toUs, SEAM_US));
    }

    /**
     * Stretches of {@code [fromUs, toUs)} that hold media fetched later, merged over holes up to a
     * second, clipped to the range, in order, at most 10,000.
     */
    public List<Interval> fetched(StreamKey key, long fromUs, long toUs) {
        return history.fetched(key, fromUs, toUs);
    }

    /** Looks once for what is to be deleted; also done by itself every now and then. */
    public int retain() {
        return retention.pass();
    }

    /** What start-up healing did; completes when it is done. */
    public CompletableFuture<HealReport> healing() {
        return healing.copy();
    }

    /**
     * Streams for which recording is still wanted from an earlier run, whether or not somebody
     * records them now. Whoever is not to be recorded any more is told to {@link #notWanted}.
     */
    public List<StreamKey> wanted() {
        return recorders.wanted().wanted();
    }

    /** Recording of a stream without a recorder is not wanted any more, from now on. */
    public void notWanted(StreamKey key) {
        recorders.notWanted(key);
    }

    /** How long recordings of a stream are kept, until told otherwise. Not kept over a restart. */
    public void policy(StreamKey key, RecordingPolicy policy) {
        retention.policy(key, policy);
    }

    /** What each recorder does now. */
    public List<RecorderStatus> recorders() {
        return recorders.statuses();
    }

    public Optional<RecorderStatus> recorder(StreamKey key) {
        return recorders.status(key);
    }

    /** Recorded times that overlap {@code [fromUs, toUs)}, not clipped to it, at most 10,000. */
    public List<Span> spans(StreamKey key, long fromUs, long toUs) {
        return history.spans(key, fromUs, toUs, nowUs.getAsLong());
    }

    /** Gaps that overlap {@code [fromUs, toUs)}, clipped to it, at most 10,000. */
    public List<Gap> gaps(StreamKey key, long fromUs, long toUs) {
        return History.clipped(
                history.coverage(key, fromUs, toUs, nowUs.getAsLong()).gaps(), fromUs, toUs);
    }

    /**
     * Coverage of the full hours (UTC) that {@code [fromUs, toUs)} touches, clipped to the range.
     *
     * @throws IllegalArgumentException if the range is over 100 days
     */
    public List<CoverageHour> coverage(StreamKey key, long fromUs, long toUs) {
        return history.coverage(key, fromUs, toUs, nowUs.getAsLong()).hours(fromUs, toUs);
    }

    /**
     * A chunk from the key picture at or before {@code atUs}, or from the first one recorded after
     * it, of up to {@code seconds} (1 to 30) or to the next gap, format change or end of file.
     *
     * @return empty if nothing is recorded at or after that time
     */
    public Optional<Chunk> openAt(StreamKey key, long atUs, int seconds) throws IOException {
        return playback.openAt(key, atUs, seconds);
    }

    /** The key picture at or before a time; empty if the time lies in no recording. */
    public Optional<KeyPicture> keyPicture(StreamKey key, long atUs) throws IOException {
        return playback.keyPicture(key, atUs);
    }

    /**
     * What was recorded in {@code [fromUs, toUs)}, exact to the group of pictures, as one export
     * per format, in order: two where the camera's resolution changed once. Empty if nothing was.
     *
     * @throws IllegalArgumentException if the range is over 24 hours
     */
    public List<Export> export(StreamKey key, long fromUs, long toUs) throws IOException {
        if (toUs - fromUs > MAX_EXPORT_US) {
            throw new IllegalArgumentException("export of " + (toUs - fromUs) + " us");
        }
        return playback.export(key, fromUs, toUs);
    }

    public List<DiskStatus> disks() {
        return disks.stream().map(Disk::status).toList();
    }

    /** The alarms that stand now. */
    public Collection<Alarm> alarms() {
        return alarms.standing();
    }

    /** Compares every file with its index and its row; changes nothing. Recording goes on. */
    public VerifyReport verify(Progress progress) throws IOException {
        return new Verify(disks, catalog, progress).run();
    }

    /** Builds the catalogue's segment rows and all index files anew from the files alone. */
    public ReindexReport reindex(Progress progress) throws IOException {
        if (recorders.active() || fillings.active()) {
            throw new IllegalStateException("cannot re-index while recording or filling");
        }
        healing.join();
        return new Reindex(disks, catalog, progress).run();
    }

    /**
     * Ends recording in order: open segments are closed, the time until the next start counts as a
     * gap for the reason that the server was stopped. Waits at most 10 seconds.
     */
    @Override
    public void close() {
        synchronized (closing) {
            if (closed) {
                return;
            }
            closed = true;
            closing.notifyAll();
        }
        fillings.close();
        recorders.close();
        rows.close();
        closeAll(disks);
    }
}
