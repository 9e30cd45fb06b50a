package org.haidang.server.audit;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that the test moves. */
final class TestTime implements InstantSource {
    static final long START_US = 1_790_000_000_000_000L;
    static final long SECOND_US = 1_000_000;
    static final long DAY_US = 86_400 * SECOND_US;
    private volatile long us = START_US;

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(us / 1_000_000, us % 1_000_000 * 1_000);
    }

    long us() {
        return us;
    }

    void passSeconds(long seconds) {
        us += seconds * SECOND_US;
    }

    void passDays(long days) {
        us += days * DAY_US;
    }
}
