package org.haidang.server.facility;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.haidang.programme.facility.FacilityState;
import org.haidang.programme.facility.RecordingBasis;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.CameraListener;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.Mistake;
import org.haidang.server.camera.RecordingRule;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.facility.store.Profile;
import org.haidang.server.facility.store.ProfileStore;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of each facility. Kept in memory, because every camera that is added or
 * changed asks whether it may record. Thread-safe; changes pass one at a time.
 */
public final class Profiles implements CameraListener, RecordingRule {
    private final ProfileStore store;
    private final CameraRegistry registry;
    private final Lives lives;
    private final Occupancy occupancy;
    private final News news;
    private final InstantSource clock;
    private final Map<String, Profile> profiles;

    public Profiles(
            ProfileStore store,
            CameraRegistry registry,
            Lives lives,
            Occupancy occupancy,
            News news,
            InstantSource clock) {
        this.store = store;
        this.registry = registry;
        this.lives = lives;
        this.occupancy = occupancy;
        this.news = news;
        this.clock = clock;
        this.profiles = new ConcurrentHashMap<>(store.profiles());
        registry.listen(this);
        registry.rule(this);
    }

    /** Empty when nothing was written down yet. */
    public Profile profile(String facilityId) {
        Profile known = profiles.get(facilityId);
        return known == null ? Profile.empty(facilityId) : known;
    }

    // ---- what cameras ask

    @Override
    public Optional<Sentence> refusal(String facilityId) {
        Profile profile = profile(facilityId);
        return profile.basis().refusal(lives.facility(facilityId).state(), profile.occupants());
    }

    @Override
    public boolean closed(String facilityId) {
        return lives.facility(facilityId).state() instanceof FacilityState.Closed;
    }

    @Override
    public @Nullable Integer retentionDays(String facilityId) {
        return profile(facilityId).basis().retentionDays();
    }

    // ---- changing

    /**
     * What a facility's profile would be.
     *
     * @throws InvalidCameraException naming every mistake
     */
    public Profile judged(String facilityId, ProfileInput input) {
        List<Mistake> mistakes = new ArrayList<>();
        Profile judged = judged(facilityId, input, mistakes);
        if (!mistakes.isEmpty()) {
            throw new InvalidCameraException(mistakes);
        }
        return judged;
    }

    /** The same, adding the mistakes to a list. */
    Profile judged(String facilityId, ProfileInput input, List<Mistake> mistakes) {
        Profile before = profile(facilityId);
        Profile after = ProfileJudge.judge(before, input, mistakes);
        codes(List.of(after)).forEach((id, mistake) -> mistakes.add(mistake));
        if (before.basis().missing().isEmpty() && records(facilityId)) {
            for (RecordingBasis.Part part : after.basis().missing()) {
                mistakes.add(Mistake.of(field(part), "profile.recording"));
            }
        }
        return after;
    }

    /** As the interface calls it. */
    public static String field(RecordingBasis.Part part) {
        return switch (part) {
            case PURPOSE -> "purpose";
            case LEGAL_BASIS -> "legalBasis";
            case CONTROLLER -> "controller";
            case RETENTION -> "retentionDays";
        };
    }

    private boolean records(String facilityId) {
        return registry.sorted(facilityId).stream().anyMatch(c -> c.recordMain() || c.recordSub());
    }

    /** Mistakes of codes that another facility has, by facility. */
    private Map<String, Mistake> codes(List<Profile> wanted) {
        Set<String> changing = new HashSet<>();
        wanted.forEach(profile -> changing.add(profile.facilityId()));
        Map<String, String> taken = new LinkedHashMap<>();
        profiles.values().stream()
                .filter(other -> !changing.contains(other.facilityId()))
                .filter(other -> !other.code().isEmpty())
                .forEach(other -> taken.put(key(other.code()), other.facilityId()));
        Map<String, Mistake> mistakes = new LinkedHashMap<>();
        for (Profile profile : wanted) {
            if (!profile.code().isEmpty()
                    && taken.putIfAbsent(key(profile.code()), profile.facilityId()) != null) {
                mistakes.put(profile.facilityId(), Mistake.of("code", "profile.code-taken"));
            }
        }
        return mistakes;
    }

    /** The facility of a code; null when there is none. */
    public @Nullable String withCode(String code) {
        String key = key(code);
        return profiles.values().stream()
                .filter(profile -> key(profile.code()).equals(key) && !key.isEmpty())
                .map(Profile::facilityId)
                .findFirst()
                .orElse(null);
    }

    private static String key(String code) {
        return code.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Keeps profiles that {@link #judged} made, all or none, and does what a changed number of
     * occupants asks for. Whoever calls has written the record of acts.
     *
     * @throws InvalidCameraException when a code was taken meanwhile
     */
    public synchronized List<Profile> put(Actor by, List<Profile> judged) {
        Map<String, Mistake> taken = codes(judged);
        if (!taken.isEmpty()) {
            throw new InvalidCameraException(List.copyOf(taken.values()));
        }
        String name = by.person();
        List<Profile> kept =
                judged.stream().map(p -> p.changed(nowUs(), name == null ? "" : name)).toList();
        List<Profile> before = kept.stream().map(p -> profile(p.facilityId())).toList();
        store.put(kept);
        kept.forEach(profile -> profiles.put(profile.facilityId(), profile));
        for (int i = 0; i < kept.size(); i++) {
            Profile after = kept.get(i);
            registry.facilityTouched(after.facilityId());
            occupancy.changed(
                    by,
                    after.facilityId(),
                    before.get(i).occupants(),
                    after.occupants(),
                    refusal(after.facilityId()).isEmpty());
            news.tell(Topic.STAGE, after.facilityId());
        }
        return kept;
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }

    // ---- what was removed

    @Override
    public void added(Camera camera) {}

    @Override
    public void changed(Camera before, Camera after) {}

    @Override
    public void removed(Camera camera) {
        store.wake(camera.id());
    }

    @Override
    public void facilityRemoved(String id) {
        profiles.remove(id);
        store.removeFacility(id);
    }
}
