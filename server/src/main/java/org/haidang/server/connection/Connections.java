package org.haidang.server.connection;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.haidang.archive.Archive;
import org.haidang.programme.connection.CameraPath;
import org.haidang.programme.connection.WhyNot;
import org.haidang.programme.facility.CameraConnection;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.ConnectionFacts;
import org.haidang.programme.facility.ConnectionLimits;
import org.haidang.programme.facility.FacilityConnection;
import org.haidang.programme.facility.FacilityEvidence.ConnectionOrdered;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.facility.ZoneSufficiency.AcceptedCamera;
import org.haidang.programme.facility.ZoneSufficiency.Layout;
import org.haidang.programme.plan.PlanVersions;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.connection.store.CheckStore;
import org.haidang.server.connection.store.Judgement;
import org.haidang.server.connection.store.RecordStore;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.plan.Plans;
import org.haidang.server.probe.CameraProbe;
import org.haidang.server.still.Stills;
import org.haidang.server.store.Database;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/**
 * How far each facility is from being connected, computed each time it is asked for, and who must
 * act. Thread-safe.
 */
public final class Connections {
    private static final List<FacilityStage> ORDERED =
            List.of(
                    FacilityStage.CONNECTING,
                    FacilityStage.CONNECTED,
                    FacilityStage.OPERATING,
                    FacilityStage.DEGRADED,
                    FacilityStage.LOST);

    /** Nobody entered blocks and floors: of a floor that has no name no camera can be accepted. */
    private static final Layout UNKNOWN =
            new Layout(List.of(new ZoneSufficiency.Block("?", List.of("?"))));

    /**
     * What all of this leans on.
     *
     * @param clock of pictures and measurements
     * @param programmeClock of signatures, which may be an exercise's
     */
    public record Parts(
            Database database,
            CameraRegistry registry,
            Lives lives,
            Plans plans,
            CameraEngine engine,
            Archive archive,
            Stills stills,
            CameraProbe probe,
            Grounds grounds,
            PhoneBook phoneBook,
            Audit audit,
            News news,
            Path evidence,
            ConnectionLimits limits,
            RandomGenerator random,
            InstantSource clock,
            InstantSource programmeClock) {}

    /**
     * A camera on its way.
     *
     * @param place null until chosen
     */
    public record CameraLook(
            Camera camera,
            CameraState state,
            CameraPath path,
            ConnectionFacts facts,
            CameraConnection verdict,
            @Nullable ZonePlace place,
            Optional<Judgement> newestWord,
            Optional<Judgement> acceptance,
            String pictureSha256,
            long pictureUs) {}

    /**
     * A facility on its way.
     *
     * @param layoutKnown whether its blocks and floors were entered
     * @param missing required places without an accepted camera or a waiver
     */
    public record FacilityLook(
            Facility facility,
            FacilityStage stage,
            PlanVersions.Coverage plan,
            boolean layoutKnown,
            List<ZonePlace> missing,
            List<CameraLook> cameras,
            FacilityConnection verdict,
            Optional<WhyNot> whyNot) {

        /** Cameras that count as connected now. */
        public long connectedCameras() {
            return cameras.stream()
                    .filter(look -> look.verdict() instanceof CameraConnection.Connected)
                    .count();
        }
    }

    private record Call(String facilityId, WhoActs who) {}

    private final Parts parts;

    /** A screen of one facility asks for the same person dozens of times. */
    private final Map<Call, Optional<PhoneBook.Person>> calls = new ConcurrentHashMap<>();

    private final CameraChecks checks;
    private final Measurements measurements;
    private final CameraSteps steps;
    private final ConnectionRecords records;

    public Connections(Parts parts) {
        this.parts = parts;
        parts.news()
                .listen((topic, facilityId) -> {
                    if (topic == Topic.CONTACT || topic == Topic.PLAN) {
                        calls.clear();
                    }
                });
        this.checks = new CameraChecks(new CheckStore(parts.database()), parts.lives());
        parts.registry().listen(checks);
        this.measurements =
                new Measurements(
                        parts.engine(),
                        parts.archive(),
                        parts.stills(),
                        parts.registry(),
                        checks,
                        parts.clock(),
                        System::nanoTime);
        parts.registry().listen(measurements);
        this.steps =
                new CameraSteps(
                        this,
                        parts.registry(),
                        parts.lives(),
                        checks,
                        new PictureVault(parts.evidence()),
                        parts.probe(),
                        parts.stills(),
                        parts.audit(),
                        parts.news(),
                        parts.random(),
                        parts.clock());
        this.records =
                new ConnectionRecords(
                        this,
                        new RecordStore(parts.database()),
                        parts.lives(),
                        parts.registry(),
                        parts.audit(),
                        parts.news(),
                        parts.random(),
                        parts.programmeClock());
    }

    public CameraSteps steps() {
        return steps;
    }

    public ConnectionRecords records() {
        return records;
    }

    Measurements measurements() {
        return measurements;
    }

    Parts parts() {
        return parts;
    }

    public ConnectionLimits limits() {
        return parts.limits();
    }

    String nextId(RandomGenerator random) {
        return Ids.next(Measurements.us(parts.clock().instant()), random);
    }

    // ---- ordering

    /**
     * Orders that a facility is connected.
     *
     * @throws StepRefusedException while no approved plan covers it (D5), and when it cannot be
     *     connected from where it stands
     */
    public void order(String facilityId, Actor by) {
        if (parts.plans().covers(facilityId) instanceof PlanVersions.NotCovered(Sentence reason)) {
            throw new StepRefusedException(reason);
        }
        parts.plans().settle(facilityId, by);
        parts.audit()
                .append(
                        Entry.of(by, AuditKind.CONNECTION_STEP)
                                .about(
                                        Subject.facility(
                                                facilityId,
                                                parts.registry().facilityName(facilityId)))
                                .with("what", "order"));
        parts.lives()
                .advance(
                        facilityId,
                        FacilityStage.CONNECTING,
                        by,
                        new ConnectionOrdered("L-" + nextId(parts.random())));
        parts.news().tell(Topic.CONNECTION, facilityId);
    }

    // ---- looking

    /** The way of one camera, as it stands now. */
    public CameraPath path(Camera camera) {
        return look(camera).path();
    }

    /** One camera; reads what was measured and measures nothing. */
    public CameraLook look(Camera camera) {
        return look(
                camera,
                parts.plans().covers(camera.facilityId()),
                measurements.linkUp(camera.facilityId()));
    }

    private CameraLook look(Camera camera, PlanVersions.Coverage plan, boolean linkUp) {
        var check = checks.of(camera);
        ConnectionFacts facts = measurements.facts(camera, linkUp);
        CameraConnection verdict = CameraConnection.of(facts, parts.limits());
        ZonePlace place = checks.place(camera);
        FacilityStage stage = parts.lives().facility(camera.facilityId()).state().stage();
        boolean sealed = camera.passwordSealed() != null && !camera.username().isEmpty();
        CameraPath path =
                CameraPath.of(
                        new CameraPath.Situation(
                                plan,
                                ORDERED.contains(stage),
                                check.answeredUs() > 0,
                                sealed,
                                check.credential(),
                                !check.pictureSha256().isEmpty(),
                                place,
                                facts.pictureAccepted(),
                                verdict));
        return new CameraLook(
                camera,
                parts.lives().camera(camera.id()).state(),
                path,
                facts,
                verdict,
                place,
                checks.newest(camera),
                checks.acceptance(camera),
                check.pictureSha256(),
                check.pictureUs());
    }

    /** Newest first. */
    public List<Judgement> judgements(Camera camera) {
        return checks.judgements(camera.id());
    }

    /** Cameras that take part: switched on and not retired. */
    public List<Camera> cameras(String facilityId) {
        return parts.registry().sorted(facilityId).stream()
                .filter(Camera::enabled)
                .filter(camera -> parts.lives().camera(camera.id()).state() != CameraState.RETIRED)
                .toList();
    }

    /** All of one facility; reads what was measured and measures nothing. */
    public FacilityLook look(Facility facility) {
        String id = facility.id();
        PlanVersions.Coverage plan = parts.plans().covers(id);
        FacilityStage stage = parts.lives().facility(id).state().stage();
        boolean linkUp = measurements.linkUp(id);
        List<CameraLook> looks =
                cameras(id).stream().map(camera -> look(camera, plan, linkUp)).toList();
        Optional<Layout> layout = parts.grounds().layout(id);
        List<ZonePlace> missing = missing(id, layout, looks);
        FacilityConnection verdict = verdict(missing, looks);
        TreeMap<String, CameraPath> paths = new TreeMap<>();
        looks.forEach(look -> paths.put(look.camera().id(), look.path()));
        Optional<WhyNot> whyNot =
                WhyNot.of(new WhyNot.Situation(stage, plan, paths, missing, layout.isPresent()));
        return new FacilityLook(
                facility, stage, plan, layout.isPresent(), missing, looks, verdict, whyNot);
    }

    /** Whom to telephone about a facility. */
    public Optional<PhoneBook.Person> call(String facilityId, WhoActs who) {
        return calls.computeIfAbsent(
                new Call(facilityId, who),
                call -> parts.phoneBook().whomToCall(call.facilityId(), call.who()));
    }

    private List<ZonePlace> missing(
            String facilityId, Optional<Layout> layout, List<CameraLook> looks) {
        List<AcceptedCamera> accepted = new ArrayList<>();
        for (CameraLook look : looks) {
            ZonePlace place = look.place();
            if (place != null
                    && look.facts().pictureAccepted()
                    && place.zone().rule() != Zone.Rule.FORBIDDEN) {
                accepted.add(new AcceptedCamera(look.camera().id(), place));
            }
        }
        return switch (ZoneSufficiency.of(
                layout.orElse(UNKNOWN), accepted, parts.grounds().waivers(facilityId))) {
            case ZoneSufficiency.Enough() -> List.of();
            case ZoneSufficiency.Missing(List<ZonePlace> places) -> places;
        };
    }

    private static FacilityConnection verdict(List<ZonePlace> missing, List<CameraLook> looks) {
        TreeMap<String, CameraConnection> verdicts = new TreeMap<>();
        looks.forEach(look -> verdicts.put(look.camera().id(), look.verdict()));
        return FacilityConnection.of(
                missing.isEmpty()
                        ? new ZoneSufficiency.Enough()
                        : new ZoneSufficiency.Missing(missing),
                verdicts);
    }

    /** Whether connecting it was ordered and it is not suspended or closed. */
    boolean takesPart(String facilityId) {
        return ORDERED.contains(parts.lives().facility(facilityId).state().stage());
    }

    Instant now() {
        return parts.clock().instant();
    }
}
