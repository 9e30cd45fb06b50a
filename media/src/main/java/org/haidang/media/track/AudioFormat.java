package org.haidang.media.track;

import java.util.Arrays;

/**
 * An audio format.
 *
 * @param codec AAC, PCMU or PCMA
 * @param sampleRateHz 8000 to 96000
 * @param channels 1 to 8
 * @param config the AudioSpecificConfig of ISO/IEC 14496-3 for AAC, empty for G.711; never written
 *     to
 * @param codecString RFC 6381 name, for example {@code mp4a.40.2}; {@code ulaw} or {@code alaw} for
 *     G.711
 */
public record AudioFormat(
        Codec codec, int sampleRateHz, int channels, byte[] config, String codecString)
        implements Format {

    public AudioFormat {
        if (codec.isVideo()) {
            throw new IllegalArgumentException("not an audio codec: " + codec);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AudioFormat that
                && codec == that.codec
                && sampleRateHz == that.sampleRateHz
                && channels == that.channels
                && Arrays.equals(config, that.config);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * codec.hashCode() + sampleRateHz) + channels;
    }
}
