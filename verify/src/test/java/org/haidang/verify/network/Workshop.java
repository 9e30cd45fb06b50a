package org.haidang.verify.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haidang.benchmark.program.Farm;
import org.junit.jupiter.api.Assumptions;

/**
 * An engineer's desk and a line to the machine that plays the cameras, with what goes wrong between
 * them: a port that swallows what comes, a machine that forwards nothing, a firewall that lets no
 * UDP through. Needs Linux, root, {@code ip} and {@code nft}; without them the running test is
 * skipped, loudly.
 */
public final class Workshop implements AutoCloseable {
    /** Where the cameras are (RFC 5737: nobody's addresses). */
    public static final String CAMERA = "192.0.2.10";

    public static final int PORT = 8554;

    /** At the cameras' machine; whoever knocks is not answered. */
    public static final int BLOCKED_PORT = 8555;

    private static final String DESK = "192.0.2.2";

    /** Behind the cameras' machine, which forwards nothing. */
    private static final String FAR = "198.51.100.0/24";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Namespace desk;
    private final Namespace cameras;
    private final Farm farm;

    private Workshop(Path folder) {
        desk = opened(new Namespace("desk"));
        cameras = opened(new Namespace("cameras"));
        lay();
        farm =
                opened(
                        Farm.start(
                                folder,
                                cameras,
                                List.of("--bind", CAMERA, "--port", Integer.toString(PORT))));
    }

    /**
     * Lays everything.
     *
     * @param folder of the farm
     */
    public static Workshop open(Path folder) {
        boolean possible = Namespace.possible();
        if (!possible) {
            System.err.println(
                    "SKIPPED: networks of its own need Linux, root, 'ip' and 'nft' (nftables)");
        }
        Assumptions.assumeTrue(possible, "no network namespaces");
        return new Workshop(folder);
    }

    private void lay() {
        desk.ip(
                "link",
                "add",
                "name",
                "eth0",
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                cameras.name());
        desk.ip("address", "add", DESK + "/24", "dev", "eth0");
        desk.ip("link", "set", "eth0", "up");
        cameras.ip("address", "add", CAMERA + "/24", "dev", "eth0");
        cameras.ip("link", "set", "eth0", "up");
        desk.ip("route", "add", FAR, "via", CAMERA);
        cameras.nft(
                """
                table inet wall {
                  chain input {
                    type filter hook input priority 0; policy accept;
                    tcp dport %d drop
                  }
                }
                """
                        .formatted(BLOCKED_PORT));
        desk.nft(
                """
                table inet wall {
                  chain input {
                    type filter hook input priority 0; policy accept;
                    ip saddr %s meta l4proto udp drop
                  }
                }
                """
                        .formatted(CAMERA));
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }

    /** The engineer's machine. */
    public Namespace desk() {
        return desk;
    }

    /** The machine of the cameras. */
    public Namespace cameras() {
        return cameras;
    }

    public Farm farm() {
        return farm;
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable each : open.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IOException("closing " + each, e);
            }
        }
    }
}
