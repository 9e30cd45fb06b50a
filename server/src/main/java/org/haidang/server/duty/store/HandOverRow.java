package org.haidang.server.duty.store;

import java.util.List;
import org.haidang.programme.duty.HandOver;

/**
 * A hand-over as it stands.
 *
 * @param facilityIds which facilities it covers
 */
public record HandOverRow(String id, List<String> facilityIds, HandOver handOver) {
    public HandOverRow {
        facilityIds = List.copyOf(facilityIds);
    }
}
