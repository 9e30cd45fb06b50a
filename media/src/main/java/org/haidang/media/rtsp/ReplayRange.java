package org.haidang.media.rtsp;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A stretch of recorded time to be played by absolute times (RFC 2326 section 3.7, as ONVIF's
 * Streaming Specification, section 6, uses it), by the device's own clock.
 *
 * @param from the device begins at the key picture at or before
 * @param to after {@code from}, by at most {@link #LONGEST}
 */
public record ReplayRange(Instant from, Instant to) {

    /** Longest stretch asked for at once. */
    public static final Duration LONGEST = Duration.ofHours(25);

    /** The tag of the devices that put absolute times beside each packet. */
    static final String FEATURE = "onvif-replay";

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    public ReplayRange {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("range from " + from + " to " + to);
        }
    }

    /** What SETUP asks for besides. */
    static RtspHeaders setup() {
        return RtspHeaders.EMPTY.with("Require", FEATURE);
    }

    /** What PLAY asks for: this stretch, as fast as it is read. */
    RtspHeaders play() {
        return setup().with("Range", "clock=" + CLOCK.format(from) + "-" + CLOCK.format(to))
                .with("Rate-Control", "no");
    }
}
