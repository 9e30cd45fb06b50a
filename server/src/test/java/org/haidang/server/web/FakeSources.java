package org.haidang.server.web;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.haidang.media.rtsp.Transport;
import org.haidang.media.rtsp.net.ReadMode;
import org.haidang.media.rtsp.net.RtspSourceConfig;
import org.haidang.media.rtsp.net.RtspStats;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;
import org.haidang.server.engine.CameraSource;
import org.haidang.server.engine.SourceFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sources without a network: a test says what each camera sends. By the name {@code camera/stream}.
 */
final class FakeSources implements SourceFactory {
    /** A baseline SPS and PPS of 320 x 240. */
    static final byte[] SPS =
            HexFormat.of().parseHex("6742c00dd90507ec04400000030040000007a3c50a92");

    static final byte[] PPS = HexFormat.of().parseHex("68ce3c80");
    static final VideoFormat VIDEO =
            new VideoFormat(Codec.H264, List.of(SPS, PPS), 320, 240, "avc1.42c00d", 0);
    static final AudioFormat AUDIO = new AudioFormat(Codec.PCMA, 8_000, 1, new byte[0], "alaw");
    static final int TICKS = 3_600;

    private final Map<String, Fake> byName = new ConcurrentHashMap<>();

    @Override
    public CameraSource source(RtspSourceConfig config, SourceListener listener) {
        Fake fake = new Fake(config, listener);
        byName.put(config.name(), fake);
        return fake;
    }

    Fake named(String name) {
        Fake fake = byName.get(name);
        if (fake == null) {
            throw new AssertionError(name + " is not pulled; there are " + byName.keySet());
        }
        return fake;
    }

    boolean pulled(String name) {
        Fake fake = byName.get(name);
        return fake != null && !fake.closed;
    }

    static final class Fake implements CameraSource {
        final RtspSourceConfig config;
        private final SourceListener listener;
        volatile @Nullable ReadMode mode;
        volatile boolean closed;

        /** Null for a camera without sender reports. */
        volatile @Nullable Long clockOffsetUs = 0L;

        private long pictures;

        Fake(RtspSourceConfig config, SourceListener listener) {
            this.config = config;
            this.listener = listener;
        }

        @Override
        public void start() {
            listener.onState(new SourceState.Connecting(1));
        }

        /** Video and an audio track that browsers do not play. */
        void live() {
            liveSince(nowUs());
        }

        /** The same, of a connection that has stood since then. */
        void liveSince(long us) {
            listener.onState(new SourceState.Live(us));
            listener.onTracks(List.of(new Track(1, VIDEO, 90_000), new Track(2, AUDIO, 8_000)));
        }

        void fail(FailureReason reason) {
            listener.onState(
                    new SourceState.Failed(reason, "said the test", 1, nowUs() + 1_000_000));
        }

        /** Pictures at 25 per second, the first of each ten a key picture. */
        void pictures(int count, int bytes) {
            for (int i = 0; i < count; i++) {
                byte[] data = new byte[bytes];
                boolean key = pictures % 10 == 0;
                ByteBuffer.wrap(data).putInt(bytes - 4).put((byte) (key ? 0x65 : 0x41));
                long dts = pictures * TICKS;
                listener.onAccessUnit(
                        new AccessUnit(1, dts, dts, nowUs(), key, false, false, data));
                pictures++;
            }
            listener.onBatchEnd();
        }

        @Override
        public void readMode(ReadMode newMode) {
            mode = newMode;
        }

        @Override
        public RtspStats stats() {
            return new RtspStats(0, 0, 0, 0, 0, 0, 0, Transport.TCP, 0, 0, 0, 0, 0, clockOffsetUs);
        }

        @Override
        public CompletableFuture<Void> closeAsync() {
            closed = true;
            listener.onState(new SourceState.Stopped());
            return CompletableFuture.completedFuture(null);
        }

        private static long nowUs() {
            return System.currentTimeMillis() * 1_000;
        }
    }
}
