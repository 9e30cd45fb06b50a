package org.haidang.camerafarm.packet;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.haidang.media.track.Codec;

/** Cuts pictures and sound into RTP payloads and those into blocks. */
final class Packetizer {

    /** Payload bytes that fit an Ethernet frame with room for tunnels. */
    static final int MAX_PAYLOAD = 1_400;

    private static final int H264_FU_A = 28;
    private static final int H265_FU = 49;

    private Packetizer() {}

    /** The payloads of one picture. */
    static List<byte[]> video(Codec codec, List<byte[]> nals) {
        List<byte[]> payloads = new ArrayList<>();
        for (byte[] nal : nals) {
            if (nal.length <= MAX_PAYLOAD) {
                payloads.add(nal);
            } else if (codec == Codec.H264) {
                fragmentH264(nal, payloads);
            } else {
                fragmentH265(nal, payloads);
            }
        }
        return payloads;
    }

    /**
     * FU-A, RFC 6184 section 5.8.
     *
     * <pre>
     * +---------------+---------------+
     * |F|NRI|Type = 28|S|E|R|  Type   |
     * +---------------+---------------+
     * </pre>
     */
    private static void fragmentH264(byte[] nal, List<byte[]> payloads) {
        byte indicator = (byte) (nal[0] & 0xe0 | H264_FU_A);
        int type = nal[0] & 0x1f;
        int room = MAX_PAYLOAD - 2;
        for (int at = 1; at < nal.length; at += room) {
            int count = Math.min(room, nal.length - at);
            byte[] payload = new byte[count + 2];
            payload[0] = indicator;
            payload[1] = (byte) (startEnd(at == 1, at + count == nal.length) | type);
            System.arraycopy(nal, at, payload, 2, count);
            payloads.add(payload);
        }
    }

    /**
     * Fragmentation unit, RFC 7798 section 4.4.3.
     *
     * <pre>
     * +---------------+---------------+---------------+
     * |F|Type = 49  | LayerId   | TID |S|E|   FuType  |
     * +---------------+---------------+---------------+
     * </pre>
     */
    private static void fragmentH265(byte[] nal, List<byte[]> payloads) {
        byte first = (byte) (nal[0] & 0x81 | H265_FU << 1);
        int type = nal[0] >> 1 & 0x3f;
        int room = MAX_PAYLOAD - 3;
        for (int at = 2; at < nal.length; at += room) {
            int count = Math.min(room, nal.length - at);
            byte[] payload = new byte[count + 3];
            payload[0] = first;
            payload[1] = nal[1];
            payload[2] = (byte) (startEnd(at == 2, at + count == nal.length) | type);
            System.arraycopy(nal, at, payload, 3, count);
            payloads.add(payload);
        }
    }

    private static int startEnd(boolean start, boolean end) {
        return (start ? 0x80 : 0) | (end ? 0x40 : 0);
    }

    /** The payload of one frame of sound: for AAC behind its AU header (RFC 3640 section 3.3.6). */
    static byte[] audio(Codec codec, byte[] frame) {
        if (codec != Codec.AAC) {
            return frame;
        }
        byte[] payload = new byte[frame.length + 4];
        payload[1] = 16; // one header of 16 bits: 13 of size, 3 of index
        payload[2] = (byte) (frame.length >> 5);
        payload[3] = (byte) (frame.length << 3);
        System.arraycopy(frame, 0, payload, 4, frame.length);
        return payload;
    }

    /** Puts payloads behind RTP and interleaved headers; the last carries the marker. */
    static PacketBlock block(int payloadType, List<byte[]> payloads, boolean marker) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] starts = new int[payloads.size() + 1];
        for (int i = 0; i < payloads.size(); i++) {
            byte[] payload = payloads.get(i);
            boolean last = i == payloads.size() - 1;
            int length = payload.length + 12;
            byte[] header = new byte[PacketBlock.FRAME_HEADER + 12];
            header[0] = '$';
            header[2] = (byte) (length >> 8);
            header[3] = (byte) length;
            header[4] = (byte) 0x80;
            header[5] = (byte) (payloadType | (marker && last ? 0x80 : 0));
            out.writeBytes(header);
            out.writeBytes(payload);
            starts[i + 1] = out.size();
        }
        return new PacketBlock(out.toByteArray(), Arrays.copyOf(starts, starts.length));
    }
}
