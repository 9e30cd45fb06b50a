package org.haidang.media.stream;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One reader's place in a stream. It pulls fragments in order, and always begins with one that
 * {@link Fragment#startsGroup() starts a group}: also after a loss, and in a new generation.
 *
 * <p>One thread at a time, any thread. Waiting comes in two forms: {@link #onReady} for
 * event-driven readers, {@link #await} for those with a thread of their own.
 */
public final class StreamReader implements AutoCloseable {

    StreamReader() {}

    /** Why it reads. */
    public ReaderKind kind() {
        throw new UnsupportedOperationException();
    }

    /**
     * What has come since the last call, oldest first; never waits.
     *
     * @param max at most that many, 1 or more
     * @return empty when there is nothing new, or when the stream or reader is closed
     */
    public List<Fragment> poll(int max) {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks to be told once when {@link #poll} has something or the reader has ended: at once on
     * this thread if so now, else later on the publisher's thread, which must not be held up: hand
     * over to an executor. A second call replaces the first.
     */
    public void onReady(Runnable wake) {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits until {@link #poll} has something or the reader has ended.
     *
     * @return false when the time ran out
     */
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** All it has lost since it was opened. */
    public Loss loss() {
        throw new UnsupportedOperationException();
    }

    /** What it has lost since this was last asked, to tell the viewer or to write into the gap. */
    public Loss takeLoss() {
        throw new UnsupportedOperationException();
    }

    /** The stream or the reader has been closed: nothing more will come. */
    public boolean ended() {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives up its place; harmless when repeated. A waiting thread or {@link #onReady} is woken.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
