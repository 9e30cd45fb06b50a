package org.haidang.media.codec;

import java.io.ByteArrayOutputStream;

/** Writes bits, for making test vectors. */
public final class BitWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int current;
    private int used;

    public BitWriter u(int count, long value) {
        for (int i = count - 1; i >= 0; i--) {
            current = current << 1 | (int) (value >> i & 1);
            if (++used == 8) {
                bytes.write(current);
                current = 0;
                used = 0;
            }
        }
        return this;
    }

    public BitWriter ue(long value) {
        int length = 64 - Long.numberOfLeadingZeros(value + 1);
        return u(length - 1, 0).u(length, value + 1);
    }

    public BitWriter se(long value) {
        return ue(value > 0 ? 2 * value - 1 : -2 * value);
    }

    /** Pads with zeros to the byte. */
    public byte[] bytes() {
        if (used > 0) {
            u(8 - used, 0);
        }
        return bytes.toByteArray();
    }

    /** Closes with the stop bit and puts emulation prevention in. */
    public byte[] nal(int... header) {
        u(1, 1);
        return escape(bytes(), header);
    }

    /** A NAL unit of this header and payload, with emulation prevention. */
    public static byte[] escape(byte[] payload, int... header) {
        ByteArrayOutputStream nal = new ByteArrayOutputStream();
        for (int part : header) {
            nal.write(part);
        }
        int zeros = 0;
        for (byte value : payload) {
            if (zeros >= 2 && (value & 0xFC) == 0) {
                nal.write(3);
                zeros = 0;
            }
            nal.write(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }
        return nal.toByteArray();
    }
}
