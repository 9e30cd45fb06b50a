package org.haidang.server.settings;

import java.net.InetAddress;
import java.util.Arrays;

/** An address or a CIDR range such as {@code 10.0.0.0/8}; numbers only, no names. */
public record AddressRange(InetAddress base, int prefixBits) {

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress address = InetAddress.ofLiteral(host);
            int max = address.getAddress().length * 8;
            int bits = slash < 0 ? max : Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= max) {
                return new AddressRange(address, bits);
            }
        } catch (IllegalArgumentException e) {
            // said below, for both
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not an address or range such as 10.0.0.5 or 10.0.0.0/8");
    }

    public boolean contains(InetAddress address) {
        byte[] ours = base.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = prefixBits / 8;
        if (!Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int rest = prefixBits % 8;
        return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff) >> (8 - rest) == 0;
    }
}
