package org.haidang.archive.file;

import java.util.List;
import org.haidang.media.mp4.FragmentInfo;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.stream.Fragment;
import org.haidang.media.track.Track;

/**
 * Turns fragments into index entries, the same way whether they come from the hub or from a file:
 * so that an index written while recording equals one rebuilt by scanning.
 */
public final class Timeline {
    private final int[] timescaleHz = new int[256];
    private final boolean[] leads = new boolean[256];

    public Timeline(InitSegment init) {
        List<Track> tracks = init.tracks();
        boolean hasVideo = tracks.stream().anyMatch(Track::isVideo);
        for (Track track : tracks) {
            if (track.id() < timescaleHz.length) {
                timescaleHz[track.id()] = track.timescaleHz();
                leads[track.id()] = track.isVideo() || !hasVideo;
            }
        }
    }

    /** Whether a track is one of the init segment. */
    public boolean knows(int trackId) {
        return trackId > 0 && trackId < timescaleHz.length && timescaleHz[trackId] > 0;
    }

    /** Whether time is measured by this track: video, or any where there is none. */
    public boolean leads(int trackId) {
        return knows(trackId) && leads[trackId];
    }

    public SegmentIndex.Entry entry(Fragment f, long offset) {
        boolean leading = leads(f.trackId());
        return new SegmentIndex.Entry(
                f.wallUs(),
                f.dtsTicks(),
                offset,
                f.size(),
                f.durationTicks(),
                f.trackId(),
                leading && f.randomAccess(),
                leading);
    }

    SegmentIndex.Entry entry(FragmentInfo f, long wallUs) {
        boolean leading = leads(f.trackId());
        return new SegmentIndex.Entry(
                wallUs,
                f.dtsTicks(),
                f.offset(),
                f.size(),
                f.durationTicks(),
                f.trackId(),
                leading && f.randomAccess(),
                leading);
    }

    /** Ticks of a track as microseconds, without overflow for any time since the camera started. */
    public long toUs(int trackId, long ticks) {
        int hz = knows(trackId) ? timescaleHz[trackId] : 1;
        return ticks / hz * 1_000_000L + ticks % hz * 1_000_000L / hz;
    }

    /** The tick at or before a time. */
    public long toTicks(int trackId, long us) {
        int hz = knows(trackId) ? timescaleHz[trackId] : 1;
        return Math.floorDiv(us, 1_000_000L) * hz + Math.floorMod(us, 1_000_000L) * hz / 1_000_000L;
    }
}
