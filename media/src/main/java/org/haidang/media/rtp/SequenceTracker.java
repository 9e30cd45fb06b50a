package org.haidang.media.rtp;

/**
 * Follows the sequence numbers of one sender (RFC 3550 appendix A.1 and A.3): unwraps them and
 * counts what is missing.
 */
final class SequenceTracker {
    /** What one packet is. */
    enum Order {
        NEXT,
        AFTER_GAP,
        /** Seen before, or too late to be used. */
        OLD
    }

    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;
    private static final int NONE = -1;

    private boolean started;
    private int highest;
    private long cycles;
    private long base;
    private long received;
    private int suspected = NONE;
    private long lost;
    private long old;
    private long expectedPrior;
    private long receivedPrior;

    /** Another sender: counting for its reports begins anew, the sums for the operator stay. */
    void restart() {
        started = false;
        suspected = NONE;
    }

    Order offer(int sequence) {
        if (!started) {
            begin(sequence);
            return Order.NEXT;
        }
        int delta = (sequence - highest) & 0xFFFF;
        if (delta == 1) {
            advance(sequence);
            return Order.NEXT;
        }
        if (delta != 0 && delta < MAX_DROPOUT) {
            lost += delta - 1;
            advance(sequence);
            return Order.AFTER_GAP;
        }
        if (delta == 0 || delta > 0xFFFF - MAX_MISORDER) {
            old++;
            return Order.OLD;
        }
        return leap(sequence);
    }

    /** A number far away counts once its successor follows; a camera may have started over. */
    private Order leap(int sequence) {
        if (sequence == suspected) {
            begin(sequence);
            return Order.AFTER_GAP;
        }
        suspected = (sequence + 1) & 0xFFFF;
        old++;
        return Order.OLD;
    }

    private void begin(int sequence) {
        started = true;
        suspected = NONE;
        highest = sequence;
        cycles = 0;
        base = sequence;
        received = 1;
        expectedPrior = 0;
        receivedPrior = 0;
    }

    private void advance(int sequence) {
        if (sequence < highest) {
            cycles += 0x1_0000;
        }
        highest = sequence;
        received++;
        suspected = NONE;
    }

    /** Packets that never came, over all senders. */
    long lost() {
        return lost;
    }

    /** Packets that came twice or too late. */
    long old() {
        return old;
    }

    /** Extended highest sequence number of RFC 3550 section 6.4.1. */
    int extendedHighest() {
        return (int) (cycles + highest);
    }

    private long expected() {
        return started ? cycles + highest - base + 1 : 0;
    }

    /** Cumulative number of packets lost of the present sender, within 24 bits. */
    int cumulativeLost() {
        return Math.clamp(expected() - received, 0, 0x7F_FFFF);
    }

    /** Fraction lost since the last call, in 1/256. */
    int takeFractionLost() {
        long expectedNow = expected();
        long expectedInterval = expectedNow - expectedPrior;
        long lostInterval = expectedInterval - (received - receivedPrior);
        expectedPrior = expectedNow;
        receivedPrior = received;
        return expectedInterval <= 0 || lostInterval <= 0
                ? 0
                : (int) Math.min(255, (lostInterval << 8) / expectedInterval);
    }
}
