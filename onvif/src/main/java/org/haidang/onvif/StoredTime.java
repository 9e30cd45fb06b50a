package org.haidang.onvif;

import java.time.Instant;

/** A time of which a device has recordings without a break, by our clock. */
public record StoredTime(Instant from, Instant to) {
    public StoredTime {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("stored from " + from + " to " + to);
        }
    }
}
