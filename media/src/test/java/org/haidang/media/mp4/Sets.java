package org.haidang.media.mp4;

import java.util.HexFormat;
import java.util.List;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;

/** Tracks with parameter sets made by hand, bit by bit from the tables of the standards. */
final class Sets {

    /** H.264 High, level 3.1, 4:2:0, 8 bits; the rest of the set does not matter here. */
    static final byte[] AVC_SPS = hex("67 64 00 1f ac d9 40 50 05 bb");

    static final byte[] AVC_PPS = hex("68 eb e3 cb 22 c0");

    static final byte[] HEVC_VPS = hex("40 01 0c 01 ff ff");

    /**
     * Main profile, main tier, level 3.1 (93), one sub-layer. The general constraint bytes hold 90
     * 00 00 00 00 00, which takes two emulation prevention bytes on the way.
     */
    static final byte[] HEVC_SPS =
            hex("42 01 01 01 60 00 00 03 00 90 00 00 03 00 00 03 00 5d a0 02 80 80 2d 16");

    static final byte[] HEVC_PPS = hex("44 01 c1 72 b4 62 40");

    static final Track H264 =
            new Track(
                    1,
                    new VideoFormat(
                            Codec.H264, List.of(AVC_SPS, AVC_PPS), 1280, 720, "avc1.64001f", 0),
                    90_000);

    static final Track H265 =
            new Track(
                    1,
                    new VideoFormat(
                            Codec.H265,
                            List.of(HEVC_VPS, HEVC_SPS, HEVC_PPS),
                            1280,
                            720,
                            "hvc1.1.6.L93.90",
                            0),
                    90_000);

    /** AAC-LC, 48 kHz, stereo. */
    static final Track AAC =
            new Track(2, new AudioFormat(Codec.AAC, 48_000, 2, hex("11 90"), "mp4a.40.2"), 48_000);

    static final Track PCMA =
            new Track(2, new AudioFormat(Codec.PCMA, 8000, 1, new byte[0], "alaw"), 8000);

    static final Track PCMU =
            new Track(3, new AudioFormat(Codec.PCMU, 16_000, 2, new byte[0], "ulaw"), 16_000);

    private Sets() {}

    static byte[] hex(String octets) {
        return HexFormat.of().parseHex(octets.replace(" ", ""));
    }
}
