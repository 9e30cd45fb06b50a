package org.haidang.server.tier;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.haidang.archive.Archive;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.coverage.Gap;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.store.Link;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.engine.StreamName;
import org.haidang.server.facility.ToldFacility;
import org.haidang.server.fact.FactKind;
import org.haidang.server.fact.store.FactOutbox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks around for what nobody does but what happens: cameras that are not seen any more, what was
 * recorded of a day, how far the audit log is. Of this server's own cameras only; what sites below
 * tell of theirs is told on as it comes.
 */
final class FactRounds implements AutoCloseable {
    private static final int LOOK_S = 10;

    /** Looks between two at the facilities when nobody says that something changed: a minute. */
    private static final int FACILITY_LOOKS = 6;

    /** Looks between two of the audit log: an hour. */
    private static final int ANCHOR_LOOKS = 360;

    /** Looks between two whether a day has ended: ten minutes. */
    private static final int DAY_LOOKS = 60;

    /** Days whose coverage is told late, after a time switched off. */
    private static final int MAX_DAYS = 31;

    private static final System.Logger LOG = System.getLogger(FactRounds.class.getName());
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FactOutbox outbox;
    private final CameraRegistry registry;
    private final LinkGrants grants;
    private final CameraEngine engine;
    private final Archive archive;
    private final Audit audit;
    private final ZoneId zone;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("fact-rounds").factory());

    // Below belongs to the thread.
    private final Map<String, String> toldStates = new HashMap<>();
    private final Map<String, String> toldFacilities = new HashMap<>();
    private @Nullable Link toldAnchor;
    private int looks;

    private volatile boolean fresh;
    private volatile boolean stirred;
    private volatile Supplier<Map<String, ToldFacility>> facilities = Map::of;

    FactRounds(
            FactOutbox outbox,
            CameraRegistry registry,
            LinkGrants grants,
            CameraEngine engine,
            Archive archive,
            Audit audit,
            ZoneId zone,
            InstantSource clock) {
        this.outbox = outbox;
        this.registry = registry;
        this.grants = grants;
        this.engine = engine;
        this.archive = archive;
        this.audit = audit;
        this.zone = zone;
        this.clock = clock;
    }

    /** Looks every {@value #LOOK_S} s from now on. */
    FactRounds start() {
        var _ = thread.scheduleWithFixedDelay(this::guarded, LOOK_S, LOOK_S, TimeUnit.SECONDS);
        return this;
    }

    /** There is another centre, which knows nothing yet. */
    void begin() {
        fresh = true;
    }

    /** Where it learns how facilities stand. */
    void facilities(Supplier<Map<String, ToldFacility>> from) {
        facilities = from;
    }

    /** Something changed in the programme: facilities are looked at with the next look. */
    void stirred() {
        stirred = true;
    }

    private void guarded() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "what the centre must learn could not be looked at", e);
        }
    }

    /** One look, in the thread of the caller. */
    void look() {
        if (outbox.head().centre().isEmpty()) {
            // Nobody is told anything, and a large centre is long to look at.
            return;
        }
        if (fresh) {
            fresh = false;
            toldStates.clear();
            toldFacilities.clear();
            toldAnchor = null;
            looks = 0;
        }
        int number = looks++;
        states();
        if (stirred || number % FACILITY_LOOKS == 0) {
            stirred = false;
            facilities();
        }
        if (number % ANCHOR_LOOKS == 0) {
            anchor();
        }
        if (number % DAY_LOOKS == 0) {
            days();
        }
    }

    private void states() {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Camera camera : own()) {
            CameraStatus now = engine.status(camera.id()).orElse(null);
            // While it is being called again nothing is known that was not before.
            if (now == null || now.kind() == CameraStatus.Kind.CONNECTING) {
                continue;
            }
            String told = json(state(camera, now));
            if (!told.equals(toldStates.get(camera.id()))) {
                changed.put(camera.id(), told);
            }
        }
        toldStates.keySet().removeIf(id -> registry.camera(id).isEmpty());
        append(FactKind.CAMERA_STATE, changed);
        toldStates.putAll(changed);
    }

    private static Map<String, String> state(Camera camera, CameraStatus now) {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("name", camera.name());
        state.put("kind", word(now.kind()));
        if (now.kind() == CameraStatus.Kind.FAILED && now.reason() != null) {
            state.put("reason", word(now.reason()));
        }
        return state;
    }

    private List<Camera> own() {
        return registry.sorted(null).stream()
                .filter(Camera::enabled)
                .filter(camera -> RemoteAddress.of(camera.url()).isEmpty())
                // Of what the centre may not know, it learns no failures either.
                .filter(camera -> grants.of(camera).listed())
                .toList();
    }

    private void facilities() {
        Map<String, String> changed = new LinkedHashMap<>();
        facilities
                .get()
                .forEach((id, told) -> {
                    String body = told.json();
                    if (!body.equals(toldFacilities.get(id))) {
                        changed.put(id, body);
                    }
                });
        append(FactKind.FACILITY, changed);
        toldFacilities.putAll(changed);
    }

    private void anchor() {
        Link last = audit.last();
        if (!last.equals(toldAnchor)) {
            append(
                    FactKind.AUDIT_ANCHOR,
                    Map.of("audit", json(Map.of("seq", last.seq(), "hash", last.hash()))));
            toldAnchor = last;
        }
    }

    private void days() {
        LocalDate yesterday = clock.instant().atZone(zone).toLocalDate().minusDays(1);
        String told = outbox.coverageDay();
        LocalDate day = told.isEmpty() ? yesterday : LocalDate.parse(told).plusDays(1);
        if (day.isBefore(yesterday.minusDays(MAX_DAYS))) {
            day = yesterday.minusDays(MAX_DAYS);
        }
        for (; !day.isAfter(yesterday); day = day.plusDays(1)) {
            outbox.coverage(day.toString(), us(clock.instant()), coverage(day));
        }
    }

    private Map<String, String> coverage(LocalDate day) {
        long fromUs = us(day.atStartOfDay(zone).toInstant());
        long toUs = us(day.plusDays(1).atStartOfDay(zone).toInstant());
        Map<String, String> all = new LinkedHashMap<>();
        for (Camera camera : own()) {
            long expectedUs = 0;
            long recordedUs = 0;
            Map<String, Long> gapsS = new LinkedHashMap<>();
            StreamKey key = new StreamKey(camera.id(), StreamName.MAIN.word());
            for (CoverageHour hour : archive.coverage(key, fromUs, toUs)) {
                expectedUs += hour.expectedUs() - hour.expiredUs();
                recordedUs += hour.recordedUs();
                for (Gap gap : hour.gaps()) {
                    gapsS.merge(
                            word(gap.reason()), (gap.toUs() - gap.fromUs()) / 1_000_000, Long::sum);
                }
            }
            if (expectedUs > 0) {
                all.put(
                        camera.id(),
                        json(
                                Map.of(
                                        "day",
                                        day.toString(),
                                        "expectedS",
                                        expectedUs / 1_000_000,
                                        "recordedS",
                                        recordedUs / 1_000_000,
                                        "gapsS",
                                        gapsS)));
            }
        }
        return all;
    }

    private void append(FactKind kind, Map<String, String> bodies) {
        outbox.appendAll(kind, us(clock.instant()), bodies);
    }

    private static String word(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String json(Object body) {
        return JSON.writeValueAsString(body);
    }

    private static long us(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
