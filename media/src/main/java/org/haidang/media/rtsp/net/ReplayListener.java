package org.haidang.media.rtsp.net;

import java.io.IOException;
import java.util.List;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;

/**
 * Takes what {@link RtspReplay} fetches, in its caller's thread; while it works, the device waits.
 */
public interface ReplayListener {

    /** The tracks from now on, video first; before the first unit and at each change. */
    void onTracks(List<Track> tracks) throws IOException;

    /**
     * One access unit, in decode order per track; its wall time is when it was recorded, by the
     * server's clock.
     *
     * @return whether more is wanted
     */
    boolean onUnit(AccessUnit unit) throws IOException;
}
