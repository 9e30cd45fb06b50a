package org.haidang.media.stream;

import java.time.Duration;

/**
 * How much a stream may remember. What it holds is one run of its newest fragments, so the most it
 * can take is the largest of the three byte limits, not their sum.
 *
 * @param gopBytes a group of pictures over that size is not kept for joiners; they wait for the
 *     next key picture
 * @param gopDuration the same in time since its key picture
 * @param recorderBytes unread fragments kept for a slow recorder; behind that it loses whole groups
 * @param liveBytes the same for a slow viewer
 * @param liveLag a viewer that is behind by more than that, and behind a newer key picture, goes on
 *     from the newest key picture
 */
public record StreamLimits(
        long gopBytes, Duration gopDuration, long recorderBytes, long liveBytes, Duration liveLag) {

    /** 32 MiB or 60 s of a group, 32 MiB for a recorder, 8 MiB or 2 s for a viewer. */
    public static final StreamLimits DEFAULT =
            new StreamLimits(
                    32L << 20, Duration.ofSeconds(60), 32L << 20, 8L << 20, Duration.ofSeconds(2));

    public StreamLimits {
        if (gopBytes < 1 || recorderBytes < 1 || liveBytes < 1) {
            throw new IllegalArgumentException(
                    "limits of " + gopBytes + ", " + recorderBytes + ", " + liveBytes + " bytes");
        }
        if (!gopDuration.isPositive() || !liveLag.isPositive()) {
            throw new IllegalArgumentException("limits of " + gopDuration + ", " + liveLag);
        }
    }
}
