package org.haidang.media.codec;

/**
 * NAL unit types of ITU-T H.264, table 7-1.
 *
 * <pre>
 * +-+---+-----+
 * |F|NRI| type|   one byte of header
 * +-+---+-----+
 * </pre>
 */
public final class H264Nal {
    public static final int SLICE = 1;
    public static final int IDR = 5;
    public static final int SEI = 6;
    public static final int SPS = 7;
    public static final int PPS = 8;
    public static final int AUD = 9;

    private H264Nal() {}

    public static int type(int header) {
        return header & 0x1F;
    }

    /** Whether the type carries (a part of) the primary coded picture. */
    public static boolean isPicture(int type) {
        return type >= SLICE && type <= IDR;
    }
}
