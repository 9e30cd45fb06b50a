package org.haidang.media.rtsp.net;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.haidang.media.codec.TestNals;

/** An endless H.264 stream in RTP packets, and what describes it. */
final class TestStream {
    static final int PAYLOAD_TYPE = 96;
    static final int PICTURES_PER_GROUP = 5;

    private final Random random = new Random(1);
    private final int ssrc;
    private int sequence;
    private int timestamp;
    private int picture;

    TestStream(int ssrc, int sequence) {
        this.ssrc = ssrc;
        this.sequence = sequence;
    }

    static String sdp() {
        return sdp("trackID=0");
    }

    static String sdp(String control) {
        return """
        v=0
        o=- 0 0 IN IP4 127.0.0.1
        s=test
        t=0 0
        m=video 0 RTP/AVP 96
        a=rtpmap:96 H264/90000
        a=fmtp:96 packetization-mode=1;sprop-parameter-sets=%s,%s
        a=control:%s
        """
                .formatted(
                        Base64.getEncoder().encodeToString(TestNals.sps()),
                        Base64.getEncoder().encodeToString(TestNals.pps()),
                        control);
    }

    static String sdpWithAudio() {
        return sdp()
                + """
                m=audio 0 RTP/AVP 0
                a=control:trackID=1
                """;
    }

    /** The packets of the next picture, 3600 ticks after the one before. */
    List<byte[]> nextPicture() {
        List<byte[]> packets = new ArrayList<>();
        timestamp += 3600;
        if (picture++ % PICTURES_PER_GROUP == 0) {
            packets.add(packet(TestNals.sps(), false));
            packets.add(packet(TestNals.pps(), false));
            packets.add(packet(TestNals.idr(900, random), true));
        } else {
            packets.add(packet(TestNals.slice(400, random), true));
        }
        return packets;
    }

    private byte[] packet(byte[] nal, boolean marker) {
        return packet(nal, PAYLOAD_TYPE | (marker ? 0x80 : 0), sequence++, timestamp, ssrc);
    }

    /** 20 ms of G.711 silence. */
    static byte[] audio(int sequence, int ssrc) {
        return packet(new byte[160], 0, sequence, sequence * 160, ssrc);
    }

    static byte[] packet(byte[] payload, int second, int sequence, int timestamp, int ssrc) {
        byte[] packet = new byte[12 + payload.length];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) second;
        put(packet, 2, sequence, 2);
        put(packet, 4, timestamp, 4);
        put(packet, 8, ssrc, 4);
        System.arraycopy(payload, 0, packet, 12, payload.length);
        return packet;
    }

    static byte[] frame(int channel, byte[] packet) {
        byte[] frame = new byte[4 + packet.length];
        frame[0] = '$';
        frame[1] = (byte) channel;
        put(frame, 2, packet.length, 2);
        System.arraycopy(packet, 0, frame, 4, packet.length);
        return frame;
    }

    /** RTCP BYE of one source. */
    byte[] goodbye() {
        byte[] bye = new byte[8];
        bye[0] = (byte) 0x81;
        bye[1] = (byte) 203;
        bye[3] = 1;
        put(bye, 4, ssrc, 4);
        return bye;
    }

    private static void put(byte[] array, int at, int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            array[at + i] = (byte) (value >> 8 * (bytes - 1 - i));
        }
    }
}
