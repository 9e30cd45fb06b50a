package org.haidang.server.event;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.haidang.media.rtsp.Credentials;
import org.haidang.server.camera.CameraListener;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.device.CameraDevices;
import org.haidang.server.device.Devices;
import org.haidang.server.device.store.CameraDevice;
import org.haidang.server.event.store.CameraEventStore;
import org.haidang.server.event.store.EventKind;
import org.haidang.server.event.store.KeptEvent;
import org.haidang.server.secrets.SealException;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the devices of cameras: one subscription for each device, however many cameras it has,
 * from when it is known until its last camera is removed, switched off, known as no device any more
 * or not wanted to be asked. Movement, lines and contacts are kept only of cameras that are
 * recorded: they point into recordings, and where none may be made nobody may note who comes and
 * goes either.
 *
 * <p>Thread-safe. {@link #look} has to be called about once a second; it starts and stops what
 * changes have called for.
 */
public final class CameraEvents implements CameraListener, AutoCloseable {
    /** More devices are not listened to; each takes a connection and a little memory. */
    static final int MAX_DEVICES = 1_000;

    /** Devices that are subscribed to at once; the others wait. */
    private static final int BEGIN_AT_ONCE = 8;

    /** What began so long before a range is not looked for in it. */
    private static final long LOOK_BACK_US = TimeUnit.DAYS.toMicros(1);

    private static final long DAY_US = TimeUnit.DAYS.toMicros(1);
    private static final long CLEAN_EVERY_US = TimeUnit.HOURS.toMicros(1);

    /** Rows that one statement removes, and statements of one round. */
    private static final int CLEAN_ROWS = 1_000;

    private static final int CLEAN_TIMES = 200;

    /** How long subscriptions may take to be ended when the program ends, all together. */
    private static final Duration END = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(CameraEvents.class.getName());

    /**
     * What the administrator wants.
     *
     * @param asked whether devices are asked at all
     * @param retentionDays how long rows are kept; less where a camera's recordings are
     * @param recordingDays how long recordings are kept of cameras that say nothing else
     */
    public record Config(boolean asked, int retentionDays, int recordingDays) {}

    private final CameraRegistry registry;
    private final CameraDevices devices;
    private final CameraEventStore store;
    private final EventLedger ledger;
    private final Follower.Shared shared;
    private final Config config;
    private final InstantSource clock;
    private final Set<String> unasked = ConcurrentHashMap.newKeySet();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Map<URI, Follower> followers = new HashMap<>(); // guarded by this
    private final Set<String> followed = new HashSet<>(); // cameras; guarded by this
    private volatile boolean dirty = true;
    private boolean tooMany; // guarded by this
    private boolean closed; // guarded by this
    private long cleanedUs; // guarded by this

    /**
     * Follows the registry; listens to nobody before the first {@link #look}.
     *
     * @param alarmed is run when what {@link #standing} gives has changed; must not block
     * @param random thread-safe
     */
    public CameraEvents(
            CameraRegistry registry,
            CameraDevices cameraDevices,
            Devices devices,
            CameraEventStore store,
            Runnable alarmed,
            Config config,
            RandomGenerator random,
            InstantSource clock) {
        this.registry = registry;
        this.devices = cameraDevices;
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.ledger = new EventLedger(store, alarmed, random);
        this.shared =
                new Follower.Shared(
                        devices, ledger, new Semaphore(BEGIN_AT_ONCE), this::isKept, clock, random);
        unasked.addAll(store.unasked());
        registry.listen(this);
        cameraDevices.listen(_ -> dirty = true);
    }

    private boolean isKept(String cameraId, EventKind kind) {
        return registry.camera(cameraId)
                .filter(camera -> kind.alarming() || camera.recordMain() || camera.recordSub())
                .isPresent();
    }

    // ---- which devices

    /** Does what changes have called for, and keeps what has become final. */
    public synchronized void look() {
        if (closed) {
            return;
        }
        long nowUs = nowUs();
        if (dirty) {
            dirty = false;
            try {
                follow(wanted());
            } catch (RuntimeException e) {
                dirty = true;
                throw e;
            }
        }
        for (String cameraId : ledger.cameraIds()) {
            if (!followed.contains(cameraId)) {
                ledger.forget(cameraId, nowUs);
            }
        }
        ledger.look(nowUs);
        if (nowUs - cleanedUs >= CLEAN_EVERY_US) {
            cleanedUs = nowUs;
            clean(nowUs);
        }
    }

    private Map<URI, Followed> wanted() {
        if (!config.asked()) {
            return Map.of();
        }
        Map<URI, List<Camera>> cameras = new TreeMap<>();
        Map<String, String> profiles = new HashMap<>();
        for (Camera camera : registry.all()) {
            CameraDevice device = devices.of(camera).orElse(null);
            if (device != null && camera.enabled() && !unasked.contains(camera.id())) {
                cameras.computeIfAbsent(device.service(), _ -> new ArrayList<>()).add(camera);
                profiles.put(camera.id(), device.profile());
            }
        }
        Map<URI, Followed> wanted = new LinkedHashMap<>();
        cameras.forEach((service, all) -> {
            if (wanted.size() < MAX_DEVICES) {
                wanted.put(service, followed(service, all, profiles));
            }
        });
        if (wanted.size() < cameras.size() && !tooMany) {
            LOG.log(
                    Level.WARNING,
                    "{0} devices are known; only {1} are listened to",
                    cameras.size(),
                    MAX_DEVICES);
        }
        tooMany = wanted.size() < cameras.size();
        return wanted;
    }

    /** By the login of the camera that is known longest: a recorder's cameras have one together. */
    private Followed followed(URI service, List<Camera> cameras, Map<String, String> profiles) {
        Map<String, String> own = new HashMap<>();
        cameras.forEach(camera -> own.put(camera.id(), profiles.getOrDefault(camera.id(), "")));
        Camera first = cameras.stream().min(Comparator.comparing(Camera::id)).orElseThrow();
        return new Followed(service, login(first), own);
    }

    private @Nullable Credentials login(Camera camera) {
        if (camera.username().isEmpty()) {
            return null;
        }
        try {
            String password = registry.password(camera);
            return new Credentials(camera.username(), password == null ? "" : password);
        } catch (SealException e) {
            return null; // the engine has said so; a device that wants a login will not be asked
        }
    }

    private void follow(Map<URI, Followed> wanted) {
        followers
                .values()
                .removeIf(follower -> {
                    boolean over =
                            !follower.device().equals(wanted.get(follower.device().service()));
                    if (over) {
                        follower.stop();
                    }
                    return over;
                });
        followed.clear();
        wanted.forEach((service, device) -> {
            followed.addAll(device.profiles().keySet());
            followers.computeIfAbsent(
                    service,
                    _ -> {
                        Follower fresh = new Follower(device, shared);
                        fresh.start();
                        return fresh;
                    });
        });
    }

    @Override
    public void added(Camera camera) {} // it is no device yet

    @Override
    public void changed(Camera before, Camera after) {
        dirty = true;
    }

    @Override
    public void removed(Camera camera) {
        unasked.remove(camera.id());
        dirty = true;
    }

    /** Whether a camera's device is to be asked, if devices are asked at all. From memory. */
    public boolean isWanted(Camera camera) {
        return !unasked.contains(camera.id());
    }

    /** Whether a camera's device is to be asked. */
    public void ask(Camera camera, boolean asked) {
        store.ask(camera.id(), asked, nowUs());
        if (asked) {
            unasked.remove(camera.id());
        } else {
            unasked.add(camera.id());
        }
        dirty = true;
        listeners.forEach(listener -> listener.accept(camera.id()));
    }

    /** Is told the id of a camera that is to be asked from now on, or no more. Must not block. */
    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    // ---- for those who look

    /** What lasts that somebody has to mend. */
    public List<EventLedger.Standing> standing() {
        return ledger.standing();
    }

    /**
     * A camera's events, the newest first: those that lasted at some moment between two, but for
     * those that began a day and more before.
     *
     * @param sinceUs those that began before are left out
     * @param toUs not included
     * @param beforeId of one of them: only what comes after it in the list; null for all
     */
    public List<KeptEvent> page(
            Camera camera,
            long sinceUs,
            long fromUs,
            long toUs,
            @Nullable String beforeId,
            int limit) {
        return store
                .page(
                        camera.id(),
                        Math.max(sinceUs, fromUs - LOOK_BACK_US),
                        fromUs,
                        toUs,
                        beforeId,
                        limit)
                .stream()
                .map(ledger::known)
                .toList();
    }

    // ---- retention

    /** Removes what has been kept long enough. */
    private void clean(long nowUs) {
        int times = CLEAN_TIMES;
        int removed = CLEAN_ROWS;
        while (removed == CLEAN_ROWS && times-- > 0) {
            removed = store.removeBefore(nowUs - config.retentionDays() * DAY_US, CLEAN_ROWS);
        }
        for (Camera camera : registry.all()) {
            Integer own = registry.retentionDays(camera);
            int days = own == null ? config.recordingDays() : own;
            if (days < config.retentionDays()) {
                wipe(camera.id(), nowUs - days * DAY_US);
            }
        }
    }

    private void wipe(String cameraId, long beforeUs) {
        int times = CLEAN_TIMES;
        int removed = CLEAN_ROWS;
        while (removed == CLEAN_ROWS && times-- > 0) {
            removed = store.removeBefore(cameraId, beforeUs, CLEAN_ROWS);
        }
    }

    private long nowUs() {
        return TimeUnit.MILLISECONDS.toMicros(clock.millis());
    }

    /** Ends all subscriptions; what lasts is taken up again at the next start. */
    @Override
    public void close() {
        List<Follower> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(followers.values());
            followers.clear();
        }
        all.forEach(Follower::stop);
        long deadlineNs = System.nanoTime() + END.toNanos();
        try {
            for (Follower follower : all) {
                long leftNs = Math.max(1, deadlineNs - System.nanoTime());
                if (!follower.awaitEnd(Duration.ofNanos(leftNs))) {
                    LOG.log(
                            Level.INFO,
                            "device {0}: did not end its subscription in time",
                            follower.device().service());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
