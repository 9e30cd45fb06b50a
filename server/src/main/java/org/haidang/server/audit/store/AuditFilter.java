package org.haidang.server.audit.store;

import org.jspecify.annotations.Nullable;

/**
 * Which rows are wanted; null is any.
 *
 * @param person id or name
 * @param fromUs written at or after
 * @param toUs written before
 */
public record AuditFilter(
        @Nullable String person,
        @Nullable String cameraId,
        @Nullable String facilityId,
        @Nullable String kind,
        @Nullable Long fromUs,
        @Nullable Long toUs) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);
}
