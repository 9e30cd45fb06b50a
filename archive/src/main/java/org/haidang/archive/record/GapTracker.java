package org.haidang.archive.record;

import java.util.Optional;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.catalog.GapRow;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.StreamKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of the time in which nothing of a stream came to disk. Thread-safe; knows no clock.
 *
 * <pre>
 *  state     event                       becomes
 *  healing   media                       healing (remembers where it resumed)
 *  healing   healed                      recorded, or open if no media came yet
 *  recorded  media right after           recorded
 *  recorded  media after a hole          recorded, the hole is a gap
 *  recorded  silence over the tolerance  open, from the end of the last picture
 *  open      silence, other reason       open, split where the reason changed
 *  open      media                       recorded, the gap ends where media starts
 * </pre>
 */
public final class GapTracker {
    /** Holes up to a second are none: pictures are that far apart on slow cameras. */
    public static final long TOLERANCE_US = 1_000_000;

    /** Further back than that is a clock that was set, not a picture out of order. */
    private static final long SET_BACK_US = 2_000_000;

    private static final long UNKNOWN_TIME = Long.MIN_VALUE;

    private final StreamKey key;
    private final CatalogWriter rows;
    private long lastEndUs;
    private boolean healing;
    private boolean over;
    private long resumedUs = UNKNOWN_TIME;
    private @Nullable Open open;

    private static final class Open {
        final long fromUs;
        final GapReason reason;
        long id;

        Open(long fromUs, GapReason reason) {
            this.fromUs = fromUs;
            this.reason = reason;
        }
    }

    private GapTracker(StreamKey key, CatalogWriter rows, long lastEndUs) {
        this.key = key;
        this.rows = rows;
        this.lastEndUs = lastEndUs;
    }

    /** Recording is wanted from now on. */
    public static GapTracker from(StreamKey key, CatalogWriter rows, long wantedFromUs) {
        return new GapTracker(key, rows, wantedFromUs);
    }

    /** A gap was open when the program ended; it goes on. */
    public static GapTracker adopting(CatalogWriter rows, GapRow gap) {
        GapTracker tracker = new GapTracker(gap.key(), rows, gap.fromUs());
        Open open = new Open(gap.fromUs(), gap.reason());
        open.id = gap.id();
        tracker.open = open;
        return tracker;
    }

    /** The program crashed while it recorded: until its file is healed, nobody knows how far. */
    public static GapTracker healing(StreamKey key, CatalogWriter rows, long wantedFromUs) {
        GapTracker tracker = new GapTracker(key, rows, wantedFromUs);
        tracker.healing = true;
        return tracker;
    }

    /** The files of before the crash reach up to here. */
    public synchronized void healed(long endUs) {
        if (!healing) {
            return;
        }
        healing = false;
        long from = Math.max(endUs, resumedUs == UNKNOWN_TIME ? lastEndUs : Long.MIN_VALUE);
        if (resumedUs == UNKNOWN_TIME) {
            begin(from, GapReason.SERVER_CRASHED);
        } else if (resumedUs - endUs > TOLERANCE_US) {
            add(endUs, resumedUs, GapReason.SERVER_CRASHED);
        }
    }

    /**
     * A picture is in its file.
     *
     * @param hole why, should there be a hole before it
     */
    public synchronized void media(long startUs, long endUs, GapReason hole) {
        if (over) {
            return;
        }
        if (healing) {
            resumedUs = resumedUs == UNKNOWN_TIME ? startUs : resumedUs;
        } else if (open != null) {
            end(startUs);
        } else if (startUs - lastEndUs > TOLERANCE_US) {
            add(lastEndUs, startUs, hole);
        }
        lastEndUs = startUs < lastEndUs - SET_BACK_US ? endUs : Math.max(lastEndUs, endUs);
    }

    /** Nothing comes to disk now, and why. */
    public synchronized void silence(GapReason reason, long nowUs) {
        if (healing || over) {
            return;
        }
        Open now = open;
        if (now == null) {
            if (nowUs - lastEndUs > TOLERANCE_US) {
                begin(lastEndUs, reason);
            }
        } else if (now.reason != reason && reason != GapReason.CAMERA_CONNECTING) {
            end(nowUs);
            begin(Math.max(nowUs, now.fromUs), reason);
        }
    }

    /** The program ends in order; what follows is its own fault. */
    public synchronized void serverStops(long nowUs) {
        if (healing || over) {
            return;
        }
        if (open != null) {
            end(nowUs);
            begin(Math.max(nowUs, lastEndUs), GapReason.SERVER_STOPPED);
        } else {
            begin(lastEndUs, GapReason.SERVER_STOPPED);
        }
    }

    /** Recording is not wanted any more; nothing said afterwards counts. */
    public synchronized void notWanted(long nowUs) {
        healing = false;
        over = true;
        if (open != null) {
            end(nowUs);
        }
    }

    /** The reason of the gap that lasts now. */
    public synchronized Optional<GapReason> reason() {
        return Optional.ofNullable(open).map(gap -> gap.reason);
    }

    /** Start of the gap that lasts now, or end of the last picture. */
    public synchronized long sinceUs() {
        Open now = open;
        return now == null ? lastEndUs : now.fromUs;
    }

    /** End of the last picture on disk; where recording became wanted before the first. */
    public synchronized long lastEndUs() {
        return lastEndUs;
    }

    private void begin(long fromUs, GapReason reason) {
        Open gap = new Open(fromUs, reason);
        open = gap;
        rows.later(catalog -> gap.id = catalog.addGap(key, fromUs, SegmentCatalog.OPEN, reason));
    }

    private void end(long toUs) {
        Open gap = open;
        if (gap != null) {
            // In order behind the row's making, so its id is known then.
            rows.later(catalog -> catalog.closeGap(gap.id, toUs));
        }
        open = null;
    }

    private void add(long fromUs, long toUs, GapReason reason) {
        rows.later(catalog -> catalog.addGap(key, fromUs, toUs, reason));
    }
}
