package org.haidang.media.rtsp.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspFramer;
import org.haidang.media.source.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connection of one session. Reads into the loop's shared buffer and keeps only the tail
 * that is not yet a whole message or frame. Belongs to its event loop.
 */
final class Connection implements EventLoop.Ready {

    /** What it has to tell; the frames and messages come through the framer's sink. */
    interface Events extends RtspFramer.Sink {
        void onConnected(long nowNs);

        void onConnectFailed(FailureReason reason, String sentence);

        /** A read is done; all its messages and frames were handed over. */
        void onReadEnd();

        /** The camera closed, or the connection broke. */
        void onClosed();

        /** The bytes make no sense; the connection is of no more use. */
        void onMalformed(MalformedInputException cause);
    }

    /** Requests and reports that may wait for a camera that does not read. */
    private static final int MAX_UNSENT_BYTES = 64 * 1024;

    /** Reads in a row from one connection before the others get their turn. */
    private static final int MAX_READS = 4;

    /** A tail buffer larger than this is given back once it is empty. */
    private static final int KEPT_TAIL_BYTES = 4 * 1024;

    private static final byte[] NOTHING = {};

    private final EventLoop loop;
    private final EventLoop.Member member;
    private final Events events;
    private final InetSocketAddress address;
    private final RtspFramer framer = new RtspFramer();
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();

    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private byte[] tail = NOTHING;
    private int tailLength;
    private int unsentBytes;
    private boolean connected;
    private boolean closed;
    private boolean immediate = true;

    /** Arrival of what is being handed over; for the sink. */
    private long readNs;

    private long readWallUs;

    Connection(EventLoop loop, EventLoop.Member member, Events events, InetSocketAddress address) {
        this.loop = loop;
        this.member = member;
        this.events = events;
        this.address = address;
    }

    void connect(long nowNs) {
        try {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            ReceiveBuffers.prepare(opened);
            boolean done = opened.connect(address);
            key = opened.register(loop.selector(), SelectionKey.OP_CONNECT, this);
            if (done) {
                established(nowNs);
            }
        } catch (IOException e) {
            connectFailed(e);
        }
    }

    private void established(long nowNs) {
        connected = true;
        updateInterest();
        events.onConnected(nowNs);
    }

    private void connectFailed(IOException cause) {
        close();
        boolean refused =
                cause instanceof ConnectException
                        && String.valueOf(cause.getMessage()).contains("refused");
        events.onConnectFailed(
                refused ? FailureReason.REFUSED : FailureReason.UNREACHABLE,
                refused
                        ? "Nothing listens on port " + address.getPort() + " of that address."
                        : "The address cannot be reached (" + cause.getMessage() + ").");
    }

    @Override
    public EventLoop.Member member() {
        return member;
    }

    @Override
    public void onReady(SelectionKey ready, long nowNs, long wallUs) {
        SocketChannel open = channel;
        if (closed || open == null || !ready.isValid()) {
            return;
        }
        if (!connected) {
            try {
                if (open.finishConnect()) {
                    established(nowNs);
                }
            } catch (IOException e) {
                connectFailed(e);
            }
            return;
        }
        if (ready.isWritable()) {
            flush();
        }
        if (!closed && ready.isReadable()) {
            read(nowNs, wallUs);
        }
    }

    /** Reads what is there; never blocks. */
    void read(long nowNs, long wallUs) {
        SocketChannel open = channel;
        if (closed || !connected || open == null) {
            return;
        }
        readNs = nowNs;
        readWallUs = wallUs;
        ReadBuffer buffer = loop.buffer;
        for (int i = 0; i < MAX_READS && !closed; i++) {
            int count;
            try {
                buffer.direct.clear();
                count = open.read(buffer.direct);
            } catch (IOException e) {
                count = -1; // reset by the peer
            }
            if (count < 0) {
                close();
                events.onClosed();
                return;
            }
            if (count == 0) {
                return;
            }
            System.arraycopy(tail, 0, buffer.array, 0, tailLength);
            take(buffer, tailLength + buffer.drain(tailLength));
            if (count < ReadBuffer.READ_BYTES) {
                return;
            }
        }
    }

    private void take(ReadBuffer buffer, int end) {
        try {
            int rest = framer.consume(buffer.array, 0, end, events);
            keep(buffer.array, rest, end);
            events.onReadEnd();
        } catch (MalformedInputException e) {
            close();
            events.onMalformed(e);
        }
    }

    private void keep(byte[] array, int from, int to) {
        tailLength = to - from;
        if (tailLength == 0) {
            tail = tail.length > KEPT_TAIL_BYTES ? NOTHING : tail;
            return;
        }
        if (tail.length < tailLength) {
            tail = new byte[Math.max(2048, Integer.highestOneBit(tailLength) << 1)];
        }
        System.arraycopy(array, from, tail, 0, tailLength);
    }

    /** Sends, or queues what the camera does not take at once. */
    void send(byte[] bytes) {
        if (closed || !connected) {
            return;
        }
        unsent.add(ByteBuffer.wrap(bytes));
        unsentBytes += bytes.length;
        flush();
        if (unsentBytes > MAX_UNSENT_BYTES) {
            close();
            events.onClosed();
        }
    }

    private void flush() {
        SocketChannel open = channel;
        if (open == null) {
            return;
        }
        try {
            for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
                unsentBytes -= open.write(next);
                if (next.hasRemaining()) {
                    break;
                }
                unsent.remove();
            }
            updateInterest();
        } catch (IOException e) {
            unsent.clear();
            unsentBytes = 0; // the read that follows tells that it is closed, after what has come
            updateInterest();
        }
    }

    /** Whether to read as soon as something has come; else {@link #read} is called in turns. */
    void immediate(boolean on) {
        immediate = on;
        updateInterest();
    }

    private void updateInterest() {
        if (key != null && key.isValid() && connected) {
            int wanted =
                    (immediate ? SelectionKey.OP_READ : 0)
                            | (unsent.isEmpty() ? 0 : SelectionKey.OP_WRITE);
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Our own address of this connection; the wildcard when it is gone. */
    InetSocketAddress localAddress() {
        try {
            if (channel != null && channel.getLocalAddress() instanceof InetSocketAddress local) {
                return local;
            }
        } catch (IOException e) {
            // closed meanwhile: the next read tells
        }
        return new InetSocketAddress(0);
    }

    long readNs() {
        return readNs;
    }

    long readWallUs() {
        return readWallUs;
    }

    long garbageBytes() {
        return framer.garbageBytes();
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        tail = NOTHING;
        tailLength = 0;
        unsent.clear();
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // nothing is left that could be lost
            }
        }
    }
}
