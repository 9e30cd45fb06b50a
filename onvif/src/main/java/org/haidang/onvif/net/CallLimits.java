package org.haidang.onvif.net;

import java.time.Duration;

/**
 * How long and how much.
 *
 * @param connect to make a connection to one address, and to look a name up; 1 ms to 1 min
 * @param answer from the request until the last byte of the answer; 1 ms to 5 min
 * @param maxBytes of an answer's body; 1 KiB to 64 MiB
 */
public record CallLimits(Duration connect, Duration answer, int maxBytes) {
    public CallLimits {
        if (connect.toMillis() < 1 || connect.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("time to connect " + connect);
        }
        if (answer.toMillis() < 1 || answer.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("time to answer " + answer);
        }
        if (maxBytes < 1024 || maxBytes > 64 << 20) {
            throw new IllegalArgumentException("bytes of an answer " + maxBytes);
        }
    }

    /** The same with another time for the answer. */
    public CallLimits answerWithin(Duration other) {
        return new CallLimits(connect, other, maxBytes);
    }
}
