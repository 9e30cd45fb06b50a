package org.haidang.media.codec;

import org.haidang.media.MalformedInputException;

/**
 * Reads the bits of a NAL unit, leaving out the emulation prevention bytes (the 3 of each 0, 0, 3;
 * ITU-T H.264 section 7.4.1, H.265 section 7.4.2). Every read past the end throws.
 */
public final class BitReader {
    private final byte[] data;
    private final int end;
    private final boolean emulation;
    private int index;
    private int zeros;
    private int current;
    private int bitsLeft;

    private BitReader(byte[] data, int offset, int length, boolean emulation) {
        this.data = data;
        this.index = offset;
        this.end = offset + length;
        this.emulation = emulation;
    }

    /** Over the payload of a NAL unit. */
    public static BitReader ofNal(byte[] nal, int offset, int length) {
        return new BitReader(nal, offset, length, true);
    }

    /** Over plain bits without emulation prevention. */
    public static BitReader ofBytes(byte[] data, int offset, int length) {
        return new BitReader(data, offset, length, false);
    }

    /** Bits consumed of the array from its start, emulation prevention bytes included. */
    public int position() {
        return index * 8 - bitsLeft;
    }

    public int bit() throws MalformedInputException {
        if (bitsLeft == 0) {
            load();
        }
        bitsLeft--;
        return (current >> bitsLeft) & 1;
    }

    public boolean flag() throws MalformedInputException {
        return bit() == 1;
    }

    /**
     * The next bits as a number.
     *
     * @param count 0 to 32; with 32 the sign bit is the first bit
     */
    public int bits(int count) throws MalformedInputException {
        int value = 0;
        for (int left = count; left > 0; ) {
            if (bitsLeft == 0) {
                load();
            }
            int take = Math.min(left, bitsLeft);
            bitsLeft -= take;
            left -= take;
            value = (value << take) | ((current >> bitsLeft) & ((1 << take) - 1));
        }
        return value;
    }

    public void skip(int count) throws MalformedInputException {
        for (int left = count; left > 0; left -= 32) {
            bits(Math.min(left, 32));
        }
    }

    /** An unsigned Exp-Golomb number, ue(v), that must not pass {@code max}. */
    public int unsigned(int max) throws MalformedInputException {
        long value = exponential();
        if (value > max) {
            throw new MalformedInputException("value " + value + " beyond " + max, index);
        }
        return (int) value;
    }

    /** A signed Exp-Golomb number, se(v), saturated to the int range. */
    public int signed() throws MalformedInputException {
        long code = exponential();
        long half = (code + 1) >> 1;
        return (int) ((code & 1) == 1 ? Math.min(half, Integer.MAX_VALUE) : -half);
    }

    private long exponential() throws MalformedInputException {
        int leading = 0;
        while (bit() == 0) {
            leading++;
            if (leading > 32) {
                throw new MalformedInputException("Exp-Golomb number beyond 32 bits", index);
            }
        }
        return (1L << leading) - 1 + Integer.toUnsignedLong(bits(leading));
    }

    private void load() throws MalformedInputException {
        if (emulation && zeros >= 2 && index < end && data[index] == 3) {
            index++;
            zeros = 0;
        }
        if (index >= end) {
            throw new MalformedInputException("ends too early", index);
        }
        current = data[index++] & 0xFF;
        zeros = current == 0 ? zeros + 1 : 0;
        bitsLeft = 8;
    }
}
