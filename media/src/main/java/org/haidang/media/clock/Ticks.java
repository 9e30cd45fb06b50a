package org.haidang.media.clock;

/**
 * Conversions between ticks of any rate and nanoseconds, rounded to the nearest, free of overflow.
 */
final class Ticks {
    static final long NS_PER_SECOND = 1_000_000_000L;

    private Ticks() {}

    static long toNs(long ticks, long rateHz) {
        return scale(ticks, rateHz, NS_PER_SECOND);
    }

    static long fromNs(long ns, long rateHz) {
        return scale(ns, NS_PER_SECOND, rateHz);
    }

    static long scale(long value, long from, long to) {
        long whole = Math.floorDiv(value, from);
        long rest = Math.floorMod(value, from);
        return whole * to + (rest * to + from / 2) / from;
    }
}
