package org.haidang.server.duty.store;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the watch over one facility.
 *
 * @param confirmedUs when somebody last said "đang trực", microseconds UTC; null for never
 * @param person who said it
 * @param viewedUs when a picture of it was last open; null for never
 */
public record DutySite(
        String facilityId,
        @Nullable Long confirmedUs,
        @Nullable String personId,
        @Nullable String person,
        @Nullable Long viewedUs) {

    public static DutySite unknown(String facilityId) {
        return new DutySite(facilityId, null, null, null, null);
    }

    public DutySite confirmed(long atUs, String id, String name) {
        return new DutySite(facilityId, atUs, id, name, viewedUs);
    }

    public DutySite viewed(long atUs) {
        return new DutySite(facilityId, confirmedUs, personId, person, atUs);
    }
}
