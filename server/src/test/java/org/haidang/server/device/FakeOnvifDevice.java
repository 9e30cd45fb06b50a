package org.haidang.server.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An ONVIF device over HTTP on loopback that writes down what it is asked. It wants the login that
 * it was given, by a token of WS-Security, or none.
 */
public abstract class FakeOnvifDevice implements AutoCloseable {
    private static final Pattern BODY =
            Pattern.compile("<(?:\\w+:)?Body[^>]*>\\s*<(?:\\w+:)?(\\w+)");
    private static final Pattern USERNAME = Pattern.compile("<(?:\\w+:)?Username[^>]*>([^<]*)</");

    private final HttpServer server;
    private final String scheme;

    /** Names of the requests, in order. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** Logins that were refused. */
    public final AtomicInteger refused = new AtomicInteger();

    /** The only user who is let in; null for everybody. */
    public volatile @Nullable String username;

    protected FakeOnvifDevice() {
        this(null);
    }

    /**
     * @param tls what it encrypts with; null when it speaks http
     */
    protected FakeOnvifDevice(@Nullable SSLContext tls) {
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        scheme = tls == null ? "http" : "https";
        try {
            if (tls == null) {
                server = HttpServer.create(at, 16);
            } else {
                HttpsServer secure = HttpsServer.create(at, 16);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * What it answers to one that it let in.
     *
     * @param name of the operation
     * @param path of the service
     * @return what stands in the body; a fault is answered as one
     */
    protected abstract String content(String name, String path, String envelope)
            throws InterruptedException;

    public int port() {
        return server.getAddress().getPort();
    }

    public URI service() {
        return URI.create(scheme + "://127.0.0.1:" + port() + "/onvif/device_service");
    }

    /** Of a channel, from 1. */
    public String stream(int channel) {
        return "rtsp://127.0.0.1:" + port() + "/ch" + channel;
    }

    /** How often it was asked this. */
    public long times(String name) {
        return asked.stream().filter(name::equals).count();
    }

    /** One of those of {@code GetServices}. */
    protected final String service(String namespace, String path) {
        return "<tds:Service><tds:Namespace>%s</tds:Namespace><tds:XAddr>%s://127.0.0.1:%d/onvif/%s</tds:XAddr></tds:Service>"
                .formatted(namespace, scheme, port(), path);
    }

    protected static String fault(String subcode) {
        return "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>"
                + subcode
                + "</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en\">no</s:Text>"
                + "</s:Reason></s:Fault>";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String envelope =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher body = BODY.matcher(envelope);
            String name = body.find() ? body.group(1) : "";
            asked.add(name);
            String path = exchange.getRequestURI().getPath();
            String content =
                    letIn(name, envelope)
                            ? content(name, path, envelope)
                            : fault("ter:NotAuthorized");
            byte[] out =
                    """
                    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
                     xmlns:tt="http://www.onvif.org/ver10/schema"
                     xmlns:tds="http://www.onvif.org/ver10/device/wsdl"
                     xmlns:trt="http://www.onvif.org/ver10/media/wsdl"
                     xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl"
                     xmlns:tev="http://www.onvif.org/ver10/events/wsdl"
                     xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"
                     xmlns:ter="http://www.onvif.org/ver10/error"><s:Body>%s</s:Body></s:Envelope>
                    """
                            .formatted(content)
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/soap+xml");
            exchange.sendResponseHeaders(content.startsWith("<s:Fault") ? 400 : 200, out.length);
            exchange.getResponseBody().write(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean letIn(String name, String envelope) {
        String only = username;
        if (only == null || name.equals("GetSystemDateAndTime")) {
            return true;
        }
        Matcher told = USERNAME.matcher(envelope);
        if (!told.find()) {
            return false;
        }
        boolean right = told.group(1).equals(only);
        if (!right) {
            refused.incrementAndGet();
        }
        return right;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
