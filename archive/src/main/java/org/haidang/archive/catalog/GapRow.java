package org.haidang.archive.catalog;

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
}
