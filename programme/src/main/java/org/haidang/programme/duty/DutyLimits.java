package org.haidang.programme.duty;

import java.time.Duration;

/**
 * After how long a site counts as not watched. No letter gives numbers: the standard ones are ours.
 *
 * @param confirmWithin since the watcher last said "đang trực"
 * @param viewWithin since anybody last had one of the site's pictures open
 */
public record DutyLimits(Duration confirmWithin, Duration viewWithin) {

    public static final Duration SHORTEST = Duration.ofMinutes(5);
    public static final Duration LONGEST = Duration.ofHours(24);

    public DutyLimits {
        requireRange(confirmWithin);
        requireRange(viewWithin);
    }

    public static DutyLimits standard() {
        return new DutyLimits(Duration.ofHours(2), Duration.ofHours(1));
    }

    private static void requireRange(Duration limit) {
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("5 minutes to 24 hours, not " + limit);
        }
    }
}
