package org.haidang.media.stream;

import java.util.Arrays;

/** Pictures and bytes per second over the last five seconds, in one-second buckets. */
final class RateMeter {

    private static final int WINDOW_SECONDS = 5;
    private static final int BUCKETS = 8;
    private static final long SECOND_NS = 1_000_000_000;

    private final long[] seconds = new long[BUCKETS];
    private final int[] pictures = new int[BUCKETS];
    private final long[] bytes = new long[BUCKETS];
    private long firstNs;
    private boolean any;

    RateMeter() {
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    void add(long nowNs, int pictureCount, long byteCount) {
        if (!any) {
            any = true;
            firstNs = nowNs;
        }
        long second = Math.floorDiv(nowNs, SECOND_NS);
        int bucket = (int) Math.floorMod(second, (long) BUCKETS);
        if (seconds[bucket] != second) {
            seconds[bucket] = second;
            pictures[bucket] = 0;
            bytes[bucket] = 0;
        }
        pictures[bucket] += pictureCount;
        bytes[bucket] += byteCount;
    }

    double fps(long nowNs) {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += inWindow(i, nowNs) ? pictures[i] : 0;
        }
        return sum * (double) SECOND_NS / windowNs(nowNs);
    }

    double kbps(long nowNs) {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += inWindow(i, nowNs) ? bytes[i] : 0;
        }
        return sum * 8e-3 * SECOND_NS / windowNs(nowNs);
    }

    private boolean inWindow(int bucket, long nowNs) {
        long second = Math.floorDiv(nowNs, SECOND_NS);
        return seconds[bucket] >= second - WINDOW_SECONDS && seconds[bucket] <= second;
    }

    /** From the start of the oldest second in the window, or from the first picture. */
    private long windowNs(long nowNs) {
        long start = (Math.floorDiv(nowNs, SECOND_NS) - WINDOW_SECONDS) * SECOND_NS;
        if (any && firstNs > start) {
            start = firstNs;
        }
        return Math.max(SECOND_NS, nowNs - start);
    }
}
