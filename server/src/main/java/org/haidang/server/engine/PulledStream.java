package org.haidang.server.engine;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.record.Recorder;
import org.haidang.media.rtsp.net.ReadMode;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamLimits;
import org.jspecify.annotations.Nullable;

/**
 * One stream of one camera while it is pulled: source, hub and, where wanted, recorder. All three
 * begin and end together, so that no hub ever holds pictures of a source that is gone.
 */
final class PulledStream {
    private final Stream stream;
    private final CameraSource source;
    private final @Nullable Recorder recorder;
    private final LongSupplier nanoTime;
    private long unwatchedSinceNs;

    /**
     * @param key where it is recorded; null when it is only watched
     */
    PulledStream(
            String name,
            Function<SourceListener, CameraSource> sources,
            BiFunction<StreamKey, Stream, Recorder> recording,
            @Nullable StreamKey key,
            LongSupplier nanoTime,
            Runnable onChange) {
        this.nanoTime = nanoTime;
        this.stream = new Stream(name, StreamLimits.DEFAULT, nanoTime);
        this.recorder = key == null ? null : recording.apply(key, stream);
        this.source = sources.apply(new Tap(stream, onChange));
        this.unwatchedSinceNs = nanoTime.getAsLong();
        stream.onWatchedChange(
                watched -> source.readMode(watched ? ReadMode.IMMEDIATE : ReadMode.SWEEP));
        source.start();
    }

    /** Tells the engine of each new state at once; everything else goes straight to the hub. */
    private record Tap(Stream stream, Runnable onChange) implements SourceListener {
        @Override
        public void onTracks(java.util.List<org.haidang.media.track.Track> tracks) {
            stream.onTracks(tracks);
            onChange.run();
        }

        @Override
        public void onAccessUnit(org.haidang.media.track.AccessUnit unit) {
            stream.onAccessUnit(unit);
        }

        @Override
        public void onBatchEnd() {
            stream.onBatchEnd();
        }

        @Override
        public void onState(SourceState state) {
            stream.onState(state);
            onChange.run();
        }
    }

    Stream stream() {
        return stream;
    }

    CameraSource source() {
        return source;
    }

    Optional<Recorder> recorder() {
        return Optional.ofNullable(recorder);
    }

    boolean recorded() {
        return recorder != null;
    }

    CameraStatus.StreamStatus status() {
        return new CameraStatus.StreamStatus(
                stream.stats(), source.stats(), stream.generation().orElse(null));
    }

    /** Lets out what is pending; says whether nobody has watched for that long. */
    boolean tick(long lingerMs) {
        stream.onTick();
        long nowNs = nanoTime.getAsLong();
        if (stream.watched()) {
            unwatchedSinceNs = nowNs;
        }
        return nowNs - unwatchedSinceNs > TimeUnit.MILLISECONDS.toNanos(lingerMs);
    }

    /**
     * @param stillWanted the server stops and the gap until it is back shall count, so the archive
     *     ends the recorder itself
     */
    void close(boolean stillWanted) {
        if (recorder != null && !stillWanted) {
            recorder.stop();
        }
        // Not waited for: the camera has a second for its TEARDOWN, the caller has not.
        var _ = source.closeAsync().whenComplete((done, failure) -> stream.close());
    }
}
