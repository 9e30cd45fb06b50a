package org.haidang.server.facility.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The closing record of a facility.
 *
 * @param facility its name at that time
 * @param document number of the paper, or the id of this record where there is none
 * @param cameras ids of the cameras it had
 * @param closedUs microseconds since 1970 UTC, as the other times
 * @param wipeUs when the retention clock ends
 * @param wipedUs null while footage may be there
 */
public record ClosingRow(
        String facilityId,
        String facility,
        String document,
        String reason,
        int retentionDays,
        List<String> cameras,
        String signerId,
        String signer,
        long closedUs,
        long wipeUs,
        @Nullable Long wipedUs) {

    public ClosingRow {
        cameras = List.copyOf(cameras);
    }
}
