package org.haidang.media.clock;

import java.util.Arrays;

/**
 * The last sender reports of a track (RFC 3550 section 6.4.1): pairs of the camera's wall clock and
 * its RTP timestamp. The median of a few is taken, because single pairs are off by a picture or by
 * seconds in some cameras.
 */
final class SenderReports {
    private static final int KEPT = 5;

    private final long[] cameraUs = new long[KEPT];
    private final long[] unwrappedTs = new long[KEPT];
    private final long[] serverUs = new long[KEPT];
    private final long[] sorted = new long[KEPT];
    private int count;
    private int next;

    /** Maps an unwrapped timestamp to something comparable, in microseconds. */
    interface TimeOf {
        long us(long unwrappedTs);
    }

    void clear() {
        count = 0;
        next = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(long reportUs, long ts, long arrivalWallUs) {
        cameraUs[next] = reportUs;
        unwrappedTs[next] = ts;
        serverUs[next] = arrivalWallUs;
        next = (next + 1) % KEPT;
        count = Math.min(count + 1, KEPT);
    }

    /** Camera time minus media time, the median. */
    long cameraMinusMediaUs(TimeOf media) {
        for (int i = 0; i < count; i++) {
            sorted[i] = cameraUs[i] - media.us(unwrappedTs[i]);
        }
        return median();
    }

    /** Camera time minus the server's, the median. */
    long cameraMinusServerUs() {
        for (int i = 0; i < count; i++) {
            sorted[i] = cameraUs[i] - serverUs[i];
        }
        return median();
    }

    private long median() {
        Arrays.sort(sorted, 0, count);
        return sorted[count / 2];
    }
}
