package org.haidang.server.connection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.server.camera.CameraListener;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.connection.store.CameraCheck;
import org.haidang.server.connection.store.CheckStore;
import org.haidang.server.connection.store.Judgement;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.ZoneCodes;
import org.haidang.server.facility.store.LifeStore.CameraRow;
import org.jspecify.annotations.Nullable;

/**
 * What was found at each camera and said of its picture, as far as it still holds: another address
 * or login makes a finding void, another place or address an acceptance. Thread-safe.
 */
final class CameraChecks implements CameraListener {
    private final CheckStore store;
    private final Lives lives;
    private final Map<String, CameraCheck> checks;
    private final Map<String, Judgement> judgements;

    CameraChecks(CheckStore store, Lives lives) {
        this.store = store;
        this.lives = lives;
        this.checks = new ConcurrentHashMap<>(store.checks());
        this.judgements = new ConcurrentHashMap<>(store.newestJudgements());
    }

    CameraCheck of(Camera camera) {
        String login = login(camera);
        CameraCheck known = checks.get(camera.id());
        return known != null && known.login().equals(login)
                ? known
                : CameraCheck.none(camera.id(), login);
    }

    /** Adds to what is known, one at a time: a person's test and a round's measurement may meet. */
    synchronized void change(Camera camera, UnaryOperator<CameraCheck> how) {
        CameraCheck after = how.apply(of(camera));
        store.put(after);
        checks.put(after.cameraId(), after);
    }

    /**
     * Begins a rest from trying default passwords, in one step: of two who try at once only one
     * does. It outlives the program, for a camera counts on while the server starts anew.
     *
     * @return until when it rests already; empty when the rest began now
     */
    synchronized Optional<Instant> beginRest(Camera camera, Instant now, Instant until) {
        Optional<Instant> known =
                store.restUntilUs(camera.id()).map(Measurements::instant).filter(now::isBefore);
        if (known.isEmpty()) {
            store.rest(camera.id(), Measurements.us(until));
        }
        return known;
    }

    synchronized void endRest(Camera camera) {
        store.endRest(camera.id());
    }

    /** Of address and login; a password entered anew counts as another one, even the same. */
    private static String login(Camera camera) {
        return Sha256.of(
                String.join(
                        "\n",
                        camera.url(),
                        camera.username(),
                        String.valueOf(camera.passwordSealed())));
    }

    // ---- places and pictures

    /** Where it stands; null while its zone, or the floor that its zone needs, is not set. */
    @Nullable ZonePlace place(Camera camera) {
        Zone zone = ZoneCodes.zone(camera.zone()).orElse(null);
        if (zone == null) {
            return null;
        }
        CameraRow life = lives.camera(camera.id());
        return switch (zone.rule()) {
            case EACH_SITE -> new ZonePlace(zone, "", "");
            case EACH_FLOOR ->
                    life.block().isBlank() || life.floor().isBlank()
                            ? null
                            : new ZonePlace(zone, life.block(), life.floor());
            case FORBIDDEN -> new ZonePlace(zone, life.block(), life.floor());
        };
    }

    /** The newest word on its picture, whatever it was said of. */
    Optional<Judgement> newest(Camera camera) {
        return Optional.ofNullable(judgements.get(camera.id()));
    }

    /** The acceptance that holds now. */
    Optional<Judgement> acceptance(Camera camera) {
        ZonePlace place = place(camera);
        return newest(camera)
                .filter(Judgement::accepted)
                .filter(word ->
                        place != null
                                && word.url().equals(camera.url())
                                && word.zone().equals(ZoneCodes.code(place.zone()))
                                && word.block().equals(place.block())
                                && word.floor().equals(place.floor()));
    }

    void add(Judgement judgement) {
        store.add(judgement);
        judgements.put(judgement.cameraId(), judgement);
    }

    /** Newest first. */
    List<Judgement> judgements(String cameraId) {
        return store.judgements(cameraId);
    }

    // ---- what was removed

    @Override
    public void added(Camera camera) {}

    @Override
    public void changed(Camera before, Camera after) {}

    @Override
    public void removed(Camera camera) {
        checks.remove(camera.id());
        judgements.remove(camera.id());
        store.remove(camera.id());
    }
}
