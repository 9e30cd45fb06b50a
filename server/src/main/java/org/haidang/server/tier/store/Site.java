package org.haidang.server.tier.store;

import org.jspecify.annotations.Nullable;

/**
 * A site below, or an invitation for one. Times are microseconds since 1970 UTC, 0 for not yet.
 *
 * @param name as it is called here
 * @param facilityId the facility here that its first place is; null makes one
 * @param expiresUs when the invitation ends
 * @param joinedUs when the invitation was used
 * @param revokedUs since when it is not let in any more
 * @param saidName as the site calls itself
 * @param linkedUs when its link last came
 * @param lostUs when its link was last lost; greater than linkedUs while it is
 * @param revokeReason why it is not let in any more
 */
public record Site(
        String id,
        String name,
        @Nullable String facilityId,
        long createdUs,
        long expiresUs,
        long joinedUs,
        long revokedUs,
        String saidName,
        String software,
        long linkedUs,
        long lostUs,
        String revokeReason) {}
