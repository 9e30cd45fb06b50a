package org.haidang.archive.record;

import java.time.Duration;

/**
 * When what was written is forced to the disk (fdatasync). Until then a power cut can take it; a
 * killed process cannot.
 *
 * @param interval how long written bytes may wait; zero forces only when a segment is closed
 */
public record SyncPolicy(Duration interval) {
    public SyncPolicy {
        if (interval.isNegative() || interval.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("sync interval " + interval);
        }
    }

    /** At most about a second is lost by a power cut. */
    public static SyncPolicy everySecond() {
        return new SyncPolicy(Duration.ofSeconds(1));
    }

    /** The system decides when to write; a power cut can take up to half a minute. */
    public static SyncPolicy atSegmentClose() {
        return new SyncPolicy(Duration.ZERO);
    }

    public boolean onlyAtClose() {
        return interval.isZero();
    }
}
