package org.haidang.media.source;

import java.util.List;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;

/**
 * What a source tells its hub. All calls for one source come from one thread, in order, and must
 * not block.
 *
 * <p>Order: {@code onTracks} before the first access unit, and again before the first unit of a
 * changed format.
 */
public interface SourceListener {
    /** The tracks from now on, video first. At most 8. */
    void onTracks(List<Track> tracks);

    /** One access unit, in decode order per track. */
    void onAccessUnit(AccessUnit unit);

    /**
     * The source has handed over all it read in this pass of its event loop; a good moment to wake
     * readers.
     */
    void onBatchEnd();

    void onState(SourceState state);
}
