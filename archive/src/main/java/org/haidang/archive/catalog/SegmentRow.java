package org.haidang.archive.catalog;

/**
 * One segment file as the catalogue knows it. See {@link NewSegment} for the fields.
 *
 * @param id given by the catalogue, positive, never used twice
 */
public record SegmentRow(
        long id,
        StreamKey key,
        String disk,
        String path,
        long startWallUs,
        long endWallUs,
        long bytes,
        String codecs,
        SegmentState state,
        boolean randomAccess,
        Origin origin) {}
