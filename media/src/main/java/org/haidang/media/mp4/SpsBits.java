package org.haidang.media.mp4;

import org.haidang.media.MalformedInputException;
import org.haidang.media.codec.BitReader;

/**
 * Reads the few bits of a sequence parameter set that the decoder configuration records repeat.
 * Past the end it reads zeros, because a short set must not stop a recording: decoders read the set
 * itself.
 */
final class SpsBits {

    private final BitReader in;
    private boolean ended;

    /**
     * @param nal the NAL unit without start code
     * @param headerBytes 1 for H.264, 2 for H.265
     */
    SpsBits(byte[] nal, int headerBytes) {
        int start = Math.min(nal.length, headerBytes);
        in = BitReader.ofNal(nal, start, nal.length - start);
    }

    int bits(int count) {
        try {
            return ended ? 0 : in.bits(count);
        } catch (MalformedInputException e) {
            return end();
        }
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) {
            bits(1);
        }
    }

    /** An unsigned Exp-Golomb number, ue(v). */
    int ue() {
        try {
            return ended ? 0 : in.unsigned(Integer.MAX_VALUE);
        } catch (MalformedInputException e) {
            return end();
        }
    }

    private int end() {
        ended = true;
        return 0;
    }
}
