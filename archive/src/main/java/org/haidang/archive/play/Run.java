package org.haidang.archive.play;

import org.haidang.archive.file.LoadedSegment;
import org.haidang.archive.file.SegmentIndex;
import org.haidang.archive.file.Timeline;

/**
 * Neighbouring fragments of one file: records {@code first} to before {@code end}, at least one.
 *
 * @param wallEndUs where they end: the start of the fragment after them if that follows at once
 */
record Run(StoredSegment segment, LoadedSegment loaded, int first, int end, long wallEndUs) {
    /** Records that are looked at to find each track's first or last fragment. */
    private static final int EDGE_RECORDS = 256;

    private SegmentIndex index() {
        return loaded.index();
    }

    long offset() {
        return index().offset(first);
    }

    long bytes() {
        return index().end(end - 1) - offset();
    }

    boolean toEndOfFile() {
        return end == index().count();
    }

    int firstLeading() {
        for (int i = first; i < end; i++) {
            if (index().leads(i)) {
                return i;
            }
        }
        return first;
    }

    long wallStartUs() {
        return index().wallUs(firstLeading());
    }

    /** Media time of the first leading fragment, microseconds of the stream's clock. */
    long mediaStartUs() {
        return mediaUs(loaded, firstLeading());
    }

    /** The least media time of any track. */
    long mediaLeastUs() {
        long least = Long.MAX_VALUE;
        Timeline timeline = new Timeline(loaded.init());
        for (int i = first; i < Math.min(end, first + EDGE_RECORDS); i++) {
            least = Math.min(least, timeline.toUs(index().trackId(i), index().dtsTicks(i)));
        }
        return least;
    }

    /** The greatest end of any track. */
    long mediaEndUs() {
        return mediaEndUs(loaded, Math.max(first, end - EDGE_RECORDS), end, false);
    }

    static long mediaUs(LoadedSegment loaded, int record) {
        SegmentIndex index = loaded.index();
        return new Timeline(loaded.init()).toUs(index.trackId(record), index.dtsTicks(record));
    }

    /** Where the leading fragments of a whole file end. */
    static long leadingEndUs(LoadedSegment loaded) {
        int count = loaded.index().count();
        return mediaEndUs(loaded, Math.max(0, count - EDGE_RECORDS), count, true);
    }

    /** Where the leading fragments of a whole file start. */
    static long leadingStartUs(LoadedSegment loaded) {
        int count = Math.min(EDGE_RECORDS, loaded.index().count());
        for (int i = 0; i < count; i++) {
            if (loaded.index().leads(i)) {
                return mediaUs(loaded, i);
            }
        }
        return mediaUs(loaded, 0);
    }

    private static long mediaEndUs(LoadedSegment loaded, int from, int to, boolean leading) {
        Timeline timeline = new Timeline(loaded.init());
        long greatest = Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            SegmentIndex.Entry entry = loaded.index().entry(i);
            if (!leading || entry.leads()) {
                long end = entry.dtsTicks() + entry.durationTicks();
                greatest = Math.max(greatest, timeline.toUs(entry.trackId(), end));
            }
        }
        return greatest;
    }
}
