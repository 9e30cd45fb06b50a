package org.haidang.archive.record;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.FileSystemSync;
import org.haidang.archive.file.OpenSegment;
import org.jspecify.annotations.Nullable;

/**
 * Forces the files of one disk, in a thread of its own, and closes those that are full: so a disk
 * that takes its time holds up no writing. Order at the end of a file: data, then fsync, then its
 * row. An error here stops the disk, because after a failed fsync nobody knows what is on it.
 */
final class DiskSync implements AutoCloseable {
    /** So many full files waiting for the disk mean that it does not work. */
    static final int MAX_CLOSING = 2_000;

    /** So many files are forced together rather than one by one. */
    static final int TOGETHER = 4;

    /**
     * Forcing the whole file system also waits for what other programs wrote there. When that takes
     * so long, files go one by one for a while.
     */
    private static final long SLOW_TOGETHER_NS = 500_000_000L;

    private static final long ONE_BY_ONE_NS = 60_000_000_000L;

    private static final System.Logger LOG = System.getLogger(DiskSync.class.getName());

    private final Disk disk;
    private final SyncPolicy policy;
    private final CatalogWriter rows;
    private final LiveSegments live;
    private final LongSupplier nowUs;
    private final Set<OpenSegment> dirty = new LinkedHashSet<>();
    private final ArrayDeque<OpenSegment> closing = new ArrayDeque<>();
    private final Thread thread;
    private boolean closed;
    private boolean hurry;
    private boolean resting;
    private volatile long busySinceNs;
    private @Nullable FileSystemSync whole;
    private long oneByOneUntilNs = System.nanoTime();

    DiskSync(
            Disk disk,
            SyncPolicy policy,
            CatalogWriter rows,
            LiveSegments live,
            LongSupplier nowUs) {
        this.disk = disk;
        this.policy = policy;
        this.rows = rows;
        this.live = live;
        this.nowUs = nowUs;
        this.thread =
                Thread.ofPlatform().daemon().name("archive-sync-" + disk.name()).start(this::run);
    }

    /** The segment got new bytes. */
    synchronized void written(OpenSegment segment) {
        if (!policy.onlyAtClose()) {
            dirty.add(segment);
            rouse();
        }
    }

    /** What comes while it rests waits for the end of the rest anyway: no wake-up for it. */
    private void rouse() {
        if (!resting) {
            notifyAll();
        }
    }

    /** The segment is full; its writer does not touch it any more. */
    synchronized void full(OpenSegment segment) {
        dirty.remove(segment);
        if (closing.size() >= MAX_CLOSING) {
            disk.fail("does not keep up with closing files", nowUs.getAsLong());
            segment.abandon();
            live.remove(segment);
            return;
        }
        closing.add(segment);
        rouse();
    }

    Disk disk() {
        return disk;
    }

    /** How long the present pass has been at it; 0 when idle. */
    long busyNs(long nowNs) {
        long since = busySinceNs;
        return since == 0 ? 0 : nowNs - since;
    }

    private void run() {
        whole = policy.onlyAtClose() ? null : FileSystemSync.of(disk.config().root()).orElse(null);
        try (FileSystemSync _ = whole) {
            while (await()) {
                long startNs = System.nanoTime();
                pass();
                idle();
                rest(policy.interval().toNanos() - (System.nanoTime() - startNs));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean await() throws InterruptedException {
        while (dirty.isEmpty() && closing.isEmpty()) {
            if (closed) {
                return false;
            }
            wait();
        }
        busySinceNs = Math.max(1, System.nanoTime());
        return true;
    }

    private synchronized void idle() {
        busySinceNs = 0;
        notifyAll();
    }

    /** Forces and closes what waits, and waits for it, at most so long. */
    synchronized boolean settle(long timeoutMs) throws InterruptedException {
        long endNs = System.nanoTime() + timeoutMs * 1_000_000;
        while ((!dirty.isEmpty() || !closing.isEmpty() || busySinceNs != 0) && !closed) {
            hurry = true;
            notifyAll();
            long leftMs = (endNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }

    /** Gathers what comes within the interval into one pass; a close at the end waits for none. */
    private synchronized void rest(long ns) throws InterruptedException {
        long endNs = System.nanoTime() + ns;
        resting = true;
        try {
            for (long leftMs = ns / 1_000_000; leftMs > 0 && !closed && !hurry; ) {
                wait(leftMs);
                leftMs = (endNs - System.nanoTime()) / 1_000_000;
            }
        } finally {
            resting = false;
        }
        hurry = false;
    }

    void pass() {
        List<OpenSegment> toSync;
        List<OpenSegment> toClose;
        synchronized (this) {
            toSync = List.copyOf(dirty);
            dirty.clear();
            toClose = List.copyOf(closing);
            closing.clear();
        }
        for (OpenSegment segment : toClose) {
            finish(segment);
        }
        FileSystemSync all = whole;
        if (all != null
                && toSync.size() >= TOGETHER
                && System.nanoTime() - oneByOneUntilNs >= 0
                && toSync.stream().allMatch(OpenSegment::onDisksFileSystem)) {
            syncTogether(all, toSync);
        } else {
            toSync.forEach(this::sync);
        }
    }

    private void syncTogether(FileSystemSync all, List<OpenSegment> segments) {
        if (!disk.usable()) {
            return;
        }
        long[] until = segments.stream().mapToLong(OpenSegment::endWallUs).toArray();
        long startNs = System.nanoTime();
        try {
            all.force();
        } catch (IOException e) {
            disk.fail(String.valueOf(e.getMessage()), nowUs.getAsLong());
            return;
        }
        for (int i = 0; i < until.length; i++) {
            segments.get(i).forced(until[i]);
        }
        long tookNs = System.nanoTime() - startNs;
        disk.countSync(tookNs / 1_000_000);
        if (tookNs > SLOW_TOGETHER_NS) {
            oneByOneUntilNs = System.nanoTime() + ONE_BY_ONE_NS;
        }
    }

    private void sync(OpenSegment segment) {
        if (!disk.usable()) {
            return;
        }
        long startNs = System.nanoTime();
        try {
            segment.sync();
        } catch (java.nio.channels.ClosedChannelException abandoned) {
            return;
        } catch (IOException e) {
            disk.fail("fsync of " + segment.relative() + ": " + e, nowUs.getAsLong());
            return;
        }
        disk.countSync((System.nanoTime() - startNs) / 1_000_000);
    }

    private void finish(OpenSegment segment) {
        if (!disk.usable()) {
            segment.abandon();
            live.remove(segment);
            return;
        }
        try {
            long bytes = segment.finish();
            long endUs = segment.endWallUs();
            rows.later(catalog -> complete(catalog, segment, endUs, bytes));
        } catch (IOException e) {
            if (Disk.isNoSpace(e)) {
                // Only the index file can lack space here; the next reader scans instead.
                closeWithoutIndex(segment);
            } else {
                disk.fail("closing " + segment.relative() + ": " + e, nowUs.getAsLong());
                live.remove(segment);
            }
        }
    }

    private void closeWithoutIndex(OpenSegment segment) {
        LOG.log(Level.WARNING, "no space for the index of {0}", segment.relative());
        long bytes = segment.writtenBytes();
        long endUs = segment.endWallUs();
        rows.later(catalog -> complete(catalog, segment, endUs, bytes));
    }

    private void complete(SegmentCatalog catalog, OpenSegment segment, long endUs, long bytes) {
        catalog.segmentByPath(segment.disk(), segment.relative())
                .ifPresent(row -> catalog.completeSegment(row.id(), endUs, bytes));
        live.remove(segment);
    }

    /** Closes what is full, then ends; waits at most so long. */
    void close(long timeoutMs) {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(timeoutMs);
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(5_000);
    }
}
