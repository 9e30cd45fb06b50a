package org.haidang.verify.network;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place behind a router as shops sell them: a private network 192.168.1.0/24, the same at every
 * place, one address outside, masquerade (RFC 3022 section 2.2), and a firewall that drops whatever
 * begins outside. In it are one machine for the server and one for a camera.
 */
public final class Premises implements AutoCloseable {
    public static final String SERVER = "192.168.1.2";
    public static final String CAMERA = "192.168.1.10";

    private static final String ROUTER = "192.168.1.1";
    private static final String NETWORK = "192.168.1.0/24";

    /** RFC 5737: addresses for documents, nobody's. */
    private static final String LINES = "203.0.113.";

    private static final Pattern PACKETS = Pattern.compile("packets (\\d+)");

    /**
     * The chains at priority 10 see what the ones at 0 let through. On a kernel that shows bridged
     * frames to them, those from the private network to itself pass.
     */
    private static final String RULES =
            """
            table inet wall {
              counter outward { }
              counter knocked { }
              counter let_in { }
              chain input {
                type filter hook input priority 0; policy drop;
                ct state established,related accept
                iifname { "lo", "lan" } accept
                iifname "wan" counter name knocked
              }
              chain forward {
                type filter hook forward priority 0; policy drop;
                ct state established,related accept
                iifname "lan" oifname "lan" accept
                iifname "lan" oifname "wan" ct state new counter name outward accept
                iifname "wan" counter name knocked
              }
              chain input_passed {
                type filter hook input priority 10; policy accept;
                iifname "wan" ct state new counter name let_in
              }
              chain forward_passed {
                type filter hook forward priority 10; policy accept;
                iifname "wan" ct state new counter name let_in
              }
            }
            table ip masking {
              chain out {
                type nat hook postrouting priority 100; policy accept;
                oifname "wan" masquerade
              }
            }
            """;

    private final List<Namespace> parts = new ArrayList<>();
    private final Namespace world;
    private final int number;
    private final Namespace router;
    private final Namespace server;
    private final Namespace camera;

    /**
     * Lays its line to the world outside.
     *
     * @param number 1 to 60, another for each place that there is at once
     */
    public Premises(Namespace world, int number) {
        this.world = world;
        this.number = number;
        try {
            router = opened("router" + number);
            server = opened("server" + number);
            camera = opened("camera" + number);
            router.ip("link", "add", "name", "lan", "type", "bridge");
            router.ip("address", "add", ROUTER + "/24", "dev", "lan");
            router.ip("link", "set", "lan", "up");
            plug(server, "to-server", SERVER);
            plug(camera, "to-camera", CAMERA);
            line();
            router.run("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
            router.nft(RULES);
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    private Namespace opened(String role) {
        Namespace made = new Namespace(role);
        parts.add(made);
        return made;
    }

    private void plug(Namespace machine, String socket, String address) {
        router.ip(
                "link",
                "add",
                "name",
                socket,
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                machine.name());
        router.ip("link", "set", socket, "master", "lan", "up");
        machine.ip("address", "add", address + "/24", "dev", "eth0");
        machine.ip("link", "set", "eth0", "up");
        machine.ip("route", "add", "default", "via", ROUTER);
    }

    private void line() {
        String far = "line" + number;
        router.ip(
                "link",
                "add",
                "name",
                "wan",
                "type",
                "veth",
                "peer",
                "name",
                far,
                "netns",
                world.name());
        router.ip("address", "add", outside() + "/30", "dev", "wan");
        router.ip("link", "set", "wan", "up");
        world.ip("address", "add", LINES + (4 * number + 1) + "/30", "dev", far);
        world.ip("link", "set", far, "up");
        router.ip("route", "add", "default", "via", LINES + (4 * number + 1));
    }

    /** Its one address, as the world sees it. */
    public String outside() {
        return LINES + (4 * number + 2);
    }

    public Namespace server() {
        return server;
    }

    public Namespace camera() {
        return camera;
    }

    /** Where anything listens in it: ports of all its machines. */
    public Set<Integer> ports() {
        Set<Integer> ports = new TreeSet<>();
        parts.forEach(machine ->
                machine.listeners()
                        .forEach(one ->
                                ports.add(
                                        Integer.parseInt(
                                                one.substring(one.lastIndexOf(':') + 1)))));
        return ports;
    }

    /**
     * Tries these ports from the world: at the address outside, and at the private ones, as whoever
     * holds the line can route to them. What takes a connection.
     */
    public List<InetSocketAddress> takenFromOutside(Set<Integer> ports) {
        world.ip("route", "replace", NETWORK, "via", outside());
        try {
            return world.reached(
                    List.of(outside(), SERVER, CAMERA).stream()
                            .flatMap(host ->
                                    ports.stream().map(port -> new InetSocketAddress(host, port)))
                            .toList());
        } finally {
            world.ip("route", "delete", NETWORK);
        }
    }

    /** Connections that began inside and went out. */
    public long outward() {
        return packets("outward");
    }

    /** Packets from outside that belong to nothing that began inside. */
    public long knocked() {
        return packets("knocked");
    }

    /** Those of {@link #knocked} that got in. */
    public long letIn() {
        return packets("let_in");
    }

    private long packets(String counter) {
        Matcher found =
                PACKETS.matcher(router.run("nft", "list", "counter", "inet", "wall", counter));
        if (!found.find()) {
            throw new AssertionError("no counter " + counter);
        }
        return Long.parseLong(found.group(1));
    }

    @Override
    public void close() {
        for (Namespace part : parts.reversed()) {
            part.close();
        }
        parts.clear();
    }
}
