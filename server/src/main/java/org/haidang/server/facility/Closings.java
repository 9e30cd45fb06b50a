package org.haidang.server.facility;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityLife;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.FacilityState;
import org.haidang.programme.facility.RecordingBasis;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.facility.store.ClosingRow;
import org.haidang.server.facility.store.ProfileStore;
import org.haidang.server.rights.Grant;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.haidang.server.store.Ids;

/**
 * The end of a facility: cameras off, grants to it ended, the retention clock runs, then its
 * footage is wiped and that is put on record. The record of the closing is kept first, so that a
 * round can finish what a crash left half done.
 */
public final class Closings {
    /** How footage is found and deleted; the archive does both. */
    public interface Footage {
        /**
         * Deletes what is left of these cameras' recordings, as far as one step goes.
         *
         * @return whether nothing is left
         */
        boolean wipe(List<String> cameraIds);
    }

    private static final System.Logger LOG = System.getLogger(Closings.class.getName());

    private final ProfileStore store;
    private final Profiles profiles;
    private final CameraRegistry registry;
    private final Lives lives;
    private final Rights rights;
    private final Supplier<List<String>> userIds;
    private final Audit audit;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** Everybody whose grants are looked through, and how. */
    public record People(Rights rights, Supplier<List<String>> userIds) {}

    public Closings(
            ProfileStore store,
            Profiles profiles,
            CameraRegistry registry,
            Lives lives,
            People people,
            Audit audit,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.profiles = profiles;
        this.registry = registry;
        this.lives = lives;
        this.rights = people.rights();
        this.userIds = people.userIds();
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    public Optional<ClosingRow> closing(String facilityId) {
        return store.closing(facilityId);
    }

    /**
     * Closes a facility.
     *
     * @param document number of the closing paper; empty when there is none
     * @throws StepRefusedException if its stage does not allow it
     */
    public synchronized ClosingRow close(
            Actor by, String facilityId, String document, String reason) {
        long nowUs = nowUs();
        Integer days = profiles.profile(facilityId).basis().retentionDays();
        int kept = days == null ? RecordingBasis.DEFAULT_RETENTION_DAYS : days;
        String id = Ids.next(nowUs, random);
        FacilityEvidence evidence =
                new FacilityEvidence.ClosingSigned(document.isEmpty() ? id : document, kept);
        FacilityState state = lives.facility(facilityId).state();
        if (FacilityLife.step(
                        state,
                        FacilityStage.CLOSED,
                        new org.haidang.programme.facility.Actor.Person("-"),
                        Instant.EPOCH,
                        evidence)
                instanceof FacilityLife.Refused refused) {
            throw new StepRefusedException(refused.reason());
        }
        String name = registry.facilityName(facilityId);
        ClosingRow row =
                new ClosingRow(
                        facilityId,
                        name == null ? "" : name,
                        document.isEmpty() ? id : document,
                        reason,
                        kept,
                        registry.sorted(facilityId).stream().map(Camera::id).toList(),
                        by.userId() == null ? "" : by.userId(),
                        by.person() == null ? "" : by.person(),
                        nowUs,
                        nowUs + Duration.ofDays(kept).toMillis() * 1_000,
                        null);
        store.add(row);
        lives.advance(facilityId, FacilityStage.CLOSED, by, evidence);
        end(by, row);
        return row;
    }

    /** Cameras off and grants ended; does nothing where that is so already. */
    private void end(Actor by, ClosingRow row) {
        for (Camera camera : registry.sorted(row.facilityId())) {
            if (camera.enabled() || camera.recordMain() || camera.recordSub()) {
                audit.append(
                        Entry.of(by, AuditKind.CAMERA_CHANGED)
                                .about(subject(row).camera(camera.id(), camera.name()))
                                .with("enabled", false)
                                .with("why", "closed"));
                registry.recording(camera.id(), false, false, false);
            }
        }
        for (String userId : userIds.get()) {
            for (Grant grant : rights.grants(userId)) {
                if (grant.scope().facilityIds().contains(row.facilityId())) {
                    withdraw(by, row, grant);
                }
            }
        }
    }

    /** Ends a grant; what it gave at other facilities is given again without this one. */
    private void withdraw(Actor by, ClosingRow row, Grant grant) {
        audit.append(
                Entry.of(by, AuditKind.GRANT_WITHDRAWN)
                        .about(subject(row))
                        .with("user", grant.userId())
                        .with("role", grant.roleId())
                        .with("why", "closed"));
        Set<String> others = new HashSet<>(grant.scope().facilityIds());
        others.remove(row.facilityId());
        if (!others.isEmpty() && !grant.breakGlass()) {
            Scope scope = grant.scope();
            rights.give(
                    grant.userId(),
                    new Rights.Gift(
                            grant.roleId(),
                            new Scope(
                                    scope.organisationId(),
                                    scope.areaCode(),
                                    others,
                                    scope.zones()),
                            grant.fromUs(),
                            grant.untilUs()),
                    by.person() == null ? "" : by.person());
        }
        rights.withdraw(grant.id());
    }

    private static Subject subject(ClosingRow row) {
        return Subject.facility(row.facilityId(), row.facility());
    }

    /**
     * Looks once through what was closed: finishes what a crash interrupted, and wipes what is past
     * its retention.
     *
     * @return facilities wiped
     */
    public synchronized List<String> round(Footage footage) {
        List<String> wiped = new ArrayList<>();
        for (ClosingRow row : store.unwiped()) {
            try {
                if (round(row, footage)) {
                    wiped.add(row.facilityId());
                }
            } catch (RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "facility " + row.facilityId() + ": closing goes on next time",
                        e);
            }
        }
        return wiped;
    }

    private boolean round(ClosingRow row, Footage footage) {
        if (registry.facilityName(row.facilityId()) != null) {
            if (!profiles.closed(row.facilityId())) {
                // The step was never taken: the record was kept and the program ended.
                return false;
            }
            end(Actor.system(), row);
        }
        if (nowUs() < row.wipeUs()) {
            return false;
        }
        if (!footage.wipe(row.cameras())) {
            return false;
        }
        audit.append(
                Entry.of(Actor.system(), AuditKind.FOOTAGE_WIPED)
                        .about(subject(row))
                        .between(row.closedUs(), row.wipeUs())
                        .with("cameras", row.cameras())
                        .with("retentionDays", row.retentionDays())
                        .with("document", row.document()));
        store.wiped(row.facilityId(), nowUs());
        return true;
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
