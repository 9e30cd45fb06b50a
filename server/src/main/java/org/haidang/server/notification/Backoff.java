package org.haidang.server.notification;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** When a message that did not go through is tried again, and when no more. */
final class Backoff {
    /** A mail server may be away for a weekend. */
    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(4),
                    Duration.ofHours(12),
                    Duration.ofHours(24),
                    Duration.ofHours(24));

    static final int MAX_ATTEMPTS = WAITS.size() + 1;

    private Backoff() {}

    /**
     * The next attempt.
     *
     * @param attempts made so far, from 1
     * @return empty when there is none, by number or because the message is of no use by then
     */
    static OptionalLong nextUs(int attempts, long nowUs, long expiresUs) {
        if (attempts >= MAX_ATTEMPTS) {
            return OptionalLong.empty();
        }
        long next = nowUs + WAITS.get(attempts - 1).toMillis() * 1_000;
        return next < expiresUs ? OptionalLong.of(next) : OptionalLong.empty();
    }

    /** How long a whole channel rests that failed so many times in a row, from 1. */
    static long restUs(int failures) {
        int step = Math.min(failures, 3) - 1;
        return WAITS.get(step).toMillis() * 1_000;
    }
}
