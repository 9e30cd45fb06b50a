package org.haidang.server.incident.store;

import java.util.List;
import java.util.Set;
import org.haidang.programme.incident.IncidentKind;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents are asked for.
 *
 * @param facilityIds only these; null for all
 * @param states never empty
 * @param cameraId only those that name it
 * @param before only those that were created before this one; its id
 */
public record IncidentFilter(
        @Nullable Set<String> facilityIds,
        List<IncidentState> states,
        @Nullable IncidentKind kind,
        @Nullable Severity severity,
        @Nullable String cameraId,
        @Nullable String ownerId,
        @Nullable String before,
        int limit) {}
