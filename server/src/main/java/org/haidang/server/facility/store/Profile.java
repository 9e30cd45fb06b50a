package org.haidang.server.facility.store;

import java.util.List;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.facility.RecordingBasis;
import org.haidang.programme.facility.ZoneSufficiency;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of a facility beside its name and address.
 *
 * @param code empty when it has none
 * @param managingBody null when nobody said, as are all numbers
 * @param latitudeE6 millionths of a degree north; null together with the longitude
 * @param longitudeE6 the same east
 * @param blocks in the order of the house
 * @param notice what else the sign says; may be empty
 * @param revision counts changes; 0 when there was none yet
 * @param changedUs microseconds since 1970 UTC; 0 for never
 */
public record Profile(
        String facilityId,
        String code,
        @Nullable ManagingBody managingBody,
        @Nullable Integer capacity,
        @Nullable Integer occupants,
        @Nullable Long latitudeE6,
        @Nullable Long longitudeE6,
        List<ZoneSufficiency.Block> blocks,
        RecordingBasis basis,
        String notice,
        long revision,
        long changedUs,
        String changedBy) {

    public Profile {
        blocks = List.copyOf(blocks);
    }

    /** Of a facility of which nothing was written down yet. */
    public static Profile empty(String facilityId) {
        return new Profile(
                facilityId,
                "",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                RecordingBasis.NONE,
                "",
                0,
                0,
                "");
    }

    /** The same as the next revision. */
    public Profile changed(long atUs, String by) {
        return new Profile(
                facilityId,
                code,
                managingBody,
                capacity,
                occupants,
                latitudeE6,
                longitudeE6,
                blocks,
                basis,
                notice,
                revision + 1,
                atUs,
                by);
    }
}
