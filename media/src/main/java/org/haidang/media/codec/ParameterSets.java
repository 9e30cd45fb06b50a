package org.haidang.media.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.haidang.media.MalformedInputException;
import org.haidang.media.track.Codec;
import org.haidang.media.track.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * The parameter sets of one video track, from the description and in band, by their ids; and the
 * format that follows from those in use.
 *
 * <p>Bounded by the number of ids and the bytes of each set.
 */
public final class ParameterSets {
    private static final int MAX_SET_BYTES = 2048;
    private static final int MAX_PPS_IN_FORMAT = 16;

    private final Codec codec;
    private final @Nullable SequenceParameters[] parsed;
    private final byte[] @Nullable [] sequenceSets;
    private final byte[] @Nullable [] pictureSets;
    private final int[] sequenceOfPicture;
    private final int fallbackWidth;
    private final int fallbackHeight;
    private byte @Nullable [] videoSet;
    private int lastPps = PictureHeaders.UNKNOWN;
    private int lastSps = PictureHeaders.UNKNOWN;
    private @Nullable VideoFormat active;
    private @Nullable SequenceParameters activeParameters;
    private byte[] activeSps = {};
    private boolean incomplete;

    /**
     * @param fallbackWidth taken when the parameter sets do not tell; 0 when unknown
     * @param fallbackHeight taken when the parameter sets do not tell; 0 when unknown
     */
    public ParameterSets(Codec codec, int fallbackWidth, int fallbackHeight) {
        this.codec = codec;
        this.fallbackWidth = fallbackWidth;
        this.fallbackHeight = fallbackHeight;
        parsed = new SequenceParameters[maxSps() + 1];
        sequenceSets = new byte[maxSps() + 1][];
        pictureSets = new byte[maxPps() + 1][];
        sequenceOfPicture = new int[maxPps() + 1];
    }

    private int maxSps() {
        return codec == Codec.H264 ? 31 : 15;
    }

    private int maxPps() {
        return codec == Codec.H264 ? 255 : 63;
    }

    /** Whether a NAL unit with this first byte is a parameter set of this codec. */
    public boolean isParameterSet(int firstByte) {
        if (codec == Codec.H264) {
            int type = H264Nal.type(firstByte);
            return type == H264Nal.SPS || type == H264Nal.PPS;
        }
        int type = H265Nal.type(firstByte);
        return type >= H265Nal.VPS && type <= H265Nal.PPS;
    }

    /** Whether some set seen could not be read to its end. */
    public boolean sawIncomplete() {
        return incomplete;
    }

    /** Keeps a parameter set; returns false when it is not one or cannot be used. */
    public boolean remember(byte[] data, int offset, int length) {
        if (length < 2 || length > MAX_SET_BYTES || !isParameterSet(data[offset])) {
            return false;
        }
        int type =
                codec == Codec.H264
                        ? H264Nal.type(data[offset])
                        : H265Nal.type(data[offset]) - H265Nal.VPS + H264Nal.SPS - 1;
        if (type == H264Nal.SPS) {
            return rememberSequence(data, offset, length);
        }
        if (type == H264Nal.PPS) {
            return rememberPicture(data, offset, length);
        }
        if (!same(videoSet, data, offset, length)) {
            videoSet = Arrays.copyOfRange(data, offset, offset + length);
        }
        return true;
    }

    private boolean rememberSequence(byte[] data, int offset, int length) {
        if (lastSps >= 0 && same(sequenceSets[lastSps], data, offset, length)) {
            return true;
        }
        byte[] nal = Arrays.copyOfRange(data, offset, offset + length);
        try {
            SequenceParameters sps = codec == Codec.H264 ? H264Sps.parse(nal) : H265Sps.parse(nal);
            incomplete |= !sps.complete();
            if (!sps.hasSize()) {
                sps = sps.withSize(fallbackWidth, fallbackHeight);
            }
            if (!sps.hasSize()) {
                return false;
            }
            parsed[sps.id()] = sps;
            sequenceSets[sps.id()] = nal;
            lastSps = sps.id();
            return true;
        } catch (MalformedInputException e) {
            incomplete = true;
            return false;
        }
    }

    private boolean rememberPicture(byte[] data, int offset, int length) {
        if (lastPps >= 0 && same(pictureSets[lastPps], data, offset, length)) {
            return true;
        }
        byte[] nal = Arrays.copyOfRange(data, offset, offset + length);
        int ids = PictureHeaders.ppsIds(nal, codec == Codec.H264 ? 1 : 2, maxPps(), maxSps());
        if (ids == PictureHeaders.UNKNOWN) {
            incomplete = true;
            return false;
        }
        lastPps = ids & 0xFFFF;
        pictureSets[lastPps] = nal;
        sequenceOfPicture[lastPps] = ids >> 16;
        return true;
    }

    private static boolean same(byte @Nullable [] kept, byte[] data, int offset, int length) {
        return kept != null && Arrays.equals(kept, 0, kept.length, data, offset, offset + length);
    }

    /** The format as far as the sets known so far tell, before any picture has come. */
    public @Nullable VideoFormat known() {
        return activate(PictureHeaders.UNKNOWN, false);
    }

    /**
     * The format of a picture that refers to this picture parameter set; null while sets are
     * missing. The same instance as before when nothing changed that matters: with the sets in band
     * a decoder gets them anyway, so there only what precedes the usability information counts
     * (some cameras write junk there, another one in every group of pictures).
     *
     * @param ppsId from the slice, or {@link PictureHeaders#UNKNOWN}
     * @param setsInBand whether the unit itself brings its SPS and PPS
     */
    public @Nullable VideoFormat activate(int ppsId, boolean setsInBand) {
        int pps = ppsId >= 0 && ppsId <= maxPps() && pictureSets[ppsId] != null ? ppsId : lastPps;
        if (pps < 0) {
            return null;
        }
        int id = sequenceSets[sequenceOfPicture[pps]] != null ? sequenceOfPicture[pps] : lastSps;
        if (id < 0 || (codec == Codec.H265 && videoSet == null)) {
            return null;
        }
        SequenceParameters parameters = parsed[id];
        byte[] sps = sequenceSets[id];
        if (parameters == null || sps == null) {
            return null;
        }
        VideoFormat before = active;
        SequenceParameters old = activeParameters;
        if (before != null
                && old != null
                && setsInBand
                && SequenceParameters.sameCore(old, activeSps, parameters, sps)) {
            return before;
        }
        VideoFormat format = build(parameters, sps, sequenceOfPicture[pps], pps);
        if (!format.equals(before)) {
            active = format;
            activeParameters = parameters;
            activeSps = sps;
        }
        return active;
    }

    private VideoFormat build(SequenceParameters parameters, byte[] sps, int spsId, int pps) {
        List<byte[]> sets = new ArrayList<>();
        if (codec == Codec.H265 && videoSet != null) {
            sets.add(videoSet);
        }
        sets.add(sps);
        int count = 0;
        for (int i = 0; i < pictureSets.length; i++) {
            byte[] set = pictureSets[i];
            boolean listed =
                    i == pps || (sequenceOfPicture[i] == spsId && count < MAX_PPS_IN_FORMAT - 1);
            if (set != null && listed) {
                sets.add(set);
                count += i == pps ? 0 : 1;
            }
        }
        return new VideoFormat(
                codec,
                sets,
                parameters.width(),
                parameters.height(),
                parameters.codecString(),
                parameters.reorderDepth());
    }
}
