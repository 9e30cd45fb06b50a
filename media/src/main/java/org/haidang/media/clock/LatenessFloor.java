package org.haidang.media.clock;

/**
 * The smallest lateness within a window of some seconds: what a packet took that met no queue, no
 * sweep and no large picture before it.
 */
final class LatenessFloor {
    static final long WINDOW_NS = 5_000_000_000L;

    private long windowStartNs;
    private long floorNs;
    private boolean empty = true;

    void reset() {
        empty = true;
    }

    /**
     * Takes one lateness.
     *
     * @return whether the window is full; then {@link #take} gives its floor and starts the next
     */
    boolean offer(long latenessNs, long arrivalNs) {
        if (empty) {
            empty = false;
            windowStartNs = arrivalNs;
            floorNs = latenessNs;
            return false;
        }
        floorNs = Math.min(floorNs, latenessNs);
        return arrivalNs - windowStartNs >= WINDOW_NS;
    }

    long take() {
        empty = true;
        return floorNs;
    }
}
