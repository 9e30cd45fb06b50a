package org.haidang.media.rtsp.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.HashSet;
import java.util.Set;
import org.haidang.media.rtsp.TransportHeader;
import org.jspecify.annotations.Nullable;

/**
 * The two UDP ports of one track: RTP on an even one, RTCP on the next, each for both directions
 * (S16, S17). Only datagrams from the camera are taken (S05); where it sends from is learnt from
 * them (S04). Belongs to its event loop.
 */
final class UdpPorts implements EventLoop.Ready {

    /** Takes what arrives. */
    interface Sink {
        void onDatagram(boolean rtcp, byte[] buffer, int length, long nowNs, long wallUs);

        void onForeignDatagram();

        void onReadEnd();
    }

    private static final int BIND_TRIES = 64;

    /** Datagrams in a row from one socket before the others get their turn. */
    private static final int MAX_READS = 1024;

    private final EventLoop loop;
    private final EventLoop.Member member;
    private final Sink sink;
    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final boolean roomy;
    private final Set<InetAddress> senders = new HashSet<>();
    private final boolean anySender;
    private @Nullable SelectionKey rtpKey;
    private @Nullable InetSocketAddress remoteRtp;
    private @Nullable InetSocketAddress remoteRtcp;
    private int port;

    private UdpPorts(
            EventLoop loop,
            EventLoop.Member member,
            Sink sink,
            boolean anySender,
            DatagramChannel rtp,
            DatagramChannel rtcp)
            throws IOException {
        this.loop = loop;
        this.member = member;
        this.sink = sink;
        this.anySender = anySender;
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.roomy = ReceiveBuffers.prepare(rtp);
        rtp.configureBlocking(false);
        rtcp.configureBlocking(false);
    }

    /** Binds a pair at a local address, or returns null when none is free. */
    static @Nullable UdpPorts open(
            EventLoop loop,
            EventLoop.Member member,
            Sink sink,
            boolean anySender,
            InetAddress local) {
        for (int i = 0; i < BIND_TRIES; i++) {
            UdpPorts ports = tryOpen(loop, member, sink, anySender, local);
            if (ports != null) {
                return ports;
            }
        }
        return null;
    }

    private static @Nullable UdpPorts tryOpen(
            EventLoop loop,
            EventLoop.Member member,
            Sink sink,
            boolean anySender,
            InetAddress local) {
        DatagramChannel first = null;
        DatagramChannel second = null;
        UdpPorts ports = null;
        try {
            first = DatagramChannel.open();
            first.bind(new InetSocketAddress(local, 0));
            int port = ((InetSocketAddress) first.getLocalAddress()).getPort();
            if (port % 2 == 0 && port < 65_535) {
                second = DatagramChannel.open();
                second.bind(new InetSocketAddress(local, port + 1));
                ports = new UdpPorts(loop, member, sink, anySender, first, second);
                ports.register(port);
                return ports;
            }
        } catch (IOException e) {
            ports = null; // the neighbour is taken: try another pair
        }
        closeQuietly(first);
        closeQuietly(second);
        return ports;
    }

    private void register(int evenPort) throws IOException {
        port = evenPort;
        rtpKey = rtp.register(loop.selector(), SelectionKey.OP_READ, this);
        rtcp.register(loop.selector(), SelectionKey.OP_READ, this);
    }

    /** The even one. */
    int port() {
        return port;
    }

    /**
     * The camera has agreed: from where it will send, as far as it tells, and holes through address
     * translators on the way are made.
     */
    void agreed(TransportHeader answer, InetAddress camera, byte[] emptyReport) {
        senders.add(camera);
        InetAddress source = literal(answer.source());
        if (source != null && !source.isAnyLocalAddress()) {
            senders.add(source);
        }
        TransportHeader.Pair ports = answer.serverPorts();
        if (ports != null) {
            InetAddress from = source == null || source.isAnyLocalAddress() ? camera : source;
            remoteRtp = new InetSocketAddress(from, ports.rtp());
            remoteRtcp = new InetSocketAddress(from, ports.rtcp());
            punch();
            sendReport(emptyReport);
        }
    }

    /** An address written as such; names are not looked up. */
    private static @Nullable InetAddress literal(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** An RTP packet without payload, of no known type, which cameras drop. */
    private void punch() {
        ByteBuffer empty = ByteBuffer.allocate(12).put(0, (byte) 0x80);
        sendQuietly(rtp, empty, remoteRtp);
    }

    void sendReport(byte[] report) {
        sendQuietly(rtcp, ByteBuffer.wrap(report), remoteRtcp);
    }

    private static void sendQuietly(
            DatagramChannel channel, ByteBuffer data, @Nullable InetSocketAddress to) {
        if (to != null) {
            try {
                channel.send(data, to);
            } catch (IOException e) {
                // as good as lost on the way
            }
        }
    }

    /** Read at readiness, or only by {@link #read} in turns when the kernel's buffer is roomy. */
    void immediate(boolean on) {
        int wanted = on || !roomy ? SelectionKey.OP_READ : 0;
        if (rtpKey != null && rtpKey.isValid() && rtpKey.interestOps() != wanted) {
            rtpKey.interestOps(wanted);
        }
    }

    @Override
    public void onReady(SelectionKey key, long nowNs, long wallUs) {
        boolean isRtcp = rtcp.equals(key.channel());
        receive(isRtcp ? rtcp : rtp, isRtcp, nowNs, wallUs);
        sink.onReadEnd();
    }

    /** Reads what has gathered. */
    void read(long nowNs, long wallUs) {
        receive(rtp, false, nowNs, wallUs);
        sink.onReadEnd();
    }

    private void receive(DatagramChannel channel, boolean isRtcp, long nowNs, long wallUs) {
        ReadBuffer buffer = loop.buffer;
        for (int i = 0; i < MAX_READS && channel.isOpen(); i++) {
            InetSocketAddress sender;
            try {
                buffer.direct.clear().limit(ReadBuffer.DATAGRAM_BYTES);
                sender = (InetSocketAddress) channel.receive(buffer.direct);
            } catch (IOException e) {
                return; // port unreachable, told by ICMP
            }
            if (sender == null) {
                return;
            }
            if (!anySender && !senders.contains(sender.getAddress())) {
                sink.onForeignDatagram();
                continue;
            }
            if (isRtcp) {
                remoteRtcp = sender;
            } else {
                remoteRtp = sender;
            }
            int length = buffer.drain(0);
            sink.onDatagram(isRtcp, buffer.array, length, nowNs, wallUs);
        }
    }

    /** Learns where RTCP goes when the camera named no port and has not sent any. */
    void guessRtcp() {
        InetSocketAddress known = remoteRtp;
        if (remoteRtcp == null && known != null && known.getPort() < 65_535) {
            remoteRtcp = new InetSocketAddress(known.getAddress(), known.getPort() + 1);
        }
    }

    void close() {
        closeQuietly(rtp);
        closeQuietly(rtcp);
    }

    private static void closeQuietly(@Nullable DatagramChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // nothing is left that could be lost
            }
        }
    }

    @Override
    public EventLoop.Member member() {
        return member;
    }
}
