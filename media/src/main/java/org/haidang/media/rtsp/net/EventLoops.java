package org.haidang.media.rtsp.net;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The few threads that read all cameras, and the limit on connections being made at once. One
 * object serves all sources of a process. Thread-safe.
 */
public final class EventLoops implements AutoCloseable {

    /** How often a swept source is read, milliseconds. */
    public static final int SWEEP_MS = 200;

    /** Connections being made to one host at once. */
    public static final int DEFAULT_CALLS_PER_HOST = 2;

    /** Connections being made at once in all. */
    public static final int DEFAULT_CALLS = 64;

    /** Sources that one loop takes before another is woken for them. */
    static final int SOURCES_BEFORE_NEXT = 32;

    private static final int MAX_LOOPS = 64;

    private final List<EventLoop> loops;
    private final CallGate gate;

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

    /**
     * The loop for a source to come. One loop is filled before the next is begun, because each
     * wake-up costs the same whether it finds three cameras or thirty; from then on the emptiest.
     */
    EventLoop next() {
        return loops.stream()
                .filter(loop -> loop.sources() < SOURCES_BEFORE_NEXT)
                .findFirst()
                .orElseGet(() ->
                        loops.stream()
                                .min(Comparator.comparingInt(EventLoop::sources))
                                .orElseThrow());
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
