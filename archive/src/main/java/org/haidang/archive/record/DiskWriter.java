package org.haidang.archive.record;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.file.OpenSegment;
import org.jspecify.annotations.Nullable;

/**
 * One writer thread of a disk: about once a second it lets each of its recorders take what its
 * stream has and append it. It owns the buffer they write through.
 */
final class DiskWriter implements AutoCloseable {
    /**
     * With a sweep (200 ms) and the picture that is not complete, under a second: what the last
     * second held is the most that a crash can take.
     */
    static final long PASS_INTERVAL_MS = 750;

    static final int SCRATCH_BYTES = 1 << 20;

    private static final System.Logger LOG = System.getLogger(DiskWriter.class.getName());

    private final Disk disk;
    private final OpenSegment.Home home;
    private final DiskSync sync;
    private final LongSupplier nowUs;
    private final Supplier<@Nullable DiskWriter> refuge;
    private final List<StreamRecorder> recorders = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile long busySinceNs;
    private long passes;
    private boolean hurry;

    /**
     * @param home where on the disk files go, and how they are written
     * @param refuge where recorders go when the disk fails; gives null if nowhere
     */
    DiskWriter(
            Disk disk,
            OpenSegment.Home home,
            DiskSync sync,
            int number,
            LongSupplier nowUs,
            Supplier<@Nullable DiskWriter> refuge) {
        this.refuge = refuge;
        this.disk = disk;
        this.home = home;
        this.sync = sync;
        this.nowUs = nowUs;
        String name = "archive-writer-" + disk.name() + "-" + number;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Disk disk() {
        return disk;
    }

    OpenSegment.Home home() {
        return home;
    }

    DiskSync sync() {
        return sync;
    }

    int load() {
        return recorders.size();
    }

    List<StreamRecorder> recorders() {
        return recorders;
    }

    void add(StreamRecorder recorder) {
        recorder.on(this);
        recorders.add(recorder);
    }

    void remove(StreamRecorder recorder) {
        recorders.remove(recorder);
    }

    /** How long the present pass has been at it; 0 when idle. */
    long busyNs(long nowNs) {
        long since = busySinceNs;
        return since == 0 ? 0 : nowNs - since;
    }

    private void run() {
        ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
        long nextNs = System.nanoTime();
        while (!closed) {
            long startNs = System.nanoTime();
            busySinceNs = startNs == 0 ? 1 : startNs;
            guardedPass(scratch);
            busySinceNs = 0;
            passed();
            nextNs = Math.max(nextNs + PASS_INTERVAL_MS * 1_000_000, System.nanoTime());
            rest(nextNs);
        }
        for (StreamRecorder recorder : recorders) {
            recorder.finish(nowUs.getAsLong(), scratch);
        }
    }

    /** A mistake in one pass must not end recording: it is said loudly, and the next pass comes. */
    private void guardedPass(ByteBuffer scratch) {
        try {
            pass(scratch);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a pass over disk " + disk.name() + " failed", e);
        }
    }

    void pass(ByteBuffer scratch) {
        for (StreamRecorder recorder : recorders) {
            recorder.pass(nowUs.getAsLong(), scratch);
        }
        recorders.removeIf(StreamRecorder::ended);
        if (!disk.usable()) {
            evacuate();
        }
    }

    /** Hands the recorders of a failed disk to one that works, if there is one. */
    private void evacuate() {
        for (StreamRecorder recorder : List.copyOf(recorders)) {
            DiskWriter other = refuge.get();
            if (other == null || other == this) {
                return;
            }
            recorder.abandon();
            recorders.remove(recorder);
            other.add(recorder);
        }
    }

    private synchronized void passed() {
        if (recorders.stream().anyMatch(StreamRecorder::behind)) {
            hurry = true;
            return;
        }
        passes++;
        notifyAll();
    }

    /** Makes a pass now and waits until a whole one is done, at most so long. */
    synchronized boolean settle(long timeoutMs) throws InterruptedException {
        long target = passes + (busySinceNs == 0 ? 1 : 2);
        long endNs = System.nanoTime() + timeoutMs * 1_000_000;
        while (passes < target && !closed) {
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

    private synchronized void rest(long untilNs) {
        try {
            for (long leftMs = 1; leftMs > 0 && !closed && !hurry; ) {
                leftMs = (untilNs - System.nanoTime()) / 1_000_000;
                if (leftMs > 0) {
                    wait(leftMs);
                }
            }
            hurry = false;
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    /** Asks it to end after the present pass, having drained its recorders. */
    void stop() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }

    boolean join(long timeoutMs) {
        try {
            thread.join(timeoutMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    @Override
    public void close() {
        stop();
        join(5_000);
    }
}
