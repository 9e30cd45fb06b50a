package org.haidang.media.rtsp.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Which addresses a camera may have. An address that an operator types must not become a way into
 * the server's own services (server-side request forgery): the rule is asked with the address that
 * is then connected to, after names were resolved and redirects followed.
 */
public final class AddressRules {

    private AddressRules() {}

    /** Everything; for the demo and for tests. */
    public static Predicate<InetAddress> any() {
        return address -> true;
    }

    /**
     * Everything but the machine itself (loopback, the unspecified address), groups (multicast,
     * broadcast) and the well-known metadata services of cloud machines.
     */
    public static Predicate<InetAddress> camerasOnly() {
        return address ->
                !address.isLoopbackAddress()
                        && !address.isAnyLocalAddress()
                        && !address.isMulticastAddress()
                        && !isBroadcast(address)
                        && !isThisNetwork(address)
                        && !isMetadata(address)
                        && !carriesForbiddenIpv4(address);
    }

    private static boolean isBroadcast(InetAddress address) {
        byte[] b = address.getAddress();
        return b.length == 4 && (b[0] & b[1] & b[2] & b[3] & 0xFF) == 0xFF;
    }

    /** 0.0.0.0/8, which some systems route to themselves. */
    private static boolean isThisNetwork(InetAddress address) {
        byte[] b = address.getAddress();
        return b.length == 4 && b[0] == 0;
    }

    private static boolean isMetadata(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%'); // by which of our networks makes it no other service
        return switch (zone < 0 ? text : text.substring(0, zone)) {
            case "169.254.169.254",
                    "169.254.170.2",
                    "100.100.100.200",
                    "192.0.0.192",
                    "fd00:ec2:0:0:0:0:0:254",
                    "fe80:0:0:0:0:0:a9fe:a9fe" ->
                    true;
            default -> false;
        };
    }

    /** IPv4 inside IPv6: the compatible form ::a.b.c.d, and NAT64's 64:ff9b::/96. */
    private static boolean carriesForbiddenIpv4(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return false;
        }
        byte[] b = address.getAddress();
        boolean compatible = allZero(b, 0, 12);
        boolean nat64 =
                b[0] == 0
                        && b[1] == 0x64
                        && (b[2] & 0xFF) == 0xFF
                        && (b[3] & 0xFF) == 0x9B
                        && allZero(b, 4, 12);
        if (!compatible && !nat64) {
            return false;
        }
        try {
            return !camerasOnly().test(InetAddress.getByAddress(Arrays.copyOfRange(b, 12, 16)));
        } catch (java.net.UnknownHostException e) {
            return true; // cannot happen with four bytes; refuse
        }
    }

    private static boolean allZero(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
