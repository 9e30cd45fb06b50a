package org.haidang.media.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.media.mp4.FragmentWriter;
import org.haidang.media.mp4.Sample;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * Turns the units of all tracks into numbered fragments and keeps the generations in order. One
 * thread at a time.
 *
 * <p>A generation begins with a key picture (if it has video). So a change of the video tracks
 * takes effect at once and drops pictures until the next key picture; a change of audio alone waits
 * for the next key picture, and costs no picture.
 */
final class Fragmenter {

    private static final int MAX_TRACKS = 8;

    private final FragmentSink sink = this::emit;
    private final List<Fragment> out = new ArrayList<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final Map<Integer, Lane> lastLanes = new HashMap<>();
    private @Nullable Generation generation;
    private @Nullable List<Track> nextTracks;
    private boolean started;
    private int leadTrackId;
    private long number;

    private long droppedBeforeKeyPicture;
    private long droppedBeforeTracks;
    private long droppedUnusable;

    /** The fragments finished since this was last asked. */
    List<Fragment> take() {
        if (out.isEmpty()) {
            return List.of();
        }
        List<Fragment> taken = List.copyOf(out);
        out.clear();
        return taken;
    }

    int waiting() {
        return out.size();
    }

    @Nullable Generation generation() {
        return generation;
    }

    StreamStats.DroppedUnits dropped() {
        return new StreamStats.DroppedUnits(
                droppedBeforeKeyPicture, droppedBeforeTracks, droppedUnusable);
    }

    void tracks(List<Track> tracks) {
        if (tracks.isEmpty() || tracks.size() > MAX_TRACKS) {
            throw new IllegalArgumentException(tracks.size() + " tracks");
        }
        Generation current = generation;
        if (current != null && current.tracks().equals(tracks)) {
            nextTracks = null;
        } else if (current == null || !started || !video(current.tracks()).equals(video(tracks))) {
            begin(tracks);
        } else if (video(tracks).isEmpty()) {
            begin(tracks);
        } else {
            nextTracks = List.copyOf(tracks);
        }
    }

    private static List<Track> video(List<Track> tracks) {
        return tracks.stream().filter(Track::isVideo).toList();
    }

    private void begin(List<Track> tracks) {
        flush();
        lanes.forEach(lane -> lastLanes.put(lane.track().id(), lane));
        int generationNumber = generation == null ? 1 : generation.number() + 1;
        generation = new Generation(generationNumber, tracks);
        nextTracks = null;
        lanes.clear();
        for (Track track : tracks) {
            long end = endTicks(track);
            lanes.add(track.isVideo() ? new VideoLane(track, end) : new AudioLane(track, end));
        }
        Track lead = video(tracks).isEmpty() ? tracks.get(0) : video(tracks).get(0);
        leadTrackId = lead.id();
        started = false;
    }

    /** Where the fragments of that track ended in the generation before, in its ticks now. */
    private long endTicks(Track track) {
        Lane lane = lastLanes.get(track.id());
        if (lane == null || lane.track().timescaleHz() == track.timescaleHz()) {
            return lane == null ? 0 : lane.endTicks();
        }
        double seconds = (double) lane.endTicks() / lane.track().timescaleHz();
        return (long) Math.ceil(seconds * track.timescaleHz());
    }

    void unit(AccessUnit unit, long nowNs) {
        if (unit.length() == 0 || unit.dtsTicks() < 0) {
            droppedUnusable++;
            return;
        }
        if (nextTracks != null && unit.trackId() == leadTrackId && unit.randomAccess()) {
            begin(nextTracks);
        }
        switch (lane(unit.trackId())) {
            case VideoLane video when !video.takes(unit) -> droppedBeforeKeyPicture++;
            case AudioLane audio when !started && audio.track().id() != leadTrackId ->
                    droppedBeforeKeyPicture++;
            case Lane lane -> lane.unit(unit, nowNs, sink);
            case null -> droppedBeforeTracks++;
        }
    }

    /** The lane of that track, unless its format is about to change. */
    private @Nullable Lane lane(int trackId) {
        for (Lane lane : lanes) {
            if (lane.track().id() == trackId) {
                return nextTracks == null || nextTracks.contains(lane.track()) ? lane : null;
            }
        }
        return null;
    }

    /** The source was cut off: what comes next does not continue from what came before. */
    void interrupted() {
        flush();
        for (Lane lane : lanes) {
            lane.markDiscontinuity();
            if (lane instanceof VideoLane video) {
                video.awaitKey();
            }
        }
    }

    void tick(long nowNs) {
        lanes.forEach(lane -> lane.tick(nowNs, sink));
    }

    void flush() {
        lanes.forEach(lane -> lane.flush(sink));
    }

    private void emit(Track track, List<Sample> samples, long wallUs, boolean discontinuity) {
        Generation current = generation;
        if (current == null) {
            return;
        }
        number++;
        byte[] bytes = FragmentWriter.write(number, track.id(), wallUs, samples);
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        boolean lead = track.id() == leadTrackId;
        started |= lead;
        out.add(
                new Fragment(
                        number,
                        current,
                        track.id(),
                        track.isVideo(),
                        first.dtsTicks(),
                        last.dtsTicks() + last.durationTicks() - first.dtsTicks(),
                        wallUs,
                        first.randomAccess(),
                        lead && first.randomAccess(),
                        discontinuity,
                        bytes,
                        FragmentWriter.payloadOffset(samples.size())));
    }
}
