package org.haidang.archive.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * A time in which recording was wanted and nothing came to disk.
 *
 * @param id given by the catalogue, positive
 * @param fromUs end of the last recorded picture, microseconds since 1970 UTC
 * @param toUs start of the next recorded picture; {@link SegmentCatalog#OPEN} while it lasts
 */
public record GapRow(long id, StreamKey key, long fromUs, long toUs, GapReason reason) {
    public boolean open() {
        return toUs == SegmentCatalog.OPEN;
    }

    /**
     * What of it is left when {@code [startUs, endUs)} is there after all: up to two parts, in
     * order, each with this row's id; a store gives the second one an id of its own.
     *
     * @param toleranceUs parts up to this long are no gaps
     */
    public List<GapRow> without(long startUs, long endUs, long toleranceUs) {
        List<GapRow> left = new ArrayList<>(2);
        if (Math.min(toUs, startUs) - fromUs > toleranceUs) {
            left.add(new GapRow(id, key, fromUs, Math.min(toUs, startUs), reason));
        }
        if (toUs - Math.max(fromUs, endUs) > toleranceUs) {
            left.add(new GapRow(id, key, Math.max(fromUs, endUs), toUs, reason));
        }
        return left;
    }
}
