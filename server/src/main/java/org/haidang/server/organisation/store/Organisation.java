package org.haidang.server.organisation.store;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An agency or unit.
 *
 * @param kind {@code military}, {@code department}, {@code health}, {@code operator}, {@code
 *     committee}, {@code facility} or {@code other}
 * @param areaCode where it has its say
 * @param parentId the organisation it belongs to
 * @param validTo first day on which it is no more
 * @param successorId the one that took its place
 */
public record Organisation(
        String id,
        String name,
        String kind,
        @Nullable String areaCode,
        @Nullable String parentId,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable String successorId) {}
