package org.haidang.archive.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.coverage.Intervals.Interval;

/**
 * What was wanted against what is on disk. In this order each wanted moment is told: in a gap row,
 * on disk, expired, else a gap of unknown reason. Holes up to the tolerance count as on disk.
 */
public final class Coverage {
    private static final long HOUR_US = 3_600_000_000L;

    private final Intervals wanted;
    private final Intervals recorded;
    private final Intervals fetched;
    private final Intervals expired;
    private final List<Gap> gaps;

    /**
     * @param wanted when recording was wanted, up to now
     * @param onDisk times of segments
     * @param fetched times of those that were fetched later
     * @param gaps gap rows, up to now
     * @param expiredBeforeUs how far retention came
     * @param toleranceUs holes that are none
     */
    public Coverage(
            List<Interval> wanted,
            List<Interval> onDisk,
            List<Interval> fetched,
            List<Gap> gaps,
            long expiredBeforeUs,
            long toleranceUs) {
        this.wanted = Intervals.of(wanted);
        Intervals told =
                Intervals.of(
                        gaps.stream().map(gap -> new Interval(gap.fromUs(), gap.toUs())).toList());
        this.recorded = Intervals.of(onDisk).bridging(toleranceUs).minus(told).and(this.wanted);
        this.fetched = Intervals.of(fetched).bridging(toleranceUs).and(recorded);
        Intervals rest = this.wanted.minus(told).minus(recorded);
        this.expired = rest.clip(Long.MIN_VALUE, expiredBeforeUs);
        this.gaps = new ArrayList<>();
        addTold(gaps);
        for (Interval hole : rest.minus(expired).list()) {
            this.gaps.add(new Gap(hole.fromUs(), hole.toUs(), GapReason.UNKNOWN));
        }
        this.gaps.sort(Comparator.comparingLong(Gap::fromUs));
    }

    /** Where two gap rows overlap, the earlier one tells the reason. */
    private void addTold(List<Gap> rows) {
        long toldUntil = Long.MIN_VALUE;
        for (Gap row : rows.stream().sorted(Comparator.comparingLong(Gap::fromUs)).toList()) {
            Intervals own = Intervals.of(List.of(new Interval(row.fromUs(), row.toUs())));
            for (Interval part : own.clip(toldUntil, row.toUs()).and(wanted).list()) {
                gaps.add(new Gap(part.fromUs(), part.toUs(), row.reason()));
            }
            toldUntil = Math.max(toldUntil, row.toUs());
        }
    }

    /** The wanted times without a recording, in order. */
    public List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    /** One entry per hour (UTC) that the range touches, clipped to the range. */
    public List<CoverageHour> hours(long fromUs, long toUs) {
        List<CoverageHour> hours = new ArrayList<>();
        long start = Math.floorDiv(fromUs, HOUR_US) * HOUR_US;
        for (long hour = start; hour < toUs; hour += HOUR_US) {
            hours.add(hour(hour, Math.max(fromUs, hour), Math.min(toUs, hour + HOUR_US)));
        }
        return hours;
    }

    private CoverageHour hour(long startUs, long fromUs, long toUs) {
        List<Gap> clipped = new ArrayList<>();
        for (Gap gap : gaps) {
            long from = Math.max(gap.fromUs(), fromUs);
            long to = Math.min(gap.toUs(), toUs);
            if (from < to) {
                clipped.add(new Gap(from, to, gap.reason()));
            }
        }
        return new CoverageHour(
                startUs,
                wanted.clip(fromUs, toUs).lengthUs(),
                recorded.clip(fromUs, toUs).lengthUs(),
                fetched.clip(fromUs, toUs).lengthUs(),
                expired.clip(fromUs, toUs).lengthUs(),
                clipped);
    }
}
