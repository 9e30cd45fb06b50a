package org.haidang.archive.record;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.haidang.archive.alarm.AlarmBoard;
import org.haidang.archive.alarm.AlarmKind;
import org.haidang.archive.catalog.CatalogException;
import org.haidang.archive.catalog.SegmentCatalog;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in order, in a thread of its own: a database that is slow or away never holds up a
 * disk. What it does not take is tried again every second. Bounded by {@link #MAX_WAITING}; beyond
 * that the newest rows are left out, and the next start finds their files.
 */
public final class CatalogWriter implements AutoCloseable {
    static final int MAX_WAITING = 50_000;
    private static final long RETRY_MS = 1_000;
    private static final System.Logger LOG = System.getLogger(CatalogWriter.class.getName());

    private final SegmentCatalog catalog;
    private final AlarmBoard alarms;
    private final LongSupplier nowUs;
    private final ArrayDeque<Consumer<SegmentCatalog>> waiting = new ArrayDeque<>();
    private final Thread thread;
    private boolean busy;
    private boolean closed;
    private long leftOut;

    public CatalogWriter(SegmentCatalog catalog, AlarmBoard alarms, LongSupplier nowUs) {
        this.catalog = catalog;
        this.alarms = alarms;
        this.nowUs = nowUs;
        this.thread = Thread.ofPlatform().daemon().name("archive-catalog").start(this::run);
    }

    /** Puts one change in the queue; returns at once. It may be made more than once. */
    public synchronized void later(Consumer<SegmentCatalog> change) {
        if (waiting.size() >= MAX_WAITING) {
            leftOut++;
            return;
        }
        waiting.add(change);
        notifyAll();
    }

    /** Waits until everything asked for so far is done, at most so long. */
    public synchronized boolean settle(long timeoutMs) throws InterruptedException {
        long end = System.nanoTime() + timeoutMs * 1_000_000;
        while (busy || !waiting.isEmpty()) {
            long leftMs = (end - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }

    public synchronized int queued() {
        return waiting.size();
    }

    private void run() {
        try {
            for (Consumer<SegmentCatalog> change = next(); change != null; change = next()) {
                apply(change);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Consumer<SegmentCatalog> next() throws InterruptedException {
        busy = false;
        notifyAll();
        while (waiting.isEmpty()) {
            if (closed) {
                return null;
            }
            wait();
        }
        busy = true;
        return waiting.remove();
    }

    private void apply(Consumer<SegmentCatalog> change) throws InterruptedException {
        while (true) {
            try {
                change.accept(catalog);
                alarms.clear(AlarmKind.CATALOG_UNAVAILABLE, "catalogue");
                return;
            } catch (CatalogException e) {
                alarms.raise(
                        AlarmKind.CATALOG_UNAVAILABLE,
                        "catalogue",
                        nowUs.getAsLong(),
                        String.valueOf(e.getMessage()));
                pause();
            } catch (RuntimeException e) {
                // A change that can never succeed must not stop those behind it.
                LOG.log(Level.ERROR, "a row could not be written", e);
                return;
            }
        }
    }

    private synchronized void pause() throws InterruptedException {
        long endNs = System.nanoTime() + RETRY_MS * 1_000_000;
        for (long leftMs = RETRY_MS; leftMs > 0; ) {
            if (closed) {
                throw new InterruptedException("closed while the catalogue is away");
            }
            wait(leftMs);
            leftMs = (endNs - System.nanoTime()) / 1_000_000;
        }
    }

    /** Does what is waiting, for at most five seconds, then ends. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
            if (leftOut > 0) {
                LOG.log(Level.WARNING, "{0} rows were left out for the next start", leftOut);
            }
        }
        try {
            thread.join(5_000);
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
