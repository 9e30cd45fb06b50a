package org.haidang.programme.facility;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one camera, as the top tier in use saw it.
 *
 * @param at when these facts were gathered
 * @param linkUp whether the site's link stands at {@code at}
 * @param lastKeyPicture when the top tier last decoded a key picture; null if never
 * @param firstPicture how long a viewer at the top waited for the first picture; null if not
 *     measured
 * @param availableInLastDay how much of the 24 h before {@code at} pictures came; time before the
 *     camera existed counts as absent, so nothing is connected in its first day but for the
 *     allowance
 */
public record ConnectionFacts(
        Instant at,
        boolean linkUp,
        @Nullable Instant lastKeyPicture,
        @Nullable Duration firstPicture,
        CameraClock clock,
        boolean zoneSet,
        boolean pictureAccepted,
        Credential credential,
        Duration availableInLastDay) {

    /** Whether the maker's password was tried and refused; not having tried proves nothing. */
    public enum Credential {
        DEFAULT_REFUSED,
        DEFAULT_ACCEPTED,
        NOT_TRIED
    }

    public ConnectionFacts {
        if (availableInLastDay.isNegative()
                || availableInLastDay.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("of 24 h: " + availableInLastDay);
        }
    }
}
