package org.haidang.archive.play;

import java.io.IOException;
import java.util.Optional;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.file.LoadedSegment;
import org.haidang.archive.file.SegmentIndex;
import org.haidang.archive.file.Timeline;

/** Walks the recordings of a stream in groups of pictures, over the borders of files. */
final class RunFinder {
    /** Pictures further apart are a gap. */
    static final long HOLE_US = 1_000_000;

    /** A chunk is never larger, however long the groups are. */
    static final long MAX_CHUNK_BYTES = 64L << 20;

    /** Files without a key picture that are walked back through to find one. */
    private static final int MAX_FILES_BACK = 20;

    private final Library library;
    private final StreamKey key;

    RunFinder(Library library, StreamKey key) {
        this.library = library;
        this.key = key;
    }

    /** A place to start from: a group in a file. */
    record Place(StoredSegment segment, LoadedSegment loaded, int record) {}

    /** The group that holds a time; empty if the time lies in no recording. */
    Optional<Place> holding(long atUs) throws IOException {
        Optional<StoredSegment> found = library.atOrBefore(key, atUs);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StoredSegment segment = found.get();
        Optional<LoadedSegment> loaded = library.load(segment);
        if (loaded.isEmpty() || !covers(loaded.get().index(), atUs)) {
            return Optional.empty();
        }
        return groupFor(segment, loaded.get(), atUs);
    }

    /** Whether a time lies in the file and not in a hole of it. */
    private static boolean covers(SegmentIndex index, long atUs) {
        if (atUs >= index.endWallUs()) {
            return false;
        }
        int group = index.groupAtOrBefore(atUs);
        long before = Long.MIN_VALUE;
        for (int i = group < 0 ? 0 : index.groupRecord(group); i < index.count(); i++) {
            if (!index.leads(i)) {
                continue;
            }
            if (index.wallUs(i) > atUs) {
                return before == Long.MIN_VALUE
                        || index.wallUs(i) - before <= HOLE_US
                        || atUs - before <= HOLE_US;
            }
            before = index.wallUs(i);
        }
        return true;
    }

    private Optional<Place> groupFor(StoredSegment segment, LoadedSegment loaded, long atUs)
            throws IOException {
        StoredSegment at = segment;
        LoadedSegment in = loaded;
        for (int i = 0; i < MAX_FILES_BACK; i++) {
            int group = in.index().groupAtOrBefore(atUs);
            if (group >= 0) {
                return Optional.of(new Place(at, in, in.index().groupRecord(group)));
            }
            // A group of minutes that was cut by time: its key picture lies in a file before.
            Optional<StoredSegment> previous = library.atOrBefore(key, at.startWallUs() - 1);
            if (previous.isEmpty() || at.startWallUs() - previous.get().endWallUs() > HOLE_US) {
                break;
            }
            Optional<LoadedSegment> before = library.load(previous.get());
            if (before.isEmpty() || !before.get().init().equals(in.init())) {
                break;
            }
            at = previous.get();
            in = before.get();
        }
        return firstGroup(segment, loaded);
    }

    private static Optional<Place> firstGroup(StoredSegment segment, LoadedSegment loaded) {
        SegmentIndex index = loaded.index();
        // Without any key picture a decoder may still show something from the first fragment on.
        int record = index.groupCount() > 0 ? index.groupRecord(0) : 0;
        return Optional.of(new Place(segment, loaded, record));
    }

    /** The first group that starts after a time, in any file. */
    Optional<Place> after(long atUs) throws IOException {
        Optional<StoredSegment> holding = library.atOrBefore(key, atUs);
        if (holding.isPresent()) {
            Optional<LoadedSegment> loaded = library.load(holding.get());
            if (loaded.isPresent()) {
                SegmentIndex index = loaded.get().index();
                int group = index.groupAtOrBefore(atUs) + 1;
                if (group < index.groupCount()) {
                    int record = index.groupRecord(group);
                    return Optional.of(new Place(holding.get(), loaded.get(), record));
                }
            }
        }
        return firstOfNextFile(atUs);
    }

    private Optional<Place> firstOfNextFile(long afterUs) throws IOException {
        long from = afterUs;
        for (int i = 0; i < MAX_FILES_BACK; i++) {
            Optional<StoredSegment> next = library.after(key, from);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Optional<LoadedSegment> loaded = library.load(next.get());
            if (loaded.isPresent()) {
                return firstGroup(next.get(), loaded.get());
            }
            from = next.get().startWallUs();
        }
        return Optional.empty();
    }

    /** Where recordings go on after a run that ends at a hole or at the end of its file. */
    Optional<Place> behind(Run run) throws IOException {
        SegmentIndex index = run.loaded().index();
        for (int i = run.end(); i < index.count(); i++) {
            if (index.leads(i)) {
                return Optional.of(new Place(run.segment(), run.loaded(), i));
            }
        }
        return firstOfNextFile(run.segment().startWallUs());
    }

    /** The file that goes on where this one ends: same format, same media clock, no hole. */
    Optional<Place> continuing(StoredSegment segment, LoadedSegment loaded) throws IOException {
        Optional<StoredSegment> next = library.after(key, segment.startWallUs());
        if (next.isEmpty()
                || Math.abs(next.get().startWallUs() - loaded.index().endWallUs()) > HOLE_US) {
            return Optional.empty();
        }
        Optional<LoadedSegment> other = library.load(next.get());
        if (other.isEmpty()
                || !other.get().init().equals(loaded.init())
                || !sameClock(loaded, other.get())) {
            return Optional.empty();
        }
        return Optional.of(new Place(next.get(), other.get(), 0));
    }

    private static boolean sameClock(LoadedSegment one, LoadedSegment next) {
        long stepUs = Run.leadingStartUs(next) - Run.leadingEndUs(one);
        return Math.abs(stepUs) <= HOLE_US;
    }

    /**
     * Whole groups for about so long: to the last group that starts at or before {@code untilUs},
     * but at least one group; less where a hole comes or the file ends.
     */
    Run groups(Place from, long untilUs) {
        Walk walk = new Walk(from);
        int last = -1;
        while (walk.next()) {
            if (walk.hole() || walk.bytes > MAX_CHUNK_BYTES) {
                break;
            }
            if (walk.group()) {
                if (walk.wallUs() > untilUs && last > 0) {
                    return walk.runTo(last);
                }
                last = walk.at;
                if (walk.wallUs() >= untilUs) {
                    return walk.runTo(last);
                }
            }
        }
        return walk.run();
    }

    /** Everything up to the first group that starts at or after a time, to a hole or file's end. */
    Run everything(Place from, long toUs) {
        Walk walk = new Walk(from);
        while (walk.next()) {
            if (walk.hole() || (walk.group() && walk.wallUs() >= toUs)) {
                break;
            }
        }
        return walk.run();
    }

    /** Goes over the leading fragments of a file, and knows what lies behind. */
    private static final class Walk {
        private final Place from;
        private final SegmentIndex index;
        private final Timeline timeline;
        private final int count;
        private int at;
        private long lastEndUs = Long.MIN_VALUE;
        private long bytes;

        Walk(Place from) {
            this.from = from;
            this.index = from.loaded().index();
            this.timeline = new Timeline(from.loaded().init());
            this.count = index.count();
            this.at = from.record() - 1;
        }

        /** Steps to the next leading fragment; false at the end of the file. */
        boolean next() {
            if (at >= from.record()) {
                pass();
            }
            for (at++; at < count && !index.leads(at); at++) {
                bytes += index.size(at);
            }
            return at < count;
        }

        private void pass() {
            SegmentIndex.Entry entry = index.entry(at);
            bytes += entry.size();
            long durationUs = timeline.toUs(entry.trackId(), entry.durationTicks());
            lastEndUs = Math.max(lastEndUs, entry.wallUs() + durationUs);
        }

        long wallUs() {
            return index.wallUs(at);
        }

        boolean hole() {
            return lastEndUs != Long.MIN_VALUE && wallUs() - lastEndUs > HOLE_US;
        }

        boolean group() {
            return at > from.record() && index.startsGroup(at);
        }

        Run runTo(int group) {
            return new Run(
                    from.segment(), from.loaded(), from.record(), group, index.wallUs(group));
        }

        /** All passed so far, ending where the present fragment starts unless that is a hole. */
        Run run() {
            if (at < count && !hole()) {
                return runTo(at);
            }
            long endUs = lastEndUs == Long.MIN_VALUE ? index.endWallUs() : lastEndUs;
            return new Run(from.segment(), from.loaded(), from.record(), at, endUs);
        }
    }
}
