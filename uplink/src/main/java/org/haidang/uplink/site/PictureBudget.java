package org.haidang.uplink.site;

import java.time.Duration;

/**
 * What last pictures may cost the line.
 *
 * @param every how often each camera's goes up when the budget reaches for that, 10 ms to 1 h
 * @param bytesPerMinute of all cameras together, 0 to 10 GB; 0: none are sent
 */
public record PictureBudget(Duration every, long bytesPerMinute) {
    public static final PictureBudget NONE = new PictureBudget(Duration.ofMinutes(1), 0);

    public PictureBudget {
        if (every.compareTo(Duration.ofMillis(10)) < 0
                || every.compareTo(Duration.ofHours(1)) > 0
                || bytesPerMinute < 0
                || bytesPerMinute > 10_000_000_000L) {
            throw new IllegalArgumentException(bytesPerMinute + " bytes, every " + every);
        }
    }
}
