package org.haidang.server.duty;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.haidang.programme.duty.DutyLimits;
import org.haidang.programme.duty.Watch;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.duty.store.DutySite;
import org.haidang.server.duty.store.DutyStore;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Who watches which site. It looks round every few seconds at which pictures are open and keeps
 * that in the database once a minute, so that a restart does not call every site unwatched.
 * Thread-safe.
 */
public final class DutyWatch {
    /** How often somebody calls {@link #lookRound}. */
    public static final int LOOK_SECONDS = 10;

    private static final long KEEP_US = 60_000_000;
    private static final System.Logger LOG = System.getLogger(DutyWatch.class.getName());

    private final DutyStore store;
    private final CameraRegistry registry;
    private final Supplier<Set<String>> camerasOpen;
    private final Audit audit;
    private final News news;
    private final DutyLimits limits;
    private final InstantSource clock;
    private final Map<String, DutySite> sites;
    private final Map<String, Long> keptUs = new HashMap<>();

    /**
     * @param camerasOpen ids of the cameras of which a live picture is open now
     */
    public DutyWatch(
            DutyStore store,
            CameraRegistry registry,
            Supplier<Set<String>> camerasOpen,
            Audit audit,
            News news,
            DutyLimits limits,
            InstantSource clock) {
        this.store = store;
        this.registry = registry;
        this.camerasOpen = camerasOpen;
        this.audit = audit;
        this.news = news;
        this.limits = limits;
        this.clock = clock;
        this.sites = new ConcurrentHashMap<>(store.sites());
    }

    public DutyLimits limits() {
        return limits;
    }

    public DutySite site(String facilityId) {
        return sites.getOrDefault(facilityId, DutySite.unknown(facilityId));
    }

    /** Whether a site is watched now. */
    public Watch watch(String facilityId, FacilityStage stage) {
        DutySite site = site(facilityId);
        return Watch.of(
                stage, at(site.confirmedUs()), at(site.viewedUs()), limits, clock.instant());
    }

    /** Somebody says that he is on duty at these facilities, all of them or none. */
    public synchronized void confirm(List<String> facilityIds, Actor by) {
        String personId = by.userId();
        String person = by.person();
        if (personId == null || person == null) {
            throw new IllegalArgumentException("only a person is on duty");
        }
        for (String id : facilityIds) {
            audit.append(
                    Entry.of(by, AuditKind.DUTY_CONFIRMED)
                            .about(Subject.facility(id, registry.facilityName(id))));
        }
        long nowUs = nowUs();
        List<DutySite> confirmed =
                facilityIds.stream()
                        .map(id -> site(id).confirmed(nowUs, personId, person))
                        .toList();
        store.put(confirmed);
        confirmed.forEach(site -> sites.put(site.facilityId(), site));
        facilityIds.forEach(id -> news.tell(Topic.DUTY, id));
    }

    /** Notes which sites somebody looks at now. */
    public synchronized void lookRound() {
        long nowUs = nowUs();
        List<DutySite> keep = new ArrayList<>();
        for (String id : facilitiesOpen()) {
            DutySite site = site(id).viewed(nowUs);
            sites.put(id, site);
            if (nowUs - keptUs.getOrDefault(id, 0L) >= KEEP_US) {
                keep.add(site);
            }
        }
        if (keep.isEmpty()) {
            return;
        }
        try {
            store.put(keep);
            keep.forEach(site -> keptUs.put(site.facilityId(), nowUs));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "who looks at which site could not be kept; trying again", e);
        }
    }

    private Set<String> facilitiesOpen() {
        Set<String> facilities = new HashSet<>();
        for (String camera : camerasOpen.get()) {
            registry.camera(camera).map(Camera::facilityId).ifPresent(facilities::add);
        }
        return facilities;
    }

    private static @Nullable Instant at(@Nullable Long us) {
        return us == null ? null : Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }

    private long nowUs() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
