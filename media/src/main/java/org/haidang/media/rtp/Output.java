package org.haidang.media.rtp;

import java.util.EnumSet;
import java.util.Set;
import org.haidang.media.clock.TrackClock;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;

/** The way out of a receiver: gives units their times, hands them over and counts. */
final class Output {
    private final int trackId;
    private final TrackClock clock;
    private final TrackListener listener;
    private final Set<Oddity> told = EnumSet.noneOf(Oddity.class);
    private boolean discontinuity;

    long units;
    long damagedUnits;
    long droppedUnits;
    long malformed;
    long clockJumps;

    Output(int trackId, TrackClock clock, TrackListener listener) {
        this.trackId = trackId;
        this.clock = clock;
        this.listener = listener;
    }

    int trackId() {
        return trackId;
    }

    void format(Track track, int reorderDepth) {
        clock.announceReorderDepth(reorderDepth);
        listener.onFormat(track);
    }

    /** The next unit does not continue from the last one. */
    void breakOff() {
        discontinuity = true;
    }

    /** A new sender: its timestamps have nothing to do with those before. */
    void restartClock() {
        clock.restart();
    }

    /** A unit that is not handed over; the next one does not continue. */
    void drop() {
        droppedUnits++;
        discontinuity = true;
    }

    void emit(
            int timestamp,
            long arrivalNs,
            long arrivalWallUs,
            boolean randomAccess,
            boolean damaged,
            byte[] data) {
        emit(timestamp, arrivalNs, arrivalWallUs, randomAccess, damaged, data, 0);
    }

    /** With room in front of it, see {@link AccessUnit#bytes()}. */
    void emit(
            int timestamp,
            long arrivalNs,
            long arrivalWallUs,
            boolean randomAccess,
            boolean damaged,
            byte[] bytes,
            int offset) {
        clock.stamp(timestamp, arrivalNs, arrivalWallUs);
        tellClock();
        boolean broken = units > 0 && discontinuity;
        discontinuity = false;
        units++;
        damagedUnits += damaged ? 1 : 0;
        listener.onUnit(
                new AccessUnit(
                        trackId,
                        clock.dtsTicks(),
                        clock.ptsTicks(),
                        clock.wallUs(),
                        randomAccess,
                        broken || clock.discontinuity(),
                        damaged,
                        bytes,
                        offset));
    }

    private void tellClock() {
        switch (clock.event()) {
            case JUMP -> {
                clockJumps++;
                odd(Oddity.TIME_JUMP, "by over 3 s against their arrival");
            }
            case STANDSTILL -> odd(Oddity.TIME_STANDS_STILL, "for 1 s");
            case RATE -> odd(Oddity.CLOCK_RATE, "now taken as " + clock.rateHz() + " Hz");
            case NONE -> {}
        }
        if (clock.takeDeepened()) {
            odd(Oddity.REORDER_DEPTH, "deeper decode delay from now on");
        }
    }

    void malformed(Oddity oddity, String detail) {
        malformed++;
        odd(oddity, detail);
    }

    void odd(Oddity oddity, String detail) {
        if (told.add(oddity)) {
            listener.onOddity(oddity, detail);
        }
    }
}
