package org.haidang.server.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.coverage.Gap;
import org.haidang.archive.coverage.Intervals.Interval;
import org.haidang.archive.play.Span;
import org.haidang.server.recording.Recorded;
import org.haidang.uplink.wire.Coverage;
import org.haidang.uplink.wire.HourOfCoverage;
import org.junit.jupiter.api.Test;

class RecordingWordsTest {
    private static final Gap GAP = new Gap(60, 90, GapReason.CAMERA_BUSY);

    @Test
    void passesOnWhatThereIsWhatIsMissingAndWhatWasFetchedLater() {
        Recorded recorded =
                new Recorded(
                        List.of(new Span(10, 60, 777)),
                        List.of(GAP),
                        List.of(new Interval(20, 30), new Interval(40, 50)));
        assertThat(RecordingWords.heard(RecordingWords.said(recorded))).isEqualTo(recorded);
        List<CoverageHour> hours = List.of(new CoverageHour(5, 100, 60, 20, 10, List.of(GAP)));
        assertThat(RecordingWords.heard(RecordingWords.said(hours))).isEqualTo(hours);
    }

    /** It does not know the word. */
    @Test
    void anOlderSiteHasFetchedNothing() {
        Coverage words =
                Coverage.newBuilder()
                        .addHours(
                                HourOfCoverage.newBuilder()
                                        .setStartUs(5)
                                        .setExpectedUs(100)
                                        .setRecordedUs(60))
                        .build();
        assertThat(RecordingWords.heard(words))
                .containsExactly(new CoverageHour(5, 100, 60, 0, 0, List.of()));
        assertThat(RecordingWords.heard(org.haidang.uplink.wire.Recorded.newBuilder().build()))
                .isEqualTo(new Recorded(List.of(), List.of(), List.of()));
    }
}
