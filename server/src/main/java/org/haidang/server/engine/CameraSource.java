package org.haidang.server.engine;

import java.util.concurrent.CompletableFuture;
import org.haidang.media.rtsp.net.EventLoops;
import org.haidang.media.rtsp.net.ReadMode;
import org.haidang.media.rtsp.net.RtspSource;
import org.haidang.media.rtsp.net.RtspStats;
import org.haidang.media.source.Shortage;
import org.haidang.media.stream.StreamReader;

/** What the engine needs of a source, see {@link RtspSource}. */
public interface CameraSource {
    void start();

    void readMode(ReadMode mode);

    RtspStats stats();

    /** What lines on the way could not carry. */
    default Shortage shortage() {
        return Shortage.NONE;
    }

    /** Somebody looks at it, until the reader is closed. */
    default void attention(StreamReader by, Attention attention) {}

    CompletableFuture<Void> closeAsync();

    /** Sources that pull over RTSP on the given loops. */
    static SourceFactory overRtsp(EventLoops loops) {
        return (config, listener) -> of(new RtspSource(config, loops, listener));
    }

    private static CameraSource of(RtspSource source) {
        return new CameraSource() {
            @Override
            public void start() {
                source.start();
            }

            @Override
            public void readMode(ReadMode mode) {
                source.readMode(mode);
            }

            @Override
            public RtspStats stats() {
                return source.stats();
            }

            @Override
            public CompletableFuture<Void> closeAsync() {
                return source.closeAsync();
            }
        };
    }
}
