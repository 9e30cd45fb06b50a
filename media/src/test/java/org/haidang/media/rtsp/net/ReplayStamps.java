package org.haidang.media.rtsp.net;

import java.nio.ByteBuffer;

/** Writes beside a packet when it was recorded, as devices that play recordings do. */
final class ReplayStamps {
    private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;

    private ReplayStamps() {}

    /**
     * A packet with the extension in front of its payload.
     *
     * @param us microseconds since 1970 UTC
     * @param last of its track
     */
    static byte[] stamp(byte[] packet, long us, boolean last) {
        ByteBuffer out = ByteBuffer.allocate(packet.length + 16);
        out.put(packet, 0, 12).putInt(0xABAC_0003);
        out.putInt((int) (us / 1_000_000 + NTP_TO_UNIX_SECONDS));
        // Rounded up, so that the same microsecond comes out again.
        out.putInt((int) (((us % 1_000_000 << 32) + 999_999) / 1_000_000));
        out.put((byte) (last ? 0x10 : 0)).put((byte) 4).putShort((short) 0);
        out.put(packet, 12, packet.length - 12);
        byte[] stamped = out.array();
        stamped[0] |= 0x10;
        return stamped;
    }
}
