package org.haidang.media.rtp;

import org.haidang.media.codec.H264Nal;

/**
 * RFC 6184: single NAL units, STAP-A and FU-A; STAP-B and FU-B are taken in the order they come.
 *
 * <pre>
 * STAP-A (24): |F|NRI|  24 | size(16) | NAL unit | size(16) | NAL unit | ...
 * FU-A   (28): |F|NRI|  28 |S|E|R| type | part of the NAL unit without its header
 * STAP-B (25), FU-B (29): a 16 bit decoding order number after the headers
 * </pre>
 */
final class H264Payload implements NalPayload {
    private static final int STAP_A = 24;
    private static final int STAP_B = 25;
    private static final int MTAP_16 = 26;
    private static final int MTAP_24 = 27;
    private static final int FU_A = 28;
    private static final int FU_B = 29;
    private static final int DON_BYTES = 2;

    @Override
    public boolean unpack(byte[] data, int offset, int length, Sink sink) {
        return switch (H264Nal.type(data[offset])) {
            case STAP_A -> aggregate(data, offset + 1, offset + length, sink);
            case STAP_B -> aggregate(data, offset + 1 + DON_BYTES, offset + length, sink);
            case MTAP_16, MTAP_24 ->
                    false; // interleaved with times of their own: no camera does it
            case FU_A -> fragment(data, offset, length, 0, sink);
            // The decoding order number is in the first fragment only, where FU-B replaces FU-A.
            case FU_B -> fragment(data, offset, length, DON_BYTES, sink);
            default -> {
                sink.onNal(data, offset, length);
                yield true;
            }
        };
    }

    private static boolean aggregate(byte[] data, int offset, int end, Sink sink) {
        int at = offset;
        while (at + 2 <= end) {
            int size = RtpPacket.u16(data, at);
            at += 2;
            if (size > end - at) {
                return false;
            }
            if (size > 0) {
                sink.onNal(data, at, size);
            }
            at += size;
        }
        return at == end;
    }

    private static boolean fragment(byte[] data, int offset, int length, int skip, Sink sink) {
        if (length <= 2 + skip) {
            return false;
        }
        int indicator = data[offset];
        int fu = data[offset + 1];
        int header = (indicator & 0xE0) | (fu & 0x1F);
        sink.onFragment(
                header,
                1,
                (fu & 0x80) != 0,
                (fu & 0x40) != 0,
                data,
                offset + 2 + skip,
                length - 2 - skip);
        return true;
    }
}
