package org.haidang.media.rtsp.net;

import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.haidang.media.source.SourceListener;

/**
 * Keeps one stream of one camera pulled until it is closed: connects, logs in, plays, watches over
 * the media, and begins again after each failure. It never gives up; what it waits for stands in
 * its state.
 *
 * <p>All calls to the listener come from one event loop and must not block. The methods may be
 * called from any thread.
 */
public final class RtspSource implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Longest wait of {@link #close}: TEARDOWN, and the loop being busy or gone. */
    private static final int CLOSE_MS = 3_000;

    private final EventLoop loop;
    private final Puller puller;

    public RtspSource(RtspSourceConfig config, EventLoops loops, SourceListener listener) {
        this.loop = loops.next();
        this.puller = new Puller(config, loop, loops.gate(), listener, RANDOM);
        loop.countUntil(puller.stopped());
    }

    /** Starts pulling; once. */
    public void start() {
        loop.execute(puller, puller::start);
    }

    /** When bytes are read; a source starts in {@link ReadMode#SWEEP}. */
    public void readMode(ReadMode mode) {
        loop.execute(puller, () -> puller.readMode(mode));
    }

    /** About a second old at most. */
    public RtspStats stats() {
        return puller.stats();
    }

    /**
     * Ends the session in order (TEARDOWN, at most 1 s for its answer). The listener's last call is
     * {@code onState(Stopped)}, then the future completes.
     */
    public CompletableFuture<Void> closeAsync() {
        loop.execute(puller, puller::close);
        return puller.stopped();
    }

    /** {@link #closeAsync}, waiting for it unless called from the source's own event loop. */
    @Override
    public void close() {
        CompletableFuture<Void> stopped = closeAsync();
        if (!loop.inLoop()) {
            stopped.copy().completeOnTimeout(null, CLOSE_MS, TimeUnit.MILLISECONDS).join();
        }
    }
}
