package org.haidang.benchmark.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The camera farm as a process, and its control port. */
public final class Farm implements AutoCloseable {
    public static final String USERNAME = "giamsat";
    public static final String PASSWORD = "mật khẩu: a@b/c%20#1";

    /**
     * Encoded clips are shared by all tests of a build, since they depend on nothing but the farm's
     * code.
     */
    private static final Path CLIPS = Program.ROOT.resolve("camerafarm/target/clips");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Program program;
    private final URI control;
    private final List<Camera> cameras;
    private final List<Device> devices = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /** One camera that the farm plays. */
    public record Camera(String id, String name, String main, String sub, String codec) {}

    /**
     * A camera as an ONVIF device, where {@code --onvif} asked for them; every second one turns.
     *
     * @param service its device service
     * @param cameras ids of its cameras; none of a recorder
     */
    public record Device(String address, int port, String service, List<String> cameras) {}

    private Farm(Host host, Program program, JsonNode ready) {
        this.program = program;
        this.control =
                host.reach(URI.create("http://127.0.0.1:" + ready.get("controlPort").asInt()));
        this.cameras = new ArrayList<>();
        for (JsonNode camera : ready.get("cameras")) {
            cameras.add(
                    new Camera(
                            camera.get("id").asString(),
                            camera.get("name").asString(),
                            camera.get("main").asString(),
                            camera.path("sub").asString(""),
                            camera.get("codec").asString()));
        }
        for (JsonNode device : ready.path("devices")) {
            List<String> ids = new ArrayList<>();
            device.get("cameras").forEach(id -> ids.add(id.asString()));
            devices.add(
                    new Device(
                            device.get("address").asString(),
                            device.get("port").asInt(),
                            device.get("service").asString(),
                            ids));
        }
    }

    /**
     * A net of loopback for devices (see the option {@code --onvif}) that hardly anybody else on
     * this machine has: the first three numbers of its addresses.
     */
    public static String newNetwork() {
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        return "127.%d.%d".formatted(chance.nextInt(64, 250), chance.nextInt(0, 256));
    }

    /** The eight cameras of the demo, each on a port of its own. */
    public static Farm demo(Path folder, String... options) {
        List<String> all = new ArrayList<>(List.of("--profile", "demo", "--port-per-camera"));
        all.addAll(List.of(options));
        return start(folder, all);
    }

    public static Farm start(Path folder, List<String> options) {
        return start(folder, Host.HERE, options);
    }

    /**
     * Starts it somewhere else.
     *
     * @param options that win over our own, such as the port
     */
    public static Farm start(Path folder, Host host, List<String> options) {
        try {
            Path password = Files.writeString(folder.resolve("farm-password"), PASSWORD + "\n");
            List<String> arguments =
                    new ArrayList<>(
                            List.of(
                                    "--port",
                                    "0",
                                    "--control-port",
                                    "0",
                                    "--clips",
                                    CLIPS.toString()));
            arguments.addAll(
                    List.of("--username", USERNAME, "--password-file", password.toString()));
            arguments.addAll(List.of("--json-ready", "--exit-on-stdin-eof"));
            arguments.addAll(options);
            Program program =
                    Program.java(
                            host,
                            "camera farm",
                            folder,
                            Map.of(),
                            List.of(),
                            "camerafarm",
                            "org.haidang.camerafarm.Main",
                            arguments);
            String ready =
                    program.awaitLine(
                            line -> line.startsWith("{\"ready\":true"), Duration.ofMinutes(4));
            return new Farm(host, program, JSON.readTree(ready));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a stream with the farm's login in it, for programs that want it there. */
    public static String withLogin(String url) {
        String login =
                URLEncoder.encode(USERNAME, StandardCharsets.UTF_8)
                        + ":"
                        + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8).replace("+", "%20");
        return url.replace("rtsp://", "rtsp://" + login + "@");
    }

    public long pid() {
        return program.pid();
    }

    public List<Camera> cameras() {
        return cameras;
    }

    public List<Device> devices() {
        return devices;
    }

    /** What the farm knows of a device: where it looks ({@code ptz}), who tried to log in. */
    public JsonNode device(Device device) {
        return JSON.readTree(send(HttpRequest.newBuilder(control("/devices/" + device.address()))));
    }

    /**
     * Has a device notice something, or notice that it is over.
     *
     * @param kind {@code motion}, {@code tamper}, {@code digital-input}, {@code storage-failure}
     * @param channel from 1
     */
    public void event(Device device, String kind, int channel, boolean on) {
        tell(device, "event", Map.of("kind", kind, "channel", channel, "on", on));
    }

    /** Makes a device misbehave until {@link #behave(Device)}. */
    public void misbehave(Device device, String kind, double value) {
        tell(device, "misbehave", Map.of("kind", kind, "value", value));
    }

    /** Has a device forget who listens to its events, as after a power cut. */
    public void forgetSubscriptions(Device device) {
        send(
                HttpRequest.newBuilder(control("/devices/" + device.address() + "/subscriptions"))
                        .DELETE());
    }

    /** Has a device count anew who tries to log in. */
    public void forgetLogins(Device device) {
        send(HttpRequest.newBuilder(control("/devices/" + device.address() + "/logins")).DELETE());
    }

    private void tell(Device device, String what, Map<String, Object> body) {
        send(
                HttpRequest.newBuilder(control("/devices/" + device.address() + "/" + what))
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Makes a camera misbehave until {@link #behave}. */
    public void misbehave(Camera camera, String kind, double value, int seconds) {
        String body =
                JSON.writeValueAsString(Map.of("kind", kind, "value", value, "seconds", seconds));
        send(
                HttpRequest.newBuilder(control("/cameras/" + camera.id() + "/misbehave"))
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public void behave(Camera camera) {
        send(HttpRequest.newBuilder(control("/cameras/" + camera.id() + "/misbehave")).DELETE());
    }

    public void behave(Device device) {
        send(
                HttpRequest.newBuilder(control("/devices/" + device.address() + "/misbehave"))
                        .DELETE());
    }

    /** What a camera's device has stored of its main stream: times, NAL units as SHA-256. */
    public JsonNode stored(Camera camera, Instant from, Instant to) {
        return JSON.readTree(
                send(
                        HttpRequest.newBuilder(
                                control(
                                        "/stored/"
                                                + camera.id()
                                                + "?from="
                                                + from
                                                + "&to="
                                                + to))));
    }

    /**
     * The access units of a camera's clip: per unit RTP time, key flag and the SHA-256 of each NAL
     * unit.
     */
    public JsonNode sent(Camera camera, String stream) {
        return JSON.readTree(
                send(
                        HttpRequest.newBuilder(
                                control("/sent/" + camera.id() + "?stream=" + stream))));
    }

    private URI control(String path) {
        return control.resolve(path);
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(
                            request.timeout(Duration.ofSeconds(20)).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(
                        "the farm answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(program.output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
        program.close();
    }
}
