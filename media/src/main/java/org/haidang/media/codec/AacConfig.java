package org.haidang.media.codec;

import org.haidang.media.MalformedInputException;

/**
 * An AudioSpecificConfig (ISO/IEC 14496-3 section 1.6.2.1) as far as time and browsers need it.
 *
 * @param objectType audio object type, 2 for AAC-LC
 * @param sampleRateHz of the core coder, 8000 to 96000
 * @param channels 1 to 8; 0 when a program config element tells it
 * @param frameSamples samples per frame and channel: 1024 or 960
 */
public record AacConfig(int objectType, int sampleRateHz, int channels, int frameSamples) {
    private static final int[] RATES_HZ = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
        8_000, 7_350
    };
    private static final int ESCAPE = 15;
    private static final int SBR = 5;
    private static final int PS = 29;
    private static final int MIN_RATE_HZ = 7_350;
    private static final int MAX_RATE_HZ = 96_000;

    /**
     * Reads it.
     *
     * @throws MalformedInputException when it is cut short or no camera could mean it
     */
    public static AacConfig parse(byte[] config) throws MalformedInputException {
        BitReader bits = BitReader.ofBytes(config, 0, config.length);
        int type = objectType(bits);
        int rate = sampleRate(bits);
        int channels = bits.bits(4);
        if (type == SBR || type == PS) {
            sampleRate(bits);
            type = objectType(bits);
        }
        if (channels > 7) {
            throw new MalformedInputException("channel configuration " + channels, 1);
        }
        boolean shortFrame = bits.flag();
        return new AacConfig(type, rate, channels == 7 ? 8 : channels, shortFrame ? 960 : 1024);
    }

    /** An AudioSpecificConfig of two bytes for AAC-LC, for cameras that announce none. */
    public static byte[] lowComplexity(int sampleRateHz, int channels) {
        int index = rateIndex(sampleRateHz);
        int code = 2 << 11 | index << 7 | (channels == 8 ? 7 : channels) << 3;
        return new byte[] {(byte) (code >> 8), (byte) code};
    }

    /** Whether {@link #lowComplexity} can name this rate. */
    public static boolean isNamedRate(int sampleRateHz) {
        return rateIndex(sampleRateHz) < RATES_HZ.length;
    }

    private static int rateIndex(int sampleRateHz) {
        int index = 0;
        while (index < RATES_HZ.length && RATES_HZ[index] != sampleRateHz) {
            index++;
        }
        return index;
    }

    /** RFC 6381 name, for example {@code mp4a.40.2}. */
    public String codecString() {
        return "mp4a.40." + objectType;
    }

    private static int objectType(BitReader bits) throws MalformedInputException {
        int type = bits.bits(5);
        return type == 31 ? 32 + bits.bits(6) : type;
    }

    private static int sampleRate(BitReader bits) throws MalformedInputException {
        int index = bits.bits(4);
        int rate = index == ESCAPE ? bits.bits(24) : index < 13 ? RATES_HZ[index] : 0;
        if (rate < MIN_RATE_HZ || rate > MAX_RATE_HZ) {
            throw new MalformedInputException("sample rate " + rate, 0);
        }
        return rate;
    }
}
