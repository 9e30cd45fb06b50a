package org.haidang.media.rtsp.net;

import java.util.concurrent.CompletableFuture;
import org.haidang.media.source.SourceListener;

/** Keeps one stream of one camera pulled until it is closed. */
public final class RtspSource implements AutoCloseable {

    public RtspSource(RtspSourceConfig config, EventLoops loops, SourceListener listener) {}

    /** Starts pulling; once. */
    public void start() {}

    /** May be called at any time from any thread. Sources start in {@link ReadMode#SWEEP}. */
    public void readMode(ReadMode mode) {}

    /** From any thread; about a second old at most. */
    public RtspStats stats() {
        return RtspStats.NONE;
    }

    /**
     * Ends the session in order (TEARDOWN, at most 1 s for its answer). The listener's last call is
     * {@code onState(Stopped)}, then the future completes.
     */
    public CompletableFuture<Void> closeAsync() {
        return CompletableFuture.completedFuture(null);
    }

    /** {@link #closeAsync}, waiting for it unless called from the source's own event loop. */
    @Override
    public void close() {
        closeAsync().join();
    }
}
