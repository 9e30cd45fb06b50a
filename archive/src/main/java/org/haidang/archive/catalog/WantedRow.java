package org.haidang.archive.catalog;

/**
 * A time in which a stream was to be recorded, whether the server ran or not. Coverage measures
 * against these.
 *
 * @param id given by the catalogue, positive
 * @param toUs {@link SegmentCatalog#OPEN} while recording is still wanted
 */
public record WantedRow(long id, StreamKey key, long fromUs, long toUs) {
    public boolean open() {
        return toUs == SegmentCatalog.OPEN;
    }
}
