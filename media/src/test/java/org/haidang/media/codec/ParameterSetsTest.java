package org.haidang.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.haidang.media.MalformedInputException;
import org.haidang.media.track.Codec;
import org.junit.jupiter.api.Test;

class ParameterSetsTest {
    private static final int[] PROFILES = {66, 77, 88, 100, 110};

    @Test
    void readsSizeAndReorderDepthOfEveryH264Profile() throws MalformedInputException {
        for (int profile : PROFILES) {
            for (int reorder : new int[] {-1, 0, 2}) {
                SequenceParameters sps =
                        H264Sps.parse(TestNals.h264Sps(profile, 1920, 1080, reorder, 25));
                assertThat(sps.width()).isEqualTo(1920);
                assertThat(sps.height()).isEqualTo(1080);
                assertThat(sps.reorderDepth()).isEqualTo(Math.max(0, reorder));
                assertThat(sps.codecString()).isEqualTo(String.format("avc1.%02x001f", profile));
                assertThat(sps.complete()).isTrue();
            }
        }
    }

    @Test
    void readsAnH264SpsWithScalingListsAndFields() throws MalformedInputException {
        BitWriter w = new BitWriter().u(8, 122).u(8, 0).u(8, 40).ue(3);
        w.ue(2).ue(2).ue(2).u(1, 0).u(1, 1);
        for (int list = 0; list < 8; list++) {
            w.u(1, list % 2);
            if (list % 2 == 1) {
                int size = list < 6 ? 16 : 64;
                for (int i = 0; i < size; i++) {
                    w.se(i == 0 ? 8 : 0);
                }
            }
        }
        w.ue(0).ue(1).u(1, 0).se(-3).se(4).ue(2).se(1).se(-1);
        w.ue(4).u(1, 0).ue(44).ue(17).u(1, 0).u(1, 1).u(1, 1);
        w.u(1, 1).ue(0).ue(0).ue(0).ue(0).u(1, 0);
        SequenceParameters sps = H264Sps.parse(w.nal(0x67));
        assertThat(sps.id()).isEqualTo(3);
        assertThat(sps.width()).isEqualTo(720);
        assertThat(sps.height()).isEqualTo(576);
        assertThat(sps.complete()).isTrue();
    }

    @Test
    void v15_readsOddH265Sps() throws MalformedInputException {
        for (int layers = 1; layers <= 7; layers++) {
            for (boolean odd : new boolean[] {false, true}) {
                byte[] nal = TestNals.h265Sps(2304, 1296, 1, layers, odd);
                SequenceParameters sps = H265Sps.parse(nal);
                assertThat(sps.width()).isEqualTo(2304);
                assertThat(sps.height()).isEqualTo(1296);
                assertThat(sps.reorderDepth()).isEqualTo(1);
                assertThat(sps.complete()).as(layers + " " + odd).isTrue();
            }
        }
    }

    @Test
    void v19_cropsOddSizes() throws MalformedInputException {
        assertThat(H264Sps.parse(TestNals.h264Sps(100, 1936, 1090, 0, 0)).height()).isEqualTo(1090);
        assertThat(H265Sps.parse(TestNals.h265Sps(1918, 1078, 0, 1, false)).width())
                .isEqualTo(1918);
    }

    @Test
    void keepsTheSizeWhenTheUsabilityInformationBreaksOff() throws MalformedInputException {
        byte[] whole = TestNals.h264Sps(100, 1280, 720, 0, 0xFFFF_FFFFL);
        SequenceParameters cut = H264Sps.parse(Arrays.copyOf(whole, whole.length - 8));
        assertThat(cut.width()).isEqualTo(1280);
        assertThat(cut.complete()).isFalse();
    }

    @Test
    void survivesEveryTruncationAndMutationOfParameterSets() {
        byte[][] good = {
            TestNals.h264Sps(100, 1920, 1080, 2, 7),
            TestNals.pps(),
            TestNals.h265Vps(),
            TestNals.h265Sps(1920, 1080, 2, 4, true),
            TestNals.h265Pps()
        };
        long seed = 991;
        System.out.println("parameter sets: 20000 mutations from seed " + seed);
        Random random = new Random(seed);
        for (Codec codec : new Codec[] {Codec.H264, Codec.H265}) {
            for (byte[] nal : good) {
                for (int length = 0; length < nal.length; length++) {
                    byte[] cut = Arrays.copyOf(nal, length);
                    new ParameterSets(codec, 0, 0).remember(cut, 0, length);
                    PictureHeaders.slicePpsH264(cut, 0, length);
                    PictureHeaders.slicePpsH265(cut, 0, length);
                    PictureHeaders.hasRecoveryPoint(cut, 0, length, 1);
                }
            }
            ParameterSets sets = new ParameterSets(codec, 640, 480);
            for (int round = 0; round < 20_000; round++) {
                byte[] nal = good[random.nextInt(good.length)].clone();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    nal[random.nextInt(nal.length)] = (byte) random.nextInt();
                }
                sets.remember(nal, 0, nal.length);
                sets.activate(random.nextInt(300) - 1, random.nextBoolean());
                PictureHeaders.hasRecoveryPoint(nal, 0, nal.length, 1 + random.nextInt(2));
            }
        }
    }

    @Test
    void findsTheSetsThatASliceRefersTo() {
        ParameterSets sets = new ParameterSets(Codec.H264, 0, 0);
        byte[] pps0 = TestNals.h264Pps(0, 0);
        byte[] pps7 = TestNals.h264Pps(7, 0);
        for (byte[] nal : new byte[][] {TestNals.sps(), pps0, pps7}) {
            assertThat(sets.remember(nal, 0, nal.length)).isTrue();
        }
        byte[] slice = TestNals.h264Slice(0x65, 0, 7, 7, 20, new Random(1));
        int id = PictureHeaders.slicePpsH264(slice, 0, slice.length);
        assertThat(id).isEqualTo(7);
        assertThat(sets.activate(id, true)).isNotNull();
        assertThat(sets.activate(id, true)).isSameAs(sets.activate(0, true));
    }

    @Test
    void findsStartCodesWhereverTheyLie() {
        Random random = new Random(4);
        for (int round = 0; round < 5_000; round++) {
            byte[] data = new byte[random.nextInt(12)];
            for (int i = 0; i < data.length; i++) {
                data[i] = (byte) random.nextInt(3);
            }
            int from = data.length == 0 ? 0 : random.nextInt(data.length);
            int expected = data.length;
            for (int i = data.length - 3; i >= from; i--) {
                expected = data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1 ? i : expected;
            }
            assertThat(StartCodes.next(data, from, data.length)).isEqualTo(expected);
        }
    }

    @Test
    void readsAudioConfigurations() throws MalformedInputException {
        assertThat(AacConfig.parse(new byte[] {0x12, 0x10}))
                .isEqualTo(new AacConfig(2, 44_100, 2, 1024));
        assertThat(AacConfig.parse(new byte[] {0x15, (byte) 0x88}).sampleRateHz()).isEqualTo(8000);
        assertThat(AacConfig.lowComplexity(16_000, 1)).containsExactly(0x14, 0x08);
        assertThatThrownBy(() -> AacConfig.parse(new byte[] {0x12}))
                .isInstanceOf(MalformedInputException.class);
    }
}
