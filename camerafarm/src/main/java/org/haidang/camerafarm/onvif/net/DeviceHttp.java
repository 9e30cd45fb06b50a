package org.haidang.camerafarm.onvif.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.haidang.camerafarm.camera.DeviceFault;
import org.haidang.camerafarm.onvif.Call;
import org.haidang.camerafarm.onvif.DeviceKeys;
import org.haidang.camerafarm.onvif.FakeDevice;
import org.haidang.camerafarm.onvif.Reply;
import org.jspecify.annotations.Nullable;

/** The HTTP or HTTPS server of one device. */
final class DeviceHttp {

    private static final System.Logger LOG = System.getLogger(DeviceHttp.class.getName());

    /** More requests at once are refused with 503. */
    private static final int MAX_AT_ONCE = 64;

    private static final int CHUNK_BYTES = 8 * 1024;
    private static final int MILLION = 1_000_000;

    /** Even an endless answer ends here, so that a forgotten client costs no more. */
    private static final long MAX_ENDLESS_BYTES = 1L << 34;

    private final HttpServer http;
    private final Semaphore free = new Semaphore(MAX_AT_ONCE);

    private DeviceHttp(HttpServer http) {
        this.http = http;
    }

    /**
     * Takes a port without answering yet.
     *
     * @throws IOException when it cannot be had
     */
    static DeviceHttp open(String address, int port, boolean secure) throws IOException {
        InetSocketAddress at = new InetSocketAddress(address, port);
        return new DeviceHttp(secure ? HttpsServer.create(at, 0) : HttpServer.create(at, 0));
    }

    int port() {
        return http.getAddress().getPort();
    }

    void start(FakeDevice device, Executor workers) {
        DeviceKeys keys = device.keys();
        if (keys != null && http instanceof HttpsServer secure) {
            secure.setHttpsConfigurator(new HttpsConfigurator(ShownKey.context(device, keys)));
        }
        http.setExecutor(workers);
        http.createContext("/", exchange -> handle(device, exchange));
        http.start();
    }

    void close() {
        http.stop(0);
    }

    private void handle(FakeDevice device, HttpExchange exchange) throws IOException {
        if (!free.tryAcquire()) {
            send(exchange, 503, "Too many requests at once");
            return;
        }
        try {
            serve(device, exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the farm ends
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "device " + device.plan().address(), e);
            throw e;
        } finally {
            free.release();
            exchange.close();
        }
    }

    private static void serve(FakeDevice device, HttpExchange exchange)
            throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readNBytes(Call.MAX_BODY_BYTES + 1);
        if (body.length > Call.MAX_BODY_BYTES) {
            send(exchange, 413, "A request of more than 64 KiB");
            return;
        }
        DeviceFault huge = device.fault(DeviceFault.Kind.HUGE);
        if (device.does(DeviceFault.Kind.CLOSE) || device.does(DeviceFault.Kind.OUTAGE)) {
            return;
        }
        if (device.does(DeviceFault.Kind.ERROR_500)) {
            send(exchange, 500, "Internal Server Error");
        } else if (device.does(DeviceFault.Kind.ENDLESS)) {
            sendEndlessly(device, exchange);
        } else if (huge != null) {
            sendHuge(exchange, (long) (huge.value() * MILLION));
        } else {
            Call call =
                    new Call(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            body);
            Reply reply = device.answer(call);
            if (!device.does(DeviceFault.Kind.OUTAGE)) { // it may have waited for events
                send(exchange, reply, device.fault(DeviceFault.Kind.DRIP));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void send(HttpExchange exchange, Reply reply, @Nullable DeviceFault drip)
            throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        for (String challenge : reply.challenges()) {
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
        }
        exchange.sendResponseHeaders(reply.status(), reply.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (drip == null) {
                out.write(reply.body());
                return;
            }
            long pauseNs = (long) (TimeUnit.SECONDS.toNanos(1) / drip.value());
            for (byte each : reply.body()) {
                out.write(each);
                out.flush();
                TimeUnit.NANOSECONDS.sleep(pauseNs);
            }
        }
    }

    private static void sendHuge(HttpExchange exchange, long bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/soap+xml; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes);
        try (OutputStream out = exchange.getResponseBody()) {
            byte[] begin = beginning();
            out.write(begin);
            byte[] chunk = filling();
            for (long left = bytes - begin.length; left > 0; left -= chunk.length) {
                out.write(chunk, 0, (int) Math.min(left, chunk.length));
            }
        }
    }

    private static void sendEndlessly(FakeDevice device, HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/soap+xml; charset=utf-8");
        exchange.sendResponseHeaders(200, 0); // chunked
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(beginning());
            byte[] chunk = filling();
            long sent = 0;
            while (device.does(DeviceFault.Kind.ENDLESS) && sent < MAX_ENDLESS_BYTES) {
                out.write(chunk);
                sent += chunk.length;
            }
        }
    }

    /** What begins like an answer. */
    private static byte[] beginning() {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<s:Envelope xmlns:s="
                        + "\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] filling() {
        byte[] chunk = new byte[CHUNK_BYTES];
        Arrays.fill(chunk, (byte) ' ');
        return chunk;
    }
}
