package org.haidang.media.rtsp.net;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The few threads that read all cameras, and the limit on connections being made at once. One
 * object serves all sources of a process. Thread-safe.
 */
public final class EventLoops implements AutoCloseable {

    /** How often a swept source is read, milliseconds. */
    public static final int SWEEP_MS = 150;

    /** Connections being made to one host at once. */
    public static final int DEFAULT_CALLS_PER_HOST = 2;

    /** Connections being made at once in all. */
    public static final int DEFAULT_CALLS = 64;

    private static final int MAX_LOOPS = 64;

    private final List<EventLoop> loops;
    private final CallGate gate;
    private final AtomicInteger next = new AtomicInteger();

    private EventLoops(int count, CallGate gate) {
        this.gate = gate;
        this.loops = IntStream.range(0, count).mapToObj(EventLoop::new).toList();
    }

    /**
     * Starts the loops, one platform thread each.
     *
     * @param count 1 to 64; as many as cores is a good choice
     */
    public static EventLoops start(int count) {
        return start(count, DEFAULT_CALLS_PER_HOST, DEFAULT_CALLS);
    }

    /**
     * As {@link #start(int)} with limits on the connections being made at once.
     *
     * @param callsPerHost 1 or more
     * @param calls 1 or more
     */
    public static EventLoops start(int count, int callsPerHost, int calls) {
        if (count < 1 || count > MAX_LOOPS || callsPerHost < 1 || calls < 1) {
            throw new IllegalArgumentException(
                    count + " loops, " + callsPerHost + " calls per host, " + calls + " calls");
        }
        EventLoops all = new EventLoops(count, new CallGate(callsPerHost, calls));
        all.loops.forEach(EventLoop::start);
        return all;
    }

    /** The loop for the next source, in turn. */
    EventLoop next() {
        return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    }

    CallGate gate() {
        return gate;
    }

    /** Stops the threads; connections still open are cut. Close the sources before. */
    @Override
    public void close() {
        for (EventLoop loop : loops) {
            try {
                loop.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
