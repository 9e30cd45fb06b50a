package org.haidang.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;

/**
 * H.264 pictures that any decoder takes, without an encoder: key pictures of uncompressed
 * macroblocks (I_PCM, ITU-T H.264 section 7.3.5.1) and pictures that repeat the one before (skipped
 * macroblocks). A filler NAL unit brings them to the size that is wanted.
 */
final class TinyPictures {
    private static final int FRAME_NUM_BITS = 8;

    private final int widthMacroblocks;
    private int inGroup;
    private int groups;

    /** Pictures of {@code 16 * widthMacroblocks} by 16. */
    TinyPictures(int widthMacroblocks) {
        this.widthMacroblocks = widthMacroblocks;
    }

    Track track() {
        List<byte[]> sets = List.of(sps(), pps());
        return new Track(
                1,
                new VideoFormat(Codec.H264, sets, 16 * widthMacroblocks, 16, "avc1.42c00a", 0),
                90_000);
    }

    private byte[] sps() {
        Bits bits = new Bits();
        bits.u(8, 66).u(8, 0xC0).u(8, 10).ue(0);
        bits.ue(FRAME_NUM_BITS - 4).ue(2).ue(1).u(1, 0);
        bits.ue(widthMacroblocks - 1).ue(0).u(1, 1).u(1, 1).u(1, 0).u(1, 0);
        return nal(0x67, bits.trailing());
    }

    private static byte[] pps() {
        Bits bits = new Bits();
        bits.ue(0).ue(0).u(1, 0).u(1, 0).ue(0).ue(0).ue(0).u(1, 0).u(2, 0);
        bits.ue(0).ue(0).ue(0).u(1, 0).u(1, 0).u(1, 0);
        return nal(0x68, bits.trailing());
    }

    /** The next picture, NAL units behind their lengths, filled up to about so many bytes. */
    byte[] next(boolean key, int bytes) {
        byte[] slice = key ? idr() : repeat();
        int filler = Math.max(0, bytes - slice.length - 10);
        ByteBuffer out = ByteBuffer.allocate(4 + slice.length + (filler > 0 ? filler + 6 : 0));
        out.putInt(slice.length).put(slice);
        if (filler > 0) {
            byte[] padding = new byte[filler];
            Arrays.fill(padding, (byte) 0xFF);
            out.putInt(filler + 2).put((byte) 12).put(padding).put((byte) 0x80);
        }
        return out.array();
    }

    private byte[] idr() {
        inGroup = 0;
        groups++;
        Bits bits = new Bits();
        bits.ue(0).ue(7).ue(0).u(FRAME_NUM_BITS, 0).ue(groups % 2).u(2, 0).ue(0);
        for (int i = 0; i < widthMacroblocks; i++) {
            bits.ue(25).align();
            for (int sample = 0; sample < 384; sample++) {
                bits.u(8, 64 + (groups + sample) % 100);
            }
        }
        return nal(0x65, bits.trailing());
    }

    private byte[] repeat() {
        inGroup++;
        Bits bits = new Bits();
        bits.ue(0).ue(5).ue(0).u(FRAME_NUM_BITS, inGroup % (1 << FRAME_NUM_BITS));
        bits.u(1, 0).u(1, 0).u(1, 0).ue(0).ue(widthMacroblocks);
        return nal(0x41, bits.trailing());
    }

    private static byte[] nal(int header, byte[] rbsp) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(header);
        int zeros = 0;
        for (byte b : rbsp) {
            if (zeros == 2 && (b & 0xFF) <= 3) {
                out.write(3);
                zeros = 0;
            }
            zeros = b == 0 ? zeros + 1 : 0;
            out.write(b);
        }
        return out.toByteArray();
    }

    /** Writes bits, most significant first. */
    private static final class Bits {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int current;
        private int count;

        Bits u(int bits, int value) {
            for (int i = bits - 1; i >= 0; i--) {
                current = current << 1 | (value >> i & 1);
                if (++count == 8) {
                    out.write(current);
                    current = 0;
                    count = 0;
                }
            }
            return this;
        }

        Bits ue(int value) {
            int length = 32 - Integer.numberOfLeadingZeros(value + 1);
            return u(length - 1, 0).u(length, value + 1);
        }

        Bits align() {
            while (count != 0) {
                u(1, 0);
            }
            return this;
        }

        byte[] trailing() {
            u(1, 1).align();
            return out.toByteArray();
        }
    }
}
