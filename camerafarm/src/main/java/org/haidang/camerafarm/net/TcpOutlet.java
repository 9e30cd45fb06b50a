package org.haidang.camerafarm.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.haidang.camerafarm.camera.TrackPlayer;
import org.haidang.camerafarm.packet.PacketBlock;
import org.jspecify.annotations.Nullable;

/**
 * Interleaved packets and answers on the connection itself. What the socket does not take at once
 * waits here; while anything waits, pictures are dropped whole.
 */
final class TcpOutlet implements Outlet {

    /** Answers and reports that may wait besides one block. */
    private static final int MAX_WAITING_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Tools tools;
    private @Nullable ByteBuffer waiting;

    TcpOutlet(SocketChannel channel, SelectionKey key, Tools tools) {
        this.channel = channel;
        this.key = key;
        this.tools = tools;
    }

    @Override
    public int send(TrackPlayer player, double lossPercent) throws IOException {
        if (waiting != null) {
            return -1;
        }
        if (tools.packetAtATime()) {
            return sendEach(player, lossPercent);
        }
        ByteBuffer block = tools.fill(player, player.channel() * 2, lossPercent);
        int bytes = block.remaining();
        write(block);
        return bytes;
    }

    private int sendEach(TrackPlayer player, double lossPercent) throws IOException {
        PacketBlock block = player.item().block();
        int bytes = 0;
        for (int i = 0; i < block.packets(); i++) {
            if (!tools.lost(lossPercent)) {
                tools.scratch().clear();
                tools.fillOne(player, i, player.channel() * 2);
                tools.scratch().flip();
                bytes += tools.scratch().remaining();
                write(tools.scratch());
            }
        }
        return bytes;
    }

    @Override
    public void sendReport(TrackPlayer player, ByteBuffer rtcp) throws IOException {
        ByteBuffer framed = ByteBuffer.allocate(rtcp.remaining() + PacketBlock.FRAME_HEADER);
        framed.put((byte) '$').put((byte) (player.channel() * 2 + 1));
        framed.putShort((short) rtcp.remaining()).put(rtcp);
        write(framed.flip());
    }

    /** Sends what is in {@code bytes} now or later. */
    void write(ByteBuffer bytes) throws IOException {
        if (waiting == null) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            keep(bytes);
        }
    }

    private void keep(ByteBuffer bytes) throws IOException {
        ByteBuffer before = waiting;
        int old = before == null ? 0 : before.remaining();
        if (before != null
                && old + bytes.remaining() > MAX_WAITING_BYTES + tools.scratch().capacity()) {
            throw new IOException("reader takes nothing, " + old + " bytes wait");
        }
        ByteBuffer all = ByteBuffer.allocate(old + bytes.remaining());
        if (before != null) {
            all.put(before);
        }
        waiting = all.put(bytes).flip();
        key.interestOpsOr(SelectionKey.OP_WRITE);
    }

    /** The socket takes bytes again. */
    void flush() throws IOException {
        if (waiting != null) {
            channel.write(waiting);
            if (!waiting.hasRemaining()) {
                waiting = null;
            }
        }
        if (waiting == null) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    @Override
    public boolean stalled() {
        return waiting != null;
    }

    /** What the receiver has not taken yet. */
    int waitingBytes() {
        return waiting == null ? 0 : waiting.remaining();
    }
}
