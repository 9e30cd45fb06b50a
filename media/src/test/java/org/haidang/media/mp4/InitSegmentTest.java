package org.haidang.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;
import org.junit.jupiter.api.Test;

class InitSegmentTest {

    @Test
    void readsBackWhatItWrote() throws Exception {
        for (List<Track> tracks :
                List.of(
                        List.of(Sets.H264),
                        List.of(Sets.H265, Sets.AAC),
                        List.of(Sets.H264, Sets.PCMA, Sets.PCMU),
                        List.of(Sets.AAC))) {
            InitSegment written = InitSegment.of(tracks);
            InitSegment read = InitSegment.parse(written.bytes());
            assertThat(read.tracks()).isEqualTo(tracks);
            assertThat(read.mime()).isEqualTo(written.mime());
            assertThat(read).isEqualTo(written);
        }
    }

    @Test
    void namesItsCodecsForTheBrowser() {
        assertThat(InitSegment.of(List.of(Sets.H264, Sets.AAC)).mime())
                .isEqualTo("video/mp4; codecs=\"avc1.64001f,mp4a.40.2\"");
        assertThat(InitSegment.of(List.of(Sets.AAC)).mime())
                .isEqualTo("audio/mp4; codecs=\"mp4a.40.2\"");
    }

    @Test
    void writesTheAvcConfigurationOfHighProfile() {
        assertThat(box(InitSegment.of(List.of(Sets.H264)), "avcC"))
                .isEqualTo(
                        "01 64 00 1f ff e1 00 0a 67 64 00 1f ac d9 40 50 05 bb"
                                + " 01 00 06 68 eb e3 cb 22 c0 fd f8 f8 00");
    }

    @Test
    void writesTheHevcConfigurationFromTheSequenceParameterSet() {
        String expected =
                "01 01 60 00 00 00 90 00 00 00 00 00 5d f0 00 fc fd f8 f8 00 00 0f 03"
                        + " a0 00 01 00 06 40 01 0c 01 ff ff a1 00 01 00 18 "
                        + spaced(Sets.HEVC_SPS)
                        + " a2 00 01 00 07 44 01 c1 72 b4 62 40";
        assertThat(box(InitSegment.of(List.of(Sets.H265)), "hvcC")).isEqualTo(expected);
    }

    @Test
    void writesTheAudioConfigurationInNestedDescriptors() {
        assertThat(box(InitSegment.of(List.of(Sets.AAC)), "esds"))
                .isEqualTo(
                        "00 00 00 00 03 80 80 80 22 00 00 00 04 80 80 80 14 40 15 00 00 00"
                                + " 00 00 00 00 00 00 00 00 05 80 80 80 02 11 90 06 80 80 80 01 02");
    }

    @Test
    void takesParameterSetsThatAreCutShort() throws Exception {
        for (int length = 1; length < Sets.HEVC_SPS.length; length++) {
            byte[] shortSps = Arrays.copyOf(Sets.HEVC_SPS, length);
            Track track =
                    new Track(
                            1,
                            new VideoFormat(
                                    Codec.H265, List.of(shortSps), 640, 480, "hvc1.1.6.L93.90", 0),
                            90_000);
            assertThat(InitSegment.parse(InitSegment.of(List.of(track)).bytes()).tracks())
                    .hasSize(1);
        }
    }

    @Test
    void refusesNoTracksAndTooMany() {
        assertThatThrownBy(() -> InitSegment.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InitSegment.of(Collections.nCopies(9, Sets.H264)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyTruncationIsMalformed() {
        byte[] whole = InitSegment.of(List.of(Sets.H264, Sets.AAC)).bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> InitSegment.parse(cut))
                    .as("first %s bytes", length)
                    .isInstanceOf(MalformedMp4Exception.class);
        }
    }

    @Test
    void mutationsAreReadOrMalformedAndNothingElse() {
        long seed = 7;
        Random random = new Random(seed);
        for (List<Track> tracks :
                List.of(List.of(Sets.H265, Sets.AAC), List.of(Sets.H264, Sets.PCMA))) {
            byte[] whole = InitSegment.of(tracks).bytes();
            for (int i = 0; i < 20_000; i++) {
                byte[] mutant = whole.clone();
                for (int j = random.nextInt(1, 4); j > 0; j--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
                }
                try {
                    assertThat(InitSegment.parse(mutant).tracks()).isNotEmpty();
                } catch (MalformedMp4Exception e) {
                    assertThat(e).hasMessageContaining("at byte");
                }
            }
        }
    }

    /** The body of a box as hex, found by its name. */
    private static String box(InitSegment init, String name) {
        String all = HexFormat.of().formatHex(init.bytes());
        int at = all.indexOf(HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII)));
        int size = Integer.parseInt(all.substring(at - 8, at), 16);
        return spaced(HexFormat.of().parseHex(all.substring(at + 8, at - 8 + 2 * size)));
    }

    private static String spaced(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
