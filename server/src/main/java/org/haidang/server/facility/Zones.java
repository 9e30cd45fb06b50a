package org.haidang.server.facility;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.haidang.programme.facility.Actor;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.facility.store.LifeStore;
import org.haidang.server.facility.store.Profile;
import org.haidang.server.facility.store.ProfileStore;
import org.haidang.server.facility.store.WaiverRow;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/** Which zones of a facility need cameras, and which have one or a signed waiver. */
public final class Zones {
    /** Waivers of one facility that are answered. */
    public static final int MAX_WAIVERS = 5_000;

    /**
     * One place that needs a camera.
     *
     * @param cameras that were accepted there
     * @param waiver that holds; null when there is none
     */
    public record Need(ZonePlace place, List<Camera> cameras, @Nullable WaiverRow waiver) {
        public boolean settled() {
            return !cameras.isEmpty() || waiver != null;
        }
    }

    /**
     * All of a facility.
     *
     * @param needs empty while blocks and floors are not entered
     * @param unplaced accepted cameras that stand nowhere in the layout
     */
    public record Picture(
            ZoneSufficiency verdict, List<Need> needs, List<Camera> unplaced, boolean layout) {}

    private final ProfileStore store;
    private final Profiles profiles;
    private final CameraRegistry registry;
    private final Lives lives;
    private final RandomGenerator random;
    private final InstantSource clock;

    public Zones(
            ProfileStore store,
            Profiles profiles,
            CameraRegistry registry,
            Lives lives,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.profiles = profiles;
        this.registry = registry;
        this.lives = lives;
        this.random = random;
        this.clock = clock;
    }

    public Picture picture(String facilityId) {
        return picture(facilityId, store.waivers(facilityId, MAX_WAIVERS));
    }

    /** Of many facilities at once. */
    public Map<String, Picture> pictures(List<String> facilityIds) {
        Map<String, List<WaiverRow>> waivers = new HashMap<>();
        store.waivers()
                .forEach(w ->
                        waivers.computeIfAbsent(w.facilityId(), x -> new ArrayList<>()).add(w));
        Map<String, Picture> pictures = new HashMap<>();
        facilityIds.forEach(
                id -> pictures.put(id, picture(id, waivers.getOrDefault(id, List.of()))));
        return pictures;
    }

    private Picture picture(String facilityId, List<WaiverRow> waivers) {
        Profile profile = profiles.profile(facilityId);
        List<Camera> unplaced = new ArrayList<>();
        Map<ZonePlace, List<Camera>> byPlace = new HashMap<>();
        for (Camera camera : registry.sorted(facilityId)) {
            LifeStore.CameraRow life = lives.camera(camera.id());
            if (accepted(life.state())) {
                place(camera, life)
                        .ifPresentOrElse(
                                at ->
                                        byPlace.computeIfAbsent(at, x -> new ArrayList<>())
                                                .add(camera),
                                () -> unplaced.add(camera));
            }
        }
        if (profile.blocks().isEmpty()) {
            return new Picture(new ZoneSufficiency.Missing(List.of()), List.of(), unplaced, false);
        }
        Map<ZonePlace, WaiverRow> holding = new HashMap<>();
        waivers.stream()
                .filter(waiver -> waiver.withdrawnUs() == null)
                .forEach(waiver -> holding.put(waiver.place(), waiver));
        ZoneSufficiency.Layout layout = new ZoneSufficiency.Layout(profile.blocks());
        List<Need> needs =
                ZoneSufficiency.required(layout).stream()
                        .map(at ->
                                new Need(
                                        at,
                                        List.copyOf(byPlace.getOrDefault(at, List.of())),
                                        holding.get(at)))
                        .toList();
        return new Picture(verdict(layout, byPlace, holding), needs, unplaced, true);
    }

    private static ZoneSufficiency verdict(
            ZoneSufficiency.Layout layout,
            Map<ZonePlace, List<Camera>> cameras,
            Map<ZonePlace, WaiverRow> waivers) {
        List<ZoneSufficiency.AcceptedCamera> accepted = new ArrayList<>();
        cameras.forEach((at, some) ->
                some.forEach(
                        one -> accepted.add(new ZoneSufficiency.AcceptedCamera(one.id(), at))));
        List<ZoneSufficiency.Waiver> signed = new ArrayList<>();
        waivers.forEach((at, one) ->
                signed.add(
                        new ZoneSufficiency.Waiver(
                                at, new Actor.Person(one.signer()), one.reason())));
        return ZoneSufficiency.of(layout, accepted, signed);
    }

    private static Optional<ZonePlace> place(Camera camera, LifeStore.CameraRow life) {
        return ZoneCodes.zone(camera.zone())
                .filter(zone -> zone.rule() != Zone.Rule.FORBIDDEN)
                .filter(zone ->
                        zone.rule() == Zone.Rule.EACH_SITE
                                || (!life.block().isBlank() && !life.floor().isBlank()))
                .map(zone ->
                        zone.rule() == Zone.Rule.EACH_SITE
                                ? new ZonePlace(zone, "", "")
                                : new ZonePlace(zone, life.block(), life.floor()));
    }

    private static boolean accepted(CameraState state) {
        return state == CameraState.PICTURE_ACCEPTED
                || state == CameraState.CONNECTED
                || state.health();
    }

    /** Every waiver that was ever signed, oldest first. */
    public List<WaiverRow> waivers(String facilityId) {
        return store.waivers(facilityId, MAX_WAIVERS);
    }

    /** A waiver that could be signed; not kept yet. */
    public WaiverRow waiver(
            String facilityId, ZonePlace place, String reason, String signerId, String signer) {
        return new WaiverRow(
                Ids.next(nowUs(), random),
                facilityId,
                place,
                reason,
                signerId,
                signer,
                nowUs(),
                null,
                null);
    }

    public void sign(WaiverRow waiver) {
        store.add(waiver);
    }

    /** False when there is none of that id that holds. */
    public boolean withdraw(String facilityId, String id, String by) {
        return store.withdraw(facilityId, id, nowUs(), by);
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
