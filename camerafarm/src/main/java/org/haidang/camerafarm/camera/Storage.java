package org.haidang.camerafarm.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a camera's memory card, or a recorder's disk, holds of its main stream: exactly what the
 * stream had. Nothing is kept: the pictures of a moment follow from the {@link Timeline}. Stored is
 * what was sent in a stretch of time, beginning with a key picture. Safe for use from several
 * threads.
 */
public final class Storage {

    /** More holes are refused. */
    public static final int MAX_HOLES = 64;

    private final Feed feed;
    private final FarmClock clock;
    private final Size size;
    private final List<Hole> holes = new ArrayList<>();

    /**
     * How much it holds.
     *
     * @param begin since when it records
     * @param length what is older falls out
     */
    public record Size(Instant begin, Duration length) {}

    /**
     * Nothing was recorded meanwhile.
     *
     * @param from by the farm's clock
     * @param to by the farm's clock, {@link Instant#MAX} until told otherwise
     * @throws IllegalArgumentException with one sentence when it ends before it begins
     */
    public record Hole(Instant from, Instant to) {
        public Hole {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a hole must begin before it ends");
            }
        }
    }

    /**
     * A stretch without holes, by the monotonic clock.
     *
     * @param fromNs when its first picture was sent, a key picture
     * @param untilNs what was sent from here on is not in it
     * @param goesOn whether it is being recorded now
     */
    public record Stored(long fromNs, long untilNs, boolean goesOn) {}

    Storage(Feed feed, FarmClock clock, Size size) {
        this.feed = feed;
        this.clock = clock;
        this.size = size;
    }

    /** What it holds. */
    public Feed feed() {
        return feed;
    }

    /**
     * As if it had not recorded for a while.
     *
     * @throws IllegalArgumentException when there are too many holes
     */
    public synchronized void add(Hole hole) {
        if (holes.size() >= MAX_HOLES) {
            throw new IllegalArgumentException("there are " + MAX_HOLES + " holes already");
        }
        holes.add(hole);
        holes.sort(Comparator.comparing(Hole::from));
    }

    /** As if it had always recorded. */
    public synchronized void fill() {
        holes.clear();
    }

    /** The stretches it holds, in order; one without a key picture is none. */
    public List<Stored> stretches(long nowNs) {
        List<Stored> stored = new ArrayList<>();
        long atNs = Math.max(clock.nsAt(size.begin), nowNs - size.length.toNanos());
        atNs = Math.max(atNs, feed.video().knownFromNs());
        for (Hole hole : holes()) {
            long fromNs = clock.nsAt(hole.from);
            if (fromNs >= nowNs) {
                break;
            }
            add(stored, atNs, fromNs, false);
            atNs = Math.max(atNs, clock.nsAt(hole.to));
        }
        add(stored, atNs, nowNs, true);
        return stored;
    }

    private synchronized List<Hole> holes() {
        return List.copyOf(holes);
    }

    private void add(List<Stored> stored, long fromNs, long untilNs, boolean goesOn) {
        if (fromNs < untilNs) {
            Cursor first = feed.video().cursor();
            first.toKeyAtOrAfter(fromNs);
            if (first.dueNs() < untilNs) {
                stored.add(new Stored(first.dueNs(), untilNs, goesOn));
            }
        }
    }
}
