package org.haidang.media.rtp;

/**
 * RTCP of RFC 3550 section 6, both ways: takes the sender reports out of whatever a camera sends
 * and writes receiver reports.
 *
 * <pre>
 * |V=2|P|  RC   |      PT       |    length in words - 1        |
 * </pre>
 */
final class Rtcp {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final int GOODBYE = 203;
    private static final int SENDER_REPORT_BYTES = 28;
    private static final int REPORT_BYTES = 32;
    private static final int CNAME = 1;
    private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;

    /** What was found in a compound packet. */
    interface Sink {
        /**
         * A sender report.
         *
         * @param ntp the 64 bits of the NTP timestamp
         */
        void onSenderReport(int ssrc, long ntp, int rtpTimestamp);

        void onGoodbye(int ssrc);
    }

    private Rtcp() {}

    /**
     * Walks through a compound packet as far as it makes sense.
     *
     * @return false when some of it did not
     */
    static boolean read(byte[] data, int offset, int length, Sink sink) {
        int at = offset;
        int end = offset + length;
        while (at + 4 <= end) {
            int bytes = 4 * (RtpPacket.u16(data, at + 2) + 1);
            if ((data[at] & 0xC0) != 0x80 || bytes > end - at) {
                return false;
            }
            int type = data[at + 1] & 0xFF;
            if (type == SENDER_REPORT) {
                if (bytes < SENDER_REPORT_BYTES) {
                    return false;
                }
                long ntp =
                        (long) RtpPacket.i32(data, at + 8) << 32
                                | Integer.toUnsignedLong(RtpPacket.i32(data, at + 12));
                sink.onSenderReport(RtpPacket.i32(data, at + 4), ntp, RtpPacket.i32(data, at + 16));
            } else if (type == GOODBYE && bytes >= 8 && (data[at] & 0x1F) > 0) {
                sink.onGoodbye(RtpPacket.i32(data, at + 4));
            }
            at += bytes;
        }
        return at == end;
    }

    /** Microseconds since 1970 UTC of an NTP timestamp of its era 0 (until 2036) or 1. */
    static long ntpToUnixUs(long ntp) {
        long seconds = ntp >>> 32;
        if (seconds < 0x8000_0000L) {
            seconds += 1L << 32;
        }
        long fractionUs = ((ntp & 0xFFFF_FFFFL) * 1_000_000) >>> 32;
        return (seconds - NTP_TO_UNIX_SECONDS) * 1_000_000 + fractionUs;
    }

    /**
     * One report block of RFC 3550 section 6.4.1.
     *
     * @param fractionLost in 1/256
     * @param cumulativeLost 0 to 2^23 - 1
     * @param jitter in timestamp units
     * @param lastReport the middle 32 bits of the last sender report's NTP timestamp, 0 for none
     * @param delay since it came, in 1/65536 s
     */
    record Block(
            int ssrc,
            int fractionLost,
            int cumulativeLost,
            int extendedHighest,
            int jitter,
            int lastReport,
            int delay) {}

    /**
     * A compound packet of a receiver report with one block, and a description with the canonical
     * name.
     *
     * @param cname ASCII, at most 255 characters
     */
    static byte[] report(int ownSsrc, Block block, String cname) {
        byte[] name = cname.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int itemBytes = (2 + name.length + 1 + 3) / 4 * 4; // closed by at least one zero
        byte[] data = new byte[REPORT_BYTES + 8 + itemBytes];
        data[0] = (byte) 0x81;
        data[1] = (byte) RECEIVER_REPORT;
        putShort(data, 2, REPORT_BYTES / 4 - 1);
        putInt(data, 4, ownSsrc);
        putInt(data, 8, block.ssrc());
        putInt(data, 12, block.fractionLost() << 24 | (block.cumulativeLost() & 0xFF_FFFF));
        putInt(data, 16, block.extendedHighest());
        putInt(data, 20, block.jitter());
        putInt(data, 24, block.lastReport());
        putInt(data, 28, block.delay());
        data[32] = (byte) 0x81;
        data[33] = (byte) DESCRIPTION;
        putShort(data, 34, (8 + itemBytes) / 4 - 1);
        putInt(data, 36, ownSsrc);
        data[40] = CNAME;
        data[41] = (byte) name.length;
        System.arraycopy(name, 0, data, 42, name.length);
        return data;
    }

    /** A receiver report without blocks, for when nothing has come yet. */
    static byte[] emptyReport(int ownSsrc) {
        byte[] data = {(byte) 0x80, (byte) RECEIVER_REPORT, 0, 1, 0, 0, 0, 0};
        putInt(data, 4, ownSsrc);
        return data;
    }

    private static void putShort(byte[] data, int at, int value) {
        data[at] = (byte) (value >> 8);
        data[at + 1] = (byte) value;
    }

    private static void putInt(byte[] data, int at, int value) {
        putShort(data, at, value >> 16);
        putShort(data, at + 2, value);
    }
}
