package org.haidang.archive;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.haidang.archive.alarm.Alarm;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.check.HealReport;
import org.haidang.archive.check.Progress;
import org.haidang.archive.check.ReindexReport;
import org.haidang.archive.check.VerifyReport;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.coverage.Gap;
import org.haidang.archive.disk.DiskStatus;
import org.haidang.archive.play.Chunk;
import org.haidang.archive.play.Export;
import org.haidang.archive.play.KeyPicture;
import org.haidang.archive.play.Span;
import org.haidang.archive.record.RecorderStatus;
import org.haidang.archive.retain.RecordingPolicy;

/**
 * The recordings of all cameras on the disks of this machine. Thread-safe. Reading may wait for a
 * disk (use a virtual thread); recording never does in the caller's thread.
 */
public final class Archive implements AutoCloseable {

    private Archive() {}

    /**
     * Opens the archive and starts its threads. Healing of what a crash left runs beside; recording
     * may start at once.
     *
     * @throws IOException if no disk can be used
     */
    public static Archive open(
            ArchiveConfig config, SegmentCatalog catalog, InstantSource clock, AlarmListener alarms)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** What start-up healing did; completes when it is done. */
    public CompletableFuture<HealReport> healing() {
        throw new UnsupportedOperationException();
    }

    /**
     * Streams for which recording is still wanted from an earlier run, whether or not somebody
     * records them now. Whoever is not to be recorded any more is told to {@link #notWanted}.
     */
    public List<StreamKey> wanted() {
        throw new UnsupportedOperationException();
    }

    /** Recording of a stream without a recorder is not wanted any more, from now on. */
    public void notWanted(StreamKey key) {
        throw new UnsupportedOperationException();
    }

    /** How long recordings of a stream are kept, until told otherwise. Not kept over a restart. */
    public void policy(StreamKey key, RecordingPolicy policy) {
        throw new UnsupportedOperationException();
    }

    /** What each recorder does now. */
    public List<RecorderStatus> recorders() {
        throw new UnsupportedOperationException();
    }

    public Optional<RecorderStatus> recorder(StreamKey key) {
        throw new UnsupportedOperationException();
    }

    /** Recorded times that overlap {@code [fromUs, toUs)}, not clipped to it, at most 10,000. */
    public List<Span> spans(StreamKey key, long fromUs, long toUs) {
        throw new UnsupportedOperationException();
    }

    /** Gaps that overlap {@code [fromUs, toUs)}, clipped to it, at most 10,000. */
    public List<Gap> gaps(StreamKey key, long fromUs, long toUs) {
        throw new UnsupportedOperationException();
    }

    /**
     * Coverage of the full hours (UTC) that {@code [fromUs, toUs)} touches, clipped to the range.
     *
     * @throws IllegalArgumentException if the range is over 100 days
     */
    public List<CoverageHour> coverage(StreamKey key, long fromUs, long toUs) {
        throw new UnsupportedOperationException();
    }

    /**
     * A chunk from the key picture at or before {@code atUs}, or from the first one recorded after
     * it, of up to {@code seconds} (1 to 30) or to the next gap, format change or end of file.
     *
     * @return empty if nothing is recorded at or after that time
     */
    public Optional<Chunk> openAt(StreamKey key, long atUs, int seconds) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The key picture at or before a time; empty if the time lies in no recording. */
    public Optional<KeyPicture> keyPicture(StreamKey key, long atUs) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * What was recorded in {@code [fromUs, toUs)}, exact to the group of pictures, as one export
     * per format, in order: two where the camera's resolution changed once. Empty if nothing was.
     *
     * @throws IllegalArgumentException if the range is over 24 hours
     */
    public List<Export> export(StreamKey key, long fromUs, long toUs) throws IOException {
        throw new UnsupportedOperationException();
    }

    public List<DiskStatus> disks() {
        throw new UnsupportedOperationException();
    }

    /** The alarms that stand now. */
    public Collection<Alarm> alarms() {
        throw new UnsupportedOperationException();
    }

    /** Compares every file with its index and its row; changes nothing. Recording goes on. */
    public VerifyReport verify(Progress progress) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Builds the catalogue's segment rows and all index files anew from the files alone. */
    public ReindexReport reindex(Progress progress) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends recording in order: open segments are closed, the time until the next start counts as a
     * gap for the reason that the server was stopped. Waits at most 10 seconds.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
