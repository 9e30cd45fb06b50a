package org.haidang.server.engine;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.haidang.archive.Archive;
import org.haidang.archive.catalog.CatalogException;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.record.Recorder;
import org.haidang.archive.retain.RecordingPolicy;
import org.haidang.media.stream.Stream;
import org.haidang.server.camera.CameraListener;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.secrets.SealException;
import org.jspecify.annotations.Nullable;

/** All cameras that are pulled. Follows the registry; tells of changes of state. Thread-safe. */
public final class CameraEngine implements CameraListener, AutoCloseable {
    /** A picture older than this is not called live. */
    public static final long LIVE_MS = 2_000;

    /** A camera that repeats one picture for so long is not live. */
    public static final long FROZEN_MS = 5_000;

    private static final System.Logger LOG = System.getLogger(CameraEngine.class.getName());
    private static final long TICK_MS = 500;
    private static final long COVERAGE_SECONDS = 30;

    private final CameraRegistry registry;
    private final Archive archive;
    private final InstantSource clock;
    private final ZoneId zone;
    private final int retentionDays;
    private final PulledCamera.Shared shared;
    private final Map<String, PulledCamera> pulled = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("engine-tick").factory());
    private final ScheduledExecutorService coverage =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("engine-coverage").factory());

    /**
     * What the engine is told by the administrator.
     *
     * @param linger how long a stream stays after its last viewer
     * @param retentionDays for cameras that say nothing else
     */
    public record Config(
            Duration linger, int retentionDays, ZoneId zone, Predicate<InetAddress> addressGuard) {}

    public CameraEngine(
            CameraRegistry registry,
            Archive archive,
            SourceFactory sources,
            RemoteCameras remote,
            Config config,
            InstantSource clock) {
        this.registry = registry;
        this.archive = archive;
        this.clock = clock;
        this.zone = config.zone();
        this.retentionDays = config.retentionDays();
        this.shared =
                new PulledCamera.Shared(
                        sources,
                        remote,
                        this::record,
                        config.addressGuard(),
                        config.linger().toMillis(),
                        System::nanoTime,
                        this::nowUs);
    }

    /** Begins to pull all enabled cameras and to follow the registry. */
    public void start() {
        Set<StreamKey> recorded = ConcurrentHashMap.newKeySet();
        registry.all().forEach(camera -> recorded.addAll(recordedStreams(camera)));
        // What was recorded when the program ended and is not to be any more, must not count as
        // missing.
        archive.wanted().stream()
                .filter(key -> !recorded.contains(key))
                .forEach(archive::notWanted);
        registry.listen(this);
        registry.all().forEach(this::added);
        var _ = ticker.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        var _ =
                coverage.scheduleWithFixedDelay(
                        this::measureCoverage, 2, COVERAGE_SECONDS, TimeUnit.SECONDS);
    }

    private static List<StreamKey> recordedStreams(Camera camera) {
        if (!camera.enabled()) {
            return List.of();
        }
        List<StreamKey> keys = new java.util.ArrayList<>();
        if (camera.recordMain()) {
            keys.add(new StreamKey(camera.id(), StreamName.MAIN.word()));
        }
        if (camera.recordSub() && !camera.subUrl().isEmpty()) {
            keys.add(new StreamKey(camera.id(), StreamName.SUB.word()));
        }
        return keys;
    }

    // ---- the registry's changes

    @Override
    public void added(Camera camera) {
        tellPolicy(camera);
        pulled.put(
                camera.id(),
                new PulledCamera(camera, password(camera), shared, () -> changed.add(camera.id())));
        changed.add(camera.id());
    }

    @Override
    public void changed(Camera before, Camera after) {
        tellPolicy(after);
        PulledCamera known = pulled.get(after.id());
        if (known != null) {
            known.change(after, password(after));
        }
    }

    /** How long footage may be kept there may have changed. */
    @Override
    public void facilityChanged(String id) {
        registry.at(id).forEach(this::tellPolicy);
    }

    @Override
    public void removed(Camera camera) {
        PulledCamera known = pulled.remove(camera.id());
        if (known != null) {
            known.close(false);
        }
        listeners.forEach(listener -> listener.accept(camera.id()));
    }

    private @Nullable String password(Camera camera) {
        try {
            return registry.password(camera);
        } catch (SealException e) {
            // It will fail to log in, which the screens explain; the log has the deeper reason.
            LOG.log(
                    Level.WARNING,
                    "camera {0}: its password cannot be opened, is secret.key the right one? ({1})",
                    camera.id(),
                    e.getMessage());
            return null;
        }
    }

    private Recorder record(StreamKey key, Stream stream) {
        return archive.record(
                key,
                stream,
                registry.camera(key.cameraId())
                        .map(this::policy)
                        .orElse(RecordingPolicy.days(retentionDays)));
    }

    private RecordingPolicy policy(Camera camera) {
        Integer days = registry.retentionDays(camera);
        Long bytes = camera.retentionBytes();
        RecordingPolicy policy = RecordingPolicy.days(days == null ? retentionDays : days);
        return bytes == null ? policy : policy.atMostBytes(bytes);
    }

    /** Also for streams that are not recorded now: they may have been, and retention goes on. */
    private void tellPolicy(Camera camera) {
        for (StreamName name : StreamName.values()) {
            archive.policy(new StreamKey(camera.id(), name.word()), policy(camera));
        }
    }

    // ---- for those who look

    public Optional<CameraStatus> status(String cameraId) {
        return Optional.ofNullable(pulled.get(cameraId)).map(PulledCamera::status);
    }

    /** Joins a stream live; empty when there is no such camera or it is switched off. */
    public Optional<LiveWatch> watch(String cameraId, StreamName name) {
        return Optional.ofNullable(pulled.get(cameraId)).flatMap(camera -> camera.watch(name));
    }

    /** A stream if it is pulled now. */
    public Optional<Stream> stream(String cameraId, StreamName name) {
        return Optional.ofNullable(pulled.get(cameraId)).flatMap(camera -> camera.stream(name));
    }

    /** The last picture of a camera of another site, as that sent it; empty for others. */
    public Optional<RemoteCameras.Picture> lastPicture(String cameraId) {
        return Optional.ofNullable(pulled.get(cameraId)).flatMap(PulledCamera::lastPicture);
    }

    /** Is told the id of a camera whose state changed, or that is gone. Must not block. */
    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    public Collection<String> cameraIds() {
        return List.copyOf(pulled.keySet());
    }

    // ---- time

    private void tick() {
        for (Map.Entry<String, PulledCamera> entry : pulled.entrySet()) {
            try {
                if (entry.getValue().tick()) {
                    changed.add(entry.getKey());
                }
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "camera " + entry.getKey() + ": tick failed", e);
            }
        }
        for (String id : List.copyOf(changed)) {
            changed.remove(id);
            listeners.forEach(listener -> listener.accept(id));
        }
    }

    private void measureCoverage() {
        long midnightUs =
                clock.instant().atZone(zone).toLocalDate().atStartOfDay(zone).toEpochSecond()
                        * 1_000_000;
        for (Map.Entry<String, PulledCamera> entry : pulled.entrySet()) {
            if (entry.getValue().elsewhere().isPresent()) {
                // It is recorded there, and they tell of it.
                continue;
            }
            try {
                entry.getValue().coverageToday(share(entry.getKey(), midnightUs));
            } catch (CatalogException e) {
                LOG.log(Level.WARNING, "coverage of {0}: {1}", entry.getKey(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "coverage of " + entry.getKey(), e);
            }
        }
    }

    private @Nullable Double share(String cameraId, long fromUs) {
        long expectedUs = 0;
        long recordedUs = 0;
        StreamKey key = new StreamKey(cameraId, StreamName.MAIN.word());
        for (CoverageHour hour : archive.coverage(key, fromUs, nowUs())) {
            expectedUs += hour.expectedUs() - hour.expiredUs();
            recordedUs += hour.recordedUs();
        }
        return expectedUs <= 0 ? null : Math.min(1.0, (double) recordedUs / expectedUs);
    }

    private long nowUs() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /**
     * Ends all pulling; recordings stay wanted, so that the time until the next start counts as a
     * gap.
     */
    @Override
    public void close() {
        ticker.shutdownNow();
        coverage.shutdownNow();
        pulled.values().forEach(camera -> camera.close(true));
        pulled.clear();
    }
}
