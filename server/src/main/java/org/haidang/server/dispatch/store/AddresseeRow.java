package org.haidang.server.dispatch.store;

import org.jspecify.annotations.Nullable;

/**
 * One line of a distribution list.
 *
 * @param copiedUs when a copy was handed over; null: none was
 */
public record AddresseeRow(
        String name,
        @Nullable String organisationId,
        @Nullable Long copiedUs,
        @Nullable String copiedBy) {}
