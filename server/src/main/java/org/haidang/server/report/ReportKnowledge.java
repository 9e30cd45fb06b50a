package org.haidang.server.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.dispatch.DispatchNumber;
import org.haidang.programme.facility.ManagingBody;
import org.jspecify.annotations.Nullable;

/**
 * What other features know and a report tells. Each method is asked once for a draft; the defaults
 * stand for features that are not there.
 */
public interface ReportKnowledge {
    /**
     * Of one facility.
     *
     * @param requiredPlaces that need a camera
     * @param contact who answers for it; empty while nobody is named
     */
    record Known(
            @Nullable ManagingBody body, int requiredPlaces, String contact, String telephone) {
        static final Known NOTHING = new Known(null, 0, "", "");
    }

    /** By facility id; those of whom nothing is known may be missing. */
    default Map<String, Known> facilities() {
        return Map.of();
    }

    /** How many of these cameras have a picture now; null when nobody can say. */
    default @Nullable Integer online(List<String> cameraIds) {
        return null;
    }

    /** A letter of the register, with its tasks. */
    default Optional<Dispatch> letter(DispatchNumber number) {
        return Optional.empty();
    }
}
