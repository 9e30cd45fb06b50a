package org.haidang.uplink.centre;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.haidang.uplink.Hashes;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.wire.AnswerDown;
import org.haidang.uplink.wire.AnswerUp;
import org.haidang.uplink.wire.ByteRange;
import org.haidang.uplink.wire.Coverage;
import org.haidang.uplink.wire.Recorded;
import org.haidang.uplink.wire.VideoHead;
import org.jspecify.annotations.Nullable;

/**
 * What a site answers to one ask. Read by one thread, which waits; use a virtual one. At most
 * {@value #CREDIT} bytes of it lie here: the site may send more only as they are read. Whoever
 * asked closes it, which also ends it at the site.
 */
public final class Answer implements AutoCloseable {
    /** Half a second of a line of 4 Mbit/s, and enough for 25 Mbit/s at a round trip of 80 ms. */
    static final int CREDIT = 256 << 10;

    /** Given back in portions of at least this. */
    private static final int PORTION = CREDIT / 8;

    /** The site's disk may have to wake up, and its line to be dialled. */
    private static final long FIRST_NS = TimeUnit.SECONDS.toNanos(10);

    /** A line that brings nothing for so long is as good as broken. */
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(15);

    private static final System.Logger LOG = System.getLogger(Answer.class.getName());

    private final Asks asks;
    private final String siteId;
    private final long id;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private @Nullable ServerCallStreamObserver<AnswerDown> call;
    private @Nullable AnswerUp first;
    private @Nullable ByteString hash;
    private final Deque<ByteString> data = new ArrayDeque<>();
    private long allowed = CREDIT;
    private int read;
    private boolean complete;
    private @Nullable NoAnswer failure;
    private boolean closed;

    Answer(Asks asks, String siteId, long id) {
        this.asks = asks;
        this.siteId = siteId;
        this.id = id;
    }

    String siteId() {
        return siteId;
    }

    long id() {
        return id;
    }

    // ------------------------------------------------------------------ what comes

    /** The site answers on this call; false when nobody waits for it any more, or it did before. */
    boolean begin(ServerCallStreamObserver<AnswerDown> on) {
        lock.lock();
        try {
            if (closed || failure != null || call != null) {
                return false;
            }
            call = on;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void receive(AnswerUp part) {
        NoAnswer wrong = null;
        lock.lock();
        try {
            switch (part.getPartCase()) {
                case RECORDED, COVERAGE, HEAD -> {
                    wrong = first == null ? null : NoAnswer.FAILED;
                    first = first == null ? part : first;
                }
                case DATA -> {
                    allowed -= part.getData().size();
                    wrong = allowed < 0 || first == null ? NoAnswer.FAILED : null;
                    if (wrong == null && !closed) {
                        data.add(part.getData());
                    }
                }
                case RANGE_SHA256 -> hash = part.getRangeSha256();
                case FAILED -> wrong = NoAnswer.of(part.getFailed());
                case ASK_ID, PART_NOT_SET -> {}
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (wrong != null) {
            fail(wrong);
        }
    }

    void completed() {
        lock.lock();
        try {
            complete = true;
            changed.signalAll();
            if (call != null) {
                call.onCompleted();
            }
        } catch (IllegalStateException over) {
            LOG.log(Level.DEBUG, "the answer was over already", over);
        } finally {
            lock.unlock();
        }
    }

    /** It ends here, unless it has ended before. */
    void fail(NoAnswer why) {
        lock.lock();
        try {
            if (!complete && failure == null) {
                failure = why;
                data.clear();
                changed.signalAll();
                hangUp(why.word());
            }
        } finally {
            lock.unlock();
        }
    }

    private void hangUp(String why) {
        if (call != null) {
            try {
                call.onError(Status.CANCELLED.withDescription(why).asRuntimeException());
            } catch (IllegalStateException over) {
                LOG.log(Level.DEBUG, "the answer was over already", over);
            }
        }
    }

    // ------------------------------------------------------------------ reading

    /** What was asked with {@code RECORDED}. */
    public Recorded recorded() throws NoAnswerException {
        return first(AnswerUp.PartCase.RECORDED).getRecorded();
    }

    /** What was asked with {@code COVERAGE}. */
    public Coverage coverage() throws NoAnswerException {
        return first(AnswerUp.PartCase.COVERAGE).getCoverage();
    }

    /** What the data will be; empty when nothing is recorded there. */
    public Optional<VideoHead> head() throws NoAnswerException {
        VideoHead head = first(AnswerUp.PartCase.HEAD).getHead();
        return head.getBytes() == 0 ? Optional.empty() : Optional.of(head);
    }

    private AnswerUp first(AnswerUp.PartCase kind) throws NoAnswerException {
        lock.lock();
        try {
            long leftNs = FIRST_NS;
            while (first == null) {
                checkFailed();
                if (complete) {
                    throw new NoAnswerException(NoAnswer.FAILED, "the site said nothing");
                }
                leftNs = await(leftNs);
            }
            if (first.getPartCase() != kind) {
                throw new NoAnswerException(NoAnswer.FAILED, "the site answered something else");
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Says which bytes of a file are wanted; once, before they are read. */
    public void want(long offset, long count) {
        ByteRange range = ByteRange.newBuilder().setOffset(offset).setCount(count).build();
        lock.lock();
        try {
            say(AnswerDown.newBuilder().setRange(range));
        } finally {
            lock.unlock();
        }
    }

    private void say(AnswerDown.Builder word) {
        if (call != null && !complete && failure == null && !closed) {
            try {
                call.onNext(word.build());
            } catch (StatusRuntimeException | IllegalStateException gone) {
                LOG.log(Level.DEBUG, "the answer is over", gone);
            }
        }
    }

    /**
     * Hands on what the site sends, as it comes.
     *
     * @param count so many bytes
     * @throws NoAnswerException when they do not all come
     * @throws IOException when {@code out} fails
     */
    public void writeTo(WritableByteChannel out, long count) throws IOException {
        for (long left = count; left > 0; ) {
            ByteString part = next();
            if (part.size() > left) {
                throw new NoAnswerException(NoAnswer.FAILED, "the site sent more than it said");
            }
            left -= part.size();
            for (ByteBuffer bytes : part.asReadOnlyByteBufferList()) {
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            taken(part.size());
        }
    }

    /**
     * The same, of a file: checked against the hash that the site says behind it.
     *
     * @throws NoAnswerException also when something else came than was sent; what was handed on
     *     then is worth nothing
     */
    public void writeChecked(WritableByteChannel out, long count) throws IOException {
        MessageDigest digest = Hashes.sha256();
        writeTo(new Digesting(out, digest), count);
        ByteString said = said();
        if (said != null && !MessageDigest.isEqual(said.toByteArray(), digest.digest())) {
            throw new NoAnswerException(NoAnswer.FAILED, "other bytes came than were sent");
        }
    }

    /** Null when the site's program says none. */
    private @Nullable ByteString said() throws NoAnswerException {
        lock.lock();
        try {
            long leftNs = SILENCE_NS;
            while (hash == null && !complete) {
                checkFailed();
                leftNs = await(leftNs);
            }
            return hash;
        } finally {
            lock.unlock();
        }
    }

    private record Digesting(WritableByteChannel out, MessageDigest digest)
            implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            ByteBuffer before = bytes.duplicate();
            int count = out.write(bytes);
            digest.update(before.limit(before.position() + count));
            return count;
        }

        @Override
        public boolean isOpen() {
            return out.isOpen();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private ByteString next() throws NoAnswerException {
        lock.lock();
        try {
            long leftNs = SILENCE_NS;
            while (data.isEmpty()) {
                checkFailed();
                if (complete) {
                    throw new NoAnswerException(NoAnswer.FAILED, "the site sent less than it said");
                }
                leftNs = await(leftNs);
            }
            return data.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void taken(int count) {
        lock.lock();
        try {
            read += count;
            if (read >= PORTION) {
                allowed += read;
                say(AnswerDown.newBuilder().setCredit(read));
                read = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    private void checkFailed() throws NoAnswerException {
        if (failure != null) {
            throw new NoAnswerException(failure, "so says site " + siteId + " or its link");
        }
        if (closed) {
            throw new NoAnswerException(NoAnswer.FAILED, "closed while it was read");
        }
    }

    private long await(long leftNs) throws NoAnswerException {
        if (leftNs <= 0) {
            throw new NoAnswerException(NoAnswer.LATE, "site " + siteId + " is silent");
        }
        try {
            return changed.awaitNanos(leftNs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(NoAnswer.FAILED, "interrupted");
        }
    }

    /** Ends it here and at the site; harmless when repeated. */
    @Override
    public void close() {
        boolean early;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            early = !complete && failure == null;
            if (early) {
                hangUp("nobody wants it any more");
            }
            closed = true;
            data.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        asks.forget(this);
        if (early) {
            asks.end(this);
        }
    }
}
