package org.haidang.uplink.site;

import java.util.function.LongSupplier;

/**
 * How much of its line a site gives to pictures: a bucket of one second's worth of tokens, filled
 * at the rate of the moment. What is sent is taken from it afterwards and may leave a debt, so that
 * pieces go out whole. Thread-safe.
 */
public final class MediaBudget {
    private static final double SECOND_NS = 1e9;

    /** No bound. */
    public static final MediaBudget NONE = new MediaBudget(() -> 0);

    private final LongSupplier bitsPerSecond;
    private final LongSupplier nanoTime;

    // Guarded by this.
    private double bits;
    private long filledNs;
    private long rate;

    /**
     * @param bitsPerSecond asked again and again, since it may change with the time of day; 0 or
     *     less for no bound
     */
    public MediaBudget(LongSupplier bitsPerSecond) {
        this(bitsPerSecond, System::nanoTime);
    }

    MediaBudget(LongSupplier bitsPerSecond, LongSupplier nanoTime) {
        this.bitsPerSecond = bitsPerSecond;
        this.nanoTime = nanoTime;
        this.filledNs = nanoTime.getAsLong();
        this.rate = bitsPerSecond.getAsLong();
        this.bits = Math.max(0, rate);
    }

    /** What it is now; 0 for no bound. */
    public long bitsPerSecond() {
        return Math.max(0, bitsPerSecond.getAsLong());
    }

    private boolean unbounded() {
        long nowNs = nanoTime.getAsLong();
        rate = bitsPerSecond();
        bits = Math.min(rate, bits + (nowNs - filledNs) / SECOND_NS * rate);
        filledNs = nowNs;
        return rate == 0;
    }

    /** How long live pictures have to wait, nanoseconds; 0 when they may go. */
    synchronized long liveWaitNs() {
        return unbounded() || bits > 0 ? 0 : waitNs(-bits);
    }

    /**
     * The same for what was recorded: it takes what live pictures leave, and a full bucket is what
     * they left.
     */
    synchronized long recordedWaitNs() {
        double spare = rate / 2.0;
        return unbounded() || bits > spare ? 0 : waitNs(spare - bits);
    }

    private long waitNs(double missing) {
        return 1 + (long) (missing / rate * SECOND_NS);
    }

    synchronized void sent(long bytes) {
        if (!unbounded()) {
            bits -= bytes * 8.0;
        }
    }
}
