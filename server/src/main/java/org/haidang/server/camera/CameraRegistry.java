package org.haidang.server.camera;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.camera.store.FacilityStore;
import org.haidang.server.rights.Place;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Ids;
import org.haidang.server.store.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The facilities and cameras there are. Cameras are kept in memory too, for every request asks for
 * them. Changes pass one at a time. Thread-safe.
 */
public final class CameraRegistry {
    private final CameraStore cameras;
    private final FacilityStore facilities;
    private final Sealer sealer;
    private final CameraJudge judge;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final int maxCameras;
    private final CameraIndex known = new CameraIndex();
    private final Map<String, Facility> facilityById = new ConcurrentHashMap<>();
    private final List<CameraListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile Ordered ordered = Ordered.NONE;
    private volatile RecordingRule rule = RecordingRule.FREE;

    public CameraRegistry(
            CameraStore cameras,
            FacilityStore facilities,
            Sealer sealer,
            RandomGenerator random,
            InstantSource clock,
            int maxCameras) {
        this.cameras = cameras;
        this.facilities = facilities;
        this.sealer = sealer;
        this.judge = new CameraJudge(sealer);
        this.random = random;
        this.clock = clock;
        this.maxCameras = maxCameras;
        facilities.all().forEach(facility -> facilityById.put(facility.id(), facility));
        cameras.all().forEach(known::put);
    }

    public void listen(CameraListener listener) {
        listeners.add(listener);
    }

    /** What to ask before anything begins to be recorded, from now on. */
    public void rule(RecordingRule asked) {
        rule = asked;
    }

    /** How many days a camera's recordings may be kept; null for the server's default. */
    public @Nullable Integer retentionDays(Camera camera) {
        Integer own = camera.retentionDays();
        Integer facilitys = rule.retentionDays(camera.facilityId());
        return own == null || (facilitys != null && facilitys < own) ? facilitys : own;
    }

    // ---- cameras

    public Collection<Camera> all() {
        return List.copyOf(known.all());
    }

    /**
     * By name, as Vietnamese sorts it. From memory.
     *
     * @param facilityId null for all
     */
    public List<Camera> sorted(@Nullable String facilityId) {
        Ordered newest = ordered;
        if (facilityId != null && newest.change() != changes.get()) {
            // While many change, the few of one facility are sorted sooner than all there are.
            return Ordered.sorted(known.at(facilityId));
        }
        return ordered().cameras(facilityId);
    }

    /** What holds after the newest change; whoever asks first after it sorts. */
    private Ordered ordered() {
        // The number is read before what it stands for: a change meanwhile makes it an old one.
        long change = changes.get();
        Ordered newest = ordered;
        if (newest.change() != change) {
            newest = Ordered.of(change, facilityById.values(), known.all());
            ordered = newest;
        }
        return newest;
    }

    /** Those of one facility, in no order. */
    public List<Camera> at(String facilityId) {
        return known.at(facilityId);
    }

    public Optional<Camera> camera(String id) {
        return Optional.ofNullable(known.get(id));
    }

    /** The password in clear, for whoever connects; null when there is none. */
    public @Nullable String password(Camera camera) {
        String sealed = camera.passwordSealed();
        return sealed == null ? null : sealer.open(sealed, camera.id());
    }

    /**
     * Adds one camera.
     *
     * @throws InvalidCameraException if it cannot be taken
     */
    public Camera add(CameraInput input) {
        return add(List.of(), List.of(input)).getFirst();
    }

    /** Judges without adding; whether the facility is there is not looked at. */
    public Camera tried(CameraInput input) {
        return judged(input);
    }

    /** What nobody asked to record is recorded only where that may be. */
    private Camera judged(CameraInput input) {
        Camera camera = judge.judge(blank(), input);
        if (input.recordMain() == null && rule.refusal(camera.facilityId()).isPresent()) {
            camera = camera.recording(false, camera.recordSub());
        }
        permitted(null, camera);
        return camera;
    }

    /**
     * Recording begins only where the facility's papers allow it; what went on before goes on.
     *
     * @param before null for a new camera
     */
    private void permitted(@Nullable Camera before, Camera after) {
        Camera same =
                before != null && before.facilityId().equals(after.facilityId()) ? before : null;
        boolean wasOn = same != null && same.enabled();
        if (rule.closed(after.facilityId()) && (same == null || (after.enabled() && !wasOn))) {
            throw new InvalidCameraException(
                    List.of(
                            Mistake.of(
                                    same == null ? "facilityId" : "enabled", "facility.closed")));
        }
        boolean resumes = after.enabled() && !wasOn;
        List<Mistake> mistakes = new ArrayList<>();
        rule.refusal(after.facilityId())
                .ifPresent(why -> {
                    if (after.recordMain() && (same == null || resumes || !same.recordMain())) {
                        mistakes.add(Mistake.of("recordMain", "field.said", why));
                    }
                    if (after.recordSub() && (same == null || resumes || !same.recordSub())) {
                        mistakes.add(Mistake.of("recordSub", "field.said", why));
                    }
                });
        if (!mistakes.isEmpty()) {
            throw new InvalidCameraException(mistakes);
        }
    }

    /**
     * Adds facilities and cameras, all or none.
     *
     * @throws InvalidCameraException for the first that cannot be taken
     */
    public synchronized List<Camera> add(List<Facility> newFacilities, List<CameraInput> inputs) {
        if (known.size() + inputs.size() > maxCameras) {
            throw new InvalidCameraException(
                    List.of(Mistake.of("name", "camera.too-many", maxCameras)));
        }
        List<Camera> added = new ArrayList<>();
        for (CameraInput input : inputs) {
            Camera camera = judged(input);
            boolean isNew =
                    newFacilities.stream().anyMatch(f -> f.id().equals(camera.facilityId()));
            if (!isNew) {
                requireFacility(camera.facilityId());
            }
            added.add(camera);
        }
        cameras.add(newFacilities, added, nowUs());
        newFacilities.forEach(facility -> facilityById.put(facility.id(), facility));
        added.forEach(known::put);
        changes.incrementAndGet();
        newFacilities.forEach(f -> listeners.forEach(l -> l.facilityChanged(f.id())));
        added.forEach(camera -> listeners.forEach(l -> l.added(camera)));
        return added;
    }

    private Camera blank() {
        return new Camera(
                Ids.next(nowUs(), random),
                "",
                "",
                "",
                "",
                "",
                "",
                null,
                "tcp",
                true,
                false,
                null,
                null,
                true);
    }

    private void requireFacility(String id) {
        if (id.isEmpty()) {
            throw new InvalidCameraException(List.of(Mistake.of("facilityId", "field.required")));
        }
        if (facilities.byId(id).isEmpty()) {
            throw new InvalidCameraException(List.of(Mistake.of("facilityId", "facility.unknown")));
        }
    }

    /**
     * What a change would make of a camera, without making it.
     *
     * @return empty when there is no such camera
     * @throws InvalidCameraException if the change cannot be taken
     */
    public Optional<Camera> changed(String id, CameraInput input) {
        Camera before = known.get(id);
        if (before == null) {
            return Optional.empty();
        }
        if (RemoteAddress.of(before.url()).isPresent()) {
            throw new InvalidCameraException(List.of(Mistake.of("name", "camera.elsewhere")));
        }
        Camera after = judge.judge(before, input);
        if (!after.facilityId().equals(before.facilityId())) {
            requireFacility(after.facilityId());
        }
        permitted(before, after);
        return Optional.of(after);
    }

    /**
     * Changes one camera.
     *
     * @return empty when there is no such camera
     * @throws InvalidCameraException if the change cannot be taken
     */
    public synchronized Optional<Camera> change(String id, CameraInput input) {
        Camera before = known.get(id);
        Optional<Camera> changed = changed(id, input);
        if (before != null && changed.isPresent() && !changed.get().equals(before)) {
            Camera after = changed.get();
            cameras.change(after, nowUs());
            known.put(after);
            changes.incrementAndGet();
            listeners.forEach(listener -> listener.changed(before, after));
        }
        return changed;
    }

    /** Something that fails in its own ways. */
    @FunctionalInterface
    public interface Work<T, X extends Exception, Y extends Exception> {
        T run() throws X, Y;
    }

    /**
     * Does something while nobody else changes cameras or facilities, such as to look first at how
     * one is. Must not wait for the network.
     */
    public synchronized <T, X extends Exception, Y extends Exception> T exclusively(
            Work<T, X, Y> work) throws X, Y {
        return work.run();
    }

    /**
     * Takes cameras as another site tells of them, all or none; judged there, and not a person's
     * wish here.
     *
     * @param also what is kept together with them or not at all; not done when nothing is new
     */
    public synchronized void put(List<Camera> told, Consumer<Transaction> also) {
        List<Camera> added = new ArrayList<>();
        List<Camera> changed = new ArrayList<>();
        Map<String, Camera> before = new HashMap<>();
        for (Camera camera : told) {
            Camera same = known.get(camera.id());
            if (same == null) {
                added.add(camera);
            } else if (!same.equals(camera)) {
                changed.add(camera);
                before.put(camera.id(), same);
            }
        }
        if (added.isEmpty() && changed.isEmpty()) {
            return;
        }
        cameras.put(added, changed, also, nowUs());
        added.forEach(known::put);
        changed.forEach(known::put);
        changes.incrementAndGet();
        added.forEach(camera -> listeners.forEach(listener -> listener.added(camera)));
        changed.forEach(camera ->
                listeners.forEach(listener ->
                        listener.changed(Objects.requireNonNull(before.get(camera.id())), camera)));
    }

    /**
     * Stops or goes on recording a camera, on the facility's account and not a person's wish; not
     * asked of the rule.
     */
    public synchronized void recording(String id, boolean main, boolean sub, boolean enabled) {
        Camera before = known.get(id);
        if (before == null) {
            return;
        }
        Camera after = before.recording(main, sub).enabled(enabled);
        if (!after.equals(before)) {
            cameras.change(after, nowUs());
            known.put(after);
            changes.incrementAndGet();
            listeners.forEach(listener -> listener.changed(before, after));
        }
    }

    public synchronized boolean remove(String id) {
        Camera camera = known.get(id);
        if (camera == null) {
            return false;
        }
        cameras.remove(id);
        known.remove(id);
        changes.incrementAndGet();
        listeners.forEach(listener -> listener.removed(camera));
        return true;
    }

    // ---- facilities

    /** By name, as Vietnamese sorts it, with their cameras counted. From memory. */
    public List<Facility> facilities() {
        return ordered().facilities();
    }

    public Optional<Facility> facility(String id) {
        return facilities.byId(id);
    }

    /** The name of a facility; null when there is none of that id. From memory. */
    public @Nullable String facilityName(String id) {
        Facility facility = facilityById.get(id);
        return facility == null ? null : facility.name();
    }

    /** Where a facility stands, for whoever decides about rights; from memory. */
    public Optional<Place> place(String facilityId) {
        return Optional.ofNullable(facilityById.get(facilityId)).map(CameraRegistry::place);
    }

    /** Where it would stand. */
    public static Place place(Facility facility) {
        return new Place(facility.id(), facility.organisationId(), facility.areaCode(), null);
    }

    /** Where a camera stands. */
    public Place place(Camera camera) {
        Facility facility = facilityById.get(camera.facilityId());
        return new Place(
                camera.facilityId(),
                facility == null ? null : facility.organisationId(),
                facility == null ? null : facility.areaCode(),
                camera.zone());
    }

    /**
     * Tells everybody that follows that something about a facility changed that is kept elsewhere.
     */
    public void facilityTouched(String id) {
        listeners.forEach(listener -> listener.facilityChanged(id));
    }

    /** One that is not in the database yet, for {@link #add(List, List)}. */
    public Facility newFacility(String name, String address) {
        List<Mistake> mistakes = new ArrayList<>();
        checkFacility(name, address, mistakes);
        return new Facility(
                Ids.next(nowUs(), random), name.strip(), address.strip(), 0, null, null);
    }

    /**
     * Whether a facility can be kept like this.
     *
     * @throws InvalidCameraException if not
     */
    public static void check(Facility facility) {
        checkFacility(facility.name(), facility.address(), new ArrayList<>());
    }

    private static void checkFacility(String name, String address, List<Mistake> mistakes) {
        if (name.isBlank()) {
            mistakes.add(Mistake.of("name", "field.required"));
        }
        if (name.length() > 200) {
            mistakes.add(Mistake.of("name", "field.long", 200));
        }
        if (address.length() > 500) {
            mistakes.add(Mistake.of("address", "field.long", 500));
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidCameraException(mistakes);
        }
    }

    public Facility addFacility(String name, String address) {
        return addFacility(newFacility(name, address));
    }

    /** Adds one that {@link #newFacility} made. */
    public synchronized Facility addFacility(Facility facility) {
        facilities.add(facility, nowUs());
        facilityById.put(facility.id(), facility);
        changes.incrementAndGet();
        listeners.forEach(listener -> listener.facilityChanged(facility.id()));
        return facility;
    }

    /**
     * Adds and changes many facilities, all or none.
     *
     * @param also what is kept together with them or not at all
     */
    public synchronized void putFacilities(
            List<Facility> fresh, List<Facility> changed, Consumer<Transaction> also) {
        fresh.forEach(CameraRegistry::check);
        changed.forEach(CameraRegistry::check);
        facilities.put(fresh, changed, also, nowUs());
        for (List<Facility> some : List.of(fresh, changed)) {
            some.forEach(facility -> facilityById.put(facility.id(), facility));
            changes.incrementAndGet();
            some.forEach(one -> listeners.forEach(l -> l.facilityChanged(one.id())));
        }
    }

    /** Changes a facility to this. */
    public synchronized Facility changeFacility(Facility after) {
        check(after);
        facilities.change(after);
        facilityById.put(after.id(), after);
        changes.incrementAndGet();
        listeners.forEach(listener -> listener.facilityChanged(after.id()));
        return after;
    }

    /** How removing a facility ended. */
    public enum Removal {
        REMOVED,
        UNKNOWN,
        HAS_CAMERAS
    }

    public synchronized Removal removeFacility(String id) {
        if (facilities.byId(id).isEmpty()) {
            return Removal.UNKNOWN;
        }
        if (!facilities.remove(id)) {
            return Removal.HAS_CAMERAS;
        }
        facilityById.remove(id);
        changes.incrementAndGet();
        listeners.forEach(listener -> listener.facilityRemoved(id));
        return Removal.REMOVED;
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
