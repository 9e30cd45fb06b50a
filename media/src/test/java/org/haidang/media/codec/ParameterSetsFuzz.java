package org.haidang.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.stream.Stream;
import org.haidang.media.track.Codec;
import org.haidang.media.track.VideoFormat;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as NAL units, between start codes: a format that makes sense, or none. */
class ParameterSetsFuzz {

    /** Of a picture that is taken for one. */
    private static final int MAX_SIDE = 16_384;

    static Stream<Arguments> streams() {
        Random random = new Random(3);
        return Stream.of(
                        stream(
                                TestNals.aud(),
                                TestNals.sps(),
                                TestNals.pps(),
                                TestNals.recoveryPoint(),
                                TestNals.h264Slice(0x65, 0, 0, 7, 20, random)),
                        stream(
                                TestNals.h264Sps(100, 1920, 1080, 2, 5),
                                TestNals.h264Pps(3, 0),
                                TestNals.idr(20, random)),
                        stream(
                                TestNals.h265Vps(),
                                TestNals.h265Sps(1920, 1080, 2, 3, true),
                                TestNals.h265Pps(),
                                TestNals.h265Slice(19, true, 20, random)))
                .map(Arguments::of);
    }

    private static byte[] stream(byte[]... nals) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] nal : nals) {
            out.writeBytes(new byte[] {0, 0, 1});
            out.writeBytes(nal);
        }
        return out.toByteArray();
    }

    @MethodSource("streams")
    @FuzzTest
    void isUnderstoodOrNot(byte[] units) {
        for (Codec codec : new Codec[] {Codec.H264, Codec.H265}) {
            ParameterSets sets = new ParameterSets(codec, 640, 480);
            int from = 0;
            while (from < units.length) {
                int end = StartCodes.next(units, from, units.length);
                int length = StartCodes.trimZeros(units, from, end) - from;
                if (length > 0) {
                    read(codec, sets, units, from, length);
                }
                from = Math.max(end + 3, from + 1);
            }
            VideoFormat format = sets.known();
            if (format != null) {
                assertThat(format.width()).isBetween(1, MAX_SIDE);
                assertThat(format.height()).isBetween(1, MAX_SIDE);
            }
        }
    }

    private static void read(Codec codec, ParameterSets sets, byte[] data, int at, int length) {
        sets.remember(data, at, length);
        boolean h264 = codec == Codec.H264;
        int pps =
                h264
                        ? PictureHeaders.slicePpsH264(data, at, length)
                        : PictureHeaders.slicePpsH265(data, at, length);
        sets.activate(pps, true);
        PictureHeaders.hasRecoveryPoint(data, at, length, h264 ? 1 : 2);
        if (h264) {
            PictureHeaders.startsPictureH264(data, at, length);
            PictureHeaders.isIntraSliceH264(data, at, length);
        } else {
            PictureHeaders.startsPictureH265(data, at, length);
        }
    }
}
