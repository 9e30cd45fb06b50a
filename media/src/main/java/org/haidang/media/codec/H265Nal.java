package org.haidang.media.codec;

/**
 * NAL unit types of ITU-T H.265, table 7-1.
 *
 * <pre>
 * +-+------+------+---+
 * |F| type | layer|TID|   two bytes of header: 1 + 6 + 6 + 3 bits
 * +-+------+------+---+
 * </pre>
 */
public final class H265Nal {
    public static final int FIRST_IRAP = 16;
    public static final int LAST_IRAP = 23;
    public static final int VPS = 32;
    public static final int SPS = 33;
    public static final int PPS = 34;
    public static final int AUD = 35;
    public static final int PREFIX_SEI = 39;

    private H265Nal() {}

    public static int type(int firstByte) {
        return (firstByte >> 1) & 0x3F;
    }

    public static boolean isPicture(int type) {
        return type < VPS;
    }

    /** BLA, IDR and CRA pictures: a decoder can start at them. */
    public static boolean isRandomAccess(int type) {
        return type >= FIRST_IRAP && type <= LAST_IRAP;
    }
}
