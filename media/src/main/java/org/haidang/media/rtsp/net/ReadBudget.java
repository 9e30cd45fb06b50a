package org.haidang.media.rtsp.net;

import java.util.function.LongSupplier;

/**
 * Spreads what is read over time, so that a line has room for more important things. Unused time is
 * saved up for at most {@link #BURST_NS}. Not thread-safe.
 */
final class ReadBudget {
    /** So much of the rate may come at once. */
    static final long BURST_NS = 250_000_000L;

    private final LongSupplier bytesPerSecond;
    private long freeAtNs;
    private boolean begun;

    /**
     * @param bytesPerSecond asked each time; 0 or less for no limit
     */
    ReadBudget(LongSupplier bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /**
     * So much was read.
     *
     * @return nanoseconds to wait before the next read; 0 for none
     */
    long read(int bytes, long nowNs) {
        long rate = bytesPerSecond.getAsLong();
        if (rate <= 0) {
            begun = false;
            return 0;
        }
        long earliest = nowNs - BURST_NS;
        if (!begun || freeAtNs - earliest < 0) {
            freeAtNs = earliest;
            begun = true;
        }
        freeAtNs += (long) (bytes * 1e9 / rate);
        return Math.max(0, freeAtNs - nowNs);
    }
}
