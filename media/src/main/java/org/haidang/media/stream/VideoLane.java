package org.haidang.media.stream;

import java.util.List;
import org.haidang.media.mp4.Sample;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * Pictures to fragments, one each. A picture waits for the next one, whose decode time says how
 * long it lasts: so a late picture stretches the one before it, and time has no holes. After a
 * second of silence it goes out with the usual duration instead.
 */
final class VideoLane extends Lane {

    /** A picture whose successor has not come after that is let out. */
    private static final long MAX_WAIT_NS = 1_000_000_000;

    /** A longer step between two pictures is a gap, not one picture. */
    private static final long MAX_STRETCH_MS = 10_000;

    /** A hole of more than that is a discontinuity. */
    private static final long MAX_HOLE_MS = 1_000;

    private static final long FIRST_GUESS_MS = 40;

    private boolean awaitingKey = true;
    private @Nullable AccessUnit pending;
    private long pendingDts;
    private long pendingSinceNs;
    private long lastStep;
    private long stepBefore;

    VideoLane(Track track, long endTicks) {
        super(track, endTicks);
        lastStep = ticks(FIRST_GUESS_MS);
        stepBefore = lastStep;
    }

    /** Nothing before the next key picture can be decoded. */
    void awaitKey() {
        awaitingKey = true;
    }

    boolean takes(AccessUnit unit) {
        return !awaitingKey || unit.randomAccess();
    }

    @Override
    void unit(AccessUnit unit, long nowNs, FragmentSink sink) {
        long dts = Math.max(unit.dtsTicks(), endTicks());
        if (pending != null) {
            dts = Math.max(dts, pendingDts + 1);
            long step = dts - pendingDts;
            if (step > ticks(MAX_STRETCH_MS)) {
                emit(usualStep(), sink);
            } else {
                stepBefore = lastStep;
                lastStep = step;
                emit(step, sink);
            }
        }
        awaitingKey = false;
        if (unit.discontinuity() || dts - endTicks() > ticks(MAX_HOLE_MS)) {
            markDiscontinuity();
        }
        pending = unit;
        pendingDts = dts;
        pendingSinceNs = nowNs;
    }

    @Override
    void tick(long nowNs, FragmentSink sink) {
        if (nowNs - pendingSinceNs >= MAX_WAIT_NS) {
            flush(sink);
        }
    }

    @Override
    void flush(FragmentSink sink) {
        if (pending != null) {
            emit(usualStep(), sink);
        }
    }

    /** The smaller of two steps: one outage must not teach it to stretch. */
    private long usualStep() {
        return Math.min(lastStep, stepBefore);
    }

    private void emit(long duration, FragmentSink sink) {
        AccessUnit unit = pending;
        if (unit == null) {
            return;
        }
        pending = null;
        long pts = Math.max(unit.ptsTicks(), pendingDts);
        if (pts - pendingDts > Integer.MAX_VALUE) {
            pts = pendingDts;
        }
        endAt(pendingDts + duration);
        Sample sample =
                new Sample(
                        pendingDts,
                        pts,
                        duration,
                        unit.randomAccess(),
                        unit.bytes(),
                        unit.offset());
        sink.fragment(track(), List.of(sample), unit.wallUs(), takeDiscontinuity());
    }
}
