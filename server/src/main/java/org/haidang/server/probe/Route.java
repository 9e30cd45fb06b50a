package org.haidang.server.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How packets go from this machine to an address, as its routing table says; nothing is sent.
 *
 * @param network name of the network interface they leave by; empty when there is no way
 */
record Route(Kind kind, String network) {
    private static final int ANY_PORT = 9;
    private static final Path NEIGHBOURS = Path.of("/proc/net/arp");
    private static final int MAX_NEIGHBOURS = 65_536;

    /** Who is to be looked at when no answer comes depends on it. */
    enum Kind {
        /** This machine knows no way to that network. */
        NONE,
        /** The address is this machine's own. */
        SELF,
        /** On a cable or radio network that this machine is itself on. */
        DIRECT,
        /** Through a router. */
        GATEWAY
    }

    /** Whether a machine has told this one that the address is its own (ARP, RFC 826). */
    enum Neighbour {
        /** It has, so it is switched on and connected. */
        THERE,
        /** It was asked for and nobody said so. */
        SILENT,
        /** Not asked for, or this system does not tell. */
        UNKNOWN
    }

    static Route to(InetAddress address) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(address, ANY_PORT));
            InetAddress own = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
            NetworkInterface network = NetworkInterface.getByInetAddress(own);
            if (own.equals(address) || address.isLoopbackAddress()) {
                return new Route(Kind.SELF, name(network));
            }
            return new Route(
                    network != null && isOn(network, address) ? Kind.DIRECT : Kind.GATEWAY,
                    name(network));
        } catch (IOException e) {
            return new Route(Kind.NONE, "");
        }
    }

    private static String name(@Nullable NetworkInterface network) {
        return network == null ? "" : network.getName();
    }

    private static boolean isOn(NetworkInterface network, InetAddress address)
            throws SocketException {
        if (network.isPointToPoint()) {
            return true;
        }
        for (InterfaceAddress own : network.getInterfaceAddresses()) {
            if (sharesPrefix(own.getAddress(), address, own.getNetworkPrefixLength())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the first bits of two addresses are the same. */
    static boolean sharesPrefix(InetAddress one, InetAddress other, int bits) {
        byte[] a = one.getAddress();
        byte[] b = other.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int bit = 0; bit < Math.min(bits, a.length * 8); bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((a[bit >> 3] & mask) != (b[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** What the system's table of neighbours says, right after a connection was tried. */
    static Neighbour neighbour(InetAddress address) {
        try {
            return neighbour(
                    address.getHostAddress(),
                    Files.readString(NEIGHBOURS, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Neighbour.UNKNOWN;
        }
    }

    /**
     * @param table as Linux prints it: address, hardware type, flags (bit 1: complete), hardware
     *     address, mask, device
     */
    static Neighbour neighbour(String address, String table) {
        return table.lines()
                .limit(MAX_NEIGHBOURS)
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[0].equals(address))
                .findFirst()
                .map(columns -> complete(columns[2]) ? Neighbour.THERE : Neighbour.SILENT)
                .orElse(Neighbour.UNKNOWN);
    }

    private static boolean complete(String flags) {
        try {
            String digits = flags.toLowerCase(Locale.ROOT).replaceFirst("^0x", "");
            return (Integer.parseInt(digits, 16) & 2) != 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
