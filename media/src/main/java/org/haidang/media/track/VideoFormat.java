package org.haidang.media.track;

import java.util.Arrays;
import java.util.List;

/**
 * A video format as its parameter sets tell it.
 *
 * @param codec H264 or H265
 * @param parameterSets NAL units without start codes: SPS then PPS for H.264; VPS, SPS, PPS for
 *     H.265. The arrays belong to this record and are never written to.
 * @param width luma samples after cropping, 1 to 16384
 * @param height luma samples after cropping, 1 to 16384
 * @param codecString RFC 6381 name for the browser, for example {@code avc1.64001f}
 * @param reorderDepth pictures that may precede one in decode order and follow it in output order,
 *     0 to 16
 */
public record VideoFormat(
        Codec codec,
        List<byte[]> parameterSets,
        int width,
        int height,
        String codecString,
        int reorderDepth)
        implements Format {

    public VideoFormat {
        if (!codec.isVideo()) {
            throw new IllegalArgumentException("not a video codec: " + codec);
        }
        parameterSets = List.copyOf(parameterSets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VideoFormat that
                && codec == that.codec
                && width == that.width
                && height == that.height
                && reorderDepth == that.reorderDepth
                && codecString.equals(that.codecString)
                && Arrays.deepEquals(parameterSets.toArray(), that.parameterSets.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(parameterSets.toArray()) + codec.hashCode();
    }
}
