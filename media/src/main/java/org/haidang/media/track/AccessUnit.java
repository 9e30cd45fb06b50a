package org.haidang.media.track;

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
 * @param data for video each NAL unit behind its length in four bytes, big endian (the sample
 *     format of ISO/IEC 14496-15); for audio the raw frame. Owned by this record and never written
 *     to.
 */
public record AccessUnit(
        int trackId,
        long dtsTicks,
        long ptsTicks,
        long wallUs,
        boolean randomAccess,
        boolean discontinuity,
        boolean damaged,
        byte[] data) {}
