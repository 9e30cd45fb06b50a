package org.haidang.media.rtp;

import java.util.Arrays;
import org.haidang.media.track.AccessUnit;

/**
 * The access unit in the making: NAL units behind their lengths in four bytes, in one array that
 * grows and is used again. The finished unit is copied once into an array of its size, with room in
 * front of it for what becomes of it.
 */
final class UnitBuffer {
    /** No picture of a camera is larger; a stream without picture ends is cut here. */
    static final int MAX_BYTES = 8 << 20;

    static final int MAX_NALS = 4096;

    /** In front of the first NAL unit. */
    static final int HEAD_BYTES = AccessUnit.HEAD_BYTES;

    private static final int START_BYTES = 16 << 10;
    private static final int KEPT_BYTES = 512 << 10;
    private static final int LENGTH_BYTES = 4;

    private byte[] bytes = new byte[START_BYTES];
    private int end = HEAD_BYTES;
    private int nals;
    private int openAt = -1;

    byte[] bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return end == HEAD_BYTES;
    }

    /** Bytes of the NAL units so far. */
    int length() {
        return end - HEAD_BYTES;
    }

    /** Behind the last byte so far, in {@link #bytes}. */
    int end() {
        return end;
    }

    boolean isOpen() {
        return openAt >= 0;
    }

    /** Where the payload of the open NAL unit begins. */
    int openStart() {
        return openAt + LENGTH_BYTES;
    }

    /**
     * Begins a NAL unit.
     *
     * @return false when the unit would pass its limits; nothing has changed then
     */
    boolean open() {
        if (nals >= MAX_NALS || !fits(LENGTH_BYTES)) {
            return false;
        }
        openAt = end;
        end += LENGTH_BYTES;
        nals++;
        return true;
    }

    boolean append(int value) {
        if (!fits(1)) {
            return false;
        }
        bytes[end++] = (byte) value;
        return true;
    }

    boolean append(byte[] data, int offset, int length) {
        if (!fits(length)) {
            return false;
        }
        System.arraycopy(data, offset, bytes, end, length);
        end += length;
        return true;
    }

    /** Ends the open NAL unit and writes its length in front. */
    void close() {
        int length = end - openAt - LENGTH_BYTES;
        bytes[openAt] = (byte) (length >> 24);
        bytes[openAt + 1] = (byte) (length >> 16);
        bytes[openAt + 2] = (byte) (length >> 8);
        bytes[openAt + 3] = (byte) length;
        openAt = -1;
    }

    /** Takes the open NAL unit out again. */
    void drop() {
        end = openAt;
        openAt = -1;
        nals--;
    }

    void clear() {
        if (bytes.length > KEPT_BYTES && end < bytes.length / 4) {
            bytes = new byte[KEPT_BYTES];
        }
        end = HEAD_BYTES;
        nals = 0;
        openAt = -1;
    }

    /** The NAL units so far, behind {@link #HEAD_BYTES} that mean nothing. */
    byte[] copy() {
        return Arrays.copyOf(bytes, end);
    }

    private boolean fits(int more) {
        int needed = end + more;
        if (needed > MAX_BYTES) {
            return false;
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(MAX_BYTES, Math.max(needed, bytes.length * 2)));
        }
        return true;
    }
}
