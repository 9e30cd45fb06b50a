package org.haidang.server.overview;

import java.util.Collection;
import java.util.Map;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.overview.FacilityFacts.Acting;
import org.haidang.programme.overview.FacilityFacts.ContactFacts;
import org.haidang.programme.overview.FacilityFacts.MapPlace;
import org.haidang.programme.overview.Report;
import org.haidang.server.camera.store.Facility;
import org.jspecify.annotations.Nullable;

/**
 * What other features know. Maps are by facility id and lack those of whom nothing is known; each
 * is asked once for a whole screen, so that an answer is one query or none.
 */
public interface Knowledge {

    /**
     * What the registry of facilities knows beyond name and address.
     *
     * @param occupants people held there now; 0 when not said
     * @param requiredPlaces how many places need a camera, without those that are waived
     */
    record Details(
            @Nullable ManagingBody body,
            int occupants,
            int requiredPlaces,
            @Nullable MapPlace place) {
        static final Details NONE = new Details(null, 0, 0, null);
    }

    default Map<String, Details> details() {
        return Map.of();
    }

    default Map<String, ContactFacts> contacts() {
        return Map.of();
    }

    /**
     * What keeps facilities that are being connected from it, as measured.
     *
     * @param connecting only these are asked for: looking at one takes a while
     */
    default Map<String, Acting> reasons(Collection<Facility> connecting) {
        return Map.of();
    }

    /** Until when facilities have to be connected. */
    default Map<String, Deadline> connectBy() {
        return Map.of();
    }

    /** The report that the dispatch asks for; null while there is none. */
    default @Nullable Report report() {
        return null;
    }
}
