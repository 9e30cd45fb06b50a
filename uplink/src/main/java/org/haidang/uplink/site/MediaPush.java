package org.haidang.uplink.site;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.media.source.Shortage;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.Fragment;
import org.haidang.media.stream.Generation;
import org.haidang.media.stream.StreamReader;
import org.haidang.uplink.wire.MediaDown;
import org.haidang.uplink.wire.MediaGrpc;
import org.haidang.uplink.wire.MediaUp;
import org.haidang.uplink.wire.Piece;
import org.haidang.uplink.wire.SourceHealth;
import org.haidang.uplink.wire.Thinned;
import org.jspecify.annotations.Nullable;

/**
 * Pushes one stream to the centre while it has a lease. Nothing is taken from the hub while the
 * connection or the budget takes nothing: what does not fit is lost at the hub as whole groups of
 * pictures, and the next piece says how many.
 */
final class MediaPush implements ClientResponseObserver<MediaUp, MediaDown>, AutoCloseable {
    private final long leaseId;
    private final MediaChannel media;
    private final Executor executor;
    private final ScheduledExecutorService later;
    private final Runnable ended;
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicLong sentBytes = new AtomicLong();
    private final AtomicLong lostGroups = new AtomicLong();

    // Guarded by this.
    private Grants.Watch watch;
    private @Nullable Thinned change;
    private boolean closed;

    // Owned by whoever pumps; pumping is one thread at a time.
    private @Nullable ClientCallStreamObserver<MediaUp> call;
    private boolean named;
    private Grants.@Nullable Watch pumped;
    private @Nullable Generation generation;
    private @Nullable SourceState told;
    private Shortage below = Shortage.NONE;
    private Thinned saidThinned = Thinned.getDefaultInstance();
    private Thinned ours = Thinned.getDefaultInstance();
    private boolean waitedForBudget;

    /**
     * @param media counts what is sent and bounds it
     * @param executor where it is pumped
     * @param later wakes it when the budget allows more
     * @param ended is run once, when the connection or the lease ended
     */
    MediaPush(
            long leaseId,
            Grants.Watch watch,
            MediaChannel media,
            Executor executor,
            ScheduledExecutorService later,
            Runnable ended) {
        this.leaseId = leaseId;
        this.watch = watch;
        this.media = media;
        this.executor = executor;
        this.later = later;
        this.ended = ended;
    }

    void start(MediaGrpc.MediaStub stub) {
        var _ = stub.push(this);
    }

    /**
     * Sends another stream of the camera from its next group on.
     *
     * @param instead closed by this from now on
     * @param stream its name when it is not what was asked for; else empty
     */
    void replace(Grants.Watch instead, String stream, Shortage.Why why) {
        Grants.Watch before;
        synchronized (this) {
            if (closed) {
                before = instead;
            } else {
                before = watch;
                watch = instead;
                change =
                        Thinned.newBuilder()
                                .setStream(stream)
                                .setWhy(stream.isEmpty() ? "" : word(why))
                                .build();
            }
        }
        before.close();
        wake();
    }

    private static String word(Shortage.Why why) {
        return why == Shortage.Why.NOTHING ? "" : why.name().toLowerCase(Locale.ROOT);
    }

    /** Bytes sent since the last call. */
    long takeBytes() {
        return sentBytes.getAndSet(0);
    }

    /** Groups of pictures that did not fit since the last call. */
    long takeLostGroups() {
        return lostGroups.getAndSet(0);
    }

    void attention(int attention) {
        watch().attention(attention);
    }

    private synchronized Grants.Watch watch() {
        return watch;
    }

    private synchronized boolean closed() {
        return closed;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<MediaUp> stream) {
        call = stream;
        stream.setOnReadyHandler(this::wake);
    }

    /** Something may go on: pumps on the executor, never two at once. */
    void wake() {
        if (wanted.getAndIncrement() == 0) {
            executor.execute(this::pumps);
        }
    }

    private void wakeAfter(long waitNs) {
        try {
            var _ = later.schedule(this::wake, waitNs, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            // The link is being closed, and this with it.
        }
    }

    private void pumps() {
        int seen;
        do {
            seen = wanted.get();
            pump();
        } while (!wanted.compareAndSet(seen, 0));
    }

    private void pump() {
        ClientCallStreamObserver<MediaUp> to = call;
        if (to == null || closed()) {
            return;
        }
        if (!named && to.isReady()) {
            named = true;
            to.onNext(MediaUp.newBuilder().setLeaseId(leaseId).build());
        }
        while (to.isReady() && !closed()) {
            Grants.Watch from = current();
            tellHealth(to, from);
            long waitNs = media.budget().liveWaitNs();
            if (waitNs > 0) {
                waitedForBudget = true;
                wakeAfter(waitNs);
                return;
            }
            StreamReader reader = from.reader();
            List<Fragment> got = reader.poll(1);
            if (!got.isEmpty()) {
                push(to, from, got.getFirst());
            } else if (watch() == from) {
                if (reader.ended()) {
                    close();
                } else {
                    reader.onReady(this::wake);
                }
                return;
            }
        }
    }

    /** Whose pictures are to be sent now. */
    private synchronized Grants.Watch current() {
        if (watch != pumped) {
            pumped = watch;
            generation = null;
            told = null;
            below = Shortage.NONE;
            Thinned changed = change;
            change = null;
            ours = changed == null ? ours : changed;
        }
        return watch;
    }

    private void push(ClientCallStreamObserver<MediaUp> to, Grants.Watch from, Fragment next) {
        Shortage down = from.shortage();
        long lostHere = from.reader().takeLoss().groups();
        tellThinned(to, down, lostHere > 0);
        if (next.generation() != generation) {
            generation = next.generation();
            to.onNext(
                    MediaUp.newBuilder()
                            .setInit(
                                    UnsafeByteOperations.unsafeWrap(
                                            next.generation().init().bytes()))
                            .build());
        }
        long lostBelow = Math.max(0, down.lostGroups() - below.lostGroups());
        below = down;
        to.onNext(
                MediaUp.newBuilder()
                        .setPiece(
                                Piece.newBuilder()
                                        // Never written to again, see Fragment.
                                        .setFragment(UnsafeByteOperations.unsafeWrap(next.bytes()))
                                        .setDiscontinuity(next.discontinuity())
                                        .setLostGroups(
                                                (int)
                                                        Math.min(
                                                                lostHere + lostBelow,
                                                                Integer.MAX_VALUE)))
                        .build());
        lostGroups.addAndGet(lostHere);
        sentBytes.addAndGet(next.size());
        media.sent(next.size());
    }

    private void tellThinned(
            ClientCallStreamObserver<MediaUp> to, Shortage down, boolean lostHere) {
        if (lostHere && ours.getStream().isEmpty()) {
            ours =
                    Thinned.newBuilder()
                            .setWhy(word(waitedForBudget ? Shortage.Why.BUDGET : Shortage.Why.LINE))
                            .build();
        }
        waitedForBudget = false;
        // What is thinned here is thinned from what lines below gave: it says more.
        Thinned now =
                ours.getWhy().isEmpty()
                        ? Thinned.newBuilder()
                                .setStream(down.instead())
                                .setWhy(word(down.why()))
                                .build()
                        : ours;
        if (!now.equals(saidThinned)) {
            saidThinned = now;
            to.onNext(MediaUp.newBuilder().setThinned(now).build());
        }
    }

    private void tellHealth(ClientCallStreamObserver<MediaUp> to, Grants.Watch from) {
        SourceState now = from.stream().stats().state();
        if (now.equals(told)) {
            return;
        }
        told = now;
        SourceHealth.Builder health = SourceHealth.newBuilder();
        switch (now) {
            case SourceState.Live live -> health.setKind("live");
            case SourceState.Connecting connecting -> health.setKind("connecting");
            case SourceState.Stopped stopped -> health.setKind("stopped");
            case SourceState.Failed failed ->
                    health.setKind("failed").setReason(failed.reason().name());
        }
        to.onNext(MediaUp.newBuilder().setHealth(health).build());
    }

    @Override
    public void onNext(MediaDown nothing) {}

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onCompleted() {
        end();
    }

    /** Ends the push; harmless when repeated. */
    @Override
    public void close() {
        ClientCallStreamObserver<MediaUp> to = call;
        if (end() && to != null) {
            to.cancel("lease ended", null);
        }
    }

    private boolean end() {
        Grants.Watch last;
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
            last = watch;
        }
        last.close();
        ended.run();
        return true;
    }
}
