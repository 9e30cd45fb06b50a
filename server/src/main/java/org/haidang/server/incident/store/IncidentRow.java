package org.haidang.server.incident.store;

import java.util.List;
import org.haidang.programme.incident.IncidentLife.Standing;
import org.haidang.programme.incident.Severity;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it stands.
 *
 * @param fromUs when it began, microseconds since 1970 UTC
 * @param toUs when it ended; null while it goes on or nobody said
 * @param ownerId who took it up; null until then
 * @param changedUs its version
 * @param keeper null when it is kept here
 */
public record IncidentRow(
        String id,
        String facilityId,
        List<String> cameraIds,
        Severity severity,
        String title,
        long fromUs,
        @Nullable Long toUs,
        @Nullable String ownerId,
        Standing standing,
        String createdBy,
        long createdUs,
        long changedUs,
        @Nullable Keeper keeper) {

    /**
     * The site below that an incident belongs to: there it is worked on.
     *
     * @param siteId as this server calls it
     */
    public record Keeper(String siteId, String site) {}

    public IncidentRow {
        cameraIds = List.copyOf(cameraIds);
    }

    public IncidentRow with(Standing next, @Nullable String nextOwnerId, long nowUs) {
        return new IncidentRow(
                id,
                facilityId,
                cameraIds,
                severity,
                title,
                fromUs,
                toUs,
                nextOwnerId,
                next,
                createdBy,
                createdUs,
                nowUs,
                keeper);
    }
}
