package org.haidang.onvif.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers probes at a loopback address and, if wanted, those to everybody on the loopback. */
final class FakeResponder implements AutoCloseable {
    private static final InetAddress GROUP = InetAddress.ofLiteral("239.255.255.250");
    private static final InetAddress GROUP_6 = InetAddress.ofLiteral("ff02::c");

    private final DatagramChannel own;
    private final DatagramChannel voice;
    private final DatagramChannel group;
    private final String answer;
    private final AtomicInteger probes = new AtomicInteger();

    /**
     * @param answer sent to each probe, once more than asked for
     */
    FakeResponder(InetAddress address, String answer, boolean multicast) {
        this(address, answer, multicast, address);
    }

    /**
     * @param from where the answers come from
     */
    FakeResponder(InetAddress address, String answer, boolean multicast, InetAddress from) {
        this.answer = answer;
        try {
            own = bind(address);
            voice = from.equals(address) ? own : bind(from);
            boolean six = address instanceof Inet6Address;
            NetworkInterface at =
                    NetworkInterface.getByInetAddress(
                            six ? address : InetAddress.ofLiteral("127.0.0.1"));
            InetAddress all =
                    six ? Inet6Address.getByAddress(null, GROUP_6.getAddress(), at) : GROUP;
            group = multicast ? bind(all) : null;
            if (group != null) {
                group.join(all, at);
                Thread.ofVirtual().start(() -> listen(group));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> listen(own));
    }

    private static DatagramChannel bind(InetAddress address) throws IOException {
        DatagramChannel channel =
                DatagramChannel.open(
                        address instanceof Inet6Address
                                ? StandardProtocolFamily.INET6
                                : StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        return channel.bind(new InetSocketAddress(address, 3702));
    }

    int probes() {
        return probes.get();
    }

    private void listen(DatagramChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                SocketAddress sender = channel.receive(buffer);
                if (new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                        .contains("NetworkVideoTransmitter")) {
                    probes.incrementAndGet();
                    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                    voice.send(ByteBuffer.wrap(bytes), sender);
                    voice.send(ByteBuffer.wrap(new byte[] {1, 2, 3}), sender);
                    voice.send(ByteBuffer.wrap(bytes), sender);
                }
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    @Override
    public void close() throws IOException {
        own.close();
        voice.close();
        if (group != null) {
            group.close();
        }
    }
}
