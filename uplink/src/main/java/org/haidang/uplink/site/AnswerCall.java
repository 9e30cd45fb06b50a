package org.haidang.uplink.site;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.haidang.uplink.Hashes;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.wire.AnswerDown;
import org.haidang.uplink.wire.AnswerUp;
import org.haidang.uplink.wire.Ask;
import org.haidang.uplink.wire.AskKind;
import org.haidang.uplink.wire.ByteRange;
import org.haidang.uplink.wire.Coverage;
import org.haidang.uplink.wire.MediaGrpc;
import org.haidang.uplink.wire.Recorded;
import org.haidang.uplink.wire.VideoHead;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way to the centre. Whoever answers waits in {@link #data} while the connection
 * takes nothing (gRPC says so) or the centre has given no credit, so that nothing piles up at
 * either end and a slow reader holds up nobody else on the connection. The connection is used from
 * the first word on: a refusal goes over control.
 */
final class AnswerCall
        implements ClientResponseObserver<AnswerUp, AnswerDown>,
                Recordings.Reply,
                WritableByteChannel {
    /**
     * Small, so that a new ask's first bytes do not wait behind many of others, and that a centre
     * whose reader has left notices it with the next few.
     */
    private static final int DATA_BYTES = 4 << 10;

    /** A centre that takes nothing for so long has forgotten us. */
    private static final long PATIENCE_NS = 60_000_000_000L;

    private final Ask ask;
    private final MediaChannel media;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private @Nullable ClientCallStreamObserver<AnswerUp> call;
    private long credit;
    private @Nullable ByteRange range;
    private @Nullable NoAnswer stopped;
    private boolean gone;

    /** Of the thread that answers. */
    private boolean entered;

    /** Of the data of a file; of the thread that answers. */
    private final @Nullable MessageDigest digest;

    AnswerCall(Ask ask, MediaChannel media) {
        this.ask = ask;
        this.media = media;
        this.credit = ask.getCredit();
        this.digest = ask.getKind() == AskKind.FILE ? Hashes.sha256() : null;
    }

    Ask ask() {
        return ask;
    }

    // ------------------------------------------------------------------ what the centre says

    @Override
    public void beforeStart(ClientCallStreamObserver<AnswerUp> stream) {
        lock.lock();
        try {
            call = stream;
        } finally {
            lock.unlock();
        }
        stream.setOnReadyHandler(this::wake);
    }

    @Override
    public void onNext(AnswerDown word) {
        lock.lock();
        try {
            credit += Integer.toUnsignedLong(word.getCredit());
            if (word.hasRange()) {
                range = word.getRange();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onError(Throwable failure) {
        gone();
    }

    @Override
    public void onCompleted() {
        gone();
    }

    private void gone() {
        lock.lock();
        try {
            gone = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever answers gives up at its next word, and the centre hears why. */
    void stop(NoAnswer why) {
        lock.lock();
        try {
            stopped = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The centre has gone or wants no more: whoever answers gives up at its next word. */
    void cancel() {
        gone();
        ClientCallStreamObserver<AnswerUp> to = call();
        if (to != null) {
            to.cancel("the ask has ended", null);
        }
    }

    private @Nullable ClientCallStreamObserver<AnswerUp> call() {
        lock.lock();
        try {
            return call;
        } finally {
            lock.unlock();
        }
    }

    // ------------------------------------------------------------------ what is answered

    @Override
    public void recorded(Recorded recorded) throws IOException {
        say(AnswerUp.newBuilder().setRecorded(recorded));
    }

    @Override
    public void coverage(Coverage coverage) throws IOException {
        say(AnswerUp.newBuilder().setCoverage(coverage));
    }

    @Override
    public void head(VideoHead head) throws IOException {
        say(AnswerUp.newBuilder().setHead(head));
    }

    @Override
    public WritableByteChannel data() {
        return this;
    }

    private void say(AnswerUp.Builder word) throws IOException {
        check();
        open().onNext(word.build());
    }

    private ClientCallStreamObserver<AnswerUp> open() throws IOException {
        ClientCallStreamObserver<AnswerUp> to = call();
        if (to != null) {
            return to;
        }
        ManagedChannel over = media.enter();
        entered = true;
        var _ = MediaGrpc.newStub(over).answer(this);
        to = call();
        if (to == null) {
            throw new IOException("the connection for recordings does not open");
        }
        to.onNext(AnswerUp.newBuilder().setAskId(ask.getId()).build());
        return to;
    }

    private void check() throws IOException {
        lock.lock();
        try {
            checkLocked();
        } finally {
            lock.unlock();
        }
    }

    private void checkLocked() throws IOException {
        if (gone) {
            throw new IOException("the centre wants no more of it");
        }
        if (stopped != null) {
            throw new NoAnswerException(stopped, "stopped on the way");
        }
    }

    @Override
    public ByteRange range() throws IOException {
        lock.lock();
        try {
            long leftNs = PATIENCE_NS;
            while (range == null) {
                checkLocked();
                leftNs = await(leftNs);
            }
            return range;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int before = bytes.remaining();
        ClientCallStreamObserver<AnswerUp> to = open();
        while (bytes.hasRemaining()) {
            int count = room(to, Math.min(DATA_BYTES, bytes.remaining()));
            if (digest != null) {
                digest.update(bytes.slice(bytes.position(), count));
            }
            to.onNext(AnswerUp.newBuilder().setData(ByteString.copyFrom(bytes, count)).build());
            media.sent(count);
        }
        return before;
    }

    /** Waits until some of it may be sent, and takes the credit for that. */
    private int room(ClientCallStreamObserver<AnswerUp> to, int wanted) throws IOException {
        lock.lock();
        try {
            long leftNs = PATIENCE_NS;
            while (true) {
                checkLocked();
                long budgetNs = media.budget().recordedWaitNs();
                if (budgetNs > 0 && credit > 0) {
                    // Our own patience, not the centre's.
                    await(budgetNs);
                    continue;
                }
                if (credit > 0 && to.isReady()) {
                    int count = (int) Math.min(wanted, credit);
                    credit -= count;
                    return count;
                }
                leftNs = await(leftNs);
            }
        } finally {
            lock.unlock();
        }
    }

    private long await(long leftNs) throws IOException {
        if (leftNs <= 0) {
            throw new NoAnswerException(
                    NoAnswer.LATE,
                    "the centre took nothing for "
                            + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NS)
                            + " s");
        }
        try {
            return changed.awaitNanos(leftNs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public boolean isOpen() {
        lock.lock();
        try {
            return !gone;
        } finally {
            lock.unlock();
        }
    }

    // ------------------------------------------------------------------ the end

    /**
     * All was said, or it ends here.
     *
     * @param why null when all was said
     * @return whether the centre is told on this connection
     */
    boolean finish(@Nullable NoAnswer why) {
        ClientCallStreamObserver<AnswerUp> to = call();
        try {
            if (to == null) {
                return false;
            }
            if (why != null) {
                to.onNext(AnswerUp.newBuilder().setFailed(why.word()).build());
            } else if (digest != null) {
                ByteString hash = ByteString.copyFrom(digest.digest());
                to.onNext(AnswerUp.newBuilder().setRangeSha256(hash).build());
            }
            to.onCompleted();
            return true;
        } catch (IllegalStateException over) {
            // The centre has cancelled it; nobody listens.
            return true;
        } finally {
            if (entered) {
                entered = false;
                media.leave();
            }
        }
    }

    /** Ends it from the centre's side of view; harmless when repeated. */
    @Override
    public void close() {
        cancel();
    }
}
