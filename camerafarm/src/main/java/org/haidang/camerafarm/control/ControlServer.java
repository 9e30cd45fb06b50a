package org.haidang.camerafarm.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.haidang.camerafarm.camera.CameraStream;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.Misbehaviour;
import org.haidang.camerafarm.net.FarmServer;
import org.haidang.camerafarm.net.FarmStats;
import org.jspecify.annotations.Nullable;

/**
 * The control port. Answers are JSON; a wrong request gets 400 or 404 and {@code {"error":"..."}}.
 *
 * <ul>
 *   <li>{@code GET /cameras}: the cameras, their addresses and what they do now
 *   <li>{@code POST /cameras/{id}/misbehave} with {@code {"kind":K,"value":V,"seconds":S}}: from
 *       now on, for S seconds or until told otherwise. Kinds: {@code freeze}, {@code black}, {@code
 *       hang}, {@code close} (once), {@code drop} (V percent of packets), {@code jump} (timestamps
 *       of what plays now jump by V seconds, once; may be negative), {@code resolution}, {@code
 *       refuse-login}, {@code reboot} (S seconds, default 10). It is over within a second after S.
 *       On a shared port a camera that reboots closes each connection at the first request; with
 *       {@code --port-per-camera} its port refuses
 *   <li>{@code DELETE /cameras/{id}/misbehave}: back to normal
 *   <li>{@code GET /sent/{id}?stream=main|sub}: what the stream sends, for each part of its clip
 *       ({@code live}, {@code still}, {@code black}, {@code resized}) the pictures in decode order:
 *       times in 90 kHz ticks, whether key, bytes, and the SHA-256 of each NAL unit (without start
 *       code or length); and the SHA-256 of each frame of sound
 *   <li>{@code GET /stats}: the figures of the last second
 * </ul>
 */
public final class ControlServer implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 4_096;
    private static final int LOOP_TIMEOUT_SECONDS = 10;

    private final HttpServer http;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final FarmServer farm;
    private final String host;

    /** An answer. */
    private record Answer(int status, Object body) {}

    /**
     * Opens the port on loopback and serves.
     *
     * @param port 0 for a free one
     * @param host the address written into the cameras' addresses
     */
    public ControlServer(int port, FarmServer farm, String host) throws IOException {
        this.farm = farm;
        this.host = host;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.setExecutor(workers);
        http.createContext("/", this::handle);
        http.start();
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /** One camera as the ready line and {@code GET /cameras} tell it. */
    public static Map<String, @Nullable Object> describe(FakeCamera camera, String host, int port) {
        String base = "rtsp://" + host + ":" + port + "/" + camera.plan().id();
        return Json.object(
                "id", camera.plan().id(),
                "name", camera.plan().name(),
                "zone", camera.plan().zone(),
                "main", base + "/main",
                "sub", camera.stream("sub") == null ? null : base + "/sub",
                "codec", camera.plan().main().video().codec(),
                "audio", camera.plan().main().audio());
    }

    private void handle(HttpExchange exchange) throws IOException {
        Answer answer;
        try {
            answer = route(exchange);
        } catch (IllegalArgumentException e) {
            answer = error(400, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            answer = error(503, String.valueOf(e.getMessage()));
        }
        byte[] body = Json.write(answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private Answer route(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
        String route = exchange.getRequestMethod() + " " + path[0] + "/" + path.length;
        return switch (route) {
            case "GET cameras/1" -> new Answer(200, onLoop(this::cameras));
            case "POST cameras/3" -> misbehave(path, body(exchange));
            case "DELETE cameras/3" -> behave(path);
            case "GET sent/2" -> sent(path[1], exchange.getRequestURI().getQuery());
            case "GET stats/1" -> new Answer(200, stats(farm.stats()));
            default -> error(404, "no such address");
        };
    }

    private List<Object> cameras() {
        List<Object> all = new ArrayList<>();
        for (FakeCamera camera : farm.cameras().values()) {
            Map<String, @Nullable Object> one = describe(camera, host, farm.port(camera));
            Misbehaviour wrong = camera.misbehaviour();
            one.put("misbehaviour", wrong == null ? null : wrong.kind().word());
            all.add(one);
        }
        return all;
    }

    private Answer misbehave(String[] path, String body) {
        if (!path[2].equals("misbehave")) {
            return error(404, "no such address");
        }
        Misbehaviour wanted = wanted(Json.readFlat(body));
        return withCamera(path[1], camera -> farm.misbehave(camera, wanted));
    }

    private Answer behave(String[] path) {
        if (!path[2].equals("misbehave")) {
            return error(404, "no such address");
        }
        return withCamera(path[1], farm::behave);
    }

    private static Misbehaviour wanted(Map<String, String> fields) {
        String word = fields.getOrDefault("kind", "");
        Misbehaviour.Kind kind = Misbehaviour.Kind.of(word);
        if (kind == null) {
            throw new IllegalArgumentException("no such kind: " + word);
        }
        return new Misbehaviour(kind, number(fields, "value"), number(fields, "seconds"));
    }

    private static double number(Map<String, String> fields, String name) {
        try {
            return Double.parseDouble(fields.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number", e);
        }
    }

    private interface Deed {
        void on(FakeCamera camera);
    }

    private Answer withCamera(String id, Deed deed) {
        return onLoop(() -> {
            FakeCamera camera = farm.cameras().get(id);
            if (camera == null) {
                return error(404, "no such camera: " + id);
            }
            deed.on(camera);
            Misbehaviour now = camera.misbehaviour();
            return new Answer(
                    200,
                    Json.object("id", id, "misbehaviour", now == null ? null : now.kind().word()));
        });
    }

    private Answer sent(String id, @Nullable String query) {
        String name = query == null ? "main" : query.replaceFirst("^stream=", "");
        CameraStream stream =
                onLoop(
                                () -> {
                                    FakeCamera camera = farm.cameras().get(id);
                                    return java.util.Optional.ofNullable(
                                            camera == null ? null : camera.stream(name));
                                })
                        .orElse(null);
        return stream == null
                ? error(404, "no such stream: " + id + " " + name)
                : new Answer(200, SentPictures.of(stream));
    }

    private static Map<String, @Nullable Object> stats(FarmStats now) {
        return Json.object(
                "sessions", now.sessions(),
                "stalled", now.stalled(),
                "drops", now.drops(),
                "bytesPerSecond", now.bytes(),
                "lateP99Ms", now.lateP99Ms(),
                "lateSeconds", now.lateSeconds(),
                "cpuMsPerStreamSecond", now.cpuMsPerStream(),
                "void", now.isVoid());
    }

    private <T> T onLoop(Supplier<T> work) {
        return farm.onLoop(work).orTimeout(LOOP_TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    }

    private static String body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Answer error(int status, String what) {
        return new Answer(status, Json.object("error", what));
    }

    @Override
    public void close() {
        http.stop(0);
        workers.close();
    }
}
