package org.haidang.onvif.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.haidang.onvif.discovery.Hosts;
import org.haidang.onvif.net.CallException.Reason;

/**
 * Asks one thing over one connection of HTTP/1.1, and hangs up. Written by hand because of what it
 * must promise: the address that the rule allowed is the address that is connected to, nothing
 * follows a redirect or a proxy, an answer ends at a number of bytes and at a moment however slowly
 * it drips, and refused, unreachable and silent are told apart. Over HTTPS nothing is sent before
 * the device's key was judged. Immutable and safe for use from several threads; each call blocks
 * its own.
 */
public final class HttpCaller {

    /** More addresses of one name are not tried. */
    private static final int MAX_ADDRESSES = 4;

    /**
     * Longest request, bytes: what a socket takes without waiting for the other side, so that
     * writing needs no time limit of its own.
     */
    static final int MAX_REQUEST = 16 << 10;

    /** Longest handshake of TLS: small devices take seconds for theirs. */
    private static final Duration MAX_HANDSHAKE = Duration.ofSeconds(8);

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final CallLimits limits;
    private final Predicate<InetAddress> guard;
    private final CertificateRule certificates;

    /**
     * For http alone: over https it trusts nobody.
     *
     * @param guard whether an address may be connected to; asked with each address that a name
     *     resolves to
     */
    public HttpCaller(CallLimits limits, Predicate<InetAddress> guard) {
        this(limits, guard, CertificateRule.nobody());
    }

    /**
     * @param guard whether an address may be connected to; asked with each address that a name
     *     resolves to
     * @param certificates by which devices are judged over https
     */
    public HttpCaller(
            CallLimits limits, Predicate<InetAddress> guard, CertificateRule certificates) {
        this.limits = limits;
        this.guard = guard;
        this.certificates = certificates;
    }

    /** The same with another time for the answer. */
    public HttpCaller answerWithin(Duration answer) {
        return new HttpCaller(limits.answerWithin(answer), guard, certificates);
    }

    /** Whether an address is one that can be called: by http or https, with a host. */
    public static boolean canCall(URI address) {
        return address.getHost() != null
                && ("http".equalsIgnoreCase(address.getScheme()) || isSecure(address));
    }

    /** Whether it is called by https. */
    public static boolean isSecure(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /** The port of an address, its scheme's own where none is written. */
    public static int port(URI address) {
        return address.getPort() >= 0
                ? address.getPort()
                : isSecure(address) ? HTTPS_PORT : HTTP_PORT;
    }

    /** Host and port of an address, in one of the ways that they can be written. */
    public static String place(URI address) {
        return place(address.getHost(), port(address));
    }

    static String place(String host, int port) {
        return Hosts.inAddress(Hosts.plain(host)) + ":" + port;
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param address {@code http} or {@code https} with a host
     * @param headers beyond those of the connection and of the length
     * @throws CallException why no answer came
     * @throws IllegalArgumentException for an address that is neither http nor https, a line break
     *     in a header or a request beyond {@value #MAX_REQUEST} bytes
     */
    public HttpAnswer call(String method, URI address, Map<String, String> headers, byte[] body)
            throws CallException {
        if (!canCall(address)) {
            throw new IllegalArgumentException("not an http address: " + address);
        }
        byte[] request = request(method, address, headers, body);
        try (TimedSocket socket = connect(allowed(address.getHost()), port(address))) {
            return exchange(socket, address, request);
        } catch (SocketTimeoutException e) {
            throw new CallException(
                    Reason.TIMEOUT, "no whole answer within " + limits.answer().toMillis() + " ms");
        } catch (IOException e) {
            throw new CallException(Reason.CLOSED, "connection lost: " + e.getMessage());
        }
    }

    private HttpAnswer exchange(TimedSocket socket, URI address, byte[] request)
            throws IOException, CallException {
        Socket talk = isSecure(address) ? secured(socket, address) : socket;
        socket.within(limits.answer());
        try {
            talk.getOutputStream().write(request);
        } catch (IOException e) {
            // Some devices answer and hang up before they have read: the answer may lie there.
        }
        return new AnswerReader(talk.getInputStream(), limits.maxBytes()).read();
    }

    private Socket secured(TimedSocket socket, URI address) throws CallException {
        Duration answer = limits.answer();
        Duration within = answer.compareTo(MAX_HANDSHAKE) < 0 ? answer : MAX_HANDSHAKE;
        return Tls.over(socket, address, certificates, within);
    }

    private static byte[] request(
            String method, URI address, Map<String, String> headers, byte[] body) {
        var head = new StringBuilder(512);
        head.append(method).append(' ').append(target(address)).append(" HTTP/1.1\r\n");
        line(head, "Host", authority(address));
        line(head, "User-Agent", "haidang");
        line(head, "Accept", "*/*");
        line(head, "Connection", "close");
        headers.forEach((name, value) -> line(head, name, value));
        if (body.length > 0 || method.equals("POST")) {
            line(head, "Content-Length", Integer.toString(body.length));
        }
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(bytes, bytes.length + body.length);
        System.arraycopy(body, 0, whole, bytes.length, body.length);
        if (whole.length > MAX_REQUEST) {
            throw new IllegalArgumentException("HTTP request of " + whole.length + " bytes");
        }
        return whole;
    }

    private static void line(StringBuilder head, String name, String value) {
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n')) {
            throw new IllegalArgumentException("line break in HTTP header " + name);
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** Path and query as they stand in the request line. */
    public static String target(URI address) {
        String path = address.getRawPath();
        String query = address.getRawQuery();
        String target = path == null || path.isEmpty() ? "/" : path;
        return query == null ? target : target + "?" + query;
    }

    /** As the device is to read it: our zone of its address is none of its business (RFC 6874). */
    private static String authority(URI address) {
        String host = Hosts.withoutZone(address.getHost());
        return address.getPort() < 0 ? host : host + ":" + address.getPort();
    }

    /** The addresses of a host that the rule allows, at least one. */
    private List<InetAddress> allowed(String host) throws CallException {
        List<InetAddress> all = Names.resolve(host, limits.connect());
        List<InetAddress> allowed = all.stream().filter(guard).limit(MAX_ADDRESSES).toList();
        if (allowed.isEmpty()) {
            throw new CallException(
                    Reason.FORBIDDEN_ADDRESS,
                    "address " + all.getFirst().getHostAddress() + " is not allowed");
        }
        return allowed;
    }

    /** To the first address that takes the connection. */
    private TimedSocket connect(List<InetAddress> addresses, int port) throws CallException {
        CallException last = null;
        for (InetAddress address : addresses) {
            try {
                return connect(new InetSocketAddress(address, port));
            } catch (IOException e) {
                last = failed(address, port, e);
            }
        }
        throw last == null ? new CallException(Reason.UNKNOWN_HOST, "no address") : last;
    }

    private TimedSocket connect(InetSocketAddress address) throws IOException {
        TimedSocket socket = new TimedSocket();
        try {
            socket.connect(address, (int) limits.connect().toMillis());
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static CallException failed(InetAddress address, int port, IOException e) {
        String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
        Reason reason;
        if (e instanceof SocketTimeoutException || message.contains("timed out")) {
            reason = Reason.TIMEOUT;
        } else if (e instanceof NoRouteToHostException) {
            reason = Reason.UNREACHABLE;
        } else if (e instanceof ConnectException && message.contains("refused")) {
            reason = Reason.REFUSED;
        } else {
            reason = Reason.UNREACHABLE;
        }
        return new CallException(
                reason, "connecting to " + address.getHostAddress() + ":" + port + ": " + message);
    }
}
