package org.haidang.archive.record;

import org.haidang.archive.file.OpenSegment;
import org.haidang.media.stream.Fragment;

/**
 * Decides where one file ends and the next begins. At a key picture once the target is reached; by
 * time, without a key picture, once twice the target is reached (cameras with groups of minutes);
 * at a change of format; never because two clocks drift apart.
 */
public final class SegmentCut {
    /**
     * A clock that was set back by more than this gets a new file, so that time in a file rises.
     */
    private static final long SET_BACK_US = 2_000_000;

    /** A hole over this ends the file where the next picture can start one. */
    private static final long HOLE_US = GapTracker.TOLERANCE_US;

    private final long targetUs;

    /**
     * @param targetUs length of a file
     */
    public SegmentCut(long targetUs) {
        this.targetUs = targetUs;
    }

    /**
     * Whether {@code next} belongs into a new file.
     *
     * @param lastEndUs end of the last picture that is meant for the current one, written or not
     */
    public boolean before(OpenSegment current, long lastEndUs, Fragment next) {
        if (!current.init().equals(next.generation().init())) {
            return true;
        }
        if (!current.timeline().leads(next.trackId())) {
            return false;
        }
        long ageUs = next.wallUs() - current.startWallUs();
        long stepUs = next.wallUs() - lastEndUs;
        if (stepUs < -SET_BACK_US) {
            return true;
        }
        if (next.randomAccess()) {
            return ageUs >= targetUs || stepUs > HOLE_US;
        }
        return ageUs >= 2 * targetUs;
    }
}
