package org.haidang.media.rtsp.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haidang.media.rtsp.MediaTrack;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the listener must hear of tracks. Formats become known one by one, and a list that
 * grows at every one would make readers begin anew each time; so units of audio wait for the video
 * a moment, and after a reconnect that brings what was there before nothing is said at all. What is
 * dropped meanwhile is a little audio at the start.
 */
final class TrackList {

    /** How long audio is dropped while the format of the video is not known. */
    static final long WAIT_FOR_VIDEO_NS = 3_000_000_000L;

    private final Map<Integer, Track> known = new TreeMap<>();
    private List<Integer> expected = List.of();
    private List<Track> told = List.of();
    private boolean changed;
    private long sinceNs;

    /** A session begins with these tracks. */
    void begin(List<MediaTrack> tracks, long nowNs) {
        expected = tracks.stream().map(MediaTrack::trackId).toList();
        known.keySet().retainAll(expected);
        changed = true;
        sinceNs = nowNs;
    }

    void onFormat(Track track) {
        if (!track.equals(known.put(track.id(), track))) {
            changed = true;
        }
    }

    /** Whether a unit shows that the source is live: a picture, where there are any. */
    boolean isLeading(AccessUnit unit) {
        return unit.trackId() == MediaTrack.FIRST_VIDEO_ID
                || !expected.contains(MediaTrack.FIRST_VIDEO_ID);
    }

    /** Whether a unit is to be handed on now. */
    boolean admits(AccessUnit unit, long nowNs) {
        return isLeading(unit)
                || known.containsKey(MediaTrack.FIRST_VIDEO_ID)
                || nowNs - sinceNs >= WAIT_FOR_VIDEO_NS;
    }

    /** What must be told before the next unit, or null. */
    @Nullable List<Track> news() {
        if (!changed) {
            return null;
        }
        changed = false;
        List<Track> now = new ArrayList<>(known.values());
        now.sort((a, b) -> Boolean.compare(b.isVideo(), a.isVideo()));
        if (now.equals(told)) {
            return null;
        }
        told = List.copyOf(now);
        return told;
    }
}
