package org.haidang.camerafarm.onvif.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.haidang.camerafarm.onvif.FakeDevice;
import org.haidang.camerafarm.onvif.Probe;
import org.haidang.media.MalformedInputException;

/**
 * WS-Discovery for all devices on one thread: a probe to the group reaches all of them, one to a
 * device's own address only that one. Each answers from its own address, within 200 ms, as real
 * devices do so as not to answer all at once (APP_MAX_DELAY of the standard is 500 ms).
 */
final class Discovery {

    private static final System.Logger LOG = System.getLogger(Discovery.class.getName());

    private static final String GROUP = "239.255.255.250";
    private static final int PORT = 3_702;
    private static final long MAX_DELAY_NS = 200_000_000;
    private static final long NANOS_PER_MS = 1_000_000;

    /** When more answers wait, further probes are not answered. */
    private static final int MAX_WAITING = 2_048;

    private static final int MAX_READS = 64;

    private final RandomGenerator random;
    private final Selector selector;
    private final Queue<Answer> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Answer::dueNs));
    private final ByteBuffer datagram = ByteBuffer.allocate(Probe.MAX_BYTES);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Own> own = new ArrayList<>();
    private volatile boolean closing;
    private boolean started;

    /** A device's own socket. */
    private record Own(FakeDevice device, DatagramChannel channel) {}

    @SuppressWarnings("ArrayRecordComponent") // answers are compared by their time only
    private record Answer(long dueNs, DatagramChannel from, byte[] message, SocketAddress to) {}

    private Discovery(RandomGenerator random, Selector selector) {
        this.random = random;
        this.selector = selector;
    }

    /**
     * Joins the group on loopback, and listens at each device.
     *
     * @throws IOException when a socket cannot be had
     */
    static Discovery open(List<FakeDevice> all, RandomGenerator random) throws IOException {
        Discovery discovery = new Discovery(random, Selector.open());
        try {
            for (FakeDevice device : all) {
                DatagramChannel channel = discovery.listen(device.plan().address());
                Own one = new Own(device, channel);
                discovery.own.add(one);
                channel.register(discovery.selector, SelectionKey.OP_READ);
            }
            DatagramChannel group = discovery.listen(GROUP);
            group.join(InetAddress.getByName(GROUP), loopback());
            group.register(discovery.selector, SelectionKey.OP_READ, discovery);
            return discovery;
        } catch (IOException e) {
            discovery.closeSockets();
            throw e;
        }
    }

    private static NetworkInterface loopback() throws IOException {
        NetworkInterface found =
                NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        if (found == null) {
            throw new IOException("no loopback interface");
        }
        return found;
    }

    private DatagramChannel listen(String address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(address, PORT));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot listen on UDP " + address + ":" + PORT, e);
        }
    }

    void start() {
        started = true;
        Thread.ofPlatform().name("camerafarm-discovery").start(this::run);
    }

    private void run() {
        try {
            while (!closing) {
                Answer next = waiting.peek();
                if (next == null) {
                    selector.select();
                } else {
                    long leftNs = next.dueNs - System.nanoTime();
                    selector.select(Math.max(1, leftNs / NANOS_PER_MS));
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    receive(key);
                }
                selector.selectedKeys().clear();
                sendDue();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "discovery of the camera farm ends", e);
        } finally {
            closeSockets();
            ended.countDown();
        }
    }

    private void receive(SelectionKey key) throws IOException {
        DatagramChannel channel = (DatagramChannel) key.channel();
        for (int i = 0; i < MAX_READS; i++) {
            SocketAddress from = channel.receive(datagram.clear());
            if (from == null) {
                return;
            }
            byte[] bytes = new byte[datagram.flip().remaining()];
            datagram.get(bytes);
            try {
                Probe probe = Probe.read(bytes);
                if (probe != null) {
                    answer(probe, key, from);
                }
            } catch (MalformedInputException e) {
                LOG.log(System.Logger.Level.DEBUG, "no probe from {0}: {1}", from, e.getMessage());
            }
        }
    }

    private void answer(Probe probe, SelectionKey key, SocketAddress from) {
        for (Own one : own) {
            boolean asked = key.attachment() == this || key.channel() == one.channel;
            if (asked && waiting.size() < MAX_WAITING && probe.matches(one.device)) {
                UUID id = new UUID(random.nextLong(), random.nextLong());
                long dueNs = System.nanoTime() + random.nextLong(MAX_DELAY_NS);
                waiting.add(new Answer(dueNs, one.channel, probe.match(one.device, id), from));
            }
        }
    }

    private void sendDue() {
        long nowNs = System.nanoTime();
        Answer next = waiting.peek();
        while (next != null && next.dueNs <= nowNs) {
            waiting.remove();
            try {
                next.from.send(ByteBuffer.wrap(next.message), next.to);
            } catch (IOException e) {
                // Whoever asked is gone; a datagram may always be lost.
                LOG.log(System.Logger.Level.DEBUG, "answer to {0}: {1}", next.to, e.getMessage());
            }
            next = waiting.peek();
        }
    }

    private void closeSockets() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing", e);
        }
    }

    /** Ends the thread and gives the ports back. */
    void close() throws InterruptedException {
        closing = true;
        if (!started) {
            closeSockets();
            return;
        }
        selector.wakeup();
        ended.await();
    }
}
