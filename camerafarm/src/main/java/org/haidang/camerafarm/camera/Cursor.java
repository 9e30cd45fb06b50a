package org.haidang.camerafarm.camera;

import java.util.List;
import org.haidang.camerafarm.clip.Part;
import org.haidang.camerafarm.packet.Reel;

/**
 * A place in a {@link Timeline}: one block and what follows it. When the timeline turns to another
 * stretch before the block is due, the place is the first block of that. Belongs to one thread.
 */
public final class Cursor {

    private final Timeline timeline;
    private Timeline.Stretch stretch;
    private long loopStartTicks;
    private int index;

    Cursor(Timeline timeline) {
        this.timeline = timeline;
        this.stretch = timeline.stretches().getFirst();
        enter(stretch);
    }

    // ---- where it goes

    /** To the first block that is sent at a moment or later. */
    public void toFirstAtOrAfter(long ns) {
        toFirst(timeline.ticks(ns));
    }

    /** To the first block that is sent later. */
    public void toFirstAfter(long ns) {
        toFirst(timeline.ticks(ns) + 1);
    }

    /** To the first key picture that is sent at a moment or later. */
    public void toKeyAtOrAfter(long ns) {
        toFirst(timeline.ticks(ns));
        while (!item().key()) {
            next();
        }
    }

    /**
     * To the last key picture that is sent at a moment or before, or to the first that is known.
     */
    public void toKeyAtOrBefore(long ns) {
        long ticks = timeline.ticks(ns);
        List<Timeline.Stretch> all = timeline.stretches();
        int at = all.size() - 1;
        while (at > 0 && (all.get(at).fromTicks() > ticks || isEmpty(all, at))) {
            at--;
        }
        enter(all.get(at));
        if (stretch.fromTicks() > ticks) {
            return;
        }
        long cutTicks = at + 1 < all.size() ? all.get(at + 1).cutTicks() : Long.MAX_VALUE;
        place(Math.min(ticks, cutTicks - 1));
        while (!stretch.reel().item(index).key() && ticksHere() > stretch.fromTicks()) {
            back();
        }
    }

    private static boolean isEmpty(List<Timeline.Stretch> all, int at) {
        return at + 1 < all.size() && all.get(at + 1).cutTicks() <= all.get(at).fromTicks();
    }

    private void toFirst(long ticks) {
        List<Timeline.Stretch> all = timeline.stretches();
        int at = all.size() - 1;
        while (at > 0 && all.get(at).fromTicks() > ticks) {
            at--;
        }
        enter(all.get(at));
        if (ticks > stretch.fromTicks()) {
            place(ticks);
            if (ticksHere() < ticks) {
                step();
            }
        }
        settle();
    }

    private void enter(Timeline.Stretch next) {
        stretch = next;
        loopStartTicks = next.loopStartTicks();
        index = next.first();
    }

    /** To the last block of this stretch's reel that is sent at a place or before. */
    private void place(long ticks) {
        long loopTicks = stretch.reel().loopTicks();
        long start = stretch.loopStartTicks();
        loopStartTicks = start + Math.floorDiv(ticks - start, loopTicks) * loopTicks;
        index = stretch.reel().lastAtOrBefore(ticks - loopStartTicks);
    }

    /** To the next block. */
    public void next() {
        settle();
        step();
        settle();
    }

    private void step() {
        if (++index == stretch.reel().size()) {
            index = 0;
            loopStartTicks += stretch.reel().loopTicks();
        }
    }

    private void back() {
        if (--index < 0) {
            index = stretch.reel().size() - 1;
            loopStartTicks -= stretch.reel().loopTicks();
        }
    }

    private void settle() {
        Timeline.Stretch next = timeline.after(stretch);
        while (next != null && ticksHere() >= next.cutTicks()) {
            enter(next);
            next = timeline.after(next);
        }
    }

    private long ticksHere() {
        return loopStartTicks + stretch.reel().item(index).sendTicks();
    }

    // ---- where it is

    public Reel.Item item() {
        settle();
        return stretch.reel().item(index);
    }

    /** What it is in. */
    public Reel reel() {
        settle();
        return stretch.reel();
    }

    /** Which part of the clip this block is of, and {@link #index} within it. */
    public Part part() {
        settle();
        return stretch.part();
    }

    public int index() {
        settle();
        return index;
    }

    /** When it is sent, ticks since the camera's origin. */
    public long dueTicks() {
        settle();
        return ticksHere();
    }

    /** When it is sent, by the monotonic clock. */
    public long dueNs() {
        return timeline.ns(dueTicks());
    }

    /** Its timestamp, ticks since the camera's origin. */
    public long rtpTicks() {
        settle();
        return loopStartTicks + stretch.reel().item(index).rtpTicks();
    }

    /** When its picture was taken or its sound heard, by the monotonic clock. */
    public long takenNs() {
        return timeline.takenNs(rtpTicks());
    }

    /** When the block after it is sent, by the monotonic clock. */
    public long nextDueNs() {
        settle();
        Timeline.Stretch here = stretch;
        long loopHere = loopStartTicks;
        int indexHere = index;
        next();
        long due = dueNs();
        stretch = here;
        loopStartTicks = loopHere;
        index = indexHere;
        return due;
    }
}
