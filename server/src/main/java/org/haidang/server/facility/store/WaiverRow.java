package org.haidang.server.facility.store;

import org.haidang.programme.facility.ZonePlace;
import org.jspecify.annotations.Nullable;

/**
 * A signed word that a place needs no camera.
 *
 * @param signedUs microseconds since 1970 UTC
 * @param withdrawnUs null while it holds
 */
public record WaiverRow(
        String id,
        String facilityId,
        ZonePlace place,
        String reason,
        String signerId,
        String signer,
        long signedUs,
        @Nullable Long withdrawnUs,
        @Nullable String withdrawnBy) {}
