package org.haidang.media.codec;

import org.haidang.media.MalformedInputException;

/**
 * Reads the sequence parameter set of ITU-T H.264, section 7.3.2.1.1 and annex E.
 *
 * <p>Whatever is readable is kept: a set that breaks off in its usability information still gives
 * size and profile.
 */
public final class H264Sps {
    private static final int EXTENDED_SAR = 255;
    private static final int BASELINE_ID_BYTES = 4;

    private final BitReader bits;
    private int width;
    private int height;

    private H264Sps(BitReader bits) {
        this.bits = bits;
    }

    /**
     * Reads one as far as it goes.
     *
     * @param nal a whole NAL unit, header included
     * @throws MalformedInputException when not even profile and id can be read
     */
    public static SequenceParameters parse(byte[] nal) throws MalformedInputException {
        if (nal.length < BASELINE_ID_BYTES || H264Nal.type(nal[0]) != H264Nal.SPS) {
            throw new MalformedInputException("not an H.264 SPS", 0);
        }
        return new H264Sps(BitReader.ofNal(nal, 1, nal.length - 1)).read();
    }

    private SequenceParameters read() throws MalformedInputException {
        int profile = bits.bits(8);
        int constraints = bits.bits(8);
        int level = bits.bits(8);
        int id = bits.unsigned(31);
        String codec = String.format("avc1.%02x%02x%02x", profile, constraints, level);
        int core = bits.position();
        int reorder = 0;
        boolean complete = false;
        try {
            readPicture(profile);
            core = bits.position();
            reorder = bits.flag() ? readReorderDepth() : 0;
            complete = true;
        } catch (MalformedInputException e) {
            // Keep what was read up to here: cameras break off or lie in the later parts.
        }
        return new SequenceParameters(id, width, height, codec, reorder, core, complete);
    }

    private void readPicture(int profile) throws MalformedInputException {
        int chroma = 1;
        if (isHigh(profile)) {
            chroma = bits.unsigned(3);
            if (chroma == 3 && bits.flag()) {
                chroma = 0; // separate_colour_plane_flag: cropped as monochrome
            }
            bits.unsigned(6);
            bits.unsigned(6);
            bits.bit();
            if (bits.flag()) {
                skipScalingLists(chroma == 3 ? 12 : 8);
            }
        }
        bits.unsigned(12);
        skipPictureOrderCount();
        bits.unsigned(64);
        bits.bit();
        int macroblocksWide = bits.unsigned(SequenceParameters.MAX_SIZE / 16 - 1) + 1;
        int mapUnitsHigh = bits.unsigned(SequenceParameters.MAX_SIZE / 16 - 1) + 1;
        boolean framesOnly = bits.flag();
        if (!framesOnly) {
            bits.bit();
        }
        bits.bit();
        width = macroblocksWide * 16;
        height = mapUnitsHigh * 16 * (framesOnly ? 1 : 2);
        if (bits.flag()) {
            crop(chroma, framesOnly);
        }
    }

    private void crop(int chroma, boolean framesOnly) throws MalformedInputException {
        int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
        int unitY = (chroma == 1 ? 2 : 1) * (framesOnly ? 1 : 2);
        int left = bits.unsigned(SequenceParameters.MAX_SIZE);
        int right = bits.unsigned(SequenceParameters.MAX_SIZE);
        int top = bits.unsigned(SequenceParameters.MAX_SIZE);
        int bottom = bits.unsigned(SequenceParameters.MAX_SIZE);
        int croppedWidth = width - (left + right) * unitX;
        int croppedHeight = height - (top + bottom) * unitY;
        if (croppedWidth > 0 && croppedHeight > 0) {
            width = croppedWidth;
            height = croppedHeight;
        }
    }

    private void skipPictureOrderCount() throws MalformedInputException {
        int type = bits.unsigned(2);
        if (type == 0) {
            bits.unsigned(12);
        } else if (type == 1) {
            bits.bit();
            bits.signed();
            bits.signed();
            int cycle = bits.unsigned(255);
            for (int i = 0; i < cycle; i++) {
                bits.signed();
            }
        }
    }

    private void skipScalingLists(int count) throws MalformedInputException {
        for (int list = 0; list < count; list++) {
            if (bits.flag()) {
                skipScalingList(list < 6 ? 16 : 64);
            }
        }
    }

    private void skipScalingList(int size) throws MalformedInputException {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size; i++) {
            if (next != 0) {
                next = (last + bits.signed()) & 0xFF;
            }
            last = next == 0 ? last : next;
        }
    }

    /** Annex E.1.1 up to max_num_reorder_frames. */
    private int readReorderDepth() throws MalformedInputException {
        if (bits.flag() && bits.bits(8) == EXTENDED_SAR) {
            bits.skip(32);
        }
        if (bits.flag()) {
            bits.bit();
        }
        if (bits.flag()) {
            bits.skip(4);
            if (bits.flag()) {
                bits.skip(24);
            }
        }
        if (bits.flag()) {
            bits.unsigned(5);
            bits.unsigned(5);
        }
        if (bits.flag()) {
            bits.skip(65); // timing_info: 0, 1000 or wrong in many cameras; never used
        }
        boolean nalHrd = bits.flag();
        if (nalHrd) {
            skipHrd();
        }
        boolean vclHrd = bits.flag();
        if (vclHrd) {
            skipHrd();
        }
        if (nalHrd || vclHrd) {
            bits.bit();
        }
        bits.bit();
        if (!bits.flag()) {
            return 0;
        }
        bits.bit();
        bits.unsigned(16);
        bits.unsigned(16);
        bits.unsigned(16);
        bits.unsigned(16);
        return bits.unsigned(SequenceParameters.MAX_REORDER);
    }

    private void skipHrd() throws MalformedInputException {
        int count = bits.unsigned(31) + 1;
        bits.skip(8);
        for (int i = 0; i < count; i++) {
            bits.unsigned(Integer.MAX_VALUE);
            bits.unsigned(Integer.MAX_VALUE);
            bits.bit();
        }
        bits.skip(20);
    }

    private static boolean isHigh(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }
}
