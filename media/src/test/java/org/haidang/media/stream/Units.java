package org.haidang.media.stream;

import java.util.List;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;

/** Access units and tracks without a camera. The bytes are not decodable; nothing here decodes. */
final class Units {

    static final int VIDEO = 1;
    static final int AUDIO = 2;

    /** One picture at 25 per second. */
    static final long STEP = 3600;

    static final Track H264 = video(640);
    static final Track H264_BIG = video(1280);
    static final Track PCMA = audio(8000);
    static final Track PCMA_WIDE = audio(16_000);
    static final Track AAC =
            new Track(
                    AUDIO,
                    new AudioFormat(
                            Codec.AAC, 48_000, 2, new byte[] {0x11, (byte) 0x90}, "mp4a.40.2"),
                    48_000);

    private Units() {}

    private static Track video(int width) {
        List<byte[]> sets = List.of(new byte[] {0x67, 0x42, 0, 0x1e}, new byte[] {0x68, 1});
        return new Track(
                VIDEO, new VideoFormat(Codec.H264, sets, width, 360, "avc1.42001e", 0), 90_000);
    }

    private static Track audio(int rateHz) {
        return new Track(
                AUDIO, new AudioFormat(Codec.PCMA, rateHz, 1, new byte[0], "alaw"), rateHz);
    }

    static AccessUnit key(long dts) {
        return picture(dts, true, 1000);
    }

    static AccessUnit delta(long dts) {
        return picture(dts, false, 200);
    }

    static AccessUnit picture(long dts, boolean key, int size) {
        return new AccessUnit(
                VIDEO, dts, dts, wallUs(dts, 90_000), key, false, false, new byte[size]);
    }

    static AccessUnit sound(long dts, int size) {
        return new AccessUnit(
                AUDIO, dts, dts, wallUs(dts, 8000), true, false, false, new byte[size]);
    }

    static long wallUs(long dts, int timescaleHz) {
        return 1_790_000_000_000_000L + dts * 1_000_000 / timescaleHz;
    }
}
