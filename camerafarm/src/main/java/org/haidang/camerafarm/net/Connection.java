package org.haidang.camerafarm.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.haidang.camerafarm.camera.Door;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspFramer;
import org.haidang.media.rtsp.RtspMessage;
import org.haidang.media.rtsp.RtspRequest;
import org.haidang.media.rtsp.RtspResponse;
import org.jspecify.annotations.Nullable;

/**
 * One client's TCP connection: bytes in, requests out, answers back. Used by the event loop only.
 */
final class Connection implements RtspFramer.Sink {

    /** Requests are small; more than this without a whole one ends the connection. */
    private static final int MAX_REQUEST_BYTES = 32 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final TcpOutlet outlet;
    private final RtspFramer framer = new RtspFramer();
    private final Door door;
    private Conversation conversation;
    private byte[] buffer = new byte[2_048];
    private int filled;
    private @Nullable IOException failure;

    /**
     * @param door where the client came in
     */
    Connection(
            SocketChannel channel,
            SelectionKey key,
            TcpOutlet outlet,
            Door door,
            Conversation conversation) {
        this.channel = channel;
        this.key = key;
        this.outlet = outlet;
        this.door = door;
        this.conversation = conversation;
    }

    /** Whom to count this connection to: the camera of its port or the one it asked for. */
    @Nullable FakeCamera camera() {
        return door.only() != null ? door.only() : conversation.camera();
    }

    Door door() {
        return door;
    }

    @Nullable MediaSession session() {
        return conversation.session();
    }

    @Nullable ReplaySession replay() {
        return conversation.replay();
    }

    TcpOutlet outlet() {
        return outlet;
    }

    /**
     * Takes what came.
     *
     * @throws IOException when the connection is over
     */
    void read() throws IOException {
        if (filled == buffer.length) {
            grow();
        }
        int count = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
        if (count < 0) {
            throw new IOException("closed by the client");
        }
        filled += count;
        try {
            int used = framer.consume(buffer, 0, filled, this);
            System.arraycopy(buffer, used, buffer, 0, filled - used);
            filled -= used;
        } catch (MalformedInputException e) {
            throw new IOException("not RTSP: " + e.getMessage(), e);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void grow() throws IOException {
        if (buffer.length >= MAX_REQUEST_BYTES) {
            throw new IOException("request beyond " + MAX_REQUEST_BYTES + " bytes");
        }
        buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
    }

    @Override
    public void onInterleaved(int channelId, byte[] bytes, int offset, int length) {
        // Receiver reports: a camera has no use for them.
    }

    @Override
    public void onMessage(RtspMessage message) {
        if (failure != null || !(message instanceof RtspRequest request)) {
            return;
        }
        try {
            RtspResponse answer = conversation.answer(request);
            FakeCamera asked = conversation.camera();
            if (asked != null && asked.away()) {
                throw new IOException("the camera is away");
            }
            if (answer != null) {
                outlet.write(ByteBuffer.wrap(answer.encode()));
            }
            if (request.method().equals("TEARDOWN")) {
                throw new IOException("torn down");
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    InetAddress peer() throws IOException {
        return ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // The peer is gone; nothing is left to do.
        }
    }
}
