package org.haidang.media.rtsp.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;

/**
 * How large the kernel lets receive buffers be, found out once. A swept source needs room for what
 * arrives between two sweeps, and a burst of UDP for a whole key picture.
 */
final class ReceiveBuffers {

    /** Wanted for TCP: 200 ms at 40 Mbit/s. */
    static final int TCP_BYTES = 1024 * 1024;

    /** Wanted for UDP. */
    static final int UDP_BYTES = 2 * 1024 * 1024;

    /**
     * Whether TCP connections should ask for {@link #TCP_BYTES}. Where the system allows less, its
     * own growth of the buffer, which asking would turn off, gives more.
     */
    static final boolean SET_TCP = tcpAllowed();

    private ReceiveBuffers() {}

    private static boolean tcpAllowed() {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, TCP_BYTES);
            return channel.getOption(StandardSocketOptions.SO_RCVBUF) >= TCP_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    static void prepare(SocketChannel channel) throws IOException {
        if (SET_TCP) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, TCP_BYTES);
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    /** Asks for {@link #UDP_BYTES}; returns whether the system gave as much. */
    static boolean prepare(DatagramChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, UDP_BYTES);
        return channel.getOption(StandardSocketOptions.SO_RCVBUF) >= UDP_BYTES;
    }
}
