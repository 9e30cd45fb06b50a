package org.haidang.media.codec;

import java.util.Arrays;

/**
 * What the engine takes from a sequence parameter set of either codec. Time is never taken from it:
 * cameras write nonsense there.
 *
 * @param id seq_parameter_set_id
 * @param width luma samples after cropping; 0 when it could not be read
 * @param height luma samples after cropping; 0 when it could not be read
 * @param codecString RFC 6381 name
 * @param reorderDepth max_num_reorder_frames, 0 when not told
 * @param coreBits bits of the NAL unit up to the video usability information; two sets that agree
 *     in them differ in nothing that a decoder must know beforehand
 * @param complete whether all of it could be read
 */
public record SequenceParameters(
        int id,
        int width,
        int height,
        String codecString,
        int reorderDepth,
        int coreBits,
        boolean complete) {

    static final int MAX_SIZE = 16_384;
    static final int MAX_REORDER = 16;

    SequenceParameters withSize(int newWidth, int newHeight) {
        return new SequenceParameters(
                id, newWidth, newHeight, codecString, reorderDepth, coreBits, complete);
    }

    boolean hasSize() {
        return width > 0 && height > 0 && width <= MAX_SIZE && height <= MAX_SIZE;
    }

    /** Whether two NAL units with these parameters agree in everything before the VUI. */
    static boolean sameCore(SequenceParameters a, byte[] aNal, SequenceParameters b, byte[] bNal) {
        if (a.coreBits != b.coreBits
                || a.reorderDepth != b.reorderDepth
                || a.width != b.width
                || a.height != b.height) {
            return false;
        }
        int bytes = Math.min(a.coreBits / 8, Math.min(aNal.length, bNal.length));
        if (!Arrays.equals(aNal, 0, bytes, bNal, 0, bytes)) {
            return false;
        }
        int rest = a.coreBits % 8;
        return rest == 0
                || bytes >= aNal.length
                || bytes >= bNal.length
                || ((aNal[bytes] ^ bNal[bytes]) & 0xFF) >> (8 - rest) == 0;
    }
}
