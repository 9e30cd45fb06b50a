package org.haidang.archive.play;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.haidang.archive.catalog.Origin;
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
    record Place(StoredSegment segment, LoadedSegment loaded, int record) {
        long wallUs() {
            return loaded.index().wallUs(record);
        }
    }

    /** The group that holds a time; empty if the time lies in no recording. */
    Optional<Place> holding(long atUs) throws IOException {
        List<StoredSegment> reaching = library.at(key, atUs);
        Optional<Place> section = lastSection(reaching, atUs);
        if (section.isPresent()) {
            return groupFor(section.get().segment(), section.get().loaded(), atUs);
        }
        for (StoredSegment segment : reaching) {
            Optional<LoadedSegment> loaded = library.load(segment);
            if (loaded.isPresent() && covers(loaded.get().index(), atUs)) {
                return groupFor(segment, loaded.get(), atUs);
            }
        }
        return Optional.empty();
    }

    /**
     * Where the pictures begin that show a time without a hole before it. Of files that overlap the
     * one counts in which they begin last: so each is shown from its start on, and left for the
     * next.
     */
    private Optional<Place> lastSection(List<StoredSegment> reaching, long atUs)
            throws IOException {
        Optional<Place> last = Optional.empty();
        for (StoredSegment segment : reaching) {
            Optional<LoadedSegment> loaded = library.load(segment);
            if (loaded.isPresent() && shows(loaded.get(), atUs)) {
                Place section = new Place(segment, loaded.get(), sectionStart(loaded.get(), atUs));
                if (last.isEmpty() || section.wallUs() > last.get().wallUs()) {
                    last = Optional.of(section);
                }
            }
        }
        return last;
    }

    /** The first leading fragment behind the last hole before a time, or of the file. */
    private static int sectionStart(LoadedSegment loaded, long atUs) {
        SegmentIndex index = loaded.index();
        Timeline timeline = new Timeline(loaded.init());
        int start = 0;
        long lastEndUs = Long.MIN_VALUE;
        for (int i = 0; i < index.count() && index.wallUs(i) <= atUs; i++) {
            if (index.leads(i)) {
                if (lastEndUs != Long.MIN_VALUE && index.wallUs(i) - lastEndUs > HOLE_US) {
                    start = i;
                }
                lastEndUs = Math.max(lastEndUs, endUs(index, timeline, i));
            }
        }
        return start;
    }

    /** Whether pictures of the file follow each other over a time. */
    private static boolean shows(LoadedSegment loaded, long atUs) {
        SegmentIndex index = loaded.index();
        if (atUs >= index.endWallUs()) {
            return false;
        }
        Timeline timeline = new Timeline(loaded.init());
        int group = index.groupAtOrBefore(atUs);
        long lastEndUs = Long.MIN_VALUE;
        for (int i = group < 0 ? 0 : index.groupRecord(group); i < index.count(); i++) {
            if (index.leads(i)) {
                if (index.wallUs(i) > atUs) {
                    return lastEndUs != Long.MIN_VALUE
                            && (atUs < lastEndUs || index.wallUs(i) - lastEndUs <= HOLE_US);
                }
                lastEndUs = Math.max(lastEndUs, endUs(index, timeline, i));
            }
        }
        return lastEndUs != Long.MIN_VALUE;
    }

    private static long endUs(SegmentIndex index, Timeline timeline, int record) {
        SegmentIndex.Entry entry = index.entry(record);
        return entry.wallUs() + timeline.toUs(entry.trackId(), entry.durationTicks());
    }

    /** The same, but a moment into a hole still counts. */
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
        Place at = new Place(segment, loaded, 0);
        for (int i = 0; i < MAX_FILES_BACK; i++) {
            SegmentIndex index = at.loaded().index();
            int group = index.groupAtOrBefore(atUs);
            if (group >= 0) {
                return Optional.of(new Place(at.segment(), at.loaded(), index.groupRecord(group)));
            }
            // A group of minutes that was cut by time: its key picture lies in a file before.
            Optional<Place> before = continuedBy(at);
            if (before.isEmpty()) {
                break;
            }
            at = before.get();
        }
        return firstGroup(segment, loaded);
    }

    /** The file that ends where this one starts, of the same format. */
    private Optional<Place> continuedBy(Place at) throws IOException {
        long startUs = at.segment().startWallUs();
        List<StoredSegment> before =
                library.overlapping(key, startUs - HOLE_US, startUs, Library.MAX_AT);
        for (StoredSegment segment : before.reversed()) {
            if (segment.origin() == at.segment().origin()) {
                Optional<LoadedSegment> loaded = library.load(segment);
                if (loaded.isPresent() && loaded.get().init().equals(at.loaded().init())) {
                    return Optional.of(new Place(segment, loaded.get(), 0));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Place> firstGroup(StoredSegment segment, LoadedSegment loaded) {
        SegmentIndex index = loaded.index();
        // Without any key picture a decoder may still show something from the first fragment on.
        int record = index.groupCount() > 0 ? index.groupRecord(0) : 0;
        return Optional.of(new Place(segment, loaded, record));
    }

    /** The first group that starts after a time, in any file. */
    Optional<Place> after(long atUs) throws IOException {
        Optional<Place> first = firstOfNextFile(atUs);
        for (StoredSegment segment : library.at(key, atUs)) {
            Optional<LoadedSegment> loaded = library.load(segment);
            if (loaded.isPresent()) {
                SegmentIndex index = loaded.get().index();
                int group = index.groupAtOrBefore(atUs) + 1;
                if (group < index.groupCount()) {
                    int record = index.groupRecord(group);
                    first = earlier(first, new Place(segment, loaded.get(), record));
                }
            }
        }
        return first;
    }

    private static Optional<Place> earlier(Optional<Place> one, Place other) {
        return one.isPresent() && one.get().wallUs() <= other.wallUs() ? one : Optional.of(other);
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

    /**
     * Where recordings go on after a run that ends at a hole or at the end of its file.
     *
     * @param reachedUs how far all runs so far came
     * @return a file that began while the run lasted, from its start; else what shows the pictures
     *     at {@code reachedUs}; else whatever comes first after it
     */
    Optional<Place> behind(Run run, long reachedUs) throws IOException {
        Optional<Place> begun = begunMeanwhile(run, reachedUs);
        return begun.isPresent() ? begun : beyond(run, reachedUs);
    }

    private Optional<Place> beyond(Run run, long reachedUs) throws IOException {
        List<StoredSegment> others =
                library.at(key, reachedUs).stream()
                        .filter(segment -> !segment.sameFile(run.segment()))
                        .toList();
        Optional<Place> section = lastSection(others, reachedUs);
        if (section.isPresent()) {
            return Optional.of(
                    isNew(section.get(), run) ? section.get() : groupIn(section.get(), reachedUs));
        }
        Optional<Place> first = firstOfNextFile(reachedUs);
        for (StoredSegment segment : others) {
            Optional<LoadedSegment> loaded = library.load(segment);
            if (loaded.isPresent()) {
                int record = leadingAfter(loaded.get().index(), reachedUs);
                first = earlier(first, new Place(segment, loaded.get(), record));
            }
        }
        Optional<Place> rest = rest(run);
        return rest.isPresent() ? earlier(first, rest.get()) : first;
    }

    /** Whether it began while a run lasted. */
    private static boolean isNew(Place section, Run run) {
        return section.wallUs() > run.wallStartUs();
    }

    /** The group of a time in a section, but nothing from before it. */
    private static Place groupIn(Place section, long atUs) {
        SegmentIndex index = section.loaded().index();
        int group = index.groupAtOrBefore(atUs);
        int record = group < 0 ? 0 : index.groupRecord(group);
        return new Place(section.segment(), section.loaded(), Math.max(section.record(), record));
    }

    /** The first file that starts while a run lasts; a hole's fetched media, for example. */
    private Optional<Place> begunMeanwhile(Run run, long untilUs) throws IOException {
        long from = run.wallStartUs();
        for (int i = 0; i < Library.MAX_AT; i++) {
            Optional<StoredSegment> next = library.after(key, from);
            if (next.isEmpty() || next.get().startWallUs() > untilUs) {
                return Optional.empty();
            }
            Optional<LoadedSegment> loaded = library.load(next.get());
            if (loaded.isPresent()) {
                return Optional.of(new Place(next.get(), loaded.get(), 0));
            }
            from = next.get().startWallUs();
        }
        return Optional.empty();
    }

    /** The first leading fragment after a time that lies in a hole of the file. */
    private static int leadingAfter(SegmentIndex index, long atUs) {
        int group = index.groupAtOrBefore(atUs);
        int record = group < 0 ? 0 : index.groupRecord(group);
        while (record + 1 < index.count()
                && (!index.leads(record) || index.wallUs(record) <= atUs)) {
            record++;
        }
        return record;
    }

    /** What comes behind a run in its own file. */
    private static Optional<Place> rest(Run run) {
        SegmentIndex index = run.loaded().index();
        for (int i = run.end(); i < index.count(); i++) {
            if (index.leads(i)) {
                return Optional.of(new Place(run.segment(), run.loaded(), i));
            }
        }
        return Optional.empty();
    }

    private static boolean follows(Place place, Run run) {
        return place.wallUs() - run.wallEndUs() <= HOLE_US;
    }

    /**
     * Where to ask next after a chunk that was asked for at {@code atUs} and ended with this run;
     * always later than that.
     */
    OptionalLong nextUs(Run run, long atUs) throws IOException {
        OptionalLong next = goesOnAt(run, atUs);
        if (next.isEmpty() || next.getAsLong() > atUs) {
            return next;
        }
        // A group too large for a chunk, or a clock that was set back: better a jump than no way
        // on.
        Optional<Place> after = after(atUs);
        return after.isPresent() ? OptionalLong.of(after.get().wallUs()) : OptionalLong.empty();
    }

    private OptionalLong goesOnAt(Run run, long atUs) throws IOException {
        Optional<Place> rest = rest(run);
        if (rest.isPresent() && follows(rest.get(), run)) {
            return OptionalLong.of(rest.get().wallUs());
        }
        Optional<Place> next =
                begunMeanwhile(run, run.wallEndUs()).filter(begun -> begun.wallUs() > atUs);
        if (next.isEmpty()) {
            next = goingOn(run);
        }
        return next.isPresent() ? OptionalLong.of(next.get().wallUs()) : beyondAt(run, atUs);
    }

    private OptionalLong beyondAt(Run run, long atUs) throws IOException {
        long endUs = run.wallEndUs();
        Optional<Place> next = beyond(run, endUs);
        if (next.isEmpty()) {
            return OptionalLong.empty();
        }
        Place place = next.get();
        boolean begun =
                place.wallUs() > atUs
                        && isNew(place, run)
                        && place.record() == sectionStart(place.loaded(), place.wallUs());
        // Else it is in the middle of a group that has to be shown again.
        return OptionalLong.of(begun ? place.wallUs() : Math.max(place.wallUs(), endUs));
    }

    /**
     * Whether the next chunk would be taken from another file that shows the same time, so that the
     * pictures left in this one would be seen by nobody: at the seam of a gap that was filled.
     */
    boolean leavesPictures(Run run) throws IOException {
        Optional<Place> rest = rest(run);
        if (rest.isEmpty() || !follows(rest.get(), run)) {
            return false;
        }
        StoredSegment here = run.segment();
        return holding(rest.get().wallUs())
                .map(Place::segment)
                .filter(there -> !there.sameFile(here))
                .filter(there ->
                        there.origin() == Origin.FETCHED || here.origin() == Origin.FETCHED)
                .isPresent();
    }

    /**
     * The file that goes on where a run and its file end: same origin, format and media clock, no
     * hole. Empty also if another file began while the run lasted, which comes first then.
     */
    Optional<Place> continuing(Run run, long reachedUs) throws IOException {
        Optional<Place> next = goingOn(run);
        Optional<Place> begun = next.isEmpty() ? next : begunMeanwhile(run, reachedUs);
        return next.filter(
                place -> begun.isEmpty() || begun.get().segment().sameFile(place.segment()));
    }

    private Optional<Place> goingOn(Run run) throws IOException {
        if (!run.toEndOfFile()) {
            return Optional.empty();
        }
        StoredSegment segment = run.segment();
        LoadedSegment loaded = run.loaded();
        long endUs = loaded.index().endWallUs();
        long from = Math.max(segment.startWallUs(), endUs - HOLE_US - 1);
        for (int i = 0; i < Library.MAX_AT; i++) {
            Optional<StoredSegment> next = library.after(key, from);
            if (next.isEmpty() || next.get().startWallUs() > endUs + HOLE_US) {
                return Optional.empty();
            }
            if (next.get().origin() == segment.origin()) {
                Optional<LoadedSegment> other = library.load(next.get());
                if (other.isPresent()
                        && other.get().init().equals(loaded.init())
                        && sameClock(loaded, other.get())) {
                    return Optional.of(new Place(next.get(), other.get(), 0));
                }
            }
            from = next.get().startWallUs();
        }
        return Optional.empty();
    }

    private static boolean sameClock(LoadedSegment one, LoadedSegment next) {
        long stepUs = Run.leadingStartUs(next) - Run.leadingEndUs(one);
        return Math.abs(stepUs) <= HOLE_US;
    }

    /**
     * Whole groups for about so long: to the last group that starts at or before {@code untilUs},
     * but at least one group; less where a hole comes or the file ends.
     *
     * @param atUs holes before it are passed over: what is wanted lies behind them, and may need
     *     the pictures before them
     */
    Run groups(Place from, long untilUs, long atUs) {
        Walk walk = new Walk(from);
        int last = -1;
        while (walk.next()) {
            if ((walk.hole() && walk.wallUs() > atUs) || walk.bytes > MAX_CHUNK_BYTES) {
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
