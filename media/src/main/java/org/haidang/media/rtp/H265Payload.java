package org.haidang.media.rtp;

import org.haidang.media.codec.H265Nal;

/**
 * RFC 7798: single NAL units, aggregation packets and fragmentation units. With {@code
 * sprop-max-don-diff} above 0 each carries decoding order numbers, which are skipped: cameras send
 * in decoding order. PACI packets carry no picture data of their own that cameras use, and are
 * dropped.
 *
 * <pre>
 * AP (48): |F| 48 |layer|TID| [DONL(16)] size(16) NAL unit { [DOND(8)] size(16) NAL unit } ...
 * FU (49): |F| 49 |layer|TID| |S|E| type(6)| [DONL(16) in the first] part of the NAL unit
 * </pre>
 */
final class H265Payload implements NalPayload {
    private static final int AGGREGATION = 48;
    private static final int FRAGMENT = 49;
    private static final int PACI = 50;
    private static final int HEADER_BYTES = 2;

    private final boolean decodingOrderNumbers;

    H265Payload(boolean decodingOrderNumbers) {
        this.decodingOrderNumbers = decodingOrderNumbers;
    }

    @Override
    public boolean unpack(byte[] data, int offset, int length, Sink sink) {
        if (length <= HEADER_BYTES) {
            return false;
        }
        return switch (H265Nal.type(data[offset])) {
            case AGGREGATION -> aggregate(data, offset + HEADER_BYTES, offset + length, sink);
            case FRAGMENT -> fragment(data, offset, length, sink);
            case PACI -> false;
            default -> single(data, offset, length, sink);
        };
    }

    /** With order numbers, the header is followed by one: the NAL unit is the rest around it. */
    private boolean single(byte[] data, int offset, int length, Sink sink) {
        if (!decodingOrderNumbers) {
            sink.onNal(data, offset, length);
            return true;
        }
        if (length <= HEADER_BYTES + 2) {
            return false;
        }
        int header = RtpPacket.u16(data, offset);
        sink.onFragment(header, 2, true, true, data, offset + 4, length - 4);
        return true;
    }

    private boolean aggregate(byte[] data, int offset, int end, Sink sink) {
        int at = offset + (decodingOrderNumbers ? 2 : 0);
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
            at += decodingOrderNumbers && at < end ? 1 : 0;
        }
        return at == end;
    }

    private boolean fragment(byte[] data, int offset, int length, Sink sink) {
        int fu = length > HEADER_BYTES ? data[offset + HEADER_BYTES] : 0;
        boolean start = (fu & 0x80) != 0;
        int skip = HEADER_BYTES + 1 + (decodingOrderNumbers && start ? 2 : 0);
        if (length <= skip) {
            return false;
        }
        int header = (RtpPacket.u16(data, offset) & 0x81FF) | (fu & 0x3F) << 9;
        sink.onFragment(header, 2, start, (fu & 0x40) != 0, data, offset + skip, length - skip);
        return true;
    }
}
