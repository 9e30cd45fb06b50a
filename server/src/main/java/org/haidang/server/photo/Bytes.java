package org.haidang.server.photo;

import java.nio.charset.StandardCharsets;

/** Reads numbers out of an array; what lies outside reads as nothing and never throws. */
final class Bytes {
    private Bytes() {}

    static int u8(byte[] bytes, int at) {
        return at >= 0 && at < bytes.length ? bytes[at] & 0xff : 0;
    }

    static int u16(byte[] bytes, int at, boolean bigEndian) {
        int a = u8(bytes, at);
        int b = u8(bytes, at + 1);
        return bigEndian ? a << 8 | b : b << 8 | a;
    }

    static long u32(byte[] bytes, int at, boolean bigEndian) {
        long a = u16(bytes, at, bigEndian);
        long b = u16(bytes, at + 2, bigEndian);
        return bigEndian ? a << 16 | b : b << 16 | a;
    }

    static boolean starts(byte[] bytes, int at, String ascii) {
        byte[] wanted = ascii.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < wanted.length; i++) {
            if (at + i >= bytes.length || bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
