package org.haidang.server.facility;

import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityLife;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.facility.store.ProfileStore;
import org.haidang.server.facility.store.ProfileStore.Resting;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the number of occupants: where nobody is, cameras must not record, and the
 * facility is suspended as far as its stage knows that; when people come back both go on.
 */
public final class Occupancy {
    private final ProfileStore store;
    private final CameraRegistry registry;
    private final Lives lives;
    private final Audit audit;

    public Occupancy(ProfileStore store, CameraRegistry registry, Lives lives, Audit audit) {
        this.store = store;
        this.registry = registry;
        this.lives = lives;
        this.audit = audit;
    }

    /**
     * The number changed.
     *
     * @param mayRecord whether the facility's papers allow it
     */
    void changed(
            Actor by,
            String facilityId,
            @Nullable Integer before,
            @Nullable Integer after,
            boolean mayRecord) {
        boolean wasEmpty = before != null && before == 0;
        boolean isEmpty = after != null && after == 0;
        FacilityStage stage = lives.facility(facilityId).state().stage();
        if (isEmpty && !wasEmpty) {
            rest(by, facilityId);
            if (FacilityLife.needed(stage, FacilityStage.SUSPENDED) != null) {
                lives.advance(
                        facilityId,
                        FacilityStage.SUSPENDED,
                        by,
                        new FacilityEvidence.NoOccupants("0"));
            }
        } else if (wasEmpty && !isEmpty) {
            if (stage == FacilityStage.SUSPENDED) {
                lives.advance(
                        facilityId,
                        FacilityStage.CONNECTING,
                        by,
                        new FacilityEvidence.OccupantsReturn(after == null ? "?" : "" + after));
            }
            // The stage may have been all that stood in the way.
            if (mayRecord || stage == FacilityStage.SUSPENDED) {
                wake(by, facilityId);
            }
        }
    }

    private void rest(Actor by, String facilityId) {
        for (Camera camera : registry.sorted(facilityId)) {
            if (camera.recordMain() || camera.recordSub()) {
                told(by, camera, false, false);
                store.rest(
                        new Resting(
                                camera.id(), facilityId, camera.recordMain(), camera.recordSub()));
                registry.recording(camera.id(), false, false, camera.enabled());
            }
        }
    }

    private void wake(Actor by, String facilityId) {
        for (Resting resting : store.resting(facilityId)) {
            registry.camera(resting.cameraId())
                    .filter(camera -> camera.facilityId().equals(facilityId))
                    .ifPresent(camera -> {
                        told(by, camera, resting.main(), resting.sub());
                        registry.recording(
                                camera.id(), resting.main(), resting.sub(), camera.enabled());
                    });
            store.wake(resting.cameraId());
        }
    }

    private void told(Actor by, Camera camera, boolean main, boolean sub) {
        audit.append(
                Entry.of(by, AuditKind.CAMERA_CHANGED)
                        .about(
                                Subject.facility(
                                                camera.facilityId(),
                                                registry.facilityName(camera.facilityId()))
                                        .camera(camera.id(), camera.name()))
                        .with("recordMain", main)
                        .with("recordSub", sub)
                        .with("why", "occupants"));
    }
}
