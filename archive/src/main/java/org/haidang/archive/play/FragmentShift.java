package org.haidang.archive.play;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Moves a fragment in time without changing its size: the decode time in {@code tfdt} and the media
 * time in {@code prft} (ISO/IEC 14496-12 sections 8.8.12 and 8.16.5, both version 1).
 */
final class FragmentShift {
    private static final int PRFT = 0x70726674;
    private static final int MOOF = 0x6d6f6f66;
    private static final int TRAF = 0x74726166;
    private static final int TFDT = 0x74666474;

    private FragmentShift() {}

    /**
     * @param bytes holds at least the fragment's prft and moof
     * @param at index of its first byte
     * @param ticks taken away from its times
     * @throws IOException if there is no fragment of ours
     */
    static void earlier(ByteBuffer bytes, int at, long ticks) throws IOException {
        int box = at;
        if (type(bytes, box) == PRFT && size(bytes, box) == 32) {
            subtract(bytes, box + 24, ticks);
            box += 32;
        }
        if (type(bytes, box) != MOOF) {
            throw new IOException("no fragment where the index says");
        }
        int traf = child(bytes, box, TRAF);
        int tfdt = child(bytes, traf, TFDT);
        if (bytes.get(tfdt + 8) != 1) {
            throw new IOException("decode time of 32 bits");
        }
        subtract(bytes, tfdt + 12, ticks);
    }

    private static int child(ByteBuffer bytes, int parent, int type) throws IOException {
        int end = Math.min(parent + size(bytes, parent), bytes.limit());
        for (int box = parent + 8; box + 8 <= end; box += size(bytes, box)) {
            if (type(bytes, box) == type && box + size(bytes, box) <= end) {
                return box;
            }
        }
        throw new IOException("a box is missing in a fragment");
    }

    private static int size(ByteBuffer bytes, int box) throws IOException {
        int size = box + 8 <= bytes.limit() ? bytes.getInt(box) : 0;
        if (size < 8) {
            throw new IOException("box of " + size + " bytes in a fragment");
        }
        return size;
    }

    private static int type(ByteBuffer bytes, int box) throws IOException {
        size(bytes, box);
        return bytes.getInt(box + 4);
    }

    private static void subtract(ByteBuffer bytes, int at, long ticks) {
        bytes.putLong(at, bytes.getLong(at) - ticks);
    }
}
