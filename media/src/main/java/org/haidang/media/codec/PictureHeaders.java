package org.haidang.media.codec;

import org.haidang.media.MalformedInputException;

/**
 * Peeks into the first bits of picture parameter sets, slices and SEI messages: ids, picture starts
 * and recovery points. Unreadable input is answered with {@link #UNKNOWN}, never with an exception,
 * because these run on whatever the camera sends.
 */
public final class PictureHeaders {
    public static final int UNKNOWN = -1;

    private static final int RECOVERY_POINT = 6;
    private static final int MAX_SEI_MESSAGES = 32;

    private PictureHeaders() {}

    /** first_mb_in_slice is 0 (H.264 section 7.3.3): ue(v) of 0 is a single 1 bit. */
    public static boolean startsPictureH264(byte[] data, int offset, int length) {
        return length > 1 && (data[offset + 1] & 0x80) != 0;
    }

    /** first_slice_segment_in_pic_flag (H.265 section 7.3.6.1). */
    public static boolean startsPictureH265(byte[] data, int offset, int length) {
        return length > 2 && (data[offset + 2] & 0x80) != 0;
    }

    /** pic_parameter_set_id of an H.264 slice, 0 to 255, or {@link #UNKNOWN}. */
    public static int slicePpsH264(byte[] data, int offset, int length) {
        try {
            BitReader bits = BitReader.ofNal(data, offset + 1, length - 1);
            bits.unsigned(Integer.MAX_VALUE);
            bits.unsigned(9);
            return bits.unsigned(255);
        } catch (MalformedInputException e) {
            return UNKNOWN;
        }
    }

    /** Whether slice_type of an H.264 slice says intra (2 or 7). */
    public static boolean isIntraSliceH264(byte[] data, int offset, int length) {
        try {
            BitReader bits = BitReader.ofNal(data, offset + 1, length - 1);
            bits.unsigned(Integer.MAX_VALUE);
            return bits.unsigned(9) % 5 == 2;
        } catch (MalformedInputException e) {
            return false;
        }
    }

    /** slice_pic_parameter_set_id of an H.265 slice segment, 0 to 63, or {@link #UNKNOWN}. */
    public static int slicePpsH265(byte[] data, int offset, int length) {
        if (length < 3) {
            return UNKNOWN;
        }
        try {
            BitReader bits = BitReader.ofNal(data, offset + 2, length - 2);
            bits.bit();
            if (H265Nal.isRandomAccess(H265Nal.type(data[offset]))) {
                bits.bit();
            }
            return bits.unsigned(63);
        } catch (MalformedInputException e) {
            return UNKNOWN;
        }
    }

    /**
     * The ids at the start of a picture parameter set: its own in the low 16 bits, that of its
     * sequence parameter set above; or {@link #UNKNOWN}.
     */
    static int ppsIds(byte[] nal, int headerBytes, int maxPps, int maxSps) {
        if (nal.length <= headerBytes) {
            return UNKNOWN;
        }
        try {
            BitReader bits = BitReader.ofNal(nal, headerBytes, nal.length - headerBytes);
            int pps = bits.unsigned(maxPps);
            return pps | bits.unsigned(maxSps) << 16;
        } catch (MalformedInputException e) {
            return UNKNOWN;
        }
    }

    /**
     * Whether an SEI NAL unit holds a recovery point (payload type 6 in both codecs): cameras with
     * intra refresh have no other entry.
     *
     * @param headerBytes 1 for H.264, 2 for H.265
     */
    public static boolean hasRecoveryPoint(byte[] data, int offset, int length, int headerBytes) {
        if (length <= headerBytes) {
            return false;
        }
        try {
            BitReader bits = BitReader.ofNal(data, offset + headerBytes, length - headerBytes);
            int end = (offset + length) * 8;
            for (int i = 0; i < MAX_SEI_MESSAGES && bits.position() + 16 < end; i++) {
                int type = seiNumber(bits);
                int size = seiNumber(bits);
                if (type == RECOVERY_POINT) {
                    return true;
                }
                bits.skip(size * 8);
            }
        } catch (MalformedInputException e) {
            return false;
        }
        return false;
    }

    private static int seiNumber(BitReader bits) throws MalformedInputException {
        int value = 0;
        int part = 255;
        while (part == 255) {
            part = bits.bits(8);
            value += part;
            if (value > 1 << 20) {
                throw new MalformedInputException("SEI number too large", value);
            }
        }
        return value;
    }
}
