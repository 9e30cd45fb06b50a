package org.haidang.media.codec;

import org.haidang.media.MalformedInputException;

/**
 * The header that some cameras leave in front of AAC frames (ISO/IEC 13818-7 section 6.2.1).
 *
 * <pre>
 * syncword(12) id(1) layer(2) protection_absent(1)
 * profile(2) rate(4) private(1) channels(3) copy/home(2) copyright(2) frame_length(13) fullness(11) blocks(2)
 * </pre>
 */
public final class AdtsHeader {
    private static final int PLAIN_BYTES = 7;
    private static final int WITH_CRC_BYTES = 9;

    private AdtsHeader() {}

    /**
     * The bytes to strip from a frame: 7 or 9 when it begins with an ADTS header whose length field
     * agrees with the frame, else 0.
     */
    public static int length(byte[] data, int offset, int length) {
        if (length < PLAIN_BYTES
                || (data[offset] & 0xFF) != 0xFF
                || (data[offset + 1] & 0xF6) != 0xF0) {
            return 0;
        }
        int frame =
                (data[offset + 3] & 3) << 11
                        | (data[offset + 4] & 0xFF) << 3
                        | (data[offset + 5] & 0xE0) >> 5;
        int header = (data[offset + 1] & 1) == 1 ? PLAIN_BYTES : WITH_CRC_BYTES;
        return frame == length && header < length ? header : 0;
    }

    /** The AudioSpecificConfig that says the same, as the description should have. */
    public static byte[] config(byte[] data, int offset) throws MalformedInputException {
        int type = ((data[offset + 2] & 0xC0) >> 6) + 1;
        int rate = (data[offset + 2] & 0x3C) >> 2;
        int channels = (data[offset + 2] & 1) << 2 | (data[offset + 3] & 0xC0) >> 6;
        int code = type << 11 | rate << 7 | channels << 3;
        byte[] config = {(byte) (code >> 8), (byte) code};
        AacConfig.parse(config);
        return config;
    }
}
