package org.haidang.media.rtp;

import java.util.Map;

/**
 * What the session description and the SETUP of one track tell about it.
 *
 * @param trackId the id of the {@link org.haidang.media.track.Track} to make, 1-based and the same
 *     after every reconnect
 * @param encodingName as in {@code a=rtpmap}, any case: {@code H264}, {@code H265}, {@code
 *     MPEG4-GENERIC}, {@code PCMU}, {@code PCMA}
 * @param payloadType 0 to 127
 * @param clockRateHz RTP clock rate; 0 when the description has none (the codec's usual one is
 *     taken)
 * @param channels audio channels, 0 when unknown
 * @param fmtp parameters of {@code a=fmtp}, keys in lower case, values as they came. The key {@code
 *     x-dimensions} (value {@code 1920,1080}) may carry the size from another attribute; it is used
 *     when the parameter sets cannot be read.
 * @param expectedSsrc from the Transport header of the SETUP answer, or -1; a hint, because cameras
 *     are wrong about it
 * @param reorder whether packets may arrive out of order (UDP) and are to be held for a moment
 * @param reportSsrc the SSRC of our own receiver reports
 */
public record TrackSettings(
        int trackId,
        String encodingName,
        int payloadType,
        int clockRateHz,
        int channels,
        Map<String, String> fmtp,
        long expectedSsrc,
        boolean reorder,
        int reportSsrc) {

    /** No SSRC was announced. */
    public static final long ANY_SSRC = -1;

    public TrackSettings {
        if (trackId < 1 || payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException(
                    "track id " + trackId + ", payload type " + payloadType);
        }
        if (clockRateHz < 0 || channels < 0) {
            throw new IllegalArgumentException(
                    "clock rate " + clockRateHz + ", channels " + channels);
        }
        fmtp = Map.copyOf(fmtp);
    }

    /** Settings of an in-order (TCP) track without an announced SSRC. */
    public static TrackSettings of(
            int trackId,
            String encodingName,
            int payloadType,
            int clockRateHz,
            Map<String, String> fmtp) {
        return new TrackSettings(
                trackId, encodingName, payloadType, clockRateHz, 0, fmtp, ANY_SSRC, false, 0);
    }

    public TrackSettings withChannels(int count) {
        return new TrackSettings(
                trackId,
                encodingName,
                payloadType,
                clockRateHz,
                count,
                fmtp,
                expectedSsrc,
                reorder,
                reportSsrc);
    }

    /** The SSRC that the SETUP answer announced. */
    public TrackSettings withExpectedSsrc(int ssrc) {
        return new TrackSettings(
                trackId,
                encodingName,
                payloadType,
                clockRateHz,
                channels,
                fmtp,
                Integer.toUnsignedLong(ssrc),
                reorder,
                reportSsrc);
    }

    /** For UDP: packets are put in order, within the bounds of {@link ReorderBuffer}. */
    public TrackSettings withReorder(boolean on) {
        return new TrackSettings(
                trackId,
                encodingName,
                payloadType,
                clockRateHz,
                channels,
                fmtp,
                expectedSsrc,
                on,
                reportSsrc);
    }

    public TrackSettings withReportSsrc(int ssrc) {
        return new TrackSettings(
                trackId,
                encodingName,
                payloadType,
                clockRateHz,
                channels,
                fmtp,
                expectedSsrc,
                reorder,
                ssrc);
    }
}
