package org.haidang.media.stream;

import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;

/**
 * One track's way from access units to fragments. Lanes know nothing of each other: a track that
 * falls silent holds back no other. One thread at a time.
 */
abstract sealed class Lane permits VideoLane, AudioLane {

    private final Track track;
    private boolean discontinuity = true;

    /** Where the last fragment ended; the next starts there or later. */
    private long endTicks;

    Lane(Track track, long endTicks) {
        this.track = track;
        this.endTicks = endTicks;
    }

    final Track track() {
        return track;
    }

    final long endTicks() {
        return endTicks;
    }

    final void endAt(long ticks) {
        endTicks = ticks;
    }

    final long ticks(long ms) {
        return ms * track.timescaleHz() / 1000;
    }

    /** The next fragment does not continue from the one before. */
    final void markDiscontinuity() {
        discontinuity = true;
    }

    final boolean takeDiscontinuity() {
        boolean was = discontinuity;
        discontinuity = false;
        return was;
    }

    /** Takes a unit; may finish fragments that were waiting for it. */
    abstract void unit(AccessUnit unit, long nowNs, FragmentSink sink);

    /** Lets out what has waited too long for a successor. */
    abstract void tick(long nowNs, FragmentSink sink);

    /** Lets out all. */
    abstract void flush(FragmentSink sink);
}
