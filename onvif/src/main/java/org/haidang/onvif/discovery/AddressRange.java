package org.haidang.onvif.discovery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.haidang.media.MalformedInputException;

/**
 * Addresses that a person named to be asked: {@code 192.168.1.10-50}, {@code 192.168.1.0/24}, one
 * address, or a name; each may end in {@code :port}.
 *
 * @param host the first address, or a name, without brackets
 * @param count addresses from the first; 1 for a name and for IPv6
 * @param port 1 to 65535, or 0 when none was named
 */
public record AddressRange(String host, int count, int port) {

    /** Addresses of one search. */
    public static final int MAX_ADDRESSES = 1024;

    /** Longest text that is read, characters. */
    public static final int MAX_TEXT = 16 << 10;

    public AddressRange {
        if (host.isEmpty() || count < 1 || count > MAX_ADDRESSES || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("range " + host + " + " + count + ", port " + port);
        }
    }

    /**
     * Reads what a person wrote, separated by commas, semicolons, blanks or lines. Of a network
     * ({@code /24}), its own address and the one for all are left out.
     *
     * @return in the order written, none for an empty text
     * @throws MalformedInputException with the words that cannot be read, or when it comes to more
     *     than {@value #MAX_ADDRESSES} addresses
     */
    public static List<AddressRange> parse(String text) throws MalformedInputException {
        if (text.length() > MAX_TEXT) {
            throw new MalformedInputException("addresses beyond " + MAX_TEXT + " characters");
        }
        List<AddressRange> ranges = new ArrayList<>();
        int total = 0;
        for (String word : text.split("[\\s,;]+")) {
            if (word.isEmpty()) {
                continue;
            }
            AddressRange range = one(word);
            total += range.count;
            if (total > MAX_ADDRESSES) {
                throw tooMany();
            }
            ranges.add(range);
        }
        return ranges;
    }

    private static MalformedInputException tooMany() {
        return new MalformedInputException("more than " + MAX_ADDRESSES + " addresses");
    }

    private static AddressRange one(String word) throws MalformedInputException {
        String host = word;
        int port = 0;
        int colon = word.lastIndexOf(':');
        boolean bracketed = word.startsWith("[");
        if (bracketed ? colon > word.indexOf(']') : colon >= 0 && colon == word.indexOf(':')) {
            host = word.substring(0, colon);
            port = number(word, word.substring(colon + 1), 1, 65_535);
        }
        if (bracketed) {
            if (!host.endsWith("]")) {
                throw wrong(word);
            }
            host = host.substring(1, host.length() - 1);
        }
        if (host.indexOf(':') >= 0) {
            return new AddressRange(literal(word, host), 1, port);
        }
        int slash = host.indexOf('/');
        if (slash >= 0) {
            return network(word, host.substring(0, slash), host.substring(slash + 1), port);
        }
        int dash = host.indexOf('-');
        if (dash >= 0 && isIpv4(host.substring(0, dash))) {
            return span(word, host.substring(0, dash), host.substring(dash + 1), port);
        }
        return new AddressRange(isIpv4(host) ? host : name(word, host), 1, port);
    }

    private static AddressRange network(String word, String host, String bits, int port)
            throws MalformedInputException {
        if (!isIpv4(host)) {
            throw wrong(word);
        }
        int prefix = number(word, bits, 0, 32);
        if (prefix < 22) { // also keeps the shifts below in range
            throw tooMany();
        }
        long size = 1L << (32 - prefix);
        long first = value(host) & -size & 0xFFFF_FFFFL;
        return prefix >= 31
                ? new AddressRange(dotted(first), (int) size, port)
                : new AddressRange(dotted(first + 1), (int) size - 2, port);
    }

    /** To a last number, or to a last address written in full. */
    private static AddressRange span(String word, String host, String last, int port)
            throws MalformedInputException {
        long first = value(host);
        long end = isIpv4(last) ? value(last) : (first & 0xFFFF_FF00L) + number(word, last, 0, 255);
        if (end < first) {
            throw wrong(word);
        }
        if (end - first >= MAX_ADDRESSES) {
            throw tooMany();
        }
        return new AddressRange(host, (int) (end - first + 1), port);
    }

    private static String literal(String word, String host) throws MalformedInputException {
        try {
            return InetAddress.ofLiteral(host).getHostAddress();
        } catch (IllegalArgumentException e) {
            throw wrong(word);
        }
    }

    /** A name as hosts have it (RFC 1123 section 2.1), with the underscores that people use. */
    private static String name(String word, String host) throws MalformedInputException {
        boolean fits =
                host.length() <= 253
                        && host.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?")
                        && !host.matches("[0-9.]+");
        if (!fits) {
            throw wrong(word);
        }
        return host;
    }

    private static int number(String word, String digits, int least, int most)
            throws MalformedInputException {
        if (digits.matches("[0-9]{1,5}")) {
            int number = Integer.parseInt(digits);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong(word);
    }

    private static MalformedInputException wrong(String word) {
        String shown = word.replaceAll("\\p{Cntrl}", "?");
        return new MalformedInputException(
                "not an address: " + shown.substring(0, Math.min(shown.length(), 80)));
    }

    private static boolean isIpv4(String text) {
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            return false;
        }
        for (String part : text.split("\\.")) {
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static long value(String ipv4) {
        long value = 0;
        for (String part : ipv4.split("\\.")) {
            value = value << 8 | Integer.parseInt(part);
        }
        return value;
    }

    private static String dotted(long value) {
        return (value >> 24 & 0xFF)
                + "."
                + (value >> 16 & 0xFF)
                + "."
                + (value >> 8 & 0xFF)
                + "."
                + (value & 0xFF);
    }

    /** Each address, or the name. */
    public List<String> hosts() {
        if (count == 1) {
            return List.of(host);
        }
        List<String> hosts = new ArrayList<>(count);
        long first = value(host);
        for (int i = 0; i < count; i++) {
            hosts.add(dotted(first + i));
        }
        return hosts;
    }
}
