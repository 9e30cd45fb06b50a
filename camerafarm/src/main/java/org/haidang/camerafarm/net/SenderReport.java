package org.haidang.camerafarm.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.haidang.camerafarm.camera.TrackPlayer;

/** RTCP compound packets: a sender report and the canonical name (RFC 3550 sections 6.4.1, 6.5). */
final class SenderReport {

    private static final byte[] CNAME = "haidang".getBytes(StandardCharsets.US_ASCII);

    private SenderReport() {}

    /**
     * Writes one at the position of {@code out}.
     *
     * @param wall now by the camera's own clock
     * @param rtpTime the track's timestamp at {@code wall}
     */
    static void write(ByteBuffer out, TrackPlayer player, Instant wall, int rtpTime) {
        out.put((byte) 0x80).put((byte) 200).putShort((short) 6);
        out.putInt(player.ssrc());
        Ntp.put(out, wall);
        out.putInt(rtpTime);
        out.putInt((int) player.packetsSent());
        out.putInt((int) player.octetsSent());
        // One chunk: SSRC, item type 1, length, name, then zeros up to a word of four bytes.
        int words = 1 + (2 + CNAME.length + 1 + 3) / 4;
        out.put((byte) 0x81).put((byte) 202).putShort((short) words);
        out.putInt(player.ssrc());
        out.put((byte) 1).put((byte) CNAME.length).put(CNAME);
        for (int i = 2 + CNAME.length; i < (words - 1) * 4; i++) {
            out.put((byte) 0);
        }
    }
}
