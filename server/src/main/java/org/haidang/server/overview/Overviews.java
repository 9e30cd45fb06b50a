package org.haidang.server.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.duty.Watch;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.FacilityState;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.overview.CameraFacts;
import org.haidang.programme.overview.FacilityFacts;
import org.haidang.programme.overview.FacilityFacts.Acting;
import org.haidang.programme.overview.FacilityFacts.ContactFacts;
import org.haidang.programme.overview.FacilityFacts.Refusal;
import org.haidang.programme.overview.FacilityFacts.StorageFacts;
import org.haidang.programme.overview.IncidentFacts;
import org.haidang.programme.overview.Milestone;
import org.haidang.programme.overview.Overview;
import org.haidang.programme.overview.Report;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.duty.DutyWatch;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.ToldFacilities;
import org.haidang.server.facility.ToldFacility;
import org.haidang.server.facility.store.LifeStore.FacilityRow;
import org.haidang.server.incident.Incidents;
import org.haidang.server.incident.store.IncidentRow;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the facts of the one screen. Stages, cameras, states and presence are in memory; the rest
 * is a handful of queries, none of which grows with events. So nothing is cached, and nothing can
 * be stale. Thread-safe.
 */
public final class Overviews {
    private static final int SECONDS_A_DAY = 86_400;

    private final CameraRegistry registry;
    private final Lives lives;
    private final ToldFacilities told;
    private final CameraEngine engine;
    private final Incidents incidents;
    private final DutyWatch duty;
    private final Knowledge knowledge;
    private final LongSupplier recordingBytes;
    private final int retentionDays;
    private final InstantSource clock;
    private final InstantSource programmeClock;

    /**
     * @param recordingBytes what recordings may fill, on all disks
     * @param retentionDays of cameras that have none of their own
     * @param clock the real one: pictures and presence go by it
     * @param programmeClock the same, or an exercise's: deadlines go by it
     */
    public Overviews(
            CameraRegistry registry,
            Lives lives,
            ToldFacilities told,
            CameraEngine engine,
            Incidents incidents,
            DutyWatch duty,
            Knowledge knowledge,
            LongSupplier recordingBytes,
            int retentionDays,
            InstantSource clock,
            InstantSource programmeClock) {
        this.registry = registry;
        this.lives = lives;
        this.told = told;
        this.engine = engine;
        this.incidents = incidents;
        this.duty = duty;
        this.knowledge = knowledge;
        this.recordingBytes = recordingBytes;
        this.retentionDays = retentionDays;
        this.clock = clock;
        this.programmeClock = programmeClock;
    }

    /** What the person may know of. */
    public record Sight(
            Predicate<Facility> facility,
            Predicate<Camera> camera,
            Predicate<String> incidentAt,
            Predicate<Facility> contactAt) {}

    /**
     * The figures and what stands behind them.
     *
     * @param cameras in sight
     * @param incidents open ones in sight, by id
     */
    public record Screen(
            Overview overview,
            List<FacilityFacts> facilities,
            List<CameraFacts> cameras,
            Map<String, IncidentRow> incidents,
            Instant at) {}

    public Screen screen(Sight sight) {
        Instant now = clock.instant();
        Instant programmeNow = programmeClock.instant();
        Report report = knowledge.report();
        Map<String, List<Seen>> cameras = cameras();
        List<CameraFacts> cameraFacts = cameraFacts(cameras, sight.camera());
        List<FacilityFacts> facilities =
                facilities(
                        cameras,
                        sight,
                        Duration.between(programmeNow, now),
                        report == null ? null : report.deadline());
        Map<String, IncidentRow> open = new HashMap<>();
        for (IncidentRow row : incidents.open()) {
            if (sight.incidentAt().test(row.facilityId())) {
                open.put(row.id(), row);
            }
        }
        Overview overview =
                Overview.of(
                        new Overview.Facts(
                                programmeNow,
                                report,
                                facilities,
                                cameraFacts,
                                open.values().stream().map(Overviews::facts).toList()));
        return new Screen(overview, facilities, cameraFacts, open, now);
    }

    /** A camera with its state, looked at once. */
    private record Seen(Camera camera, @Nullable CameraStatus status) {
        boolean online() {
            return status != null && status.kind() == CameraStatus.Kind.LIVE;
        }

        /** Whether nothing comes from it though it should. */
        boolean silent() {
            return status == null
                    || status.kind() == CameraStatus.Kind.FAILED
                    || status.kind() == CameraStatus.Kind.CONNECTING;
        }
    }

    private Map<String, List<Seen>> cameras() {
        Map<String, List<Seen>> cameras = new HashMap<>();
        for (Camera camera : registry.all()) {
            cameras.computeIfAbsent(camera.facilityId(), id -> new ArrayList<>())
                    .add(new Seen(camera, engine.status(camera.id()).orElse(null)));
        }
        return cameras;
    }

    private List<CameraFacts> cameraFacts(
            Map<String, List<Seen>> cameras, Predicate<Camera> sight) {
        List<CameraFacts> facts = new ArrayList<>();
        for (List<Seen> ofOne : cameras.values()) {
            for (Seen seen : ofOne) {
                Camera camera = seen.camera();
                CameraState state = lives.camera(camera.id()).state();
                if (state != CameraState.RETIRED && sight.test(camera)) {
                    boolean connected =
                            told.of(camera.facilityId())
                                    .map(below -> below.connected().contains(camera.id()))
                                    .orElse(state == CameraState.CONNECTED || state.health());
                    facts.add(
                            new CameraFacts(
                                    camera.id(), camera.facilityId(), connected, seen.online()));
                }
            }
        }
        return facts;
    }

    /**
     * @param ahead how far the real time is ahead of the programme's: stages are told in real time,
     *     beside links that fell in real time
     * @param reportBy until when facilities have to be connected that have no deadline of their
     *     own: that they are is what has to be reported
     */
    private List<FacilityFacts> facilities(
            Map<String, List<Seen>> cameras,
            Sight sight,
            Duration ahead,
            @Nullable Deadline reportBy) {
        Map<String, Knowledge.Details> details = knowledge.details();
        Map<String, ContactFacts> contacts = knowledge.contacts();
        Map<String, Deadline> connectBy = knowledge.connectBy();
        Map<String, Long> ratesByFacility = new HashMap<>();
        cameras.forEach((id, ofOne) -> ratesByFacility.put(id, bytesPerDay(ofOne)));
        long rateOfAll = ratesByFacility.values().stream().mapToLong(Long::longValue).sum();
        long capacity = recordingBytes.getAsLong();
        List<Facility> inSight = registry.facilities().stream().filter(sight.facility()).toList();
        Map<String, Acting> measured =
                knowledge.reasons(
                        inSight.stream()
                                .filter(one ->
                                        lives.facility(one.id()).state().stage()
                                                == FacilityStage.CONNECTING)
                                .toList());
        long nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        List<FacilityFacts> facts = new ArrayList<>();
        for (Facility facility : inSight) {
            String id = facility.id();
            ToldFacility below = told.seen(id, nowUs).orElse(null);
            if (below != null) {
                facts.add(facts(facility, below, cameras.getOrDefault(id, List.of())));
                continue;
            }
            FacilityRow life = lives.facility(id);
            FacilityStage stage = life.state().stage();
            List<Seen> own = cameras.getOrDefault(id, List.of());
            Knowledge.Details known = details.getOrDefault(id, Knowledge.Details.NONE);
            facts.add(
                    new FacilityFacts(
                            id,
                            facility.name(),
                            known.body(),
                            stage,
                            life.sinceUs() == 0 ? Instant.EPOCH : at(life.sinceUs()).plus(ahead),
                            known.occupants(),
                            known.requiredPlaces(),
                            known.place(),
                            sight.contactAt().test(facility) ? contacts.get(id) : null,
                            findings(life.state()),
                            refusal(life.state()),
                            measured.get(id),
                            connectBy.containsKey(id) ? connectBy.get(id) : reportBy,
                            linkDownSince(stage, own),
                            storage(own, ratesByFacility.getOrDefault(id, 0L), rateOfAll, capacity),
                            duty.watch(id, stage)));
        }
        return facts;
    }

    /** One that a site below owns: what the site told, and what is seen from here. */
    private FacilityFacts facts(Facility facility, ToldFacility told, List<Seen> cameras) {
        FacilityStage stage = FacilityStage.valueOf(told.stage());
        String body = told.body();
        Double latitude = told.latitude();
        Double longitude = told.longitude();
        Sentence reason = told.reason();
        Sentence who = told.whoActs();
        return new FacilityFacts(
                facility.id(),
                facility.name(),
                body == null ? null : ManagingBody.valueOf(body),
                stage,
                at(told.sinceUs()),
                told.occupants(),
                told.requiredPlaces(),
                latitude == null || longitude == null
                        ? null
                        : new FacilityFacts.MapPlace(latitude, longitude),
                null,
                List.of(),
                null,
                reason == null || who == null ? null : new Acting(reason, who),
                null,
                linkDownSince(stage, cameras),
                null,
                // Who watches is asked where it is owned.
                new Watch.NotAsked());
    }

    /** Every facility as the tier above shall learn of it, by id. */
    public Map<String, ToldFacility> told() {
        Sight all = new Sight(one -> true, one -> true, one -> true, one -> false);
        Screen screen = screen(all);
        Map<String, Overview.NotConnectedRow> missing = new HashMap<>();
        screen.overview().notConnected().forEach(row -> missing.put(row.facilityId(), row));
        Map<String, List<String>> connected = new HashMap<>();
        for (CameraFacts camera : screen.cameras()) {
            if (camera.connected()) {
                connected
                        .computeIfAbsent(camera.facilityId(), id -> new ArrayList<>())
                        .add(camera.id());
            }
        }
        Map<String, ToldFacility> facilities = new LinkedHashMap<>();
        for (FacilityFacts one : screen.facilities()) {
            facilities.put(
                    one.id(),
                    told(one, missing.get(one.id()), connected.getOrDefault(one.id(), List.of())));
        }
        return facilities;
    }

    private static ToldFacility told(
            FacilityFacts facility,
            Overview.@Nullable NotConnectedRow missing,
            List<String> connected) {
        ManagingBody body = facility.body();
        FacilityFacts.MapPlace place = facility.place();
        return new ToldFacility(
                facility.name(),
                body == null ? null : body.name(),
                facility.stage().name(),
                ChronoUnit.MICROS.between(Instant.EPOCH, facility.stageSince()),
                facility.occupants(),
                facility.requiredPlaces(),
                place == null ? null : place.latitude(),
                place == null ? null : place.longitude(),
                missing == null ? null : missing.reason(),
                missing == null ? null : missing.whoActs(),
                connected.stream().sorted().toList());
    }

    private static List<Finding> findings(FacilityState state) {
        return switch (state) {
            case FacilityState.Conditional conditional -> conditional.findings();
            case FacilityState.NotEligible not -> List.of(not.finding());
            case FacilityState.At _, FacilityState.Closed _ -> List.of();
        };
    }

    private static @Nullable Refusal refusal(FacilityState state) {
        return state instanceof FacilityState.NotEligible not
                ? new Refusal(not.owner(), not.escalateOn())
                : null;
    }

    /**
     * Since when nothing comes from a facility that was connected: since its last camera fell
     * silent. One camera that sends proves the link; one that is switched off proves nothing.
     */
    private static @Nullable Instant linkDownSince(FacilityStage stage, List<Seen> cameras) {
        if (!Milestone.CONNECTED.reachedBy(stage)) {
            return null;
        }
        List<Seen> enabled = cameras.stream().filter(seen -> seen.camera().enabled()).toList();
        if (enabled.isEmpty() || !enabled.stream().allMatch(Seen::silent)) {
            return null;
        }
        long sinceUs = 0;
        for (Seen seen : enabled) {
            CameraStatus status = seen.status();
            sinceUs = status == null ? sinceUs : Math.max(sinceUs, status.sinceUs());
        }
        return at(sinceUs);
    }

    /** What its recorded streams bring in a day at their present rate. */
    private static long bytesPerDay(List<Seen> cameras) {
        double kbps = 0;
        for (Seen seen : cameras) {
            CameraStatus status = seen.status();
            if (status == null || status.recording() == CameraStatus.Recording.OFF) {
                continue;
            }
            kbps += kbps(status.main());
            kbps += seen.camera().recordSub() ? kbps(status.sub()) : 0;
        }
        return (long) (kbps * 1_000 / 8 * SECONDS_A_DAY);
    }

    private static double kbps(CameraStatus.@Nullable StreamStatus stream) {
        return stream == null ? 0 : stream.stats().kbps();
    }

    /** All share the same disks, so a facility has of them what its cameras take of the whole. */
    private @Nullable StorageFacts storage(
            List<Seen> cameras, long rate, long rateOfAll, long capacity) {
        if (rate <= 0 || rateOfAll <= 0) {
            return null;
        }
        int wanted = 0;
        for (Seen seen : cameras) {
            Integer own = seen.camera().retentionDays();
            wanted = Math.max(wanted, own == null ? retentionDays : own);
        }
        return new StorageFacts((long) ((double) capacity * rate / rateOfAll), rate, wanted);
    }

    private static IncidentFacts facts(IncidentRow row) {
        return new IncidentFacts(
                row.id(),
                row.facilityId(),
                row.severity(),
                row.standing().state(),
                at(row.fromUs()));
    }

    private static Instant at(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }
}
