package org.haidang.onvif.discovery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Hosts as they stand in addresses. One of IPv6 can be written in many ways, of which RFC 5952 has
 * one; and one that is good on a single network only (link-local) needs to be told which of ours
 * that is, its zone (RFC 4007 section 11): {@code fe80::1%eth0}. That means nothing to anybody
 * else, so it is never sent.
 */
public final class Hosts {

    private static final int GROUPS = 8;

    private Hosts() {}

    /** An address for people, with its zone where it needs one. */
    public static String text(InetAddress address) {
        if (!(address instanceof Inet6Address six)) {
            return address.getHostAddress();
        }
        String zone = six.isLinkLocalAddress() ? zone(six) : null;
        return zone == null ? shortened(six) : shortened(six) + "%" + zone;
    }

    /** The same as it stands in an address: in brackets when it is of IPv6. */
    public static String inAddress(InetAddress address) {
        return inAddress(text(address));
    }

    /** A host without brackets as it stands in an address. */
    public static String inAddress(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /** A host without brackets, in one way of the many that it can be written in. */
    public static String plain(String host) {
        String bare = bare(host);
        if (bare.indexOf(':') < 0) {
            return bare.toLowerCase(Locale.ROOT);
        }
        String address = withoutZone(bare);
        try {
            String zone = bare.substring(address.length());
            InetAddress literal = InetAddress.ofLiteral(address);
            return literal.isLinkLocalAddress() ? text(literal) + zone : text(literal);
        } catch (IllegalArgumentException e) {
            return bare.toLowerCase(Locale.ROOT);
        }
    }

    /** A host as it stands in an address, without brackets. */
    public static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    /** A host with or without brackets, without its zone. */
    public static String withoutZone(String host) {
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone) + (host.endsWith("]") ? "]" : "");
    }

    /** Whether two are the same machine, by whichever of our networks. */
    public static boolean same(String one, String other) {
        return withoutZone(plain(one)).equals(withoutZone(plain(other)));
    }

    /**
     * The name of the network, which stays the same when the machine is started anew, unless it is
     * one that the JDK's addresses cannot hold ({@code br-lan}); then its number.
     */
    private static @Nullable String zone(Inet6Address address) {
        int number = address.getScopeId();
        NetworkInterface scoped = address.getScopedInterface();
        try {
            if (scoped == null && number > 0) {
                scoped = NetworkInterface.getByIndex(number);
            }
        } catch (SocketException e) {
            // then by its number
        }
        if (scoped != null && scoped.getName().matches("[A-Za-z0-9_.]+")) {
            return scoped.getName();
        }
        int index = scoped == null ? number : scoped.getIndex();
        return index > 0 ? Integer.toString(index) : null;
    }

    /** Section 4: no leading zeros, small letters, the longest run of zeros as {@code ::}. */
    private static String shortened(Inet6Address address) {
        byte[] bytes = address.getAddress();
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
        }
        int longest = 0;
        int length = 1; // a single group of zeros is written
        for (int i = 0; i < GROUPS; i++) {
            int zeros = 0;
            while (i + zeros < GROUPS && groups[i + zeros] == 0) {
                zeros++;
            }
            if (zeros > length) {
                longest = i;
                length = zeros;
            }
            i += zeros;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (length > 1 && i == longest) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
