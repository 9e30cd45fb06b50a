package org.haidang.server.rights;

import java.util.Set;
import org.haidang.server.organisation.Directory;
import org.jspecify.annotations.Nullable;

/**
 * Where a grant holds: all its parts must fit.
 *
 * @param facilityIds empty for all
 * @param zones empty for all
 */
public record Scope(
        @Nullable String organisationId,
        @Nullable String areaCode,
        Set<String> facilityIds,
        Set<String> zones) {
    public static final Scope EVERYWHERE = new Scope(null, null, Set.of(), Set.of());
    public static final int MAX_FACILITIES = 500;
    public static final int MAX_ZONES = 50;

    public Scope {
        facilityIds = Set.copyOf(facilityIds);
        zones = Set.copyOf(zones);
    }

    public boolean everywhere() {
        return equals(EVERYWHERE);
    }

    public boolean covers(Place place, Directory directory) {
        return (organisationId == null
                        || directory.organisationWithin(place.organisationId(), organisationId))
                && (areaCode == null || directory.areaWithin(place.areaCode(), areaCode))
                && (facilityIds.isEmpty()
                        || (place.facilityId() != null && facilityIds.contains(place.facilityId())))
                // A facility as a whole is seen by whoever sees some of its zones.
                && (zones.isEmpty() || place.zone() == null || zones.contains(place.zone()));
    }

    /** Whether nothing of another scope lies outside of this one. */
    public boolean contains(Scope other, Directory directory) {
        return (organisationId == null
                        || directory.organisationWithin(other.organisationId(), organisationId))
                && (areaCode == null || directory.areaWithin(other.areaCode(), areaCode))
                && (facilityIds.isEmpty()
                        || (!other.facilityIds().isEmpty()
                                && facilityIds.containsAll(other.facilityIds())))
                && (zones.isEmpty()
                        || (!other.zones().isEmpty() && zones.containsAll(other.zones())));
    }
}
