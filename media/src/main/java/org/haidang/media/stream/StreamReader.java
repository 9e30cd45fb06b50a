package org.haidang.media.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One reader's place in a stream. It pulls fragments in order, and always begins with one that
 * {@link Fragment#startsGroup() starts a group}: also after a loss, and in a new generation.
 *
 * <p>One thread at a time, any thread. Waiting comes in two forms: {@link #onReady} for
 * event-driven readers, {@link #await} for those with a thread of their own.
 */
public final class StreamReader implements AutoCloseable {

    private final Stream stream;
    private final ReaderKind kind;

    // All below is guarded by the stream's lock.
    private long cursor;
    private long groupsAtCursor;
    private boolean awaitingGroup = true;
    private boolean losing;
    private boolean closed;
    private Loss all = Loss.NONE;
    private Loss untold = Loss.NONE;
    private @Nullable Runnable wake;

    StreamReader(Stream stream, ReaderKind kind, FragmentRing ring, long newestGroup) {
        this.stream = stream;
        this.kind = kind;
        this.cursor = newestGroup > 0 ? newestGroup : ring.end();
        this.groupsAtCursor = ring.groupsBefore(cursor);
    }

    /** Why it reads. */
    public ReaderKind kind() {
        return kind;
    }

    /**
     * What has come since the last call, oldest first; never waits.
     *
     * @param max at most that many, 1 or more
     * @return empty when there is nothing new, or when the stream or reader is closed
     */
    public List<Fragment> poll(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max " + max);
        }
        return stream.poll(this, max);
    }

    /**
     * Asks to be told once when {@link #poll} has something or the reader has ended: at once on
     * this thread if so now, else later on the publisher's thread, which must not be held up: hand
     * over to an executor. A second call replaces the first.
     */
    public void onReady(Runnable wake) {
        if (!stream.arm(this, wake)) {
            wake.run();
        }
    }

    /**
     * Waits until {@link #poll} has something or the reader has ended.
     *
     * @return false when the time ran out
     */
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        onReady(ready::countDown);
        return ready.await(timeout, unit);
    }

    /** All it has lost since it was opened. */
    public Loss loss() {
        return stream.locked(() -> all);
    }

    /** What it has lost since this was last asked, to tell the viewer or to write into the gap. */
    public Loss takeLoss() {
        return stream.locked(() -> {
            Loss taken = untold;
            untold = Loss.NONE;
            return taken;
        });
    }

    /** The stream or the reader has been closed and nothing more will come. */
    public boolean ended() {
        return stream.ended(this);
    }

    /**
     * Gives up its place; harmless when repeated. A waiting thread or {@link #onReady} is woken.
     */
    @Override
    public void close() {
        stream.leave(this);
    }

    // What follows is called by the stream with its lock held.

    boolean closed() {
        return closed;
    }

    void markClosed() {
        closed = true;
    }

    long cursor() {
        return cursor;
    }

    void arm(Runnable newWake) {
        wake = newWake;
    }

    @Nullable Runnable disarm() {
        Runnable armed = wake;
        wake = null;
        return armed;
    }

    boolean armed() {
        return wake != null;
    }

    /** Moves to the next fragment to give, over what it cannot or should not have any more. */
    boolean ready(FragmentRing ring, long newestGroup, StreamLimits limits, long nowNs) {
        if (closed) {
            return false;
        }
        if (cursor < ring.first() && !awaitingGroup) {
            boolean tooMany =
                    kind == ReaderKind.RECORDER
                            || ring.bytesFrom(ring.first()) > limits.liveBytes();
            lose(tooMany ? Loss.Reason.TOO_MANY_BYTES : Loss.Reason.TOO_OLD);
        } else if (kind == ReaderKind.LIVE
                && !awaitingGroup
                && newestGroup > cursor
                && nowNs - ring.publishedNs(cursor) > limits.liveLag().toNanos()) {
            lose(Loss.Reason.TOO_OLD);
        }
        if (cursor < ring.first()) {
            skipTo(ring.first(), ring);
        }
        if (awaitingGroup) {
            seekGroup(ring, newestGroup);
        }
        return !awaitingGroup && cursor < ring.end();
    }

    private void lose(Loss.Reason reason) {
        losing = true;
        awaitingGroup = true;
        // The group it was in the middle of.
        add(new Loss(reason, 1, 0));
    }

    private void seekGroup(FragmentRing ring, long newestGroup) {
        long to = ring.end();
        if (kind == ReaderKind.LIVE) {
            to = newestGroup >= cursor ? newestGroup : to;
        } else {
            to = cursor;
            while (to < ring.end() && !ring.get(to).startsGroup()) {
                to++;
            }
        }
        skipTo(to, ring);
        if (to < ring.end()) {
            awaitingGroup = false;
            losing = false;
        }
    }

    private void skipTo(long number, FragmentRing ring) {
        long groups = ring.groupsBefore(number);
        if (losing) {
            add(new Loss(all.reason(), groups - groupsAtCursor, number - cursor));
        }
        cursor = number;
        groupsAtCursor = groups;
    }

    private void add(Loss loss) {
        all = all.plus(loss);
        untold = untold.plus(loss);
        stream.countLostGroups(kind, loss.groups());
    }

    List<Fragment> read(FragmentRing ring, int max) {
        List<Fragment> fragments =
                new ArrayList<>((int) Math.min(max, Math.min(64, ring.end() - cursor)));
        while (cursor < ring.end() && fragments.size() < max) {
            fragments.add(ring.get(cursor++));
        }
        groupsAtCursor = ring.groupsBefore(cursor);
        return fragments;
    }
}
