package org.haidang.archive.catalog;

/**
 * A segment file that gets its row.
 *
 * @param disk name of the disk it lies on
 * @param path below the disk's root, with {@code /}; unique per disk
 * @param startWallUs wall time of the first picture, microseconds since 1970 UTC
 * @param endWallUs end of the last picture; equals {@code startWallUs} while WRITING
 * @param bytes length of the file; 0 while WRITING
 * @param codecs the RFC 6381 {@code codecs} parameter, for example {@code avc1.64001f,mp4a.40.2}
 * @param state WRITING or COMPLETE
 * @param randomAccess the file starts with a key picture; false where a group of pictures of
 *     minutes was cut by time
 * @param origin where it came from
 */
public record NewSegment(
        StreamKey key,
        String disk,
        String path,
        long startWallUs,
        long endWallUs,
        long bytes,
        String codecs,
        SegmentState state,
        boolean randomAccess,
        Origin origin) {

    public NewSegment {
        if (state == SegmentState.DELETING) {
            throw new IllegalArgumentException("a new segment cannot be " + state);
        }
        if (endWallUs < startWallUs || bytes < 0) {
            throw new IllegalArgumentException(
                    path + ": ends " + endWallUs + " before it starts " + startWallUs);
        }
    }
}
