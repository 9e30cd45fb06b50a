package org.haidang.media.track;

import java.util.Arrays;

/**
 * One picture, or one frame of audio, exactly as the camera sent it. Immutable and shared by all
 * readers.
 *
 * @param trackId the {@link Track#id()} it belongs to
 * @param dtsTicks decode time on the stream's own media clock, in the track's timescale; never
 *     decreases within a track, also over reconnects
 * @param ptsTicks presentation time, same clock; {@code ptsTicks >= dtsTicks}
 * @param wallUs best estimate of when the picture was taken by the server's clock, microseconds
 *     since 1970 UTC
 * @param randomAccess a decoder can start here (IDR, IRAP or recovery point); always true for audio
 * @param discontinuity time or content does not continue from the unit before (reconnect, clock
 *     jump, lost packets)
 * @param damaged packets of this unit were lost; what arrived is kept
 * @param bytes from {@code offset} to their end, for video each NAL unit behind its length in four
 *     bytes, big endian (the sample format of ISO/IEC 14496-15); for audio the raw frame. Never
 *     written to; what lies in front of {@code offset} is for the one fragment that is made of it
 * @param offset 0, or {@link #HEAD_BYTES}
 */
public record AccessUnit(
        int trackId,
        long dtsTicks,
        long ptsTicks,
        long wallUs,
        boolean randomAccess,
        boolean discontinuity,
        boolean damaged,
        byte[] bytes,
        int offset) {

    /**
     * Room that is left in front of a picture, of just the size that a fragment of one sample needs
     * before it: so a picture is not copied once more to become one.
     */
    public static final int HEAD_BYTES = 144;

    /** One without room in front. */
    public AccessUnit(
            int trackId,
            long dtsTicks,
            long ptsTicks,
            long wallUs,
            boolean randomAccess,
            boolean discontinuity,
            boolean damaged,
            byte[] data) {
        this(trackId, dtsTicks, ptsTicks, wallUs, randomAccess, discontinuity, damaged, data, 0);
    }

    /** Bytes of the picture or frame itself. */
    public int length() {
        return bytes.length - offset;
    }

    /** The picture or frame alone; a copy when there is room in front of it. Do not write to it. */
    public byte[] data() {
        return offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, bytes.length);
    }
}
