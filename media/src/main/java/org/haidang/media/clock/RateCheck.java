package org.haidang.media.clock;

/**
 * Compares the rate at which timestamps run with what was announced, over windows of arrival time.
 * Two windows in a row must agree, because a stored group of pictures sent at once, or a network
 * that stops and catches up, looks wrong for one window.
 */
final class RateCheck {
    enum Verdict {
        /** Not yet known. */
        UNDECIDED,
        /** As announced. */
        RIGHT,
        /** Another rate that cameras are known to use; see {@link #rateHz}. */
        OTHER_RATE,
        /** A steady rate that means nothing. */
        SENSELESS
    }

    private static final long WINDOW_NS = 5_000_000_000L;
    private static final double TOLERANCE = 0.05;
    private static final double SNAP = 0.03;
    private static final int[] VIDEO_HZ = {1_000, 90_000, 1_000_000};
    private static final int[] AUDIO_HZ = {
        1_000, 8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000,
        88_200, 90_000, 96_000, 1_000_000
    };

    private final int[] knownHz;
    private boolean empty = true;
    private long startTs;
    private long startNs;
    private double previousHz;
    private int rateHz;

    /**
     * Expects the rates of one kind of media; in video few make sense, and half the announced rate
     * is not 44.1 kHz but a camera that counts pictures.
     */
    RateCheck(boolean video) {
        knownHz = video ? VIDEO_HZ : AUDIO_HZ;
    }

    void reset() {
        empty = true;
        previousHz = 0;
    }

    /** The known rate found with {@link Verdict#OTHER_RATE}. */
    int rateHz() {
        return rateHz;
    }

    Verdict offer(long unwrappedTs, long arrivalNs, int announcedHz) {
        if (empty) {
            begin(unwrappedTs, arrivalNs);
            return Verdict.UNDECIDED;
        }
        long elapsedNs = arrivalNs - startNs;
        if (elapsedNs < WINDOW_NS) {
            return Verdict.UNDECIDED;
        }
        double hz = (unwrappedTs - startTs) * 1e9 / elapsedNs;
        double before = previousHz;
        begin(unwrappedTs, arrivalNs);
        previousHz = hz;
        if (near(hz, announcedHz, TOLERANCE)) {
            return Verdict.RIGHT;
        }
        if (before <= 0 || hz <= 0 || !near(hz, before, TOLERANCE)) {
            return Verdict.UNDECIDED;
        }
        for (int known : knownHz) {
            if (near(hz, known, SNAP) && near(before, known, SNAP)) {
                rateHz = known;
                return Verdict.OTHER_RATE;
            }
        }
        return Verdict.SENSELESS;
    }

    private void begin(long ts, long arrivalNs) {
        empty = false;
        startTs = ts;
        startNs = arrivalNs;
    }

    private static boolean near(double a, double b, double tolerance) {
        return Math.abs(a - b) <= b * tolerance;
    }
}
