package org.haidang.server.engine;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.record.Recorder;
import org.haidang.archive.record.RecorderState;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.rtsp.net.RtspSourceConfig;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.ReaderKind;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamReader;
import org.haidang.media.stream.StreamStats;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.jspecify.annotations.Nullable;

/**
 * One camera with what is pulled of it now. Its lock is held for short changes only, never while
 * waiting.
 */
final class PulledCamera {
    private static final long REMOTE_LINGER_MS = 5_000;

    /** What all cameras share. */
    record Shared(
            SourceFactory sources,
            RemoteCameras remote,
            BiFunction<StreamKey, Stream, Recorder> recording,
            Predicate<InetAddress> addressGuard,
            long lingerMs,
            LongSupplier nanoTime,
            LongSupplier wallUs) {}

    private final Shared shared;
    private final Runnable onChange;
    private Camera camera;

    /** Where its own site has it, when that is not this one. */
    private Optional<RemoteAddress> elsewhere;

    private @Nullable String password;
    private @Nullable PulledStream main;
    private @Nullable PulledStream sub;
    private CameraStatus.Kind kind = CameraStatus.Kind.CONNECTING;
    private long sinceUs;
    private @Nullable FailureReason lastReason;
    private long lastPictureUs;
    private @Nullable Double coverageToday;

    PulledCamera(Camera camera, @Nullable String password, Shared shared, Runnable onChange) {
        this.camera = camera;
        this.elsewhere = RemoteAddress.of(camera.url());
        this.password = password;
        this.shared = shared;
        this.onChange = onChange;
        this.sinceUs = shared.wallUs().getAsLong();
        this.kind = camera.enabled() ? CameraStatus.Kind.CONNECTING : CameraStatus.Kind.STOPPED;
        begin();
    }

    synchronized Camera camera() {
        return camera;
    }

    /** Pulls what is to be recorded; the rest waits for viewers. */
    private void begin() {
        if (!camera.enabled()) {
            return;
        }
        if (camera.recordMain() && main == null) {
            main = pull(StreamName.MAIN, true);
        }
        if (camera.recordSub() && sub == null && !camera.subUrl().isEmpty()) {
            sub = pull(StreamName.SUB, true);
        }
    }

    private PulledStream pull(StreamName name, boolean record) {
        String address = name == StreamName.MAIN ? camera.url() : camera.subUrl();
        StreamKey key = record ? new StreamKey(camera.id(), name.word()) : null;
        return new PulledStream(
                camera.name() + "/" + name.word(),
                sources(name, address),
                shared.recording(),
                key,
                shared.nanoTime(),
                onChange);
    }

    private Function<SourceListener, CameraSource> sources(StreamName name, String address) {
        Optional<RemoteAddress> there = RemoteAddress.of(address);
        if (there.isPresent()) {
            return listener -> shared.remote().source(there.get(), name, listener);
        }
        RtspSourceConfig config = config(name, address);
        return listener -> shared.sources().source(config, listener);
    }

    synchronized Optional<RemoteAddress> elsewhere() {
        return elsewhere;
    }

    /** What the camera's own site says of it, when that is not this one. */
    private Optional<RemoteCameras.Told> told() {
        return elsewhere.flatMap(shared.remote()::told);
    }

    /** What the camera's own site sent of it, when that is not this one. */
    Optional<RemoteCameras.Picture> lastPicture() {
        return elsewhere().flatMap(shared.remote()::lastPicture);
    }

    private RtspSourceConfig config(StreamName name, String address) {
        try {
            RtspSourceConfig config =
                    RtspSourceConfig.of(camera.name() + "/" + name.word(), address)
                            .withTransport(
                                    TransportChoice.valueOf(
                                            camera.transport().toUpperCase(Locale.ROOT)))
                            .withAddressGuard(shared.addressGuard());
            return camera.username().isEmpty()
                    ? config
                    : config.withCredentials(camera.username(), password == null ? "" : password);
        } catch (MalformedInputException e) {
            // The registry has read the same address before it kept it.
            throw new IllegalStateException("camera " + camera.id() + ": " + e.getMessage(), e);
        }
    }

    /** Takes over changed settings; connects again only what they concern. */
    synchronized void change(Camera after, @Nullable String newPassword) {
        Camera before = camera;
        boolean login =
                !before.username().equals(after.username())
                        || !java.util.Objects.equals(password, newPassword)
                        || !before.transport().equals(after.transport());
        camera = after;
        elsewhere = RemoteAddress.of(after.url());
        password = newPassword;
        if (main != null
                && (!after.enabled()
                        || login
                        || !before.url().equals(after.url())
                        || main.recorded() != after.recordMain())) {
            main.close(false);
            main = null;
        }
        boolean recordSub = after.recordSub() && !after.subUrl().isEmpty();
        if (sub != null
                && (!after.enabled()
                        || login
                        || !before.subUrl().equals(after.subUrl())
                        || sub.recorded() != recordSub)) {
            sub.close(false);
            sub = null;
        }
        begin();
        onChange.run();
    }

    synchronized void close(boolean stillWanted) {
        if (main != null) {
            main.close(stillWanted);
            main = null;
        }
        if (sub != null) {
            sub.close(stillWanted);
            sub = null;
        }
    }

    /**
     * Joins a stream, pulling it if nobody does yet. A camera without a sub stream gives its main
     * one.
     *
     * @return empty when the camera is switched off
     */
    synchronized Optional<LiveWatch> watch(StreamName wished) {
        if (!camera.enabled()) {
            return Optional.empty();
        }
        StreamName name = camera.subUrl().isEmpty() ? StreamName.MAIN : wished;
        PulledStream pulled = pulled(name);
        StreamReader reader = pulled.stream().open(ReaderKind.LIVE);
        return Optional.of(new LiveWatch(name, pulled.stream(), reader, pulled.source()));
    }

    private PulledStream pulled(StreamName name) {
        if (name == StreamName.MAIN) {
            if (main == null) {
                main = pull(name, false);
            }
            return main;
        }
        if (sub == null) {
            sub = pull(name, false);
        }
        return sub;
    }

    /** The stream if it is pulled now. */
    synchronized Optional<Stream> stream(StreamName name) {
        PulledStream pulled = name == StreamName.MAIN ? main : sub;
        return Optional.ofNullable(pulled).map(PulledStream::stream);
    }

    /**
     * A few times a second: lets pictures out, drops what nobody watches any more, judges the
     * state.
     *
     * @return true when what people see has changed
     */
    synchronized boolean tick() {
        if (main != null && main.tick(lingerMs()) && !main.recorded()) {
            main.close(false);
            main = null;
        }
        if (sub != null && sub.tick(lingerMs()) && !sub.recorded()) {
            sub.close(false);
            sub = null;
        }
        return judge();
    }

    /** A stream of another site costs its line, and its hub there joins at once anyway. */
    private long lingerMs() {
        return elsewhere.isPresent()
                ? Math.min(REMOTE_LINGER_MS, shared.lingerMs())
                : shared.lingerMs();
    }

    private boolean judge() {
        FailureReason reasonBefore = lastReason;
        CameraStatus.Kind now = kindNow();
        PulledStream pulled = leading();
        if (pulled != null) {
            StreamStats stats = pulled.stream().stats();
            if (stats.lastPictureNs() != StreamStats.NEVER) {
                lastPictureUs = Math.max(lastPictureUs, stats.lastPictureWallUs());
            }
            if (stats.state() instanceof SourceState.Failed failed && !givesWay(failed)) {
                lastReason = failed.reason();
            }
        }
        if (pulled == null) {
            told().ifPresent(site -> {
                lastReason = site.reason();
                lastPictureUs = Math.max(lastPictureUs, site.lastPictureUs());
            });
        }
        if (pulled != null && frozen(pulled.stream().stats())) {
            lastReason = FailureReason.FROZEN;
        } else if (lastReason == FailureReason.FROZEN) {
            lastReason = null;
        }
        if (now == CameraStatus.Kind.LIVE || now == CameraStatus.Kind.STOPPED) {
            lastReason = null;
        }
        if (now == kind) {
            return lastReason != reasonBefore;
        }
        kind = now;
        sinceUs = shared.wallUs().getAsLong();
        return true;
    }

    /** The stream whose state stands for the camera. */
    private @Nullable PulledStream leading() {
        return main != null ? main : sub;
    }

    private CameraStatus.Kind kindNow() {
        PulledStream pulled = leading();
        if (!camera.enabled()) {
            return CameraStatus.Kind.STOPPED;
        }
        if (pulled == null) {
            // Neither recorded nor watched here: its site may know; else nothing is wrong.
            return told().map(RemoteCameras.Told::kind).orElse(CameraStatus.Kind.STALE);
        }
        StreamStats stats = pulled.stream().stats();
        return switch (stats.state()) {
            case SourceState.Live live ->
                    fresh(stats) && !frozen(stats)
                            ? CameraStatus.Kind.LIVE
                            : CameraStatus.Kind.STALE;
            case SourceState.Failed failed ->
                    givesWay(failed)
                            ? told().map(RemoteCameras.Told::kind).orElse(CameraStatus.Kind.STALE)
                            : CameraStatus.Kind.FAILED;
            case SourceState.Connecting connecting ->
                    // Between two failures it stays failed: the screen must not flicker.
                    kind == CameraStatus.Kind.FAILED
                            ? CameraStatus.Kind.FAILED
                            : CameraStatus.Kind.CONNECTING;
            case SourceState.Stopped stopped -> CameraStatus.Kind.CONNECTING;
        };
    }

    /** Nothing is wrong with a camera that makes room for others on its site's line. */
    private static boolean givesWay(SourceState.Failed failed) {
        return failed.reason() == FailureReason.GIVES_WAY;
    }

    private boolean frozen(StreamStats stats) {
        return stats.sameSinceNs() != StreamStats.NEVER
                && shared.nanoTime().getAsLong() - stats.sameSinceNs()
                        >= TimeUnit.MILLISECONDS.toNanos(CameraEngine.FROZEN_MS);
    }

    private boolean fresh(StreamStats stats) {
        return stats.lastPictureNs() != StreamStats.NEVER
                && shared.nanoTime().getAsLong() - stats.lastPictureNs()
                        < TimeUnit.MILLISECONDS.toNanos(CameraEngine.LIVE_MS);
    }

    synchronized void coverageToday(@Nullable Double share) {
        coverageToday = share;
    }

    synchronized CameraStatus status() {
        judge();
        PulledStream pulled = leading();
        int attempt = 0;
        long retryAtUs = 0;
        if (pulled != null) {
            switch (pulled.stream().stats().state()) {
                case SourceState.Failed failed -> {
                    attempt = failed.attempt();
                    retryAtUs = failed.retryAtUs();
                }
                case SourceState.Connecting connecting -> attempt = connecting.attempt() - 1;
                case SourceState.Live live -> {}
                case SourceState.Stopped stopped -> {}
            }
        }
        return new CameraStatus(
                kind,
                sinceUs,
                lastReason,
                attempt,
                retryAtUs,
                lastPictureUs,
                told().map(RemoteCameras.Told::recording).orElseGet(this::recording),
                told().map(RemoteCameras.Told::coverageToday).orElse(coverageToday),
                main == null ? null : main.status(),
                sub == null ? null : sub.status());
    }

    private CameraStatus.Recording recording() {
        if (!camera.enabled() || !camera.recordMain() || main == null) {
            return CameraStatus.Recording.OFF;
        }
        RecorderState state =
                main.recorder().map(r -> r.status().state()).orElse(RecorderState.OFF);
        return switch (state) {
            case RECORDING -> CameraStatus.Recording.RECORDING;
            case WAITING -> CameraStatus.Recording.WAITING;
            case FAILED -> CameraStatus.Recording.FAILED;
            case OFF -> CameraStatus.Recording.OFF;
        };
    }
}
