package org.haidang.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haidang.archive.catalog.GapRow;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.catalog.WantedRow;
import org.haidang.archive.coverage.Coverage;
import org.haidang.archive.coverage.Gap;
import org.haidang.archive.coverage.Intervals;
import org.haidang.archive.coverage.Intervals.Interval;
import org.haidang.archive.play.Library;
import org.haidang.archive.play.Span;
import org.haidang.archive.record.GapTracker;
import org.haidang.archive.record.Recorders;

/** Puts rows and open files together into what can be told of a time: spans, gaps, coverage. */
final class History {
    static final long MAX_RANGE_US = 100L * 24 * 3_600_000_000L;
    private static final int MAX_SPANS = 10_000;

    /** So much around a range is looked at, so that holes at its edges are judged right. */
    private static final long MARGIN_US = 2 * GapTracker.TOLERANCE_US;

    /** What arrived so lately may not be on disk yet; coverage of the present ends there. */
    private static final long EDGE_US = 10_000_000;

    private final SegmentCatalog catalog;
    private final Library library;
    private final Recorders recorders;

    History(SegmentCatalog catalog, Library library, Recorders recorders) {
        this.catalog = catalog;
        this.library = library;
        this.recorders = recorders;
    }

    List<Span> spans(StreamKey key, long fromUs, long toUs, long nowUs) {
        List<Span> files = library.times(key, fromUs - MARGIN_US, toUs + MARGIN_US).all();
        Intervals onDisk =
                Intervals.of(intervals(files))
                        .bridging(GapTracker.TOLERANCE_US)
                        .minus(Intervals.of(gapIntervals(gapRows(key, fromUs, toUs, nowUs))));
        List<Span> spans = new ArrayList<>();
        int next = 0;
        for (Interval interval : onDisk.list()) {
            long bytes = 0;
            while (next < files.size() && files.get(next).fromUs() < interval.toUs()) {
                bytes += files.get(next++).bytes();
            }
            if (interval.toUs() > fromUs && interval.fromUs() < toUs && spans.size() < MAX_SPANS) {
                spans.add(new Span(interval.fromUs(), interval.toUs(), bytes));
            }
        }
        return spans;
    }

    Coverage coverage(StreamKey key, long fromUs, long toUs, long nowUs) {
        if (fromUs > toUs || toUs - fromUs > MAX_RANGE_US) {
            throw new IllegalArgumentException("range " + fromUs + " to " + toUs);
        }
        long from = fromUs - MARGIN_US;
        long to = Math.min(toUs + MARGIN_US, presentUs(key, nowUs));
        if (to <= from) {
            return new Coverage(List.of(), List.of(), List.of(), List.of(), Long.MIN_VALUE, 0);
        }
        List<Interval> wanted = new ArrayList<>();
        for (WantedRow row : catalog.wanted(key, from, to, SegmentCatalog.MAX_LIMIT)) {
            wanted.add(new Interval(Math.max(from, row.fromUs()), Math.min(to, row.toUs())));
        }
        Library.Times times = library.times(key, from, to);
        return new Coverage(
                wanted,
                intervals(times.all()),
                intervals(times.fetched()),
                gapRows(key, from, to, nowUs),
                catalog.expiredBefore(key),
                GapTracker.TOLERANCE_US);
    }

    List<Interval> fetched(StreamKey key, long fromUs, long toUs) {
        List<Interval> stretches =
                Intervals.of(intervals(library.times(key, fromUs, toUs).fetched()))
                        .bridging(GapTracker.TOLERANCE_US)
                        .clip(fromUs, toUs)
                        .list();
        return stretches.stream().limit(MAX_SPANS).toList();
    }

    /** Up to when it can be judged: now, or where the disk is a moment behind. */
    private long presentUs(StreamKey key, long nowUs) {
        Optional<GapTracker> tracker = recorders.tracker(key);
        if (tracker.isEmpty() || tracker.get().reason().isPresent()) {
            return nowUs;
        }
        long lastEndUs = tracker.get().lastEndUs();
        return nowUs - lastEndUs < EDGE_US ? Math.min(nowUs, lastEndUs) : nowUs;
    }

    private List<Gap> gapRows(StreamKey key, long fromUs, long toUs, long nowUs) {
        List<Gap> gaps = new ArrayList<>();
        for (GapRow row : catalog.gaps(key, fromUs, toUs, SegmentCatalog.MAX_LIMIT)) {
            long end = Math.min(row.toUs(), Math.max(nowUs, row.fromUs()));
            gaps.add(new Gap(row.fromUs(), end, row.reason()));
        }
        return gaps;
    }

    private static List<Interval> intervals(List<Span> files) {
        return files.stream().map(file -> new Interval(file.fromUs(), file.toUs())).toList();
    }

    private static List<Interval> gapIntervals(List<Gap> gaps) {
        return gaps.stream().map(gap -> new Interval(gap.fromUs(), gap.toUs())).toList();
    }

    static List<Gap> clipped(List<Gap> gaps, long fromUs, long toUs) {
        List<Gap> out = new ArrayList<>();
        for (Gap gap : gaps) {
            long from = Math.max(fromUs, gap.fromUs());
            long to = Math.min(toUs, gap.toUs());
            if (from < to && out.size() < MAX_SPANS) {
                out.add(new Gap(from, to, gap.reason()));
            }
        }
        return out;
    }
}
