package org.haidang.camerafarm.camera;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The one clock of a farm: wall time that runs evenly with the monotonic clock, so that a picture
 * has the same time whoever asks for it. When the machine's wall clock is set by more than 250 ms,
 * this clock follows, and the times of all recordings move along. Safe for use from several
 * threads.
 */
public final class FarmClock implements InstantSource {

    private static final long STEP_NS = 250_000_000L;
    private static final long NANOS = 1_000_000_000L;
    private static final long MS_NS = 1_000_000L;

    /** About the year 2223: what a long can count in nanoseconds, with room. */
    private static final long MAX_SECONDS = 8_000_000_000L;

    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private volatile long wallMinusNs;

    /**
     * @param wall the machine's clock
     * @param nanoTime a monotonic clock, nanoseconds
     */
    public FarmClock(InstantSource wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.wallMinusNs = measured();
    }

    private long measured() {
        Instant now = wall.instant();
        return now.getEpochSecond() * NANOS + now.getNano() - nanoTime.getAsLong();
    }

    /** Now by the monotonic clock, nanoseconds. */
    public long nowNs() {
        return nanoTime.getAsLong();
    }

    @Override
    public Instant instant() {
        long measured = measured();
        if (Math.abs(measured - wallMinusNs) > STEP_NS) {
            wallMinusNs = measured;
        }
        return at(nowNs());
    }

    /** The wall time of a moment of the monotonic clock. */
    public Instant at(long ns) {
        long sinceEpoch = ns + wallMinusNs;
        return Instant.ofEpochSecond(
                Math.floorDiv(sinceEpoch, NANOS), Math.floorMod(sinceEpoch, NANOS));
    }

    /** A wall time by the monotonic clock; times before 1970 or far ahead become those limits. */
    public long nsAt(Instant instant) {
        long seconds = Math.clamp(instant.getEpochSecond(), 0, MAX_SECONDS);
        return seconds * NANOS + instant.getNano() - wallMinusNs;
    }

    /** The last moment up to {@code ns} that is a whole millisecond of wall time. */
    long wholeMs(long ns) {
        return ns - Math.floorMod(ns + wallMinusNs, MS_NS);
    }
}
