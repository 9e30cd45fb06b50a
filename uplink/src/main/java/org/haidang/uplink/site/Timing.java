package org.haidang.uplink.site;

import java.time.Duration;

/**
 * How patient a link is.
 *
 * @param tick how often it looks at everything
 * @param echoEvery how often it asks the centre for a sign of life, end to end
 * @param echoLimit without an answer for so long the link is dead, whatever TCP says
 * @param firstWait after the first failure; doubled with each, spread by half
 * @param longestWait short, because a site may be needed the moment its line is back
 */
public record Timing(
        Duration tick,
        Duration echoEvery,
        Duration echoLimit,
        Duration firstWait,
        Duration longestWait) {
    public static final Timing STANDARD =
            new Timing(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(8));
}
