package org.haidang.server.connection;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.haidang.archive.Archive;
import org.haidang.archive.catalog.CatalogException;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceState;
import org.haidang.programme.facility.CameraClock;
import org.haidang.programme.facility.ConnectionFacts;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.server.camera.CameraListener;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.connection.store.CameraCheck;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.engine.LiveWatch;
import org.haidang.server.engine.StreamName;
import org.haidang.server.still.Still;
import org.haidang.server.still.Stills;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of each camera as this server, the top tier in use, sees it: a key picture
 * really decoded, a first picture really waited for, the clock by its sender reports where it sends
 * any, pictures on disk in the last 24 h. What could not be measured stays empty and counts against
 * it. Thread-safe.
 */
final class Measurements implements CameraListener {
    /** Below the 5 min a decoded key picture may be old, with room for one round that fails. */
    static final Duration DECODE_EVERY = Duration.ofMinutes(2);

    /** A join costs the camera a session where nobody records it; now and then is enough. */
    static final Duration JOIN_EVERY = Duration.ofMinutes(15);

    /** An older wait for the first picture tells nothing of now. */
    static final Duration JOIN_HOLDS = Duration.ofHours(1);

    static final Duration AVAILABILITY_EVERY = Duration.ofMinutes(5);

    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);
    private static final int DECODE_WIDTH_PX = 320;
    private static final System.Logger LOG = System.getLogger(Measurements.class.getName());

    /**
     * What is known of a camera since the start.
     *
     * @param keyPicture when the picture was taken that was decoded last; null before the first
     * @param triedAt when decoding was tried last; null before the first time
     * @param availableAt when the time on disk was counted last
     */
    private record Measured(
            @Nullable Instant keyPicture,
            @Nullable Instant triedAt,
            Duration available,
            @Nullable Instant availableAt) {
        static final Measured NOTHING = new Measured(null, null, Duration.ZERO, null);

        Measured decoded(@Nullable Instant picture, Instant at) {
            return new Measured(picture == null ? keyPicture : picture, at, available, availableAt);
        }

        Measured available(Duration found, Instant at) {
            return new Measured(keyPicture, triedAt, found, at);
        }
    }

    private final CameraEngine engine;
    private final Archive archive;
    private final Stills stills;
    private final CameraRegistry registry;
    private final CameraChecks checks;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Map<String, Measured> byCamera = new ConcurrentHashMap<>();

    Measurements(
            CameraEngine engine,
            Archive archive,
            Stills stills,
            CameraRegistry registry,
            CameraChecks checks,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.engine = engine;
        this.archive = archive;
        this.stills = stills;
        this.registry = registry;
        this.checks = checks;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Whether anything was tried at a camera since the start; before that nothing is known. */
    boolean tried(Camera camera) {
        return measured(camera).triedAt() != null;
    }

    private Measured measured(Camera camera) {
        return byCamera.getOrDefault(camera.id(), Measured.NOTHING);
    }

    // ---- measuring; waits for the camera and the decoder

    /** Measures what is due. */
    void measure(Camera camera) throws InterruptedException {
        Instant now = clock.instant();
        boolean decode = due(measured(camera).triedAt(), DECODE_EVERY, now);
        boolean pulled = engine.stream(camera.id(), StreamName.MAIN).isPresent();
        long joinedUs = checks.of(camera).joinedUs();
        boolean join = due(joinedUs == 0 ? null : instant(joinedUs), JOIN_EVERY, now);
        if (join || (decode && !pulled)) {
            join(camera, now);
        }
        if (decode) {
            Instant picture = decoded(camera);
            byCamera.merge(
                    camera.id(),
                    Measured.NOTHING.decoded(picture, now),
                    (known, _) -> known.decoded(picture, now));
        }
        if (due(measured(camera).availableAt(), AVAILABILITY_EVERY, now)) {
            countAvailable(camera, now);
        }
    }

    private static boolean due(@Nullable Instant last, Duration every, Instant now) {
        return last == null || !now.isBefore(last.plus(every));
    }

    /** A viewer's wait, from asking to the first whole key picture. */
    private void join(Camera camera, Instant now) throws InterruptedException {
        Long waitedUs = null;
        Optional<LiveWatch> watch = engine.watch(camera.id(), StreamName.MAIN);
        if (watch.isPresent()) {
            long startNs = nanoTime.getAsLong();
            try (var reader = watch.get().reader()) {
                boolean came = !reader.poll(1).isEmpty();
                if (!came && reader.await(JOIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                    came = !reader.poll(1).isEmpty();
                }
                waitedUs = came ? (nanoTime.getAsLong() - startNs) / 1_000 : null;
            }
        }
        Long waited = waitedUs;
        checks.change(camera, check -> check.joined(waited, us(now)));
    }

    /** When the newest key picture was taken, if it can be made into a picture. */
    private @Nullable Instant decoded(Camera camera) {
        boolean any =
                engine.stream(camera.id(), StreamName.MAIN)
                        .or(() -> engine.stream(camera.id(), StreamName.SUB))
                        .flatMap(stream -> stream.keyPicture())
                        .isPresent();
        if (!any) {
            return null;
        }
        try {
            return stills.newest(camera.id(), StreamName.MAIN, DECODE_WIDTH_PX, us(clock.instant()))
                    .map(Still::wallUs)
                    .map(Measurements::instant)
                    .orElse(null);
        } catch (Stills.UndecodedException | IOException e) {
            LOG.log(
                    Level.INFO,
                    "camera {0}: its picture does not decode: {1}",
                    camera.id(),
                    e.getMessage());
            return null;
        }
    }

    private void countAvailable(Camera camera, Instant now) {
        Duration found = Duration.ZERO;
        try {
            found =
                    longer(
                            onDisk(camera, StreamName.MAIN, now),
                            onDisk(camera, StreamName.SUB, now));
        } catch (CatalogException e) {
            LOG.log(Level.WARNING, "time on disk of {0}: {1}", camera.id(), e.getMessage());
        }
        Duration counted = found;
        byCamera.merge(
                camera.id(),
                Measured.NOTHING.available(counted, now),
                (known, _) -> known.available(counted, now));
    }

    private Duration onDisk(Camera camera, StreamName stream, Instant now) {
        long toUs = us(now);
        long sumUs = 0;
        for (CoverageHour hour :
                archive.coverage(
                        new StreamKey(camera.id(), stream.word()),
                        toUs - TimeUnit.DAYS.toMicros(1),
                        toUs)) {
            // What retention has deleted since was there.
            sumUs += hour.recordedUs() + hour.expiredUs();
        }
        return Duration.ofNanos(Math.min(sumUs, TimeUnit.DAYS.toMicros(1)) * 1_000);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    // ---- asking; from memory

    /**
     * What is known of a camera now.
     *
     * @param linkUp {@link #linkUp} of its facility, which the caller asks once for all cameras
     */
    ConnectionFacts facts(Camera camera, boolean linkUp) {
        Instant now = clock.instant();
        Measured measured = measured(camera);
        CameraCheck check = checks.of(camera);
        Long waitedUs =
                instant(check.joinedUs()).plus(JOIN_HOLDS).isAfter(now)
                        ? check.firstPictureUs()
                        : null;
        ZonePlace place = checks.place(camera);
        return new ConnectionFacts(
                now,
                linkUp,
                measured.keyPicture(),
                waitedUs == null ? null : Duration.ofNanos(waitedUs * 1_000),
                clock(camera, now),
                place != null && place.zone().rule() != Zone.Rule.FORBIDDEN,
                checks.acceptance(camera).isPresent(),
                check.credential(),
                measured.available());
    }

    /** A facility's link stands when any of its cameras answers, with whatever. */
    boolean linkUp(String facilityId) {
        return registry.sorted(facilityId).stream().filter(Camera::enabled).anyMatch(this::answers);
    }

    private boolean answers(Camera camera) {
        CameraStatus status = engine.status(camera.id()).orElse(null);
        if (status == null) {
            return false;
        }
        return switch (status.kind()) {
            case LIVE -> true;
            case STALE -> status.main() != null || status.sub() != null || freshPicture(camera);
            case CONNECTING, FAILED -> answered(status.reason());
            case STOPPED -> false;
        };
    }

    /** Of a camera that nobody pulls now only the last look tells. */
    private boolean freshPicture(Camera camera) {
        Instant picture = measured(camera).keyPicture();
        return picture != null
                && picture.plus(DECODE_EVERY.multipliedBy(2)).isAfter(clock.instant());
    }

    private static boolean answered(@Nullable FailureReason reason) {
        return switch (reason) {
            case null -> false;
            case UNKNOWN_HOST, UNREACHABLE, FORBIDDEN_ADDRESS, NO_LINK, NOT_GRANTED, GIVES_WAY ->
                    false;
            case REFUSED,
                    AUTHENTICATION,
                    NOT_FOUND,
                    BUSY,
                    REJECTED,
                    PROTOCOL,
                    UNSUPPORTED,
                    NO_MEDIA,
                    FROZEN,
                    CLOSED ->
                    true;
        };
    }

    /** Whether pictures of it come now. */
    boolean givesPictures(Camera camera) {
        return engine.status(camera.id())
                .filter(status ->
                        status.kind() == CameraStatus.Kind.LIVE
                                || (status.kind() == CameraStatus.Kind.STALE
                                        && status.main() == null
                                        && status.sub() == null
                                        && freshPicture(camera)))
                .isPresent();
    }

    boolean frozen(Camera camera) {
        return engine.status(camera.id())
                .filter(status -> status.reason() == FailureReason.FROZEN)
                .isPresent();
    }

    /** What the connection that stands now has told, and how long it has had the time to. */
    private CameraClock clock(Camera camera, Instant now) {
        CameraStatus status = engine.status(camera.id()).orElse(null);
        if (status == null) {
            return new CameraClock.NotMeasured();
        }
        CameraStatus.StreamStatus stream = status.main() == null ? status.sub() : status.main();
        if (stream == null) {
            return new CameraClock.NotMeasured();
        }
        Long us = stream.source().clockOffsetUs();
        if (us != null) {
            return new CameraClock.Told(Duration.ofNanos(us * 1_000));
        }
        boolean listened =
                stream.stats().state() instanceof SourceState.Live(long sinceUs)
                        && !instant(sinceUs).plus(CameraClock.LISTENED).isAfter(now);
        return listened ? new CameraClock.Silent() : new CameraClock.NotMeasured();
    }

    // ---- what was changed or removed

    @Override
    public void added(Camera camera) {}

    /** At another address nothing was measured yet. */
    @Override
    public void changed(Camera before, Camera after) {
        if (!before.url().equals(after.url())) {
            byCamera.remove(after.id());
        }
    }

    @Override
    public void removed(Camera camera) {
        byCamera.remove(camera.id());
    }

    static Instant instant(long us) {
        return Instant.ofEpochSecond(
                Math.floorDiv(us, 1_000_000), Math.floorMod(us, 1_000_000) * 1_000L);
    }

    static long us(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }
}
