package org.haidang.media.track;

/**
 * One video or audio track of a stream.
 *
 * @param id 1-based and stable for the life of the stream; it is also the {@code track_ID} in fMP4
 * @param format what a decoder must know
 * @param timescaleHz ticks per second of this track's media time: 90000 for video, the sample rate
 *     for audio
 */
public record Track(int id, Format format, int timescaleHz) {

    public Track {
        if (id < 1 || timescaleHz < 1) {
            throw new IllegalArgumentException("track id " + id + ", timescale " + timescaleHz);
        }
    }

    public boolean isVideo() {
        return format.codec().isVideo();
    }
}
