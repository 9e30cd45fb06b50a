package org.haidang.media.mp4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array that knows how to nest boxes. For init segments: small, and made rarely. */
final class BoxWriter {

    private byte[] buffer = new byte[1024];
    private int length;

    /** Opens a box; hand what it returns to {@link #end}. */
    int begin(String type) {
        int start = length;
        u32(0).ascii(type);
        return start;
    }

    /** Opens a box with version and flags (ISO/IEC 14496-12 section 4.2.2). */
    int beginFull(String type, int version, int flags) {
        int start = begin(type);
        u32((long) version << 24 | flags);
        return start;
    }

    void end(int start) {
        int size = length - start;
        for (int i = 0; i < 4; i++) {
            buffer[start + i] = (byte) (size >>> (24 - 8 * i));
        }
    }

    BoxWriter u8(int value) {
        return bits(value, 1);
    }

    BoxWriter u16(int value) {
        return bits(value, 2);
    }

    BoxWriter u24(int value) {
        return bits(value, 3);
    }

    BoxWriter u32(long value) {
        return bits(value, 4);
    }

    BoxWriter zeros(int count) {
        reserve(count);
        length += count;
        return this;
    }

    BoxWriter ascii(String text) {
        return bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    BoxWriter bytes(byte[] data) {
        reserve(data.length);
        System.arraycopy(data, 0, buffer, length, data.length);
        length += data.length;
        return this;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    private BoxWriter bits(long value, int bytes) {
        reserve(bytes);
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    private void reserve(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }
}
