package org.haidang.benchmark.tier;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamLimits;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;

/**
 * One stream that all simulated cameras share: 25 pictures per second, a key picture each second,
 * about 400 kbit/s as a sub stream has.
 */
final class Pictures implements AutoCloseable {
    private static final int PER_SECOND = 25;
    private static final int TICKS = 90_000 / PER_SECOND;
    private static final int KEY_BYTES = 12_000;
    private static final int BYTES = 1_600;

    /** A baseline SPS and PPS of 320 x 240. */
    private static final VideoFormat VIDEO =
            new VideoFormat(
                    Codec.H264,
                    List.of(
                            HexFormat.of().parseHex("6742c00dd90507ec04400000030040000007a3c50a92"),
                            HexFormat.of().parseHex("68ce3c80")),
                    320,
                    240,
                    "avc1.42c00d",
                    0);

    private final Stream stream = new Stream("simulated", StreamLimits.DEFAULT, System::nanoTime);
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("pictures").factory());
    private long made;

    Pictures() {
        stream.onState(new SourceState.Live(nowUs()));
        stream.onTracks(List.of(new Track(1, VIDEO, 90_000)));
        var _ =
                thread.scheduleAtFixedRate(
                        this::next, 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
    }

    Stream stream() {
        return stream;
    }

    private void next() {
        boolean key = made % PER_SECOND == 0;
        byte[] data = new byte[key ? KEY_BYTES : BYTES];
        ByteBuffer.wrap(data).putInt(data.length - 4).put((byte) (key ? 0x65 : 0x41));
        stream.onAccessUnit(
                new AccessUnit(1, made * TICKS, made * TICKS, nowUs(), key, false, false, data));
        stream.onBatchEnd();
        made++;
    }

    private static long nowUs() {
        return System.currentTimeMillis() * 1_000;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
