package org.haidang.onvif.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.haidang.media.MalformedInputException;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.onvif.discovery.Probe;
import org.haidang.onvif.discovery.ProbeMatches;
import org.haidang.onvif.net.Discovery.Target;
import org.haidang.onvif.net.Discovery.Window;

/**
 * The datagrams of one search: a socket per interface for the probe to everybody, one for the
 * probes to single addresses. Each probe goes out twice (SOAP over UDP, section 3.1): datagrams get
 * lost. Belongs to one thread.
 */
final class Datagrams implements AutoCloseable {

    private static final int PORT = 3702;
    private static final String GROUP = "239.255.255.250";

    /** Interfaces that are asked on. */
    private static final int MAX_INTERFACES = 32;

    /** Datagrams sent between two looks at what has come, and how long that look may take. */
    private static final int BURST = 32;

    private static final int BURST_MS = 5;
    private static final int IDLE_MS = 50;
    private static final int REPEAT_AFTER_MS = 300;

    /** When those that have not answered are asked another way: within this part of the time... */
    private static final double QUIET_PART = 0.25;

    /** ... and no later than this. */
    private static final int QUIET_MS = 1_000;

    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    private record Message(DatagramChannel by, InetSocketAddress to, byte[] bytes) {}

    private final Sightings sightings;
    private final Predicate<InetAddress> guard;
    private final Selector selector;
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final Deque<Message> waiting = new ArrayDeque<>();
    private final List<Message> again = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10);

    /**
     * @throws UncheckedIOException when the machine gives no selector
     */
    Datagrams(Sightings sightings, Predicate<InetAddress> guard) {
        this.sightings = sightings;
        this.guard = guard;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Probes on every interface that is up and has an IPv4 address that the guard allows, the
     * loopback too, although it does not say that it carries multicast.
     */
    void probeEverybody() {
        InetSocketAddress group = new InetSocketAddress(InetAddress.ofLiteral(GROUP), PORT);
        for (NetworkInterface each : interfaces()) {
            for (InetAddress ours : each.inetAddresses().toList()) {
                if (ours instanceof Inet4Address
                        && guard.test(ours)
                        && channels.size() < MAX_INTERFACES) {
                    try {
                        DatagramChannel channel = open(StandardProtocolFamily.INET, ours);
                        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, each);
                        enqueue(channel, group);
                        break;
                    } catch (IOException e) {
                        // an interface that has just gone, or carries no multicast
                    }
                }
            }
        }
    }

    private static List<NetworkInterface> interfaces() {
        try {
            List<NetworkInterface> up = new ArrayList<>();
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp()) {
                    up.add(each);
                }
            }
            return up;
        } catch (SocketException e) {
            return List.of();
        }
    }

    /** Probes addresses one by one. */
    void probe(List<Target> targets) {
        if (targets.isEmpty()) {
            return;
        }
        try {
            DatagramChannel channel = DatagramChannel.open();
            channels.add(channel);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            for (Target target : targets) {
                enqueue(channel, new InetSocketAddress(target.address(), PORT));
            }
        } catch (IOException e) {
            // without datagrams there is still HTTP
        }
    }

    private DatagramChannel open(StandardProtocolFamily family, InetAddress ours)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(family);
        channels.add(channel);
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(ours, 0));
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    private void enqueue(DatagramChannel by, InetSocketAddress to) {
        for (Probe.Type type : Probe.Type.values()) {
            Message message = new Message(by, to, Probe.message(type, UUID.randomUUID()));
            waiting.add(message);
            again.add(message);
        }
    }

    /**
     * Sends and listens until the time is over or nobody is waited for.
     *
     * @param quiet called once, when answers should have come
     * @param enough asked after that whether to end
     */
    void run(Window window, Runnable quiet, BooleanSupplier enough) {
        boolean asked = false;
        boolean repeated = false;
        while (window.leftMs(1) > 0 && !Thread.currentThread().isInterrupted()) {
            if (!repeated && waiting.isEmpty() && window.passedMs() >= REPEAT_AFTER_MS) {
                repeated = true;
                waiting.addAll(again);
            }
            if (!asked && (window.leftMs(QUIET_PART) == 0 || window.passedMs() >= QUIET_MS)) {
                asked = true;
                quiet.run();
            }
            if (asked && enough.getAsBoolean()) {
                return;
            }
            for (int i = 0; i < BURST && !waiting.isEmpty(); i++) {
                send(waiting.poll());
            }
            receive(Math.min(window.leftMs(1), waiting.isEmpty() ? IDLE_MS : BURST_MS));
        }
    }

    private static void send(Message message) {
        try {
            message.by.send(ByteBuffer.wrap(message.bytes), message.to);
        } catch (IOException e) {
            // no route to that one; it will be asked by HTTP and say so
        }
    }

    private void receive(long waitMs) {
        try {
            selector.select(Math.max(1, waitMs));
            for (SelectionKey key : selector.selectedKeys()) {
                for (int i = 0; i < BURST && receive((DatagramChannel) key.channel()); i++) {
                    // the rest of a flood waits for the next round
                }
            }
            selector.selectedKeys().clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean receive(DatagramChannel channel) {
        buffer.clear();
        try {
            if (!(channel.receive(buffer) instanceof InetSocketAddress sender)) {
                return false;
            }
            byte[] datagram = new byte[buffer.flip().remaining()];
            buffer.get(datagram);
            if (guard.test(sender.getAddress())) {
                for (FoundDevice device : ProbeMatches.read(datagram, sender.getAddress())) {
                    sightings.see(device);
                }
            }
        } catch (MalformedInputException e) {
            // somebody else's protocol on our port
        } catch (IOException e) {
            return false; // such as an ICMP error for a datagram of ours
        }
        return true;
    }

    @Override
    public void close() {
        for (DatagramChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                // nothing is lost
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            // nothing is lost
        }
    }
}
