package org.haidang.media.stream;

/**
 * One picture, or up to 200 ms of audio, as a whole MP4 fragment. Immutable and shared by all
 * readers.
 *
 * @param number 1 for the first of the stream, then +1 over all tracks and generations; a reader
 *     that sees a jump has lost some
 * @param generation the tracks it belongs to; a reader that sees another object than before sends
 *     the new {@link Generation#init()} first
 * @param trackId the one track it carries
 * @param video it is a picture
 * @param dtsTicks decode time on the stream's media clock, in the track's timescale; per track each
 *     is at or behind the end of the one before
 * @param durationTicks until the next one, or as far as is known
 * @param wallUs when its first sample was taken, microseconds since 1970 UTC
 * @param randomAccess a decoder can start here; always true for audio
 * @param startsGroup readers join here: a key picture, or any fragment of a stream without video
 * @param discontinuity time or content does not continue from the fragment of this track before
 * @param bytes prft, moof and mdat; never write to them
 * @param payloadOffset index of the first sample byte in {@code bytes}; the samples go to the end
 */
public record Fragment(
        long number,
        Generation generation,
        int trackId,
        boolean video,
        long dtsTicks,
        long durationTicks,
        long wallUs,
        boolean randomAccess,
        boolean startsGroup,
        boolean discontinuity,
        byte[] bytes,
        int payloadOffset) {

    /** Bytes of the whole fragment. */
    public int size() {
        return bytes.length;
    }

    /** Length in microseconds of media time. */
    public long durationUs() {
        return generation.toUs(trackId, durationTicks);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return "Fragment["
                + number
                + ", track "
                + trackId
                + ", dts "
                + dtsTicks
                + "+"
                + durationTicks
                + (startsGroup ? ", starts group" : "")
                + ", "
                + bytes.length
                + " bytes]";
    }
}
