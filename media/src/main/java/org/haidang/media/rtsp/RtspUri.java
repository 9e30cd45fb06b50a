package org.haidang.media.rtsp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.haidang.media.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * An address of a camera (RFC 2326 section 3.2) without credentials. The path with its query is
 * kept as written: a camera compares it, and the digest of a request covers it, byte by byte.
 *
 * @param scheme {@code rtsp} or {@code rtsps}
 * @param authority host and, if it was written, port, as to be sent
 * @param host a name or a literal address without brackets
 * @param port 1 to 65535
 * @param path empty or beginning with {@code /} or {@code ?}, with the query
 */
public record RtspUri(String scheme, String authority, String host, int port, String path) {

    public static final int DEFAULT_PORT = 554;
    public static final int DEFAULT_TLS_PORT = 322;

    /** Longest address that is read. */
    public static final int MAX_LENGTH = 2048;

    /** An address and the credentials that were written into it. */
    public record WithCredentials(RtspUri uri, @Nullable Credentials credentials) {}

    /**
     * Reads an address as people and cameras write it: without scheme, with the scheme twice, with
     * a user and password of which the last {@code @} before the path is the end.
     */
    public static WithCredentials parse(String text) throws MalformedInputException {
        String rest = text.strip();
        if (rest.length() > MAX_LENGTH) {
            throw new MalformedInputException("address beyond " + MAX_LENGTH + " characters");
        }
        if (rest.chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
            throw new MalformedInputException("address with blanks or control characters");
        }
        String scheme = "rtsp";
        for (int colon = rest.indexOf("://"); colon >= 0; colon = rest.indexOf("://")) {
            String word = rest.substring(0, colon).toLowerCase(Locale.ROOT);
            if (!word.equals("rtsp") && !word.equals("rtsps")) {
                if (word.chars().allMatch(Character::isLetterOrDigit)) {
                    throw new MalformedInputException("scheme " + word + " is not rtsp");
                }
                break; // "://" further back, in the query
            }
            scheme = word;
            rest = rest.substring(colon + 3);
        }
        return split(scheme, rest);
    }

    /** As {@link #parse}, dropping credentials. */
    public static RtspUri of(String text) throws MalformedInputException {
        return parse(text).uri();
    }

    private static WithCredentials split(String scheme, String rest)
            throws MalformedInputException {
        int at = lastAt(rest);
        Credentials credentials = at < 0 ? null : credentials(rest.substring(0, at));
        String address = rest.substring(at + 1);
        int end = pathStart(address, 0);
        String authority = address.substring(0, end);
        return new WithCredentials(
                ofAuthority(scheme, authority, address.substring(end)), credentials);
    }

    /** The {@code @} that ends the credentials: a raw password may hold {@code @ / ? #} itself. */
    private static int lastAt(String rest) {
        int at = rest.lastIndexOf('@', pathStart(rest, 0));
        if (at >= 0) {
            return at;
        }
        // No '@' before the first slash: a slash in the password only if what follows the '@' looks
        // like host:port and what precedes it like user:password.
        int colon = rest.indexOf(':');
        int slash = pathStart(rest, 0);
        at = rest.indexOf('@');
        boolean portFollows =
                colon >= 0
                        && colon < slash
                        && slash > colon + 1
                        && rest.substring(colon + 1, slash).chars().allMatch(Character::isDigit);
        return at < 0 || colon < 0 || colon > slash || portFollows ? -1 : at;
    }

    private static int pathStart(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
        }
        return text.length();
    }

    private static Credentials credentials(String userinfo) throws MalformedInputException {
        if (Credentials.hasControls(decode(userinfo))) {
            throw new MalformedInputException("control character in user name or password");
        }
        int colon = userinfo.indexOf(':');
        return colon < 0
                ? new Credentials(decode(userinfo), "")
                : new Credentials(
                        decode(userinfo.substring(0, colon)),
                        decode(userinfo.substring(colon + 1)));
    }

    private static RtspUri ofAuthority(String scheme, String authority, String path)
            throws MalformedInputException {
        String host = authority;
        int port = scheme.equals("rtsps") ? DEFAULT_TLS_PORT : DEFAULT_PORT;
        int bracket = authority.lastIndexOf(']');
        int colon = authority.lastIndexOf(':');
        if (colon > bracket) {
            host = authority.substring(0, colon);
            String digits = authority.substring(colon + 1);
            port = digits.isEmpty() ? port : port(digits);
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw new MalformedInputException("address without a host");
        }
        int hash = path.indexOf('#');
        return new RtspUri(
                scheme, authority, host, port, hash < 0 ? path : path.substring(0, hash));
    }

    private static int port(String digits) throws MalformedInputException {
        if (digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw new MalformedInputException("port " + digits);
    }

    /** Decodes {@code %XX} once; a percent sign that does not fit stays as it is. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (in[i] == '%' && high >= 0 && low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(in[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    public boolean secure() {
        return scheme.equals("rtsps");
    }

    /** The same camera, another path. */
    public RtspUri withPath(String other) {
        return new RtspUri(scheme, authority, host, port, other);
    }

    /**
     * As it stands in a request line: without the zone of a link-local address ({@code
     * [fe80::1%eth0]}), which means something on this machine alone (RFC 6874 section 4).
     */
    public String requestUri() {
        int zone = authority.indexOf('%');
        int bracket = authority.indexOf(']');
        return zone < 0 || bracket < zone
                ? toString()
                : scheme
                        + "://"
                        + authority.substring(0, zone)
                        + authority.substring(bracket)
                        + path;
    }

    /** As it is entered and kept. */
    @Override
    public String toString() {
        return scheme + "://" + authority + path;
    }
}
