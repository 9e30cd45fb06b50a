package org.haidang.camerafarm.net;

import java.nio.ByteBuffer;
import java.time.Instant;

/** NTP timestamps of 64 bits (RFC 3550 section 4). */
final class Ntp {

    private static final long EPOCH_SECONDS = 2_208_988_800L;
    private static final long NANOS = 1_000_000_000L;

    private Ntp() {}

    /** Writes one; its fraction is rounded up, so that whoever cuts it gets the same nanosecond. */
    static void put(ByteBuffer out, Instant time) {
        out.putInt((int) (time.getEpochSecond() + EPOCH_SECONDS));
        out.putInt((int) Math.ceilDiv((long) time.getNano() << Integer.SIZE, NANOS));
    }
}
