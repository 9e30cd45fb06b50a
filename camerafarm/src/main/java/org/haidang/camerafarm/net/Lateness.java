package org.haidang.camerafarm.net;

import java.util.Arrays;

/** How late blocks went out, in steps of a millisecond. Cheap enough for every block. */
final class Lateness {

    private static final int STEPS = 1_000;
    private static final long NANOS_PER_STEP = 1_000_000L;

    private final int[] counts = new int[STEPS];
    private int total;

    void add(long lateNs) {
        int step = (int) Math.clamp(lateNs / NANOS_PER_STEP, 0, STEPS - 1);
        counts[step]++;
        total++;
    }

    /** The lateness that 99 in 100 stayed below, in milliseconds; 0 when nothing was sent. */
    int p99Ms() {
        long rest = total - total / 100;
        for (int step = 0; step < STEPS; step++) {
            rest -= counts[step];
            if (rest <= 0) {
                return total == 0 ? 0 : step + 1;
            }
        }
        return STEPS;
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }
}
