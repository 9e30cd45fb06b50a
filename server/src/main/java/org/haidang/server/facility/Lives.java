package org.haidang.server.facility;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.haidang.programme.facility.CameraEvidence;
import org.haidang.programme.facility.CameraLife;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityLife;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.FacilityState;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraListener;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.facility.store.LifeStore;
import org.haidang.server.facility.store.LifeStore.CameraRow;
import org.haidang.server.facility.store.LifeStore.FacilityRow;
import org.haidang.server.facility.store.StepRow;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.store.Ids;

/**
 * Moves facilities and cameras from stage to stage, as the programme's rules allow. What they are
 * now is kept in memory, for the overview asks for all of it; every step is in the database and in
 * the audit log. Thread-safe; steps pass one at a time.
 */
public final class Lives implements CameraListener {
    /** Steps of one facility or camera that are answered; health may change often. */
    public static final int MAX_STEPS = 1_000;

    private static final FacilityRow REGISTERED = new FacilityRow(FacilityState.registered(), 0);
    private static final CameraRow DECLARED = new CameraRow(CameraState.DECLARED, 0, "", "");

    private final LifeStore store;
    private final ToldFacilities told;
    private final CameraRegistry registry;
    private final Audit audit;
    private final News news;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Map<String, FacilityRow> facilities;
    private final Map<String, CameraRow> cameras;

    public Lives(
            LifeStore store,
            ToldFacilities told,
            CameraRegistry registry,
            Audit audit,
            News news,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.told = told;
        this.registry = registry;
        this.audit = audit;
        this.news = news;
        this.random = random;
        this.clock = clock;
        this.facilities = new ConcurrentHashMap<>(store.facilities());
        this.cameras = new ConcurrentHashMap<>(store.cameras());
        registry.listen(this);
    }

    // ---- asking

    /** Where a facility stands; registered when nothing happened yet. */
    public FacilityRow facility(String id) {
        return facilities.getOrDefault(id, REGISTERED);
    }

    /** Where a camera stands; declared when nothing happened yet. */
    public CameraRow camera(String id) {
        return cameras.getOrDefault(id, DECLARED);
    }

    /** How many facilities stand at each stage. */
    public Map<FacilityStage, Integer> counts() {
        Map<FacilityStage, Integer> counts = new EnumMap<>(FacilityStage.class);
        registry.facilities()
                .forEach(one -> counts.merge(facility(one.id()).state().stage(), 1, Integer::sum));
        return counts;
    }

    /** Oldest first, at most {@link #MAX_STEPS}. */
    public List<StepRow> facilitySteps(String id) {
        return store.facilitySteps(id, MAX_STEPS);
    }

    /** Oldest first, at most {@link #MAX_STEPS}. */
    public List<StepRow> cameraSteps(String id) {
        return store.cameraSteps(id, MAX_STEPS);
    }

    // ---- moving

    /**
     * Takes one step of a facility.
     *
     * @param by whoever takes it; the program itself counts as a machine, everybody else as a
     *     person
     * @throws StepRefusedException with the rule's sentence
     */
    public FacilityState advance(
            String facilityId, FacilityStage to, Actor by, FacilityEvidence evidence) {
        advance(Map.of(facilityId, evidence), to, by);
        return facility(facilityId).state();
    }

    /**
     * Takes the same step of many facilities, each with its own evidence: all or none.
     *
     * @throws StepRefusedException with the rule's sentence for the first that may not take it
     */
    public synchronized void advance(
            Map<String, FacilityEvidence> evidence, FacilityStage to, Actor by) {
        Instant at = clock.instant();
        List<Entry> entries = new ArrayList<>();
        List<LifeStore.Taken> taken = new ArrayList<>();
        evidence.forEach((id, one) -> {
            told.refuse(id);
            FacilityRow from = facility(id);
            switch (FacilityLife.step(from.state(), to, actor(by), at, one)) {
                case FacilityLife.Refused refused ->
                        throw new StepRefusedException(refused.reason());
                case FacilityLife.Taken step -> {
                    String about = EvidenceWords.of(one);
                    String before = from.state().stage().name();
                    entries.add(
                            Entry.of(by, AuditKind.FACILITY_STAGE)
                                    .about(Subject.facility(id, registry.facilityName(id)))
                                    .with("before", before)
                                    .with("after", to.name())
                                    .with("evidence", one.getClass().getSimpleName())
                                    .with("about", about));
                    taken.add(
                            new LifeStore.Taken(
                                    id,
                                    new FacilityRow(step.state(), us(at)),
                                    step(id, before, to.name(), by, one.getClass(), about, at)));
                }
            }
        });
        audit.appendAll(entries);
        store.put(taken);
        taken.forEach(one -> {
            facilities.put(one.facilityId(), one.row());
            news.tell(Topic.STAGE, one.facilityId());
        });
    }

    /**
     * Takes one step of a camera. Choosing a zone also keeps block and floor here; the zone itself
     * is the registry's and its caller's to change.
     *
     * @throws StepRefusedException with the rule's sentence
     */
    public synchronized CameraState advance(
            Camera camera, CameraState to, Actor by, CameraEvidence evidence) {
        Instant at = clock.instant();
        CameraRow from = camera(camera.id());
        switch (CameraLife.step(from.state(), to, actor(by), at, evidence)) {
            case CameraLife.Refused refused -> throw new StepRefusedException(refused.reason());
            case CameraLife.Taken _ -> {
                String about = EvidenceWords.of(evidence);
                // Health is measured by the minute; the engine's own log and the steps tell it.
                if (!to.health()) {
                    audit.append(
                            Entry.of(by, AuditKind.CAMERA_STAGE)
                                    .about(
                                            Subject.facility(
                                                            camera.facilityId(),
                                                            registry.facilityName(
                                                                    camera.facilityId()))
                                                    .camera(camera.id(), camera.name()))
                                    .with("before", from.state().name())
                                    .with("after", to.name())
                                    .with("evidence", evidence.getClass().getSimpleName())
                                    .with("about", about));
                }
                CameraRow row =
                        evidence instanceof CameraEvidence.ZoneChosen(var place)
                                ? new CameraRow(to, us(at), place.block(), place.floor())
                                : new CameraRow(to, us(at), from.block(), from.floor());
                store.put(
                        camera.id(),
                        row,
                        step(
                                camera.id(),
                                from.state().name(),
                                to.name(),
                                by,
                                evidence.getClass(),
                                about,
                                at));
                cameras.put(camera.id(), row);
                news.tell(Topic.CONNECTION, camera.facilityId());
                return row.state();
            }
        }
    }

    private StepRow step(
            String of,
            String from,
            String to,
            Actor by,
            Class<?> evidence,
            String about,
            Instant at) {
        return new StepRow(
                Ids.next(us(at), random),
                of,
                from,
                to,
                us(at),
                by.userId(),
                actor(by).name(),
                by.userId() != null,
                evidence.getSimpleName(),
                about);
    }

    private static org.haidang.programme.facility.Actor actor(Actor by) {
        String name = by.person();
        return by.userId() == null || name == null || name.isBlank()
                ? new org.haidang.programme.facility.Actor.Machine("Hải Đăng")
                : new org.haidang.programme.facility.Actor.Person(name);
    }

    private static long us(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    // ---- what was removed

    @Override
    public void added(Camera camera) {}

    @Override
    public void changed(Camera before, Camera after) {}

    @Override
    public void removed(Camera camera) {
        cameras.remove(camera.id());
        store.removeCamera(camera.id());
    }

    @Override
    public void facilityRemoved(String id) {
        facilities.remove(id);
        store.removeFacility(id);
    }
}
