package org.haidang.media.codec;

/** Start codes of the byte stream format (H.264 annex B), where cameras should not put them. */
public final class StartCodes {
    private StartCodes() {}

    /** Whether the range begins with 0, 0, 1 or 0, 0, 0, 1. */
    public static boolean leads(byte[] data, int offset, int length) {
        return length >= 3
                && data[offset] == 0
                && data[offset + 1] == 0
                && (data[offset + 2] == 1
                        || (length >= 4 && data[offset + 2] == 0 && data[offset + 3] == 1));
    }

    /**
     * The index of the next 0, 0, 1 that lies within the range, or {@code end}. A NAL unit itself
     * can never contain one.
     */
    public static int next(byte[] data, int from, int end) {
        int i = from + 2;
        while (i < end) {
            int value = data[i];
            if (value == 1 && data[i - 1] == 0 && data[i - 2] == 0) {
                return i - 2;
            }
            // After a byte above 1 no start code can end within the next two.
            i += (value & 0xFE) != 0 ? 3 : 1;
        }
        return end;
    }

    /** The end of a NAL unit without the zero bytes that may follow it before a start code. */
    public static int trimZeros(byte[] data, int from, int end) {
        int trimmed = end;
        while (trimmed > from && data[trimmed - 1] == 0) {
            trimmed--;
        }
        return trimmed;
    }
}
