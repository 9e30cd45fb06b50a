package org.haidang.media.codec;

import java.util.Random;

/** NAL units made bit by bit. */
public final class TestNals {

    private TestNals() {}

    public static byte[] aud() {
        return new byte[] {0x09, (byte) 0xF0};
    }

    /** High profile, level 3.1, 1280 x 720, no reordering. */
    public static byte[] sps() {
        return h264Sps(100, 1280, 720, 0, 0);
    }

    public static byte[] pps() {
        return h264Pps(0, 0);
    }

    /**
     * An SPS of H.264.
     *
     * @param reorder -1 for no bitstream restriction
     * @param junk put into the timing information
     */
    public static byte[] h264Sps(int profile, int width, int height, int reorder, long junk) {
        int wide = (width + 15) / 16;
        int high = (height + 15) / 16;
        BitWriter w = new BitWriter().u(8, profile).u(8, 0).u(8, 31).ue(0);
        if (profile >= 100) {
            w.ue(1).ue(0).ue(0).u(1, 0).u(1, 0);
        }
        w.ue(0).ue(0).ue(2).ue(1).u(1, 0).ue(wide - 1).ue(high - 1).u(1, 1).u(1, 1);
        boolean crop = wide * 16 != width || high * 16 != height;
        w.u(1, crop ? 1 : 0);
        if (crop) {
            w.ue(0).ue((wide * 16 - width) / 2).ue(0).ue((high * 16 - height) / 2);
        }
        w.u(1, 1); // VUI
        w.u(1, 1).u(8, 255).u(16, 1).u(16, 1); // extended sample aspect ratio
        w.u(1, 0).u(1, 0).u(1, 0);
        w.u(1, 1).u(32, junk).u(32, 1000).u(1, 0); // timing
        w.u(1, 0).u(1, 0).u(1, 0); // no HRD, pic_struct
        w.u(1, reorder >= 0 ? 1 : 0);
        if (reorder >= 0) {
            w.u(1, 1).ue(0).ue(0).ue(10).ue(10).ue(reorder).ue(Math.max(1, reorder));
        }
        return w.nal(0x67);
    }

    public static byte[] h264Pps(int id, int sps) {
        return new BitWriter().ue(id).ue(sps).u(1, 1).u(1, 0).ue(0).ue(0).ue(0).u(6, 0).nal(0x68);
    }

    public static byte[] idr(int size, Random random) {
        return h264Slice(0x65, 0, 7, 0, size, random);
    }

    public static byte[] slice(int size, Random random) {
        return h264Slice(0x41, 0, 5, 0, size, random);
    }

    public static byte[] h264Slice(
            int header, int firstMb, int sliceType, int pps, int size, Random random) {
        BitWriter w = new BitWriter().ue(firstMb).ue(sliceType).ue(pps);
        return fill(w, size, random).nal(header);
    }

    public static byte[] recoveryPoint() {
        return new BitWriter().u(8, 6).u(8, 1).u(8, 0x84).nal(0x06);
    }

    /** Random payload; one byte in four is zero, so that emulation prevention has work. */
    private static BitWriter fill(BitWriter w, int size, Random random) {
        for (int i = 0; i < size; i++) {
            w.u(8, random.nextInt(4) == 0 ? 0 : random.nextInt(256));
        }
        return w;
    }

    public static byte[] h265Vps() {
        return new BitWriter().u(4, 0).u(2, 3).u(6, 0).u(3, 0).u(1, 1).u(16, 0xFFFF).nal(0x40, 1);
    }

    /**
     * An SPS of H.265.
     *
     * @param subLayers 1 to 7
     * @param oddities scaling lists, predicted reference picture sets and long-term pictures
     */
    public static byte[] h265Sps(
            int width, int height, int reorder, int subLayers, boolean oddities) {
        BitWriter w = new BitWriter().u(4, 0).u(3, subLayers - 1).u(1, 1);
        w.u(2, 0).u(1, 0).u(5, 1).u(32, 0x60000000L).u(8, 0xB0).u(40, 0).u(8, 93);
        if (subLayers > 1) {
            for (int i = 0; i < 8; i++) {
                w.u(2, i < subLayers - 1 ? 3 : 0);
            }
            for (int i = 0; i < subLayers - 1; i++) {
                w.u(44, 0x12345678L).u(44, 0x9ABCDEFL).u(8, 60);
            }
        }
        w.ue(0).ue(1).ue((width + 7L) / 8 * 8).ue((height + 7L) / 8 * 8);
        boolean crop = width % 8 != 0 || height % 8 != 0;
        w.u(1, crop ? 1 : 0);
        if (crop) {
            w.ue(0).ue((8 - width % 8) % 8 / 2).ue(0).ue((8 - height % 8) % 8 / 2);
        }
        w.ue(0).ue(0).ue(4).u(1, 0).ue(4).ue(reorder).ue(0);
        w.ue(0).ue(3).ue(0).ue(3).ue(0).ue(0);
        if (oddities) {
            w.u(1, 1).u(1, 1);
            scalingLists(w);
        } else {
            w.u(1, 0);
        }
        w.u(1, 1).u(1, 1).u(1, 0);
        if (oddities) {
            w.ue(2).ue(1).ue(1).ue(0).u(1, 1).ue(0).u(1, 1);
            w.u(1, 1).u(1, 0).ue(0).u(1, 1).u(1, 0).u(1, 0).u(1, 1);
            w.u(1, 1).ue(1).u(8, 5).u(1, 1);
        } else {
            w.ue(1).ue(1).ue(0).ue(0).u(1, 1).u(1, 0);
        }
        w.u(1, 1).u(1, 0).u(1, 0).u(1, 0);
        return w.nal(0x42, 1);
    }

    private static void scalingLists(BitWriter w) {
        for (int size = 0; size < 4; size++) {
            for (int matrix = 0; matrix < 6; matrix += size == 3 ? 3 : 1) {
                if (matrix == 0) {
                    w.u(1, 1);
                    if (size > 1) {
                        w.se(3);
                    }
                    for (int i = 0; i < Math.min(64, 1 << (4 + (size << 1))); i++) {
                        w.se(i % 5 - 2);
                    }
                } else {
                    w.u(1, 0).ue(1);
                }
            }
        }
    }

    public static byte[] h265Pps() {
        return new BitWriter().ue(0).ue(0).u(8, 0).nal(0x44, 1);
    }

    public static byte[] h265Slice(int type, boolean first, int size, Random random) {
        BitWriter w = new BitWriter().u(1, first ? 1 : 0);
        if (H265Nal.isRandomAccess(type)) {
            w.u(1, 0);
        }
        return fill(w.ue(0), size, random).nal(type << 1, 1);
    }
}
