package org.haidang.onvif.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
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
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.haidang.media.MalformedInputException;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.onvif.discovery.Probe;
import org.haidang.onvif.discovery.ProbeMatches;
import org.haidang.onvif.net.Discovery.Target;
import org.haidang.onvif.net.Discovery.Window;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams of one search: a socket per interface and kind of address for the probe to
 * everybody, one of each kind for the probes to single addresses. Each probe goes out twice (SOAP
 * over UDP, section 3.1): datagrams get lost. Belongs to one thread.
 */
final class Datagrams implements AutoCloseable {

    private static final int PORT = 3702;
    private static final String GROUP = "239.255.255.250";

    /** Of IPv6, on one network (WS-Discovery section 2.4). */
    private static final String GROUP_6 = "ff02::c";

    /** One for each interface and kind of address that everybody is asked from. */
    private static final int MAX_SOCKETS = 96;

    /**
     * When everybody is asked over IPv6. A device that has several addresses is told once, by the
     * one that it answers from first: by IPv4 if it has that, else by an address that is good
     * everywhere, and only then by one that holds on this network alone.
     */
    private static final int GLOBAL_6_AFTER_MS = 600;

    private static final int LINK_LOCAL_6_AFTER_MS = 1_200;

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
    private record Message(DatagramChannel by, InetSocketAddress to, byte[] bytes, long afterMs) {}

    private final Sightings sightings;
    private final Predicate<InetAddress> guard;
    private final Selector selector;
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final Deque<Message> waiting = new ArrayDeque<>();
    private final Queue<Message> later =
            new PriorityQueue<>(Comparator.comparingLong(Message::afterMs));
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
     * Probes on every interface that is up, from an address of each kind that the guard allows: of
     * IPv4, of IPv6, and of IPv6 on this network alone. On the loopback, too, although it does not
     * say that it carries multicast.
     */
    void probeEverybody() {
        for (NetworkInterface each : interfaces()) {
            List<InetAddress> ours = each.inetAddresses().filter(guard).toList();
            first(ours, Inet4Address.class::isInstance)
                    .ifPresent(from -> probeEverybody(each, from, 0));
            first(ours, one -> one instanceof Inet6Address && !one.isLinkLocalAddress())
                    .ifPresent(from -> probeEverybody(each, from, GLOBAL_6_AFTER_MS));
            first(ours, one -> one instanceof Inet6Address && one.isLinkLocalAddress())
                    .ifPresent(from -> probeEverybody(each, from, LINK_LOCAL_6_AFTER_MS));
        }
    }

    private static Optional<InetAddress> first(
            List<InetAddress> ours, Predicate<InetAddress> kind) {
        return ours.stream().filter(kind).findFirst();
    }

    private void probeEverybody(NetworkInterface at, InetAddress from, long afterMs) {
        if (channels.size() >= MAX_SOCKETS) {
            return;
        }
        boolean six = from instanceof Inet6Address;
        try {
            InetAddress group =
                    six
                            ? Inet6Address.getByAddress(
                                    null, InetAddress.ofLiteral(GROUP_6).getAddress(), at)
                            : InetAddress.ofLiteral(GROUP);
            DatagramChannel channel = open(family(from), from);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, at);
            enqueue(channel, new InetSocketAddress(group, PORT), afterMs);
        } catch (IOException | UnsupportedOperationException e) {
            // an interface that has just gone or carries no multicast, or a machine without IPv6
        }
    }

    private static StandardProtocolFamily family(InetAddress address) {
        return address instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
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
        for (StandardProtocolFamily family :
                List.of(StandardProtocolFamily.INET, StandardProtocolFamily.INET6)) {
            List<InetAddress> all =
                    targets.stream()
                            .map(Target::address)
                            .filter(address -> family(address) == family)
                            .toList();
            if (all.isEmpty()) {
                continue;
            }
            try {
                DatagramChannel channel = open(family, null);
                for (InetAddress address : all) {
                    enqueue(channel, new InetSocketAddress(address, PORT), 0);
                }
            } catch (IOException | UnsupportedOperationException e) {
                // without datagrams there is still HTTP
            }
        }
    }

    /**
     * @param ours where to send from; null for whichever address fits
     */
    private DatagramChannel open(StandardProtocolFamily family, @Nullable InetAddress ours)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(family);
        channels.add(channel);
        channel.configureBlocking(false);
        if (ours != null) {
            channel.bind(new InetSocketAddress(ours, 0));
        }
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    private void enqueue(DatagramChannel by, InetSocketAddress to, long afterMs) {
        for (Probe.Type type : Probe.Type.values()) {
            byte[] message = Probe.message(type, UUID.randomUUID());
            later.add(new Message(by, to, message, afterMs));
            later.add(new Message(by, to, message, afterMs + REPEAT_AFTER_MS));
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
        while (window.leftMs(1) > 0 && !Thread.currentThread().isInterrupted()) {
            for (Message next = later.peek();
                    next != null && next.afterMs <= window.passedMs();
                    next = later.peek()) {
                waiting.add(later.remove());
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
