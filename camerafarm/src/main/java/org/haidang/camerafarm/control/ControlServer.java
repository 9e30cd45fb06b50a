package org.haidang.camerafarm.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.haidang.camerafarm.camera.DeviceFault;
import org.haidang.camerafarm.camera.Door;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.Feed;
import org.haidang.camerafarm.camera.LoginCount;
import org.haidang.camerafarm.camera.Misbehaviour;
import org.haidang.camerafarm.camera.Storage;
import org.haidang.camerafarm.net.FarmServer;
import org.haidang.camerafarm.net.FarmStats;
import org.haidang.camerafarm.onvif.DeviceEvent;
import org.haidang.camerafarm.onvif.DevicePlan;
import org.haidang.camerafarm.onvif.FakeDevice;
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
 *       refuse-login}, {@code reboot} (S seconds, default 10), {@code outage} (as a reboot, until
 *       told otherwise). It is over within a second after S. On a shared port a camera that reboots
 *       closes each connection at the first request; its own port refuses: the one of {@code
 *       --port-per-camera}, and that of its ONVIF device. Its storage goes on meanwhile
 *   <li>{@code DELETE /cameras/{id}/misbehave}: back to normal
 *   <li>{@code GET /sent/{id}?stream=main|sub}: what the stream sends, for each part of its clip
 *       ({@code live}, {@code still}, {@code black}, {@code resized}) the pictures in decode order:
 *       times in 90 kHz ticks, whether key, bytes, and the SHA-256 of each NAL unit (without start
 *       code or length); and the SHA-256 of each frame of sound
 *   <li>{@code GET /stored/{id}?from=T&to=T}: what the camera has stored of its main stream between
 *       two times, {@code 2026-11-28T00:15:00Z}, at most ten minutes: in decode order the pictures
 *       that were sent at {@code from} or later and before {@code to}, with when they were taken,
 *       whether key, and the SHA-256 of each NAL unit; the frames of sound; and all stretches that
 *       are stored without a hole. Times are right even when the camera's clock is wrong; {@code
 *       clockOffsetSeconds} is to be added to get those that the device tells. 404 when it stores
 *       nothing
 *   <li>{@code POST /cameras/{id}/holes} with {@code {"from":T,"to":T}}: as if it had stored
 *       nothing in that time (a card pulled out); without {@code from} from now on, without {@code
 *       to} until told otherwise. At most 64. Answers with the stretches that are stored
 *   <li>{@code DELETE /cameras/{id}/holes}: as if it had always stored
 *   <li>{@code GET /stats}: the figures of the last second
 *   <li>{@code GET /devices}: the ONVIF devices, each as {@code GET /devices/{address}} tells one:
 *       what the ready line says of it, the SHA-256 of the public key that it shows now over HTTPS
 *       ({@code certificate}, null over HTTP), whether it stores, its channels with their streams
 *       (a recorder's channels are in {@code GET /cameras}, too), how far its clock is off, what it
 *       does wrong, who tried to log in over ONVIF or at its RTSP port ({@code loginsTried}, {@code
 *       loginsRefused}, {@code usernames}), how many subscribe to its events, and where it looks
 *   <li>{@code POST /devices/{address}/misbehave} with {@code {"kind":K,"value":V,"seconds":S}}:
 *       does this as well from now on, for S seconds or until told otherwise. Kinds: {@code clock}
 *       (V seconds off, default 10800; may be negative), {@code stale-nonce} (every V-th digest
 *       login, default 2), {@code broken-xml}, {@code wrong-namespace}, {@code external-entity},
 *       {@code billion-laughs}, {@code drip} (V bytes a second, default 1), {@code endless}, {@code
 *       huge} (V million bytes, default 100), {@code error-500}, {@code close}, {@code
 *       refuse-login}, {@code lock} (three wrong logins within a minute lock it for 30 s), {@code
 *       foreign-host}, {@code no-media2}, {@code media2-faults}, {@code no-get-services}, {@code
 *       token-only}, {@code digest-only}, {@code no-onvif}; {@code certificate}: over HTTPS it
 *       shows another key and certificate, as after a reset; {@code outage}: its network is gone,
 *       no request is answered, and all its cameras do {@code outage} as well; {@code slow-search}
 *       (V seconds until a search has results, default 5), {@code replay-busy} (453 at the SETUP of
 *       a replay), {@code replay-no-extension} (551 to {@code Require: onvif-replay}), {@code
 *       replay-hang} and {@code replay-close} (a replay stops sending, or its connection is closed,
 *       after V pictures, default 50)
 *   <li>{@code DELETE /devices/{address}/misbehave}: back to normal
 *   <li>{@code POST /devices/{address}/event} with {@code {"kind":K,"channel":C,"on":true|false}}:
 *       tells its subscribers that something is so from now on. Kinds: {@code motion}, {@code
 *       tamper}, {@code signal-loss} (of a channel, default 1), {@code digital-input}, {@code
 *       storage-failure}; {@code line-crossed} (of a channel), which happens and has no state
 *   <li>{@code DELETE /devices/{address}/subscriptions}: forgets who subscribes to its events, as
 *       after a power cut
 *   <li>{@code DELETE /devices/{address}/logins}: counts logins anew
 * </ul>
 */
public final class ControlServer implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 4_096;
    private static final int LOOP_TIMEOUT_SECONDS = 10;

    private final HttpServer http;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final FarmServer farm;
    private final Map<String, FakeDevice> devices = new LinkedHashMap<>();

    /** An answer. */
    private record Answer(int status, Object body) {}

    /**
     * Opens the port on loopback and serves.
     *
     * @param port 0 for a free one
     * @param onvif the ONVIF devices, none when there are none
     */
    public ControlServer(int port, FarmServer farm, List<FakeDevice> onvif) throws IOException {
        this.farm = farm;
        onvif.forEach(device -> devices.put(device.plan().address(), device));
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.setExecutor(workers);
        http.createContext("/", this::handle);
        http.start();
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /** One camera as the ready line and {@code GET /cameras} tell it. */
    public static Map<String, @Nullable Object> describe(FakeCamera camera, Door door) {
        boolean sub = camera.feed("sub") != null;
        return Json.object(
                "id", camera.plan().id(),
                "name", camera.plan().name(),
                "zone", camera.plan().zone(),
                "main", door.address(camera, "main"),
                "sub", sub ? door.address(camera, "sub") : null,
                "codec", camera.plan().main().video().codec(),
                "audio", camera.plan().main().audio());
    }

    /** One ONVIF device as the ready line tells it; a recorder's channels are no cameras there. */
    public static Map<String, @Nullable Object> describe(FakeDevice device) {
        DevicePlan plan = device.plan();
        return Json.object(
                "address", plan.address(),
                "port", device.port(),
                "service", device.service(),
                "name", plan.name(),
                "model", plan.model(),
                "channels", plan.door().cameras().size(),
                "cameras", plan.recorder() ? List.of() : plan.door().cameras().keySet());
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
            case "POST cameras/3" -> tell(path, Json.readFlat(body(exchange)));
            case "DELETE cameras/3" -> takeBack(path);
            case "GET stored/2" -> stored(path[1], exchange.getRequestURI().getQuery());
            case "GET sent/2" -> sent(path[1], exchange.getRequestURI().getQuery());
            case "GET stats/1" -> new Answer(200, stats(farm.stats()));
            case "GET devices/1" ->
                    new Answer(200, devices.values().stream().map(ControlServer::all).toList());
            case "GET devices/2" -> withDevice(path[1], device -> new Answer(200, all(device)));
            case "POST devices/3" -> {
                String body = body(exchange);
                yield withDevice(path[1], device -> tell(device, path[2], Json.readFlat(body)));
            }
            case "DELETE devices/3" -> withDevice(path[1], device -> takeBack(device, path[2]));
            default -> error(404, "no such address");
        };
    }

    private List<Object> cameras() {
        List<Object> all = new ArrayList<>();
        for (FakeCamera camera : farm.cameras().values()) {
            Map<String, @Nullable Object> one = describe(camera, farm.door(camera));
            Misbehaviour wrong = camera.misbehaviour();
            one.put("misbehaviour", wrong == null ? null : wrong.kind().word());
            all.add(one);
        }
        return all;
    }

    private Answer tell(String[] path, Map<String, String> fields) {
        return switch (path[2]) {
            case "misbehave" -> {
                Misbehaviour wanted = wanted(fields);
                yield withCamera(path[1], camera -> farm.misbehave(camera, wanted));
            }
            case "holes" -> withStorage(path[1], (camera, storage) -> dig(camera, storage, fields));
            default -> error(404, "no such address");
        };
    }

    private Answer takeBack(String[] path) {
        return switch (path[2]) {
            case "misbehave" -> withCamera(path[1], farm::behave);
            case "holes" ->
                    withStorage(
                            path[1],
                            (camera, storage) -> {
                                storage.fill();
                                return stretches(camera, storage);
                            });
            default -> error(404, "no such address");
        };
    }

    private static Answer dig(FakeCamera camera, Storage storage, Map<String, String> fields) {
        Instant now = camera.clock().farm().instant();
        storage.add(
                new Storage.Hole(
                        fields.containsKey("from") ? StoredPictures.time(fields, "from") : now,
                        fields.containsKey("to")
                                ? StoredPictures.time(fields, "to")
                                : Instant.MAX));
        return stretches(camera, storage);
    }

    private static Answer stretches(FakeCamera camera, Storage storage) {
        return new Answer(
                200,
                Json.object(
                        "id", camera.plan().id(),
                        "stretches", StoredPictures.stretches(camera, storage)));
    }

    private Answer stored(String id, @Nullable String query) {
        StoredPictures.Range range = StoredPictures.Range.parse(query);
        return withStorage(
                id,
                (camera, storage) ->
                        new Answer(200, new StoredPictures(camera).in(range, storage)));
    }

    private interface Look {
        Answer at(FakeCamera camera, Storage storage);
    }

    private Answer withStorage(String id, Look look) {
        FakeCamera camera = farm.cameras().get(id);
        Storage storage = camera == null ? null : camera.storage();
        return camera == null || storage == null
                ? error(404, "no such camera, or one without storage: " + id)
                : look.at(camera, storage);
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
        FakeCamera camera = farm.cameras().get(id);
        Feed feed = camera == null ? null : camera.feed(name);
        return feed == null
                ? error(404, "no such stream: " + id + " " + name)
                : new Answer(200, SentPictures.of(feed.stream()));
    }

    private interface Talk {
        Answer with(FakeDevice device);
    }

    private Answer withDevice(String address, Talk talk) {
        FakeDevice device = devices.get(address);
        return device == null ? error(404, "no such device: " + address) : talk.with(device);
    }

    private static Map<String, @Nullable Object> all(FakeDevice device) {
        DevicePlan plan = device.plan();
        List<Object> channels = new ArrayList<>();
        plan.door()
                .cameras()
                .values()
                .forEach(camera -> channels.add(describe(camera, plan.door())));
        Map<String, @Nullable Object> one = describe(device);
        LoginCount.Figures logins = device.logins().figures();
        FakeDevice.View view = device.view();
        one.put("recorder", plan.recorder());
        one.put("streams", channels);
        one.put("stores", plan.stores());
        one.put("certificate", device.certificate());
        one.put("factoryLogin", plan.factoryLogin());
        one.put("clockOffsetSeconds", device.clockOffset().toMillis() / 1_000.0);
        one.put(
                "misbehaviours",
                device.faults().stream().map(fault -> fault.kind().word()).toList());
        one.put("loginsTried", logins.tried());
        one.put("loginsRefused", logins.refused());
        one.put("usernames", logins.usernames());
        one.put("subscriptions", device.subscriptions());
        one.put(
                "ptz",
                view == null
                        ? null
                        : Json.object(
                                "pan", view.pan(),
                                "tilt", view.tilt(),
                                "zoom", view.zoom(),
                                "moving", view.moving(),
                                "presets", view.presets()));
        return one;
    }

    private Answer tell(FakeDevice device, String what, Map<String, String> fields) {
        String word = fields.getOrDefault("kind", "");
        switch (what) {
            case "misbehave" -> {
                DeviceFault.Kind kind = DeviceFault.Kind.of(word);
                if (kind == null) {
                    throw new IllegalArgumentException("no such kind: " + word);
                }
                DeviceFault fault =
                        new DeviceFault(kind, number(fields, "value"), number(fields, "seconds"));
                device.misbehave(fault);
                if (kind == DeviceFault.Kind.OUTAGE) {
                    cutOff(device, fault.seconds());
                }
            }
            case "event" -> {
                DeviceEvent event = DeviceEvent.of(word);
                if (event == null) {
                    throw new IllegalArgumentException("no such kind: " + word);
                }
                int channel = (int) number(fields, "channel");
                boolean on = Boolean.parseBoolean(fields.getOrDefault("on", "true"));
                device.event(event, Math.max(1, channel), on);
            }
            default -> {
                return error(404, "no such address");
            }
        }
        return new Answer(200, all(device));
    }

    private void cutOff(FakeDevice device, double seconds) {
        Misbehaviour outage = new Misbehaviour(Misbehaviour.Kind.OUTAGE, 0, seconds);
        onLoop(() -> {
            device.plan().door().cameras().values().forEach(each -> farm.misbehave(each, outage));
            return true;
        });
    }

    private void reconnect(FakeDevice device) {
        onLoop(() -> {
            device.plan().door().cameras().values().stream()
                    .filter(each -> each.does(Misbehaviour.Kind.OUTAGE))
                    .forEach(farm::behave);
            return true;
        });
    }

    private Answer takeBack(FakeDevice device, String what) {
        switch (what) {
            case "misbehave" -> {
                device.behave();
                reconnect(device);
            }
            case "subscriptions" -> device.forgetSubscriptions();
            case "logins" -> device.logins().clear();
            default -> {
                return error(404, "no such address");
            }
        }
        return new Answer(200, all(device));
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
