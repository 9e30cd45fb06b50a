package org.haidang.vision;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.media.track.VideoFormat;
import org.haidang.vision.DecodeException.Reason;
import org.haidang.vision.worker.Request;
import org.haidang.vision.worker.Response;
import org.jspecify.annotations.Nullable;

/**
 * Makes JPEG stills of key pictures in a worker process of its own, one at a time. The worker is
 * started with the first picture and again whenever it has died; whatever a picture does to it
 * costs that picture only.
 *
 * <p>Any thread may ask. Futures are completed on the decoder's thread: hand longer work over. They
 * fail with a {@link DecodeException}.
 */
public final class KeyPictureDecoder implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(KeyPictureDecoder.class.getName());

    /** A second loss in a row waits that long before the next start, then twice as long each. */
    private static final long FIRST_BACKOFF_MS = 250;

    private static final long MAX_BACKOFF_MS = 10_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final DecoderSettings settings;
    private final BlockingQueue<Job> queue;
    private final Thread thread;
    private final ScheduledExecutorService watchdog;
    private final AtomicLong decoded = new AtomicLong();
    private final AtomicLong badPictures = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong timeouts = new AtomicLong();
    private final AtomicLong workerLosses = new AtomicLong();
    private final AtomicLong starts = new AtomicLong();
    private volatile @Nullable WorkerProcess worker;
    private volatile boolean closed;

    // Owned by the decoder's thread.
    private int nextId = Response.READY + 1;
    private int lossesInARow;

    private record Job(
            VideoFormat format, byte[] picture, int maxWidthPx, CompletableFuture<byte[]> jpeg) {}

    /** With the standard settings. */
    public KeyPictureDecoder() {
        this(DecoderSettings.standard());
    }

    /** With settings of the caller's. No process is started before the first picture. */
    public KeyPictureDecoder(DecoderSettings settings) {
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.queueLimit());
        this.watchdog =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("picture-watchdog").factory());
        this.thread = Thread.ofPlatform().daemon().name("picture-decoder").start(this::run);
    }

    /**
     * Decodes one key picture.
     *
     * @param format with the parameter sets of the picture
     * @param accessUnitData its NAL units, each behind its length in four bytes; not written to,
     *     and not to be changed until the future is done
     * @param maxWidthPx the JPEG is scaled down to that width if it is wider; 2 or more
     * @return the JPEG, or a failure with a {@link DecodeException}; at once when the queue is full
     * @throws IllegalArgumentException when the width or the picture's size is out of bounds
     */
    public CompletableFuture<byte[]> jpeg(
            VideoFormat format, byte[] accessUnitData, int maxWidthPx) {
        if (maxWidthPx < 2 || accessUnitData.length > Request.MAX_PICTURE_BYTES) {
            throw new IllegalArgumentException(
                    accessUnitData.length + " bytes to at most " + maxWidthPx + " px");
        }
        Job job = new Job(format, accessUnitData, maxWidthPx, new CompletableFuture<>());
        if (closed) {
            fail(job, Reason.CLOSED, "the decoder is closed");
        } else if (!queue.offer(job)) {
            refused.incrementAndGet();
            fail(job, Reason.BUSY, settings.queueLimit() + " pictures wait already");
        } else if (closed) {
            failWaiting();
        }
        return job.jpeg;
    }

    /** The worker's process id, while there is one. */
    public OptionalLong workerPid() {
        WorkerProcess current = worker;
        return current != null && current.alive()
                ? OptionalLong.of(current.pid())
                : OptionalLong.empty();
    }

    /** Its figures now. */
    public DecoderStats stats() {
        return new DecoderStats(
                decoded.get(),
                badPictures.get(),
                refused.get(),
                timeouts.get(),
                workerLosses.get(),
                starts.get(),
                queue.size());
    }

    private void run() {
        Job job = null;
        try {
            while (!closed) {
                job = queue.take();
                if (!job.jpeg.isDone()) {
                    decode(job);
                }
            }
        } catch (InterruptedException | RejectedExecutionException e) {
            // Only close() interrupts, and shuts the watchdog.
            Thread.currentThread().interrupt();
        } finally {
            stopWorker();
            if (job != null) {
                fail(job, Reason.CLOSED, "the decoder is closed");
            }
            failWaiting();
        }
    }

    private void decode(Job job) throws InterruptedException {
        WorkerProcess ready = readyWorker(job);
        if (ready == null) {
            return;
        }
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm = killAfter(settings.pictureTimeout(), ready, late);
        try {
            Request request =
                    new Request(
                            nextId++,
                            job.format.codec(),
                            job.maxWidthPx,
                            job.format.parameterSets(),
                            job.picture);
            complete(job, ready.ask(request));
            lossesInARow = 0;
        } catch (IOException e) {
            lost(job, late.get() ? Reason.TIMEOUT : Reason.WORKER_LOST, e);
        } catch (IllegalArgumentException e) {
            badPictures.incrementAndGet();
            fail(job, Reason.BAD_PICTURE, "parameter sets out of bounds");
        } finally {
            alarm.cancel(false);
        }
    }

    private void complete(Job job, Response response) {
        if (response.ok()) {
            decoded.incrementAndGet();
            job.jpeg.complete(response.body());
        } else {
            badPictures.incrementAndGet();
            fail(job, Reason.BAD_PICTURE, response.why());
        }
    }

    /**
     * The running worker, or a new one; null when none could be had, and then the job has failed.
     */
    private @Nullable WorkerProcess readyWorker(Job job) throws InterruptedException {
        WorkerProcess current = worker;
        if (current != null && current.alive()) {
            return current;
        }
        backOff();
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm = null;
        try {
            starts.incrementAndGet();
            WorkerProcess started = WorkerProcess.start(settings.command());
            worker = started;
            if (closed) {
                started.kill();
            }
            alarm = killAfter(settings.startTimeout(), started, late);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            lost(job, late.get() ? Reason.TIMEOUT : Reason.WORKER_LOST, e);
            return null;
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
    }

    private void backOff() throws InterruptedException {
        if (lossesInARow > 1) {
            int doublings = Math.min(lossesInARow - 2, 10);
            TimeUnit.MILLISECONDS.sleep(Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS << doublings));
        }
    }

    private ScheduledFuture<?> killAfter(
            Duration timeout, WorkerProcess process, AtomicBoolean late) {
        return watchdog.schedule(
                () -> {
                    late.set(true);
                    process.kill();
                },
                timeout.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void lost(Job job, Reason reason, IOException cause) {
        if (closed) {
            fail(job, Reason.CLOSED, "the decoder is closed");
            return;
        }
        lossesInARow++;
        workerLosses.incrementAndGet();
        if (reason == Reason.TIMEOUT) {
            timeouts.incrementAndGet();
        }
        stopWorker();
        String words =
                reason == Reason.TIMEOUT
                        ? "the picture worker took too long and was killed"
                        : "the picture worker was lost: " + cause;
        LOG.log(System.Logger.Level.WARNING, words + " (" + lossesInARow + " in a row)");
        fail(job, reason, words);
    }

    private void stopWorker() {
        WorkerProcess current = worker;
        worker = null;
        if (current != null) {
            current.kill();
        }
    }

    private static void fail(Job job, Reason reason, String message) {
        job.jpeg.completeExceptionally(new DecodeException(reason, message));
    }

    private void failWaiting() {
        List<Job> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        waiting.forEach(job -> fail(job, Reason.CLOSED, "the decoder is closed"));
    }

    /** Ends the worker; pictures that wait fail. */
    @Override
    public void close() {
        closed = true;
        WorkerProcess current = worker;
        if (current != null) {
            current.kill();
        }
        thread.interrupt();
        watchdog.shutdownNow();
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
