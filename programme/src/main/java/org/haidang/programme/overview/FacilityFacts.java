package org.haidang.programme.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.duty.Watch;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one facility.
 *
 * @param body null while nobody said who runs it
 * @param stageSince when it came to its stage
 * @param occupants people held there now; 0 when not said
 * @param requiredPlaces how many places need a camera, without those that are waived
 * @param place null where its coordinates are not known
 * @param contact null while none is named
 * @param findings of the survey, for CONDITIONAL and NOT_ELIGIBLE
 * @param refusal who has to act on a refusal and until when; null elsewhere
 * @param measured what keeps it from being connected, as it was measured or as those told who own
 *     it; null when neither is the case
 * @param connectBy until when it has to be connected; null when nothing says so
 * @param linkDownSince since when its link is down; null while it is up or unknown
 * @param storage null where nothing records or nothing was measured
 */
public record FacilityFacts(
        String id,
        String name,
        @Nullable ManagingBody body,
        FacilityStage stage,
        Instant stageSince,
        int occupants,
        int requiredPlaces,
        @Nullable MapPlace place,
        @Nullable ContactFacts contact,
        List<Finding> findings,
        @Nullable Refusal refusal,
        @Nullable Acting measured,
        @Nullable Deadline connectBy,
        @Nullable Instant linkDownSince,
        @Nullable StorageFacts storage,
        Watch watch) {

    public FacilityFacts {
        findings = List.copyOf(findings);
    }

    /** Degrees, WGS 84. */
    public record MapPlace(double latitude, double longitude) {
        public MapPlace {
            if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
                throw new IllegalArgumentException("no such place: " + latitude + ", " + longitude);
            }
        }
    }

    /** The focal point as a list shows him. */
    public record ContactFacts(String name, String phone) {}

    public record Refusal(String owner, LocalDate escalateOn) {}

    /**
     * @param capacityBytes what recording may fill
     * @param bytesPerDay what its cameras write at their present rate
     * @param wantedDays how long recordings are to be kept
     */
    public record StorageFacts(long capacityBytes, long bytesPerDay, int wantedDays) {

        /** Whole days that fit; a disk that nothing writes to holds for ever. */
        public long days() {
            return bytesPerDay <= 0 ? Long.MAX_VALUE : Math.max(0, capacityBytes) / bytesPerDay;
        }

        public boolean isShort() {
            return days() < wantedDays;
        }
    }

    /** Why, and who has to act. */
    public record Acting(Sentence reason, Sentence who) {}
}
