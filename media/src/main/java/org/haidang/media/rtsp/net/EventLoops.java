package org.haidang.media.rtsp.net;

/** Placeholder body until the loops land; the signatures are final. */
public final class EventLoops implements AutoCloseable {

    /** How often a swept source is read, milliseconds. */
    public static final int SWEEP_MS = 150;

    private EventLoops() {}

    /**
     * Starts the loops, one platform thread each.
     *
     * @param count 1 to 64; two per machine with two cores
     */
    public static EventLoops start(int count) {
        return new EventLoops();
    }

    /** Stops the threads; sources should have been closed before. */
    @Override
    public void close() {}
}
