package org.haidang.media.mp4;

/**
 * The 64-bit NTP format of {@code prft}: seconds since 1900 in the upper half, 2^-32 s in the lower
 * (RFC 5905 section 6). Microseconds survive the way there and back exactly. Era 0 ends in February
 * 2036: a value whose top bit is clear is read as era 1, so the years 1968 to 2104 are covered.
 */
final class NtpTime {

    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long ERA_SECONDS = 1L << 32;

    private NtpTime() {}

    static long ofWallUs(long wallUs) {
        long seconds = Math.floorDiv(wallUs, 1_000_000L);
        long us = Math.floorMod(wallUs, 1_000_000L);
        // Rounded up, so that the way back may round down.
        long fraction = ((us << 32) + 999_999) / 1_000_000;
        return ((seconds + SECONDS_1900_TO_1970) << 32) | fraction;
    }

    static long toWallUs(long ntp) {
        long seconds = ntp >>> 32;
        if (seconds < ERA_SECONDS / 2) {
            seconds += ERA_SECONDS;
        }
        long us = ((ntp & 0xFFFF_FFFFL) * 1_000_000) >>> 32;
        return (seconds - SECONDS_1900_TO_1970) * 1_000_000 + us;
    }
}
