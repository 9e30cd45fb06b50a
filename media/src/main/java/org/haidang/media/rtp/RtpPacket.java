package org.haidang.media.rtp;

/**
 * A view of one RTP packet (RFC 3550 section 5.1). One instance is used again for every packet.
 *
 * <pre>
 *  0                   1                   2                   3
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * |        CSRC (CC words), then with X: profile(16) words(16) ...|
 * </pre>
 */
final class RtpPacket {
    static final int HEADER_BYTES = 12;

    byte[] buffer = {};
    int payloadOffset;
    int payloadLength;
    int payloadType;
    boolean marker;
    int sequence;
    int timestamp;
    int ssrc;
    long arrivalNs;
    long arrivalWallUs;

    /**
     * Whether the bytes are RTCP by their packet type (RFC 5761 section 4), on whatever channel.
     */
    static boolean isRtcp(byte[] data, int offset, int length) {
        return length >= 4 && (data[offset + 1] & 0xFF) >= 200 && (data[offset + 1] & 0xFF) <= 207;
    }

    /**
     * Points this view at a packet.
     *
     * @return false when it is not RTP or its parts do not fit; the view is then meaningless
     */
    boolean parse(byte[] data, int offset, int length) {
        if (length < HEADER_BYTES || (data[offset] & 0xC0) != 0x80) {
            return false;
        }
        int first = data[offset] & 0xFF;
        int header = HEADER_BYTES + 4 * (first & 0x0F);
        if ((first & 0x10) != 0) {
            if (header + 4 > length) {
                return false;
            }
            header += 4 + 4 * u16(data, offset + header + 2);
        }
        if (header > length) {
            return false;
        }
        int payload = length - header;
        if ((first & 0x20) != 0 && payload > 0) {
            int padding = data[offset + length - 1] & 0xFF;
            // Some cameras set the bit without padding: then the count cannot be right.
            payload -= padding <= payload ? padding : 0;
        }
        buffer = data;
        payloadOffset = offset + header;
        payloadLength = payload;
        marker = (data[offset + 1] & 0x80) != 0;
        payloadType = data[offset + 1] & 0x7F;
        sequence = u16(data, offset + 2);
        timestamp = i32(data, offset + 4);
        ssrc = i32(data, offset + 8);
        return true;
    }

    void arrivedAt(long ns, long wallUs) {
        arrivalNs = ns;
        arrivalWallUs = wallUs;
    }

    static int u16(byte[] data, int at) {
        return (data[at] & 0xFF) << 8 | (data[at + 1] & 0xFF);
    }

    static int i32(byte[] data, int at) {
        return u16(data, at) << 16 | u16(data, at + 2);
    }
}
