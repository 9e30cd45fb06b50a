package org.haidang.uplink.site;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The connection that live pictures and recordings share. It is opened for the first user and
 * closed {@value #IDLE_SECONDS} s after the last, so that nothing flows while nobody watches.
 * Thread-safe.
 */
final class MediaChannel {
    static final int IDLE_SECONDS = 10;

    /** Opens the connection. */
    interface Dial {
        ManagedChannel dial() throws IOException;
    }

    private final Dial dial;
    private final MediaBudget budget;
    private final LongAdder bytes = new LongAdder();
    private @Nullable ManagedChannel channel;
    private int users;
    private long idleSinceNs;

    MediaChannel(Dial dial, MediaBudget budget) {
        this.dial = dial;
        this.budget = budget;
    }

    /** What all of it may take of the line. */
    MediaBudget budget() {
        return budget;
    }

    /** Takes part; whoever does calls {@link #leave} once. */
    synchronized ManagedChannel enter() throws IOException {
        ManagedChannel over = channel;
        if (over == null) {
            over = dial.dial();
            channel = over;
        }
        users++;
        return over;
    }

    synchronized void leave() {
        users--;
        idleSinceNs = System.nanoTime();
    }

    void sent(long count) {
        budget.sent(count);
        bytes.add(count);
    }

    /** Sent since the program's start. */
    long bytes() {
        return bytes.sum();
    }

    /** To be called about once a second: closes what is idle. */
    void tick(long nowNs) {
        ManagedChannel idle = null;
        synchronized (this) {
            if (users == 0
                    && channel != null
                    && nowNs - idleSinceNs > IDLE_SECONDS * 1_000_000_000L) {
                idle = channel;
                channel = null;
            }
        }
        if (idle != null) {
            idle.shutdownNow();
        }
    }

    /** Ends what runs over it; the next user dials anew. */
    void hangUp() {
        ManagedChannel over;
        synchronized (this) {
            over = channel;
            channel = null;
        }
        if (over != null) {
            over.shutdownNow();
        }
    }
}
