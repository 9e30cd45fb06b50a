package org.haidang.programme.facility;

import java.time.Duration;

/**
 * What counts as connected. No dispatch gives these numbers: they are ours and configurable.
 *
 * @param availabilityPercent of the last 24 h, 0 to 100; 0 does not ask, for exercises that have no
 *     day behind them
 */
public record ConnectionLimits(
        Duration keyPictureAge,
        Duration firstPicture,
        Duration clockOffset,
        int availabilityPercent) {

    public ConnectionLimits {
        if (availabilityPercent < 0 || availabilityPercent > 100) {
            throw new IllegalArgumentException("percent: " + availabilityPercent);
        }
    }

    public static ConnectionLimits standard() {
        return new ConnectionLimits(
                Duration.ofMinutes(5), Duration.ofSeconds(3), Duration.ofSeconds(2), 95);
    }

    public ConnectionLimits withAvailability(int percent) {
        return new ConnectionLimits(keyPictureAge, firstPicture, clockOffset, percent);
    }

    Duration availability() {
        return Duration.ofDays(1).multipliedBy(availabilityPercent).dividedBy(100);
    }
}
