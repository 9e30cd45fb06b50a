package org.haidang.server.store;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Ids of things: UUIDv7 (RFC 9562, 5.7), so that they sort by age and need no server to be unique.
 */
public final class Ids {
    private Ids() {}

    /**
     * When an id was made.
     *
     * @return microseconds since 1970 UTC, to the millisecond
     */
    public static long wallUs(String id) {
        return (UUID.fromString(id).getMostSignificantBits() >>> 16) * 1_000;
    }

    /**
     * A new id.
     *
     * @param wallUs now, microseconds since 1970 UTC
     */
    public static String next(long wallUs, RandomGenerator random) {
        long ms = wallUs / 1_000;
        // The twelve bits after the version hold the part of the millisecond (6.2, method 3).
        long fraction = (wallUs % 1_000) * 4096 / 1_000;
        long high = (ms << 16) | 0x7000L | fraction;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
