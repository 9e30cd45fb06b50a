package org.haidang.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.catalog.GapRow;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.catalog.WantedRow;
import org.haidang.archive.record.CatalogWriter;
import org.haidang.archive.record.GapTracker;
import org.haidang.archive.record.Recorders;

/**
 * Takes up the account of gaps where the last run left it. After an orderly stop each wanted stream
 * has an open gap; one without any was being recorded when the program died, and its gap begins
 * where its last file ends.
 */
final class StartUp {
    private static final int PAGE = 1_000;

    private final SegmentCatalog catalog;
    private final CatalogWriter rows;
    private final Map<StreamKey, GapTracker> trackers = new HashMap<>();

    StartUp(SegmentCatalog catalog, CatalogWriter rows) {
        this.catalog = catalog;
        this.rows = rows;
    }

    Map<StreamKey, GapTracker> run(Recorders recorders, Set<StreamKey> crashed, long nowUs) {
        Map<StreamKey, GapRow> open = openGaps(nowUs);
        List<WantedRow> page = catalog.openWanted(0, PAGE);
        while (!page.isEmpty()) {
            for (WantedRow row : page) {
                if (trackers.containsKey(row.key())) {
                    catalog.closeWanted(row.id(), row.fromUs());
                    continue;
                }
                GapTracker tracker =
                        tracker(row, Optional.ofNullable(open.remove(row.key())), crashed, nowUs);
                trackers.put(row.key(), tracker);
                recorders.wanted().adopt(row);
                recorders.adopt(row.key(), tracker);
            }
            page = catalog.openWanted(page.getLast().id(), PAGE);
        }
        // Recording was switched off, and the program died before the gap was closed.
        open.values().forEach(gap -> catalog.closeGap(gap.id(), nowUs));
        return trackers;
    }

    /** The open gap of each stream; of two, which a retried write can leave, the later stays. */
    private Map<StreamKey, GapRow> openGaps(long nowUs) {
        Map<StreamKey, GapRow> open = new HashMap<>();
        List<GapRow> page = catalog.openGaps(0, PAGE);
        while (!page.isEmpty()) {
            for (GapRow gap : page) {
                GapRow earlier = open.put(gap.key(), gap);
                if (earlier != null) {
                    catalog.closeGap(earlier.id(), Math.min(nowUs, gap.fromUs()));
                }
            }
            page = catalog.openGaps(page.getLast().id(), PAGE);
        }
        return open;
    }

    private GapTracker tracker(
            WantedRow row, Optional<GapRow> gap, Set<StreamKey> crashed, long nowUs) {
        if (gap.isPresent()) {
            return GapTracker.adopting(rows, gap.get());
        }
        if (crashed.contains(row.key())) {
            return GapTracker.healing(row.key(), rows, row.fromUs());
        }
        long lastEndUs =
                catalog.lastStartingAtOrBefore(row.key(), nowUs)
                        .map(SegmentRow::endWallUs)
                        .orElse(row.fromUs());
        long fromUs = Math.max(row.fromUs(), lastEndUs);
        GapTracker tracker = GapTracker.from(row.key(), rows, fromUs);
        tracker.silence(GapReason.SERVER_CRASHED, nowUs);
        return tracker;
    }
}
