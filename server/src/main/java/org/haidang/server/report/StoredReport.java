package org.haidang.server.report;

import java.util.List;
import java.util.Set;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.report.Report;

/**
 * A report as it is kept.
 *
 * @param revision from 1; each act makes the next
 * @param figuresSha256 of the figures' text, hexadecimal
 * @param letters it carries out, the nearest first, as they were when it was drafted
 * @param facilities ids of those counted
 */
public record StoredReport(
        String id,
        long revision,
        Report report,
        String figuresSha256,
        List<Dispatch> letters,
        Set<String> facilities,
        Frame frame,
        long createdUs) {
    public StoredReport {
        letters = List.copyOf(letters);
        facilities = Set.copyOf(facilities);
    }

    StoredReport next(Report after, Frame frame) {
        return new StoredReport(
                id, revision + 1, after, figuresSha256, letters, facilities, frame, createdUs);
    }
}
