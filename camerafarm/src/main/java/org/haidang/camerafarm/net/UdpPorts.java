package org.haidang.camerafarm.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * The pair of UDP ports from which all cameras send, even for RTP and the next for RTCP (RFC 3550
 * section 11). What receivers send back is read and dropped.
 */
final class UdpPorts implements Closeable {

    private static final int SEND_BUFFER_BYTES = 4 << 20;
    private static final int TRIES = 100;
    private static final int MAX_READS = 64;

    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final ByteBuffer ignored = ByteBuffer.allocateDirect(2_048);

    private UdpPorts(DatagramChannel rtp, DatagramChannel rtcp) {
        this.rtp = rtp;
        this.rtcp = rtcp;
    }

    static UdpPorts open(String bind, Selector selector) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            DatagramChannel first = open(bind, 0);
            int port = ((InetSocketAddress) first.getLocalAddress()).getPort();
            try {
                if (port % 2 == 0) {
                    UdpPorts pair = new UdpPorts(first, open(bind, port + 1));
                    pair.register(selector);
                    return pair;
                }
            } catch (BindException e) {
                // The odd neighbour is taken; another pair may be free.
            }
            first.close();
        }
        throw new IOException("no free pair of UDP ports on " + bind);
    }

    private static DatagramChannel open(String bind, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
        channel.configureBlocking(false);
        try {
            channel.bind(new InetSocketAddress(bind, port));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    private void register(Selector selector) throws IOException {
        rtp.register(selector, SelectionKey.OP_READ, this);
        rtcp.register(selector, SelectionKey.OP_READ, this);
    }

    int rtpPort() throws IOException {
        return ((InetSocketAddress) rtp.getLocalAddress()).getPort();
    }

    /** Sends one datagram; false when the system has no room for it now. */
    boolean send(boolean media, ByteBuffer datagram, SocketAddress to) throws IOException {
        return (media ? rtp : rtcp).send(datagram, to) > 0;
    }

    /** Empties what receivers sent. */
    void drain() throws IOException {
        for (DatagramChannel channel : new DatagramChannel[] {rtp, rtcp}) {
            for (int i = 0; i < MAX_READS; i++) {
                ignored.clear();
                if (channel.receive(ignored) == null) {
                    break;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        rtp.close();
        rtcp.close();
    }
}
