package org.haidang.server.tier;

import java.util.List;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.coverage.Gap;
import org.haidang.archive.coverage.Intervals.Interval;
import org.haidang.archive.play.Span;
import org.haidang.server.recording.Recorded;
import org.haidang.uplink.wire.Coverage;
import org.haidang.uplink.wire.FetchedStretch;
import org.haidang.uplink.wire.HourOfCoverage;
import org.haidang.uplink.wire.RecordedGap;
import org.haidang.uplink.wire.RecordedSpan;

/** What the archive tells, in the words of the link's contract, there and back. */
final class RecordingWords {
    private RecordingWords() {}

    static org.haidang.uplink.wire.Recorded said(Recorded recorded) {
        org.haidang.uplink.wire.Recorded.Builder words =
                org.haidang.uplink.wire.Recorded.newBuilder();
        recorded.spans().stream()
                .limit(Recorded.MAX_ROWS)
                .forEach(span ->
                        words.addSpans(
                                RecordedSpan.newBuilder()
                                        .setFromUs(span.fromUs())
                                        .setToUs(span.toUs())
                                        .setBytes(span.bytes())));
        recorded.gaps().stream().limit(Recorded.MAX_ROWS).forEach(gap -> words.addGaps(said(gap)));
        recorded.fetched().stream()
                .limit(Recorded.MAX_ROWS)
                .forEach(stretch ->
                        words.addFetched(
                                FetchedStretch.newBuilder()
                                        .setFromUs(stretch.fromUs())
                                        .setToUs(stretch.toUs())));
        return words.build();
    }

    private static RecordedGap said(Gap gap) {
        return RecordedGap.newBuilder()
                .setFromUs(gap.fromUs())
                .setToUs(gap.toUs())
                .setReason(gap.reason().name())
                .build();
    }

    static Recorded heard(org.haidang.uplink.wire.Recorded words) {
        return new Recorded(
                words.getSpansList().stream()
                        .limit(Recorded.MAX_ROWS)
                        .map(span -> new Span(span.getFromUs(), span.getToUs(), span.getBytes()))
                        .toList(),
                gaps(words.getGapsList()),
                words.getFetchedList().stream()
                        .limit(Recorded.MAX_ROWS)
                        .map(stretch -> new Interval(stretch.getFromUs(), stretch.getToUs()))
                        .toList());
    }

    private static List<Gap> gaps(List<RecordedGap> words) {
        return words.stream()
                .limit(Recorded.MAX_ROWS)
                .map(gap -> new Gap(gap.getFromUs(), gap.getToUs(), reason(gap.getReason())))
                .toList();
    }

    /** A newer site may have reasons that we do not know. */
    private static GapReason reason(String word) {
        try {
            return GapReason.valueOf(word);
        } catch (IllegalArgumentException newer) {
            return GapReason.UNKNOWN;
        }
    }

    static Coverage said(List<CoverageHour> hours) {
        Coverage.Builder words = Coverage.newBuilder();
        for (CoverageHour hour : hours) {
            words.addHours(
                    HourOfCoverage.newBuilder()
                            .setStartUs(hour.startUs())
                            .setExpectedUs(hour.expectedUs())
                            .setRecordedUs(hour.recordedUs())
                            .setFetchedUs(hour.fetchedUs())
                            .setExpiredUs(hour.expiredUs())
                            .addAllGaps(hour.gaps().stream().map(RecordingWords::said).toList()));
        }
        return words.build();
    }

    static List<CoverageHour> heard(Coverage words) {
        return words.getHoursList().stream()
                .map(hour ->
                        new CoverageHour(
                                hour.getStartUs(),
                                hour.getExpectedUs(),
                                hour.getRecordedUs(),
                                hour.getFetchedUs(),
                                hour.getExpiredUs(),
                                gaps(hour.getGapsList())))
                .toList();
    }
}
