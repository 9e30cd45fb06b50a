package org.haidang.media.mp4;

/**
 * Reads the few bits of a sequence parameter set that the decoder configuration records repeat.
 * Emulation prevention bytes are taken out; past the end it reads zeros, because a short set must
 * not stop a recording: decoders read the set itself.
 */
final class SpsBits {

    private final byte[] rbsp;
    private final int length;
    private int bit;

    /**
     * @param nal the NAL unit without start code
     * @param headerBytes 1 for H.264, 2 for H.265
     */
    SpsBits(byte[] nal, int headerBytes) {
        rbsp = new byte[nal.length];
        int out = 0;
        int zeros = 0;
        for (int i = headerBytes; i < nal.length; i++) {
            // ITU-T H.264 section 7.4.1: 00 00 03 carries 00 00.
            if (zeros >= 2 && nal[i] == 3) {
                zeros = 0;
                continue;
            }
            zeros = nal[i] == 0 ? zeros + 1 : 0;
            rbsp[out++] = nal[i];
        }
        length = out;
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, bit++) {
            int octet = bit >>> 3 < length ? rbsp[bit >>> 3] : 0;
            value = value << 1 | (octet >>> (7 - (bit & 7)) & 1);
        }
        return value;
    }

    void skip(int count) {
        bit += count;
    }

    /** ue(v), ITU-T H.264 section 9.1. */
    int ue() {
        int zeros = 0;
        while (zeros < 31 && bit >>> 3 < length && bits(1) == 0) {
            zeros++;
        }
        return (1 << zeros) - 1 + bits(zeros);
    }
}
