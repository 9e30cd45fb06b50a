package org.haidang.server.backfill;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.haidang.archive.Archive;
import org.haidang.archive.catalog.CatalogException;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.coverage.Gap;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.OnvifDevice;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.device.CameraDevices;
import org.haidang.server.device.store.CameraDevice;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.engine.StreamName;
import org.haidang.server.secrets.SealException;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again for gaps in the main streams of cameras that are known as devices and can
 * be reached again, and fetches what their cards or recorders hold of them; one at a time, oldest
 * first, because devices forget the oldest first.
 *
 * <p>A gap that could not be filled is tried again after a minute, and each time later; a device
 * that refuses the login is left alone for {@link #REFUSED_PAUSE}. Nothing of this is kept over a
 * restart but what lies in the archive. Thread-safe.
 */
public final class Backfill implements AutoCloseable {
    /** Cameras lock accounts. */
    static final Duration REFUSED_PAUSE = Duration.ofHours(6);

    /** A gap that ended more lately may not be whole in the catalogue, nor on the card. */
    static final Duration SETTLED = Duration.ofSeconds(20);

    /** Shorter gaps are left. */
    static final Duration SHORTEST = Duration.ofSeconds(2);

    /** Fetched in one go at most. */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final List<Duration> RETRIES =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(6),
                    Duration.ofHours(24));
    private static final int MAX_REMEMBERED = 20_000;
    private static final System.Logger LOG = System.getLogger(Backfill.class.getName());

    /**
     * How it works.
     *
     * @param automatic gaps are filled by themselves; else only those that a person asks for
     * @param lookBack how old a gap may be
     * @param guard which addresses may be connected to
     * @param bytesPerSecond at most so much is fetched, asked again all the time; 0 for no bound
     */
    public record Config(
            boolean automatic,
            Duration lookBack,
            Predicate<InetAddress> guard,
            LongSupplier bytesPerSecond) {}

    /** Begins a conversation with a device. */
    @FunctionalInterface
    public interface Dialler {
        OnvifDevice conversation(URI service, @Nullable Credentials login);
    }

    /** What it knows of cameras. */
    public interface Cameras {
        Optional<CameraStatus> status(String cameraId);
    }

    /**
     * What is being fetched.
     *
     * @param fromUs start of the gap, microseconds since 1970 UTC
     * @param untilUs up to where it has come
     * @param bytes fetched
     */
    public record Running(String cameraId, long fromUs, long toUs, long untilUs, long bytes) {}

    /**
     * What came of the last attempt with a camera.
     *
     * @param atUs when
     * @param filledUs so much of the gap is filled now
     */
    public record Last(
            FetchResult result, long atUs, long fromUs, long toUs, long filledUs, long bytes) {}

    private record Piece(Camera camera, CameraDevice device, StreamKey key, Gap gap) {
        Place place() {
            return new Place(key, gap.fromUs());
        }
    }

    private record Place(StreamKey key, long fromUs) {}

    private static final class Attempts {
        int count;
        long nextUs;
        boolean wanted;
    }

    private final Archive archive;
    private final CameraRegistry registry;
    private final Cameras cameras;
    private final CameraDevices devices;
    private final Dialler dialler;
    private final Consumer<Entry> log;
    private final Config config;
    private final InstantSource clock;
    private final Map<Place, Attempts> attempts = new HashMap<>();
    private final Map<String, Long> restUntilUs = new ConcurrentHashMap<>();
    private final Map<String, Last> last = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile @Nullable Fetch running;
    private volatile @Nullable Piece runningPiece;
    private boolean closed;
    private boolean stirred;

    /**
     * @param log of what was filled
     */
    public Backfill(
            Archive archive,
            CameraRegistry registry,
            Cameras cameras,
            CameraDevices devices,
            Dialler dialler,
            Consumer<Entry> log,
            Config config,
            InstantSource clock) {
        this.archive = archive;
        this.registry = registry;
        this.cameras = cameras;
        this.devices = devices;
        this.dialler = dialler;
        this.log = log;
        this.config = config;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("backfill").unstarted(this::work);
    }

    /** Begins to look. */
    public Backfill start() {
        thread.start();
        return this;
    }

    // ---- for those who look

    /** What is being fetched for a camera now. */
    public Optional<Running> running(String cameraId) {
        Piece piece = runningPiece;
        Fetch fetch = running;
        if (piece == null || fetch == null || !piece.camera().id().equals(cameraId)) {
            return Optional.empty();
        }
        Gap gap = piece.gap();
        return Optional.of(
                new Running(cameraId, gap.fromUs(), gap.toUs(), fetch.untilUs(), fetch.bytes()));
    }

    /** What came of the last attempt with a camera since the start. */
    public Optional<Last> last(String cameraId) {
        return Optional.ofNullable(last.get(cameraId));
    }

    /**
     * What a camera's device keeps. Asks over the network.
     *
     * @throws FetchException when the device cannot be asked, or the camera is known as none
     */
    public Storage storage(Camera camera) throws FetchException {
        CameraDevice device =
                devices.of(camera)
                        .orElseThrow(() ->
                                new FetchException(FetchResult.NO_STORAGE, "known as no device"));
        return storage(camera, device);
    }

    private Storage storage(Camera camera, CameraDevice device) throws FetchException {
        return Storage.of(dialler.conversation(device.service(), login(camera)), device.profile());
    }

    /**
     * Has the gaps of a camera in a time tried soon, whatever was before.
     *
     * @return how many gaps there are to be tried
     */
    public int request(Camera camera, long fromUs, long toUs) {
        List<Piece> pieces = pieces(camera, fromUs, toUs);
        synchronized (this) {
            restUntilUs.remove(camera.id());
            for (Piece piece : pieces) {
                Attempts made = attempts.computeIfAbsent(piece.place(), _ -> new Attempts());
                made.count = 0;
                made.nextUs = 0;
                made.wanted = true;
            }
            stirred = true;
            notifyAll();
        }
        return pieces.size();
    }

    // ---- looking

    private long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private void work() {
        try {
            while (rest()) {
                try {
                    look();
                } catch (CatalogException e) {
                    LOG.log(Level.WARNING, "gaps cannot be read: {0}", e.getMessage());
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "filling gaps went wrong", e);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when it is over. */
    private synchronized boolean rest() throws InterruptedException {
        long endNs = System.nanoTime() + LOOK.toNanos();
        for (long left = LOOK.toMillis(); left > 0 && !closed && !stirred; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
        }
        stirred = false;
        return !closed;
    }

    private void look() throws InterruptedException {
        long nowUs = nowUs();
        List<Piece> pieces = new ArrayList<>();
        for (Camera camera : registry.all()) {
            pieces.addAll(pieces(camera, nowUs - micros(config.lookBack()), nowUs));
        }
        forgetOthers(pieces);
        pieces.sort(Comparator.comparingLong(piece -> piece.gap().fromUs()));
        for (Piece piece : pieces) {
            if (isClosed()) {
                return;
            }
            if (isDue(piece)) {
                fetch(piece);
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private static long micros(Duration duration) {
        return TimeUnit.MILLISECONDS.toMicros(duration.toMillis());
    }

    /** Gaps of a camera that is back, in pieces that can be fetched in one go. */
    private List<Piece> pieces(Camera camera, long fromUs, long toUs) {
        boolean local = RemoteAddress.of(camera.url()).isEmpty();
        if (!camera.enabled() || !camera.recordMain() || !local) {
            return List.of();
        }
        Optional<CameraDevice> device = devices.of(camera);
        boolean live =
                cameras.status(camera.id())
                        .filter(status -> status.kind() == CameraStatus.Kind.LIVE)
                        .isPresent();
        if (device.isEmpty() || !live) {
            return List.of();
        }
        StreamKey key = new StreamKey(camera.id(), StreamName.MAIN.word());
        long settledUs = Math.min(toUs, nowUs() - micros(SETTLED));
        long oldestUs = Math.max(fromUs, nowUs() - micros(config.lookBack()));
        List<Piece> pieces = new ArrayList<>();
        if (oldestUs >= settledUs) {
            return pieces;
        }
        for (Gap gap : joined(archive.gaps(key, oldestUs, settledUs))) {
            boolean over = gap.toUs() < settledUs;
            if (over && gap.toUs() - gap.fromUs() >= micros(SHORTEST)) {
                for (long at = gap.fromUs(); at < gap.toUs(); at += micros(LONGEST)) {
                    long end = Math.min(gap.toUs(), at + micros(LONGEST));
                    pieces.add(
                            new Piece(camera, device.get(), key, new Gap(at, end, gap.reason())));
                }
            }
        }
        return pieces;
    }

    /** One outage may have several reasons, one after another. */
    static List<Gap> joined(List<Gap> gaps) {
        List<Gap> joined = new ArrayList<>();
        for (Gap gap : gaps) {
            Gap before = joined.isEmpty() ? null : joined.getLast();
            if (before != null && gap.fromUs() <= before.toUs()) {
                joined.removeLast();
                long toUs = Math.max(before.toUs(), gap.toUs());
                joined.add(new Gap(before.fromUs(), toUs, before.reason()));
            } else {
                joined.add(gap);
            }
        }
        return joined;
    }

    private synchronized void forgetOthers(List<Piece> pieces) {
        Set<Place> there = new HashSet<>();
        pieces.forEach(piece -> there.add(piece.place()));
        attempts.keySet().retainAll(there);
    }

    private synchronized boolean isDue(Piece piece) {
        if (restUntilUs.getOrDefault(piece.camera().id(), 0L) > nowUs()) {
            return false;
        }
        Attempts made = attempts.get(piece.place());
        return made == null
                ? config.automatic() && attempts.size() < MAX_REMEMBERED
                : made.nextUs <= nowUs() && (config.automatic() || made.wanted);
    }

    // ---- fetching

    private void fetch(Piece piece) throws InterruptedException {
        Fetch.Fetched fetched;
        try {
            fetched = fetched(piece);
        } catch (FetchException e) {
            fetched = new Fetch.Fetched(e.result(), 0, 0, String.valueOf(e.getMessage()));
        } catch (IllegalStateException | IllegalArgumentException e) {
            // The gap is not there any more, or somebody else fills it.
            LOG.log(Level.WARNING, "filling {0}: {1}", piece.key(), e.getMessage());
            fetched = new Fetch.Fetched(FetchResult.BUSY, 0, 0, String.valueOf(e.getMessage()));
        }
        remember(piece, fetched);
        tell(piece, fetched);
    }

    private Fetch.Fetched fetched(Piece piece) throws FetchException, InterruptedException {
        Camera camera = piece.camera();
        Fetch fetch =
                new Fetch(
                        archive,
                        piece.key(),
                        piece.gap(),
                        storage(camera, piece.device()),
                        new Fetch.Way(
                                camera.id(),
                                login(camera),
                                config.guard(),
                                config.bytesPerSecond()));
        synchronized (this) {
            if (closed) {
                throw new InterruptedException("closed");
            }
            runningPiece = piece;
            running = fetch;
        }
        try {
            return fetch.run();
        } finally {
            running = null;
            runningPiece = null;
        }
    }

    private @Nullable Credentials login(Camera camera) {
        try {
            String password = registry.password(camera);
            return camera.username().isEmpty()
                    ? null
                    : new Credentials(camera.username(), password == null ? "" : password);
        } catch (SealException e) {
            return null; // the engine has told the log why
        }
    }

    private synchronized void remember(Piece piece, Fetch.Fetched fetched) {
        long nowUs = nowUs();
        Gap gap = piece.gap();
        last.put(
                piece.camera().id(),
                new Last(
                        fetched.result(),
                        nowUs,
                        gap.fromUs(),
                        gap.toUs(),
                        fetched.filledUs(),
                        fetched.bytes()));
        if (fetched.result() == FetchResult.LOGIN_REFUSED) {
            restUntilUs.put(piece.camera().id(), nowUs + micros(REFUSED_PAUSE));
        }
        Attempts made = attempts.computeIfAbsent(piece.place(), _ -> new Attempts());
        Duration pause = RETRIES.get(Math.min(made.count, RETRIES.size() - 1));
        made.count++;
        made.nextUs = nowUs + micros(pause);
    }

    private void tell(Piece piece, Fetch.Fetched fetched) {
        Gap gap = piece.gap();
        LOG.log(
                fetched.result().settled() ? Level.INFO : Level.WARNING,
                "camera {0}: gap from {1} to {2}: {3}, {4} s filled{5}",
                piece.camera().id(),
                Instant.EPOCH.plus(gap.fromUs(), ChronoUnit.MICROS),
                Instant.EPOCH.plus(gap.toUs(), ChronoUnit.MICROS),
                fetched.result().word(),
                fetched.filledUs() / 1_000_000,
                fetched.detail().isEmpty() ? "" : " (" + fetched.detail() + ")");
        if (fetched.filledUs() == 0) {
            return;
        }
        Camera camera = piece.camera();
        String facility = registry.facility(camera.facilityId()).map(Facility::name).orElse(null);
        try {
            log.accept(
                    Entry.of(Actor.system(), AuditKind.RECORDING_FILLED)
                            .about(
                                    Subject.facility(camera.facilityId(), facility)
                                            .camera(camera.id(), camera.name()))
                            .between(gap.fromUs(), gap.toUs())
                            .with("seconds", fetched.filledUs() / 1_000_000)
                            .with("bytes", fetched.bytes()));
        } catch (RuntimeException e) {
            // The recordings themselves say that they were fetched.
            LOG.log(Level.ERROR, "what was filled is not in the audit log", e);
        }
    }

    /** Breaks off what is being fetched; what has come is kept. Waits a few seconds at most. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
            Fetch fetch = running;
            if (fetch != null) {
                fetch.cancel();
            }
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
