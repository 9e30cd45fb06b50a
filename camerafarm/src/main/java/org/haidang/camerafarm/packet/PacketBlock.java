package org.haidang.camerafarm.packet;

import java.nio.ByteBuffer;

/**
 * The packets of one picture or one frame of sound, each in its interleaved frame (RFC 2326 section
 * 10.12) so that all go out in one write. Channel, sequence number, timestamp and SSRC are zero:
 * each camera fills in its own.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   '$' = 0x24  |    channel    |            length             |
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * |                           payload ...                         |
 * </pre>
 *
 * @param bytes all packets, never written to
 * @param starts where each frame begins, and after the last the length of {@code bytes}
 */
@SuppressWarnings("ArrayRecordComponent") // blocks are compared by nobody
public record PacketBlock(byte[] bytes, int[] starts) {

    /** Interleaved header before each packet. */
    public static final int FRAME_HEADER = 4;

    /** The header extension of replayed packets, with its own header. */
    public static final int EXTENSION_BYTES = 16;

    private static final int RTP_HEADER = 12;
    private static final byte EXTENSION_BIT = 0x10;
    private static final int CHANNEL_AT = 1;
    private static final int LENGTH_AT = 2;
    private static final int SEQUENCE_AT = FRAME_HEADER + 2;
    private static final int TIMESTAMP_AT = FRAME_HEADER + 4;
    private static final int SSRC_AT = FRAME_HEADER + 8;

    public int packets() {
        return starts.length - 1;
    }

    /** Bytes of a packet with its interleaved header. */
    public int length(int packet) {
        return starts[packet + 1] - starts[packet];
    }

    /** Bytes of RTP payload in all packets. */
    public int payloadBytes() {
        return bytes.length - packets() * (FRAME_HEADER + RTP_HEADER);
    }

    /** Bytes of all packets when each carries the replay extension. */
    public int extendedLength() {
        return bytes.length + packets() * EXTENSION_BYTES;
    }

    /**
     * Puts all packets into {@code out} at its position and fills in what is the camera's own.
     *
     * @param sequence of the first packet
     */
    public void write(ByteBuffer out, int channel, int sequence, int timestamp, int ssrc) {
        int base = out.position();
        out.put(bytes);
        for (int i = 0; i < packets(); i++) {
            patch(out, base + starts[i], channel, sequence + i, timestamp, ssrc);
        }
    }

    /**
     * As {@link #write}, with a header extension in each packet (RFC 3550 section 5.3.1).
     *
     * @param extension 16 bytes, profile and length first
     */
    public void writeExtended(
            ByteBuffer out, int channel, int sequence, int timestamp, int ssrc, byte[] extension) {
        int head = FRAME_HEADER + RTP_HEADER;
        for (int i = 0; i < packets(); i++) {
            int at = out.position();
            out.put(bytes, starts[i], head).put(extension);
            out.put(bytes, starts[i] + head, length(i) - head);
            out.putShort(at + LENGTH_AT, (short) (out.position() - at - FRAME_HEADER));
            out.put(at + FRAME_HEADER, (byte) (bytes[starts[i] + FRAME_HEADER] | EXTENSION_BIT));
            patch(out, at, channel, sequence + i, timestamp, ssrc);
        }
    }

    /** Puts one packet into {@code out}, as {@link #write} does. */
    public void writeOne(
            ByteBuffer out, int packet, int channel, int sequence, int timestamp, int ssrc) {
        int base = out.position();
        out.put(bytes, starts[packet], length(packet));
        patch(out, base, channel, sequence, timestamp, ssrc);
    }

    private static void patch(
            ByteBuffer out, int at, int channel, int sequence, int timestamp, int ssrc) {
        out.put(at + CHANNEL_AT, (byte) channel);
        out.putShort(at + SEQUENCE_AT, (short) sequence);
        out.putInt(at + TIMESTAMP_AT, timestamp);
        out.putInt(at + SSRC_AT, ssrc);
    }
}
