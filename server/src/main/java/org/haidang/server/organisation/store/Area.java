package org.haidang.server.organisation.store;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An administrative unit.
 *
 * @param code official, such as 58 for the former Ninh Thuận; the key, because names change
 * @param level {@code province}, {@code district} or {@code commune}
 * @param parentCode the unit it lies in
 * @param validTo first day on which it is no more
 * @param successorCode the unit that took its place
 */
public record Area(
        String code,
        String name,
        String level,
        @Nullable String parentCode,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable String successorCode) {}
