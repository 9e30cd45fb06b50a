package org.haidang.archive.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.coverage.Intervals.Interval;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final long HOUR = 3_600_000_000L;
    private static final long MINUTE = 60_000_000L;
    private static final long SECOND = 1_000_000L;

    /** 09:00 of some day. */
    private static final long NINE = 497_222L * HOUR;

    private static Interval minutes(int from, int to) {
        return new Interval(NINE + from * MINUTE, NINE + to * MINUTE);
    }

    private static Gap gap(int from, int to, GapReason reason) {
        return new Gap(NINE + from * MINUTE, NINE + to * MINUTE, reason);
    }

    private static Coverage of(List<Interval> wanted, List<Interval> onDisk, List<Gap> gaps) {
        return new Coverage(wanted, onDisk, List.of(), gaps, Long.MIN_VALUE, SECOND);
    }

    @Test
    void fullHourIsFull() {
        Coverage coverage =
                of(List.of(minutes(0, 60)), List.of(minutes(-5, 30), minutes(30, 65)), List.of());
        assertThat(coverage.hours(NINE, NINE + HOUR))
                .containsExactly(new CoverageHour(NINE, HOUR, HOUR, 0, 0, List.of()));
    }

    @Test
    void gapOverTheHourIsSplitBetweenBoth() {
        Coverage coverage =
                of(
                        List.of(minutes(0, 120)),
                        List.of(minutes(0, 50), minutes(80, 120)),
                        List.of(gap(50, 80, GapReason.CAMERA_UNREACHABLE)));
        assertThat(coverage.hours(NINE, NINE + 2 * HOUR))
                .containsExactly(
                        new CoverageHour(
                                NINE,
                                HOUR,
                                50 * MINUTE,
                                0,
                                0,
                                List.of(gap(50, 60, GapReason.CAMERA_UNREACHABLE))),
                        new CoverageHour(
                                NINE + HOUR,
                                HOUR,
                                40 * MINUTE,
                                0,
                                0,
                                List.of(gap(60, 80, GapReason.CAMERA_UNREACHABLE))));
    }

    @Test
    void expectsNothingWhereRecordingWasNotWanted() {
        Coverage coverage =
                of(
                        List.of(minutes(10, 20), minutes(40, 50)),
                        List.of(minutes(0, 60)),
                        List.of(gap(25, 30, GapReason.OVERLOAD)));
        CoverageHour hour = coverage.hours(NINE, NINE + HOUR).getFirst();
        assertThat(hour.expectedUs()).isEqualTo(20 * MINUTE);
        assertThat(hour.recordedUs()).isEqualTo(20 * MINUTE);
        assertThat(hour.gaps()).isEmpty();
    }

    @Test
    void namesAnUnexplainedHoleUnknown() {
        Coverage coverage =
                of(
                        List.of(minutes(0, 60)),
                        List.of(minutes(0, 20), minutes(30, 60)),
                        List.of(gap(20, 25, GapReason.DISK_FULL)));
        assertThat(coverage.gaps())
                .containsExactly(gap(20, 25, GapReason.DISK_FULL), gap(25, 30, GapReason.UNKNOWN));
    }

    @Test
    void callsWhatRetentionTookExpired() {
        Coverage coverage =
                new Coverage(
                        List.of(minutes(0, 60)),
                        List.of(minutes(30, 60)),
                        List.of(),
                        List.of(gap(10, 15, GapReason.CAMERA_NO_MEDIA)),
                        NINE + 30 * MINUTE,
                        SECOND);
        CoverageHour hour = coverage.hours(NINE, NINE + HOUR).getFirst();
        assertThat(hour.recordedUs()).isEqualTo(30 * MINUTE);
        assertThat(hour.expiredUs()).isEqualTo(25 * MINUTE);
        assertThat(hour.gaps()).containsExactly(gap(10, 15, GapReason.CAMERA_NO_MEDIA));
    }

    @Test
    void tellsHowMuchOfWhatIsThereWasFetchedLater() {
        Coverage coverage =
                new Coverage(
                        List.of(minutes(0, 60)),
                        List.of(minutes(0, 20), minutes(19, 40), minutes(50, 60)),
                        List.of(minutes(19, 40)),
                        List.of(gap(35, 50, GapReason.CAMERA_NO_MEDIA)),
                        Long.MIN_VALUE,
                        SECOND);
        CoverageHour hour = coverage.hours(NINE, NINE + HOUR).getFirst();
        assertThat(hour.recordedUs()).isEqualTo(45 * MINUTE);
        assertThat(hour.fetchedUs()).as("19 to 35").isEqualTo(16 * MINUTE);
    }

    @Test
    void doesNotCountHolesBetweenPicturesAsGaps() {
        Interval first = new Interval(NINE, NINE + 10 * MINUTE);
        Interval second = new Interval(NINE + 10 * MINUTE + 900_000, NINE + HOUR);
        Coverage coverage = of(List.of(minutes(0, 60)), List.of(first, second), List.of());
        assertThat(coverage.gaps()).isEmpty();
        assertThat(coverage.hours(NINE, NINE + HOUR).getFirst().recordedUs()).isEqualTo(HOUR);
    }

    @Test
    void tellsEachMomentOnceWhenGapsOverlap() {
        Coverage coverage =
                of(
                        List.of(minutes(0, 60)),
                        List.of(minutes(0, 10), minutes(40, 60)),
                        List.of(
                                gap(10, 30, GapReason.SERVER_STOPPED),
                                gap(20, 40, GapReason.CAMERA_CONNECTING)));
        assertThat(coverage.gaps())
                .containsExactly(
                        gap(10, 30, GapReason.SERVER_STOPPED),
                        gap(30, 40, GapReason.CAMERA_CONNECTING));
    }

    @Test
    void addsUpForAnyMixOfIntervals() {
        java.util.Random random = new java.util.Random(42);
        for (int round = 0; round < 500; round++) {
            Coverage coverage =
                    new Coverage(
                            some(random),
                            some(random),
                            some(random),
                            some(random).stream()
                                    .map(i -> new Gap(i.fromUs(), i.toUs(), GapReason.OVERLOAD))
                                    .toList(),
                            NINE + random.nextInt(120) * MINUTE,
                            SECOND);
            for (CoverageHour hour : coverage.hours(NINE, NINE + 2 * HOUR)) {
                assertThat(hour.fetchedUs()).isBetween(0L, hour.recordedUs());
                long gaps = hour.gaps().stream().mapToLong(g -> g.toUs() - g.fromUs()).sum();
                assertThat(hour.recordedUs() + hour.expiredUs() + gaps)
                        .as("round %d", round)
                        .isEqualTo(hour.expectedUs());
            }
        }
    }

    private static List<Interval> some(java.util.Random random) {
        List<Interval> out = new java.util.ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int from = random.nextInt(120);
            out.add(minutes(from, from + 1 + random.nextInt(40)));
        }
        return out;
    }
}
