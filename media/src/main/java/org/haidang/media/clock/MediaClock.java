package org.haidang.media.clock;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one media clock of a stream. The owner of the source keeps it over reconnects and hands it to
 * every new receiver, so that decode times never go back and all tracks share one zero.
 *
 * <p>Media time follows the server's monotonic clock: each track's timestamps are laid beside the
 * times of arrival and drawn to them slowly. The camera's own clock is advice: it moves tracks
 * against each other a little, and is kept beside as an offset.
 *
 * <p>Not thread-safe: belongs to the event loop of its source.
 */
public final class MediaClock {
    /** Media time of the first arrival; leaves room for decode times before the first picture. */
    static final long PREROLL_NS = 1_000_000_000L;

    /** No correction is ever faster than this: 5 ms in a second. */
    static final long SLEW_PER_SECOND = 200;

    private static final int MAX_TRACKS = 8;
    private static final long WALL_STEP_US = 1_000_000;

    private final Map<Integer, TrackClock> tracks = new HashMap<>();
    private boolean started;
    private long zeroNs;
    private long leadNs;
    private long wallOffsetUs;
    private long wallSeenNs;

    /**
     * The clock of one track, for a receiver that begins now: made at the first call, continued and
     * marked as discontinuous at every later one.
     *
     * @param trackId the same for the life of the stream
     * @param clockRateHz of the RTP timestamps
     * @param timescaleHz of the ticks to give out
     * @throws IllegalArgumentException for a rate below 1 or the ninth track
     */
    public TrackClock track(int trackId, int clockRateHz, int timescaleHz) {
        if (clockRateHz < 1 || timescaleHz < 1) {
            throw new IllegalArgumentException("rates " + clockRateHz + ", " + timescaleHz);
        }
        TrackClock known = tracks.get(trackId);
        if (known != null) {
            known.restart(clockRateHz, timescaleHz);
            return known;
        }
        if (tracks.size() >= MAX_TRACKS) {
            throw new IllegalArgumentException("more than " + MAX_TRACKS + " tracks");
        }
        TrackClock made = new TrackClock(this, trackId, clockRateHz, timescaleHz);
        tracks.put(trackId, made);
        return made;
    }

    /** Takes notice of an arrival by both clocks of the server. */
    void observe(long arrivalNs, long arrivalWallUs) {
        long offsetUs = arrivalWallUs - arrivalNs / 1000;
        if (!started) {
            started = true;
            zeroNs = arrivalNs;
            wallOffsetUs = offsetUs;
            wallSeenNs = arrivalNs;
            return;
        }
        long differenceUs = offsetUs - wallOffsetUs;
        if (Math.abs(differenceUs) > WALL_STEP_US) {
            wallOffsetUs = offsetUs; // the server's own clock was set
        } else {
            long mayUs = Math.max(0, arrivalNs - wallSeenNs) / 1000 / SLEW_PER_SECOND;
            if (mayUs == 0) {
                return; // too soon for a whole microsecond: let the time add up
            }
            wallOffsetUs += Math.clamp(differenceUs, -mayUs, mayUs);
        }
        wallSeenNs = Math.max(wallSeenNs, arrivalNs);
    }

    /** Media time of a moment of arrival. */
    long mediaNs(long arrivalNs) {
        return arrivalNs - zeroNs + leadNs + PREROLL_NS;
    }

    /** Wall time of a moment of media time, microseconds since 1970 UTC. */
    long wallUs(long mediaNs) {
        return (mediaNs - PREROLL_NS - leadNs + zeroNs) / 1000 + wallOffsetUs;
    }

    /**
     * A track runs ahead for good (its camera sent a stored group of pictures in one burst): all of
     * the stream moves with it, because time cannot go back.
     */
    void lead(long ns) {
        leadNs += ns;
    }

    /**
     * The track that others are drawn to by sender reports: the lowest id that has some; null when
     * none has.
     */
    @Nullable TrackClock reference() {
        TrackClock best = null;
        for (TrackClock track : tracks.values()) {
            if (track.hasReports() && (best == null || track.id() < best.id())) {
                best = track;
            }
        }
        return best;
    }
}
