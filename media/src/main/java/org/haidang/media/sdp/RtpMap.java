package org.haidang.media.sdp;

import org.jspecify.annotations.Nullable;

/**
 * An {@code a=rtpmap} (RFC 8866 section 6.6).
 *
 * @param encodingName as written, compared without regard to case
 * @param clockRateHz 0 when it is missing or not a number
 * @param channels 0 when it is missing
 */
public record RtpMap(int payloadType, String encodingName, int clockRateHz, int channels) {

    /** Reads {@code 96 H264/90000}; null when there is no payload type or no name. */
    static @Nullable RtpMap parse(String value) {
        String[] parts = value.strip().split("\\s+", 2);
        int payloadType = Numbers.parse(parts[0], 0, 127);
        if (payloadType < 0 || parts.length < 2) {
            return null;
        }
        String[] encoding = parts[1].strip().split("/");
        if (encoding.length == 0 || encoding[0].isBlank()) {
            return null;
        }
        int rate = encoding.length > 1 ? Numbers.parse(encoding[1], 1, 10_000_000) : 0;
        int channels = encoding.length > 2 ? Numbers.parse(encoding[2], 1, 64) : 0;
        return new RtpMap(
                payloadType, encoding[0].strip(), Math.max(rate, 0), Math.max(channels, 0));
    }
}
