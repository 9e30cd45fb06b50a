package org.haidang.media.clock;

/**
 * Times made from arrivals alone, for cameras whose timestamps are worthless: evenly spaced by the
 * mean distance of the last arrivals and drawn gently to them, so that reading in sweeps does not
 * make pictures stutter.
 */
final class ArrivalPace {
    private static final int SPAN = 32;
    private static final int PULL = 16;
    private static final long MAX_ERROR_NS = 1_000_000_000L;

    private final long[] arrivals = new long[SPAN];
    private long count;
    private long lastNs;

    void reset() {
        count = 0;
    }

    /**
     * @param mediaNs media time of the arrival
     */
    long next(long mediaNs) {
        if (count == 0) {
            lastNs = mediaNs;
        } else {
            int span = (int) Math.min(count, SPAN);
            long first = arrivals[(int) ((count - span) % SPAN)];
            long interval = Math.max(0, mediaNs - first) / span;
            long error = mediaNs - (lastNs + interval);
            lastNs =
                    Math.abs(error) > MAX_ERROR_NS
                            ? Math.max(mediaNs, lastNs)
                            : lastNs + Math.max(0, interval + error / PULL);
        }
        arrivals[(int) (count++ % SPAN)] = mediaNs;
        return lastNs;
    }
}
