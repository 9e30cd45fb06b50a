package org.haidang.uplink.site;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.Fragment;
import org.haidang.media.stream.Generation;
import org.haidang.media.stream.StreamReader;
import org.haidang.uplink.wire.MediaDown;
import org.haidang.uplink.wire.MediaGrpc;
import org.haidang.uplink.wire.MediaUp;
import org.haidang.uplink.wire.Piece;
import org.haidang.uplink.wire.SourceHealth;
import org.jspecify.annotations.Nullable;

/**
 * Pushes one stream to the centre while it has a lease. Nothing is taken from the hub while the
 * connection takes nothing: what does not fit is lost at the hub as whole groups of pictures, and
 * the next piece says how many.
 */
final class MediaPush implements ClientResponseObserver<MediaUp, MediaDown>, AutoCloseable {
    private final long leaseId;
    private final Grants.Watch watch;
    private final Executor executor;
    private final LongConsumer sent;
    private final Runnable ended;
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    // Owned by whoever pumps; pumping is one thread at a time.
    private @Nullable ClientCallStreamObserver<MediaUp> call;
    private boolean named;
    private @Nullable Generation generation;
    private @Nullable SourceState told;

    /**
     * @param sent counts bytes of pictures
     * @param ended is run once, when the connection or the lease ended
     */
    MediaPush(
            long leaseId,
            Grants.Watch watch,
            Executor executor,
            LongConsumer sent,
            Runnable ended) {
        this.leaseId = leaseId;
        this.watch = watch;
        this.executor = executor;
        this.sent = sent;
        this.ended = ended;
    }

    void start(MediaGrpc.MediaStub media) {
        var _ = media.push(this);
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

    private void pumps() {
        int seen;
        do {
            seen = wanted.get();
            pump();
        } while (!wanted.compareAndSet(seen, 0));
    }

    private void pump() {
        ClientCallStreamObserver<MediaUp> to = call;
        if (to == null || closed.get()) {
            return;
        }
        StreamReader reader = watch.reader();
        if (!named && to.isReady()) {
            named = true;
            to.onNext(MediaUp.newBuilder().setLeaseId(leaseId).build());
        }
        while (to.isReady() && !closed.get()) {
            tellHealth(to);
            List<Fragment> got = reader.poll(1);
            if (got.isEmpty()) {
                if (reader.ended()) {
                    close();
                } else {
                    reader.onReady(this::wake);
                }
                return;
            }
            push(to, reader, got.getFirst());
        }
    }

    private void push(ClientCallStreamObserver<MediaUp> to, StreamReader reader, Fragment next) {
        if (next.generation() != generation) {
            generation = next.generation();
            to.onNext(
                    MediaUp.newBuilder()
                            .setInit(
                                    UnsafeByteOperations.unsafeWrap(
                                            next.generation().init().bytes()))
                            .build());
        }
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
                                                                reader.takeLoss().groups(),
                                                                Integer.MAX_VALUE)))
                        .build());
        sent.accept(next.size());
    }

    private void tellHealth(ClientCallStreamObserver<MediaUp> to) {
        SourceState now = watch.stream().stats().state();
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
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        watch.close();
        ended.run();
        return true;
    }
}
