package org.haidang.camerafarm.camera;

import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.clip.Part;
import org.haidang.camerafarm.packet.Reel;
import org.jspecify.annotations.Nullable;

/**
 * What one track of a camera's stream shows when: the same for all its viewers and for its storage.
 * It is a loop on the camera's clock, which began to run at its origin and ran before it just as
 * well; where the camera showed something else, or made a key picture for a new viewer, another
 * stretch begins.
 *
 * <p>Ticks are those of the reel's clock since the origin. Stretches are added by the farm's event
 * loop only; it may be read from any thread.
 */
public final class Timeline {

    /** When there are more stretches, the oldest are forgotten, and all that was shown in them. */
    public static final int MAX_STRETCHES = 1_024;

    private static final long NANOS = 1_000_000_000L;

    /** Before anything that is asked for; far enough from the ends of a long to be counted with. */
    private static final long ALWAYS = Long.MIN_VALUE / 4;

    private final long originNs;
    private final int clockHz;
    private final long reorderTicks;
    private volatile List<Stretch> stretches;

    /**
     * A reel that follows itself from some moment on.
     *
     * @param number counts all stretches
     * @param cutTicks what the stretch before would send from here on is not sent
     * @param fromTicks when its first block is sent
     * @param loopStartTicks where the first round of its reel would begin
     * @param first index of its first block
     */
    record Stretch(
            long number,
            long cutTicks,
            long fromTicks,
            long loopStartTicks,
            int first,
            Part part,
            Reel reel) {}

    /**
     * @param part what it shows first
     * @param originNs when the first loop begins, by the monotonic clock
     */
    Timeline(Part part, Reel reel, long originNs) {
        this.originNs = originNs;
        this.clockHz = reel.clockHz();
        this.reorderTicks = reel.reorderTicks();
        this.stretches = List.of(new Stretch(0, ALWAYS, ALWAYS, 0, 0, part, reel));
    }

    /** The rate of its ticks. */
    public int clockHz() {
        return clockHz;
    }

    /** A new place in it. */
    public Cursor cursor() {
        return new Cursor(this);
    }

    /** When the oldest stretch that is still known begins, by the monotonic clock. */
    long knownFromNs() {
        Stretch oldest = stretches.getFirst();
        return oldest.fromTicks == ALWAYS ? Long.MIN_VALUE : ns(oldest.fromTicks);
    }

    /** What it shows from the next block on. */
    Part part() {
        return stretches.getLast().part;
    }

    /**
     * Shows something else from the next block on. The live part goes on at the key picture nearest
     * to where its loop would be, every other part begins at its first picture.
     */
    void turn(Part part, Reel next, long nowNs) {
        List<Stretch> all = stretches;
        Stretch last = all.getLast();
        Cursor following = cursor();
        following.toFirstAfter(nowNs);
        long cutTicks = following.dueTicks();
        int first = part == Part.LIVE ? next.nearestKey(cutTicks) : 0;
        long fromTicks = cutTicks + room(last.reel, next);
        List<Stretch> more = new ArrayList<>(all.size() + 1);
        more.addAll(all.size() < MAX_STRETCHES ? all : all.subList(1, all.size()));
        more.add(
                new Stretch(
                        last.number + 1,
                        cutTicks,
                        fromTicks,
                        fromTicks - next.item(first).sendTicks(),
                        first,
                        part,
                        next));
        stretches = List.copyOf(more);
    }

    /** Makes the next picture a key picture, unless it is one anyhow. */
    void makeKey(long nowNs) {
        Cursor next = cursor();
        next.toFirstAfter(nowNs);
        long dueTicks = next.dueTicks();
        Reel reel = stretches.getLast().reel;
        next.toKeyAtOrAfter(ns(dueTicks));
        if (next.dueTicks() - dueTicks > room(reel, reel)) {
            turn(part(), reel, nowNs);
        }
    }

    /** Pictures already sent may be shown after the next key picture; it leaves them room. */
    private static long room(Reel before, Reel next) {
        return Math.max(0, before.aheadTicks() - next.reorderTicks());
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** The stretch after one, or null. */
    @Nullable Stretch after(Stretch stretch) {
        List<Stretch> all = stretches;
        long at = stretch.number + 1 - all.getFirst().number;
        return at >= all.size() ? null : all.get((int) Math.max(0, at));
    }

    /** A place in ticks as a moment of the monotonic clock, to the nearest nanosecond. */
    long ns(long ticks) {
        return originNs
                + Math.floorDiv(ticks, clockHz) * NANOS
                + (Math.floorMod(ticks, (long) clockHz) * NANOS + clockHz / 2) / clockHz;
    }

    /** A moment of the monotonic clock as a place, to the nearest tick. */
    long ticks(long ns) {
        long since = ns - originNs;
        return Math.floorDiv(since, NANOS) * clockHz
                + (Math.floorMod(since, NANOS) * clockHz + NANOS / 2) / NANOS;
    }

    /**
     * When a picture was taken that is shown at a place: pictures are sent in decoding order, and
     * the first of a group as soon as it is taken.
     */
    long takenNs(long rtpTicks) {
        return ns(rtpTicks - reorderTicks);
    }

    /** The timestamp of a picture that is taken at a moment; the other way of {@link #takenNs}. */
    long rtpTicks(long takenNs) {
        return ticks(takenNs) + reorderTicks;
    }
}
