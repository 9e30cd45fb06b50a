package org.haidang.media.clock;

import java.util.Arrays;

/**
 * Decode times from presentation times. RTP carries pictures in decode order with the time of
 * presentation (RFC 6184 section 5.1); with B-pictures the two orders differ.
 *
 * <p>With pictures reordered by at most d, the decode time of a picture is the smallest
 * presentation time not yet used among the last d + 1: a constant delay of d pictures. If pictures
 * turn out to be reordered deeper than announced, d grows for good.
 */
final class DecodeTimes {
    static final int MAX_DEPTH = 16;

    /** Going back past more pictures than this is not reordering but a jump of the timestamps. */
    private static final int MAX_SURPRISE = 4;

    private final long[] waiting = new long[MAX_DEPTH + 2];
    private final long[] recent = new long[MAX_DEPTH + 1];
    private int waitingCount;
    private int recentCount;
    private int recentNext;
    private int depth;
    private boolean deepened;
    private long last = Long.MIN_VALUE;
    private long step;

    /** Depth by the parameter sets; a deeper one learned before stays. */
    void announceDepth(int announced) {
        depth = Math.max(depth, Math.min(announced, MAX_DEPTH));
    }

    int depth() {
        return depth;
    }

    /** Whether the depth had to grow since the last call. */
    boolean takeDeepened() {
        boolean was = deepened;
        deepened = false;
        return was;
    }

    /** Forgets the order of pictures, not the last decode time: after a reconnect or a jump. */
    void restart() {
        waitingCount = 0;
        recentCount = 0;
    }

    void rescale(long from, long to) {
        if (last != Long.MIN_VALUE) {
            last = Ticks.scale(last, from, to);
        }
        step = Ticks.scale(step, from, to);
        restart();
    }

    /** Whether this presentation time lies too far back to come from reordering. */
    boolean isJumpBack(long pts) {
        return later(pts) > Math.max(depth, MAX_SURPRISE);
    }

    /**
     * The decode time of the next picture in decode order; above all given before. It may lie past
     * {@code pts} while the depth is being learned: the caller must then raise the presentation
     * time.
     *
     * @param stepTicks the usual distance of pictures, for the first ones
     */
    long next(long pts, long stepTicks) {
        step = stepTicks;
        int needed = later(pts);
        if (needed > depth) {
            depth = Math.min(needed, MAX_DEPTH);
            deepened = true;
        }
        remember(pts);
        insert(pts);
        long dts;
        if (waitingCount > depth) {
            dts = waiting[0];
            System.arraycopy(waiting, 1, waiting, 0, --waitingCount);
        } else {
            dts = beforeFirst();
        }
        dts = Math.max(dts, last == Long.MIN_VALUE ? 0 : last + 1);
        last = dts;
        return dts;
    }

    /** While the first pictures are gathered: evenly towards the time that comes out first. */
    private long beforeFirst() {
        int left = depth - waitingCount + 1;
        return recentCount > 1 && last < waiting[0]
                ? last + (waiting[0] - last) / (left + 1)
                : waiting[0] - left * step;
    }

    private int later(long pts) {
        int count = 0;
        for (int i = 0; i < recentCount; i++) {
            count += recent[i] > pts ? 1 : 0;
        }
        return count;
    }

    private void remember(long pts) {
        recent[recentNext] = pts;
        recentNext = (recentNext + 1) % recent.length;
        recentCount = Math.min(recentCount + 1, recent.length);
    }

    private void insert(long pts) {
        int at = Arrays.binarySearch(waiting, 0, waitingCount, pts);
        at = at < 0 ? -at - 1 : at;
        System.arraycopy(waiting, at, waiting, at + 1, waitingCount - at);
        waiting[at] = pts;
        waitingCount++;
    }
}
