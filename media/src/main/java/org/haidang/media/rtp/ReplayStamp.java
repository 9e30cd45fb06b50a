package org.haidang.media.rtp;

/**
 * What a device that plays its recordings writes beside a packet, as an extension of the RTP header
 * (ONVIF Streaming Specification, section 6.2). One instance is used again for every packet.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |            0xABAC             |     words that follow, 3      |
 * |                      NTP time, seconds                        |
 * |                      NTP time, fraction                       |
 * |C|E|D|T|  zero |     CSeq      |            padding            |
 * </pre>
 *
 * <p>The time is that of the picture or sound the packet belongs to. Not every packet of a picture
 * need have it: the first one does.
 */
public final class ReplayStamp {
    private static final int PROFILE = 0xABAC;
    private static final int WORDS = 3;
    private static final int DISCONTINUITY = 0x20;
    private static final int TERMINAL = 0x10;

    private boolean known;
    private long us;
    private boolean discontinuity;
    private boolean terminal;

    /**
     * Reads what stands beside a packet; without an extension of this kind what the one before said
     * of the time still holds.
     *
     * @return whether the time is known
     */
    public boolean read(byte[] data, int offset, int length) {
        discontinuity = false;
        terminal = false;
        if (length < RtpPacket.HEADER_BYTES || (data[offset] & 0xD0) != 0x90) {
            return known; // no extension
        }
        int at = offset + RtpPacket.HEADER_BYTES + 4 * (data[offset] & 0x0F);
        if (at + 4 + 4 * WORDS > offset + length
                || RtpPacket.u16(data, at) != PROFILE
                || RtpPacket.u16(data, at + 2) < WORDS) {
            return known;
        }
        long ntp =
                (long) RtpPacket.i32(data, at + 4) << 32
                        | Integer.toUnsignedLong(RtpPacket.i32(data, at + 8));
        known = true;
        us = Rtcp.ntpToUnixUs(ntp);
        discontinuity = (data[at + 12] & DISCONTINUITY) != 0;
        terminal = (data[at + 12] & TERMINAL) != 0;
        return true;
    }

    /** The time by the device's clock, microseconds since 1970 UTC. */
    public long us() {
        return us;
    }

    /** Whether something is missing in the recording before the packet. */
    public boolean discontinuity() {
        return discontinuity;
    }

    /** Whether it is the last packet of its track. */
    public boolean terminal() {
        return terminal;
    }
}
