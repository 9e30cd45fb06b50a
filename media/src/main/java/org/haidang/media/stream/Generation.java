package org.haidang.media.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;

/**
 * The tracks of a stream from one change of format to the next, with the init segments made for
 * them, each once. Thread-safe. Compared by identity.
 */
public final class Generation {

    private final int number;
    private final List<Track> tracks;
    private final InitSegment init;
    private final Map<Set<Codec>, Optional<InitSegment>> restricted = new ConcurrentHashMap<>();

    Generation(int number, List<Track> tracks) {
        this.number = number;
        this.tracks = List.copyOf(tracks);
        this.init = InitSegment.of(tracks);
    }

    /** 1 for the first of the stream, then +1. */
    public int number() {
        return number;
    }

    /** All tracks, video first; 1 to 8. */
    public List<Track> tracks() {
        return tracks;
    }

    /** The track of that id, if this generation has it. */
    public Optional<Track> track(int trackId) {
        return tracks.stream().filter(track -> track.id() == trackId).findFirst();
    }

    /** The init segment for all tracks: what a recording starts with. */
    public InitSegment init() {
        return init;
    }

    /**
     * The init segment for the tracks whose codec the reader can take; fragments of the others must
     * be left out then ({@link InitSegment#hasTrack}).
     *
     * @return empty when no track is left
     */
    public Optional<InitSegment> init(Set<Codec> allowed) {
        return restricted.computeIfAbsent(Set.copyOf(allowed), this::restrict);
    }

    private Optional<InitSegment> restrict(Set<Codec> allowed) {
        List<Track> kept =
                tracks.stream().filter(track -> allowed.contains(track.format().codec())).toList();
        if (kept.size() == tracks.size()) {
            return Optional.of(init);
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(InitSegment.of(kept));
    }

    boolean isVideo(int trackId) {
        for (Track track : tracks) {
            if (track.id() == trackId) {
                return track.isVideo();
            }
        }
        return false;
    }

    /** Ticks of that track's timescale as microseconds; 0 for a track it does not have. */
    long toUs(int trackId, long ticks) {
        for (Track track : tracks) {
            if (track.id() == trackId) {
                return Math.multiplyHigh(ticks, 1_000_000L) == 0
                        ? ticks * 1_000_000L / track.timescaleHz()
                        : ticks / track.timescaleHz() * 1_000_000L;
            }
        }
        return 0;
    }
}
