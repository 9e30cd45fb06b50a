package org.haidang.media.stream;

import java.util.zip.CRC32C;

/**
 * Notices a camera that sends the same pictures over and over: its encoder hangs, or its sensor
 * gives one picture. Even a still scene never gives the same key picture twice within seconds,
 * since a sensor has noise; so a key picture counts as repeated when one of the same bytes came at
 * most {@link #TWIN_NS} before. Only key pictures are looked at: the others count on in their
 * headers. A recording played in a loop of more than that is not taken for it.
 */
final class RepeatWatch {

    /** A stuck encoder repeats a group of a few seconds. */
    private static final long TWIN_NS = 6_000_000_000L;

    /** One twin may be chance in a test picture. */
    private static final int MIN_REPEATS = 2;

    private static final int REMEMBERED = 8;

    private final CRC32C crc = new CRC32C();
    private final long[] marks = new long[REMEMBERED];
    private final long[] seenNs = new long[REMEMBERED];
    private int seen;
    private int repeats;
    private long sinceNs = StreamStats.NEVER;

    /** A key picture, from an offset to the end. */
    void keyPicture(byte[] bytes, int offset, long nowNs) {
        long mark = mark(bytes, offset);
        int twin = twin(mark, nowNs);
        if (twin < 0) {
            repeats = 0;
            sinceNs = StreamStats.NEVER;
        } else {
            sinceNs = repeats++ == 0 ? seenNs[twin] : sinceNs;
        }
        marks[seen % REMEMBERED] = mark;
        seenNs[seen % REMEMBERED] = nowNs;
        seen++;
    }

    /** Since when, or {@link StreamStats#NEVER}. */
    long sinceNs() {
        return repeats < MIN_REPEATS ? StreamStats.NEVER : sinceNs;
    }

    private int twin(long mark, long nowNs) {
        for (int i = 0; i < Math.min(seen, REMEMBERED); i++) {
            if (marks[i] == mark && nowNs - seenNs[i] <= TWIN_NS) {
                return i;
            }
        }
        return -1;
    }

    /** Length and checksum: 1 in 2^32 for two pictures of one length. */
    private long mark(byte[] bytes, int offset) {
        int length = bytes.length - offset;
        crc.reset();
        crc.update(bytes, offset, length);
        return (long) length << 32 | crc.getValue();
    }
}
