package org.haidang.server.incident.store;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param act {@code opened}, {@code taken-up}, {@code resolved}, {@code closed}, {@code reopened},
 *     {@code ticked}, {@code unticked}, {@code changed} or {@code noted}
 * @param words what the person wrote, or the code of the item
 */
public record IncidentEvent(
        String id,
        String incidentId,
        long atUs,
        @Nullable String personId,
        String person,
        String act,
        String words) {}
