package org.haidang.archive.record;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.DiskState;
import org.haidang.archive.disk.RoomMaker;
import org.haidang.archive.file.OpenSegment;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.Fragment;
import org.haidang.media.stream.Loss;
import org.haidang.media.stream.ReaderKind;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Records one stream. All file work happens in {@link #pass}, in the thread of the disk it is on;
 * {@link #stop} and {@link #status} may come from any thread.
 */
final class StreamRecorder implements Recorder {
    /** Fragments taken from the ring in one go: some seconds. */
    static final int POLL_FRAGMENTS = 256;

    /** Polls of one pass, so that one stream that catches up does not starve the others. */
    static final int MAX_POLLS = 16;

    /** Connected, but nothing came for so long: a gap, whatever the source says. */
    private static final long STALL_US = 5_000_000;

    private static final System.Logger LOG = System.getLogger(StreamRecorder.class.getName());

    /**
     * What recorders share.
     *
     * @param software goes into each file
     */
    record Shared(
            SegmentCut cut,
            RoomMaker room,
            CatalogWriter rows,
            WantedBook wanted,
            LiveSegments live,
            LongSupplier nowUs,
            String software) {}

    private final StreamKey key;
    private final Stream stream;
    private final StreamReader reader;
    private final GapTracker gaps;
    private final Shared shared;
    private final List<Fragment> batch = new ArrayList<>(POLL_FRAGMENTS);

    private long batchBytes;
    private long takenUntilUs;
    private @Nullable OpenSegment segment;
    private GapReason hole = GapReason.CAMERA_NO_MEDIA;
    private boolean waitForGroup;
    private boolean behind;
    private volatile @Nullable DiskWriter writer;
    private volatile boolean stopping;
    private volatile boolean ended;
    private final LongAdder bytesWritten = new LongAdder();
    private final LongAdder segments = new LongAdder();
    private volatile long durableUs;
    private volatile long recordingSinceUs;
    private volatile boolean diskTrouble;

    StreamRecorder(StreamKey key, Stream stream, GapTracker gaps, Shared shared) {
        this.key = key;
        this.stream = stream;
        this.reader = stream.open(ReaderKind.RECORDER);
        this.gaps = gaps;
        this.shared = shared;
    }

    void on(DiskWriter disk) {
        this.writer = disk;
    }

    private DiskWriter writer() {
        DiskWriter now = writer;
        if (now == null) {
            throw new IllegalStateException(key + " is on no disk");
        }
        return now;
    }

    GapTracker gaps() {
        return gaps;
    }

    @Override
    public StreamKey key() {
        return key;
    }

    @Override
    public void stop() {
        if (!stopping) {
            stopping = true;
            long nowUs = shared.nowUs().getAsLong();
            gaps.notWanted(nowUs);
            shared.wanted().end(key, nowUs);
        }
    }

    boolean stopping() {
        return stopping;
    }

    boolean ended() {
        return ended;
    }

    /** Takes what the stream has and writes it; ends if it was stopped. */
    void pass(long nowUs, ByteBuffer scratch) {
        if (stopping) {
            end(nowUs, scratch);
            return;
        }
        boolean any = drain(nowUs, scratch);
        silence(any, nowUs);
    }

    /** The server stops: writes what there is and closes the file; the gap is the tracker's. */
    void finish(long nowUs, ByteBuffer scratch) {
        drain(nowUs, scratch);
        close();
        reader.close();
        ended = true;
    }

    private void end(long nowUs, ByteBuffer scratch) {
        finish(nowUs, scratch);
        LOG.log(Level.INFO, "camera {0}: recording of {1} stopped", key.cameraId(), key.stream());
    }

    private boolean drain(long nowUs, ByteBuffer scratch) {
        boolean any = false;
        behind = true;
        for (int i = 0; i < MAX_POLLS; i++) {
            List<Fragment> got = reader.poll(POLL_FRAGMENTS);
            if (got.isEmpty()) {
                behind = false;
                break;
            }
            any = true;
            noteLoss();
            for (Fragment fragment : got) {
                take(fragment, nowUs, scratch);
            }
            flush(nowUs, scratch);
        }
        return any;
    }

    private void noteLoss() {
        Loss loss = reader.takeLoss();
        if (loss.fragments() > 0) {
            DiskState state = writer().disk().state();
            hole = state == DiskState.OK ? GapReason.OVERLOAD : GapReason.DISK_ERROR;
            LOG.log(
                    Level.WARNING,
                    "camera {0}: {1} fragments of {2} lost before they could be written ({3})",
                    key.cameraId(),
                    loss.fragments(),
                    key.stream(),
                    hole);
        }
    }

    private void take(Fragment fragment, long nowUs, ByteBuffer scratch) {
        OpenSegment current = segment;
        if (current != null && mustCut(current, fragment)) {
            if (!current.init().equals(fragment.generation().init())) {
                hole = GapReason.FORMAT_CHANGE;
            }
            flush(nowUs, scratch);
            close();
            current = null;
        }
        if (waitForGroup) {
            if (!fragment.startsGroup()) {
                return;
            }
            waitForGroup = false;
        }
        if (current == null && segment == null && !begin(fragment, nowUs, scratch)) {
            waitForGroup = true;
            return;
        }
        OpenSegment into = segment;
        if (into != null && into.timeline().leads(fragment.trackId())) {
            takenUntilUs = fragment.wallUs() + fragment.durationUs();
        }
        batch.add(fragment);
        batchBytes += fragment.size();
    }

    private void clearBatch() {
        batch.clear();
        batchBytes = 0;
    }

    private boolean mustCut(OpenSegment current, Fragment next) {
        return shared.cut().before(current, takenUntilUs, next)
                || !current.hasRoomFor(batch.size() + 1, batchBytes + next.size());
    }

    private boolean begin(Fragment first, long nowUs, ByteBuffer scratch) {
        Disk disk = writer().disk();
        if (!disk.usable()) {
            trouble(GapReason.DISK_ERROR, nowUs);
            return false;
        }
        OpenSegment.Start start =
                new OpenSegment.Start(
                        key,
                        first.generation().init(),
                        first.wallUs(),
                        first.startsGroup(),
                        shared.software(),
                        Origin.LIVE);
        OpenSegment made;
        try {
            made = create(disk, start, first.size(), scratch);
        } catch (IOException e) {
            writeFailed(disk, e, nowUs);
            return false;
        }
        segment = made;
        takenUntilUs = first.wallUs();
        segments.increment();
        shared.live().add(made);
        shared.rows().later(catalog -> catalog.addSegment(made.row()));
        return true;
    }

    private OpenSegment create(Disk disk, OpenSegment.Start start, long bytes, ByteBuffer scratch)
            throws IOException {
        OpenSegment.Names names = shared.live().names(disk.name());
        try {
            return OpenSegment.create(writer().home(), start, scratch, names);
        } catch (IOException e) {
            if (!Disk.isNoSpace(e) || !shared.room().makeRoom(disk, bytes)) {
                throw e;
            }
            return OpenSegment.create(writer().home(), start, scratch, names);
        }
    }

    private void flush(long nowUs, ByteBuffer scratch) {
        OpenSegment current = segment;
        if (current == null || batch.isEmpty()) {
            clearBatch();
            return;
        }
        Disk disk = writer().disk();
        long bytes = batchBytes;
        try {
            append(disk, current, bytes, scratch);
        } catch (IOException e) {
            clearBatch();
            waitForGroup = true;
            writeFailed(disk, e, nowUs);
            return;
        }
        disk.countWritten(bytes);
        bytesWritten.add(bytes);
        writer().sync().written(current);
        account(current);
        clearBatch();
        durableUs = current.durableWallUs();
    }

    private void append(Disk disk, OpenSegment current, long bytes, ByteBuffer scratch)
            throws IOException {
        try {
            current.append(batch, scratch);
        } catch (IOException e) {
            if (!Disk.isNoSpace(e) || !shared.room().makeRoom(disk, bytes)) {
                throw e;
            }
            current.append(batch, scratch);
        }
    }

    private void account(OpenSegment current) {
        boolean wasSilent = gaps.reason().isPresent() || recordingSinceUs == 0;
        for (Fragment fragment : batch) {
            if (current.timeline().leads(fragment.trackId())) {
                long endUs = fragment.wallUs() + fragment.durationUs();
                gaps.media(fragment.wallUs(), endUs, hole);
                hole = GapReason.CAMERA_NO_MEDIA;
                if (wasSilent) {
                    recordingSinceUs = fragment.wallUs();
                    wasSilent = false;
                }
            }
        }
        diskTrouble = false;
    }

    private void writeFailed(Disk disk, IOException e, long nowUs) {
        if (Disk.isNoSpace(e)) {
            disk.full("full, and nothing on it may be deleted", nowUs);
            trouble(GapReason.DISK_FULL, nowUs);
            return;
        }
        disk.fail("writing " + key + ": " + e, nowUs);
        abandon();
        trouble(GapReason.DISK_ERROR, nowUs);
    }

    private void trouble(GapReason reason, long nowUs) {
        hole = reason;
        diskTrouble = true;
        gaps.silence(reason, nowUs);
    }

    /** Its disk failed: what is in the file stays as it is, the next one goes to another disk. */
    void abandon() {
        OpenSegment current = segment;
        segment = null;
        clearBatch();
        waitForGroup = true;
        if (current != null) {
            current.abandon();
            shared.live().remove(current);
        }
    }

    private void close() {
        OpenSegment current = segment;
        segment = null;
        if (current != null) {
            writer().sync().full(current);
        }
    }

    /** Whether a last pass left something in the stream for the next. */
    boolean behind() {
        return behind;
    }

    /**
     * Accounts for what did not come.
     *
     * @param any something came in this pass, if only the rest of what was before
     */
    private void silence(boolean any, long nowUs) {
        OpenSegment current = segment;
        if (current != null) {
            durableUs = current.durableWallUs();
        }
        long silentUs = nowUs - gaps.lastEndUs();
        SourceState state = stream.stats().state();
        boolean live = state instanceof SourceState.Live;
        switch (state) {
            case SourceState.Failed failed -> {
                hole = GapReason.of(failed.reason());
                gaps.silence(hole, nowUs);
            }
            case SourceState.Connecting connecting -> {
                hole = connecting.attempt() > 1 ? hole : GapReason.CAMERA_CONNECTING;
                gaps.silence(GapReason.CAMERA_CONNECTING, nowUs);
            }
            case SourceState.Stopped stopped -> gaps.silence(GapReason.RECORDING_OFF, nowUs);
            case SourceState.Live since -> {
                if (!any && silentUs > STALL_US) {
                    gaps.silence(GapReason.CAMERA_NO_MEDIA, nowUs);
                }
            }
        }
        // A file does not stay open while the camera is away: what is in it is whole. In a mere
        // stall it does, because what comes then may need the pictures before it.
        if (current != null && silentUs > STALL_US && !live) {
            close();
        }
    }

    /** The disk's thread hangs in this or another recorder; called by the watchdog. */
    void stalled(long nowUs) {
        if (nowUs - gaps.lastEndUs() > STALL_US) {
            diskTrouble = true;
            gaps.silence(GapReason.DISK_ERROR, nowUs);
        }
    }

    @Override
    public RecorderStatus status() {
        Optional<GapReason> reason = gaps.reason();
        boolean recording = reason.isEmpty() && recordingSinceUs != 0;
        RecorderState state = RecorderState.WAITING;
        if (ended || stopping) {
            state = RecorderState.OFF;
        } else if (recording) {
            state = RecorderState.RECORDING;
        } else if (diskTrouble) {
            state = RecorderState.FAILED;
        }
        DiskWriter disk = writer;
        return new RecorderStatus(
                key,
                state,
                reason,
                recording ? recordingSinceUs : gaps.sinceUs(),
                durableUs,
                disk == null ? "" : disk.disk().name(),
                bytesWritten.sum(),
                segments.sum(),
                reader.loss().groups());
    }
}
