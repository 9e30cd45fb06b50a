package org.haidang.archive.play;

import java.nio.file.Path;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.file.OpenSegment;
import org.jspecify.annotations.Nullable;

/**
 * A segment as readers see it, whether its row or its recorder tells of it.
 *
 * @param endWallUs end of the last picture; {@link Long#MAX_VALUE} if only a scan could tell
 * @param live the recorder's view while it is written
 */
record StoredSegment(
        String disk,
        String path,
        Path file,
        long startWallUs,
        long endWallUs,
        long bytes,
        Origin origin,
        @Nullable OpenSegment live) {

    boolean sameFile(StoredSegment other) {
        return disk.equals(other.disk) && path.equals(other.path);
    }
}
