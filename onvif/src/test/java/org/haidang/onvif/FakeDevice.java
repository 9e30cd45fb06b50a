package org.haidang.onvif;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.haidang.onvif.discovery.Hosts;

/** A device of a few lines on a real socket. What it says is up to its test, byte by byte. */
public final class FakeDevice implements AutoCloseable {

    /** A request as it came; header names in lower case. */
    public record Request(String method, String target, Map<String, String> headers, String body) {

        /** Local name of the first element in the SOAP body. */
        public String operation() {
            int body = body().indexOf("Body");
            int start = body().indexOf('<', body) + 1;
            int end = start;
            while (end < body().length() && " />".indexOf(body().charAt(end)) < 0) {
                end++;
            }
            return body < 0 ? "" : body().substring(start, end);
        }

        public String authorization() {
            return headers.getOrDefault("authorization", "");
        }

        /** Whether a login came with it. */
        public boolean signed() {
            return headers.containsKey("authorization") || body.contains("UsernameToken");
        }
    }

    /** Writes the whole HTTP answer. */
    public interface Behaviour {
        void answer(Request request, OutputStream out) throws IOException;
    }

    private final ServerSocket socket;
    private final String scheme;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Request, String>> operations = new ConcurrentHashMap<>();
    private volatile Behaviour behaviour = this::answerByOperation;

    public FakeDevice() {
        this(Loopback.address(), 0);
    }

    public FakeDevice(InetAddress address, int port) {
        this(address, port, ServerSocketFactory.getDefault(), "http");
    }

    /** One that is spoken to by https. */
    public FakeDevice(TestKey key) {
        this(key.context());
    }

    /** One that shows the key of another. */
    public FakeDevice(TestKey key, TestKey shown) {
        this(key.showing(shown));
    }

    private FakeDevice(SSLContext keys) {
        this(Loopback.address(), 0, keys.getServerSocketFactory(), "https");
    }

    private FakeDevice(InetAddress address, int port, ServerSocketFactory sockets, String scheme) {
        this.scheme = scheme;
        try {
            socket = sockets.createServerSocket(port, 50, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public InetAddress address() {
        return socket.getInetAddress();
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String root() {
        return scheme + "://" + Hosts.inAddress(address()) + ":" + port();
    }

    public URI service() {
        return URI.create(root() + "/onvif/device_service");
    }

    /** Everything that was asked. */
    public List<Request> requests() {
        return requests;
    }

    /** How often something was asked. */
    public long count(String operation) {
        return requests.stream().filter(r -> r.operation().equals(operation)).count();
    }

    /** Requests with a login. */
    public long logins() {
        return requests.stream().filter(Request::signed).count();
    }

    /** Replaces everything. */
    public FakeDevice behave(Behaviour other) {
        behaviour = other;
        return this;
    }

    /** Answers one operation with the content of its response element. */
    public FakeDevice on(String operation, String content) {
        return on(operation, _ -> content);
    }

    public FakeDevice on(String operation, Function<Request, String> content) {
        operations.put(operation, content);
        return this;
    }

    /** As {@link #on} said, for others {@code ActionNotSupported}. */
    public void answerByOperation(Request request, OutputStream out) throws IOException {
        Function<Request, String> content = operations.get(request.operation());
        if (content == null) {
            http(out, 500, fault("Receiver", "ActionNotSupported", "no " + request.operation()));
            return;
        }
        String name = "t:" + request.operation() + "Response";
        http(
                out,
                200,
                envelope(
                        "<"
                                + name
                                + " xmlns:t=\"urn:t\">"
                                + content.apply(request)
                                + "</"
                                + name
                                + ">"));
    }

    /** In prefixes as many devices write them, and with namespaces that nobody has heard of. */
    public static String envelope(String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<SOAP-ENV:Envelope"
                + " xmlns:SOAP-ENV=\"http://www.w3.org/2003/05/soap-envelope\""
                + " xmlns:tt=\"http://www.onvif.org/ver10/schema\"><SOAP-ENV:Header/>"
                + "<SOAP-ENV:Body>"
                + body
                + "</SOAP-ENV:Body></SOAP-ENV:Envelope>";
    }

    public static String fault(String code, String subcode, String reason) {
        return envelope(
                "<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:"
                        + code
                        + "</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>ter:"
                        + subcode
                        + "</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code><SOAP-ENV:Reason>"
                        + "<SOAP-ENV:Text xml:lang=\"en\">"
                        + reason
                        + "</SOAP-ENV:Text></SOAP-ENV:Reason></SOAP-ENV:Fault>");
    }

    public static void http(OutputStream out, int status, String body, String... headers)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
        head.append("Content-Length: ").append(bytes.length).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            Request request = read(client.getInputStream());
            requests.add(request);
            behaviour.answer(request, client.getOutputStream());
        } catch (IOException e) {
            // the client has hung up: many tests are about that
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] start = line(in).split(" ");
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Request(start[0], start.length > 1 ? start[1] : "", headers, body);
    }

    private static String line(InputStream in) throws IOException {
        var out = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("closed");
            }
            if (b != '\r') {
                out.write(b);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
