package org.haidang.media.codec;

import java.util.Locale;
import org.haidang.media.MalformedInputException;

/**
 * Reads the sequence parameter set of ITU-T H.265, section 7.3.2.2.
 *
 * <p>Cameras are odd in its later parts (sub-layers, scaling lists, reference picture sets); what
 * was read before the oddity is kept.
 */
public final class H265Sps {
    /** Header, ids and the 12 bytes of the general profile, tier and level. */
    private static final int MIN_BYTES = 15;

    private static final int MAX_SUB_LAYERS_MINUS_1 = 6;
    private static final int MAX_SHORT_TERM_SETS = 64;
    private static final int MAX_PICTURES_IN_SET = 16;

    private final BitReader bits;
    private int width;
    private int height;
    private int reorder;
    private int id;
    private int core;
    private int pocBits;

    private H265Sps(BitReader bits) {
        this.bits = bits;
    }

    /**
     * Reads one as far as it goes.
     *
     * @param nal a whole NAL unit, header included
     * @throws MalformedInputException when not even profile and level can be read
     */
    public static SequenceParameters parse(byte[] nal) throws MalformedInputException {
        if (nal.length < MIN_BYTES || H265Nal.type(nal[0]) != H265Nal.SPS) {
            throw new MalformedInputException("not an H.265 SPS", 0);
        }
        return new H265Sps(BitReader.ofNal(nal, 2, nal.length - 2)).read();
    }

    private SequenceParameters read() throws MalformedInputException {
        bits.skip(4);
        int subLayersMinus1 = bits.bits(3);
        bits.bit();
        String codec = readProfile();
        core = bits.position();
        boolean complete = false;
        try {
            skipSubLayers(subLayersMinus1);
            id = bits.unsigned(15);
            readPicture(subLayersMinus1);
            core = bits.position();
            skipTools();
            complete = true;
        } catch (MalformedInputException e) {
            // Keep what was read up to here.
        }
        return new SequenceParameters(id, width, height, codec, reorder, core, complete);
    }

    /**
     * The general part of profile_tier_level() as ISO/IEC 14496-15 annex E names it, for example
     * {@code hvc1.1.6.L93.B0}.
     */
    private String readProfile() throws MalformedInputException {
        int space = bits.bits(2);
        boolean highTier = bits.flag();
        int profile = bits.bits(5);
        int compatibility = Integer.reverse(bits.bits(32));
        int[] constraints = new int[6];
        int used = 0;
        for (int i = 0; i < constraints.length; i++) {
            constraints[i] = bits.bits(8);
            used = constraints[i] == 0 ? used : i + 1;
        }
        int level = bits.bits(8);
        StringBuilder name = new StringBuilder("hvc1.");
        if (space > 0) {
            name.append((char) ('A' + space - 1));
        }
        name.append(profile).append('.');
        name.append(Integer.toHexString(compatibility).toUpperCase(Locale.ROOT));
        name.append(highTier ? ".H" : ".L").append(level);
        for (int i = 0; i < used; i++) {
            name.append('.').append(Integer.toHexString(constraints[i]).toUpperCase(Locale.ROOT));
        }
        return name.toString();
    }

    private void skipSubLayers(int subLayersMinus1) throws MalformedInputException {
        if (subLayersMinus1 == 0) {
            return;
        }
        if (subLayersMinus1 > MAX_SUB_LAYERS_MINUS_1) {
            throw new MalformedInputException("8 sub-layers", 2);
        }
        int present = bits.bits(16);
        for (int i = 0; i < subLayersMinus1; i++) {
            if ((present >> (15 - 2 * i) & 1) == 1) {
                bits.skip(88);
            }
            if ((present >> (14 - 2 * i) & 1) == 1) {
                bits.skip(8);
            }
        }
    }

    private void readPicture(int subLayersMinus1) throws MalformedInputException {
        int chroma = bits.unsigned(3);
        if (chroma == 3 && bits.flag()) {
            chroma = 0;
        }
        width = bits.unsigned(SequenceParameters.MAX_SIZE);
        height = bits.unsigned(SequenceParameters.MAX_SIZE);
        if (bits.flag()) {
            crop(chroma);
        }
        bits.unsigned(8);
        bits.unsigned(8);
        pocBits = bits.unsigned(12) + 4;
        boolean perLayer = bits.flag();
        for (int i = perLayer ? 0 : subLayersMinus1; i <= subLayersMinus1; i++) {
            bits.unsigned(16);
            reorder = bits.unsigned(SequenceParameters.MAX_REORDER);
            bits.unsigned(Integer.MAX_VALUE);
        }
    }

    private void crop(int chroma) throws MalformedInputException {
        int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
        int unitY = chroma == 1 ? 2 : 1;
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

    /** From the block sizes to just before the usability information. */
    private void skipTools() throws MalformedInputException {
        for (int i = 0; i < 6; i++) {
            bits.unsigned(16);
        }
        boolean scalingListsEnabled = bits.flag();
        if (scalingListsEnabled) {
            boolean listsFollow = bits.flag();
            if (listsFollow) {
                skipScalingLists();
            }
        }
        bits.skip(2);
        if (bits.flag()) {
            bits.skip(8);
            bits.unsigned(8);
            bits.unsigned(8);
            bits.bit();
        }
        skipShortTermSets();
        if (bits.flag()) {
            int longTerm = bits.unsigned(32);
            bits.skip(longTerm * (pocBits + 1));
        }
        bits.skip(2);
        core = bits.position();
        bits.bit();
    }

    private void skipScalingLists() throws MalformedInputException {
        for (int size = 0; size < 4; size++) {
            for (int matrix = 0; matrix < 6; matrix += size == 3 ? 3 : 1) {
                if (!bits.flag()) {
                    bits.unsigned(6);
                    continue;
                }
                if (size > 1) {
                    bits.signed();
                }
                int coefficients = Math.min(64, 1 << (4 + (size << 1)));
                for (int i = 0; i < coefficients; i++) {
                    bits.signed();
                }
            }
        }
    }

    /**
     * st_ref_pic_set() of section 7.3.7, as far as the number of pictures in each must be known.
     */
    private void skipShortTermSets() throws MalformedInputException {
        int sets = bits.unsigned(MAX_SHORT_TERM_SETS);
        int pictures = 0;
        for (int set = 0; set < sets; set++) {
            boolean predicted = set > 0 && bits.flag();
            pictures = predicted ? skipPredictedSet(pictures) : skipExplicitSet();
            if (pictures > MAX_PICTURES_IN_SET) {
                throw new MalformedInputException("reference picture set too large", core / 8);
            }
        }
    }

    private int skipPredictedSet(int reference) throws MalformedInputException {
        bits.bit();
        bits.unsigned(1 << 15);
        int pictures = 0;
        for (int i = 0; i <= reference; i++) {
            boolean used = bits.flag();
            if (used || bits.flag()) {
                pictures++;
            }
        }
        return pictures;
    }

    private int skipExplicitSet() throws MalformedInputException {
        int pictures = bits.unsigned(MAX_PICTURES_IN_SET) + bits.unsigned(MAX_PICTURES_IN_SET);
        for (int i = 0; i < pictures; i++) {
            bits.unsigned(1 << 15);
            bits.bit();
        }
        return pictures;
    }
}
