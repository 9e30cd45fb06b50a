package org.haidang.server.recording;

import java.util.List;
import org.haidang.archive.coverage.Gap;
import org.haidang.archive.coverage.Intervals.Interval;
import org.haidang.archive.play.Span;

/**
 * What there is and what is missing, in order.
 *
 * @param spans not clipped to the range that was asked about
 * @param gaps clipped to it
 * @param fetched stretches of the spans that were fetched later from the camera's own storage,
 *     clipped to the range
 */
public record Recorded(List<Span> spans, List<Gap> gaps, List<Interval> fetched) {
    /** More of each are not told. */
    public static final int MAX_ROWS = 10_000;

    /** Whether there may be more. */
    public boolean truncated() {
        return spans.size() >= MAX_ROWS || gaps.size() >= MAX_ROWS || fetched.size() >= MAX_ROWS;
    }
}
