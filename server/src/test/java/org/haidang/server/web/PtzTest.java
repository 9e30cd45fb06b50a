package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.TestCameras;
import org.haidang.server.identity.store.User;
import org.haidang.server.ptz.FakePtzDevice;
import org.haidang.server.rights.Rights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Turning a camera through the interface; the device is a server of the test's. */
class PtzTest {
    private static final String LEFT = "{\"pan\":-0.5}";

    @TempDir Path folder;

    private final FakePtzDevice device = new FakePtzDevice();

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private TestClient engineer;

    @SuppressWarnings("NullAway.Init")
    private TestClient an;

    @SuppressWarnings("NullAway.Init")
    private TestClient binh;

    @SuppressWarnings("NullAway.Init")
    private TestClient chief;

    @SuppressWarnings("NullAway.Init")
    private String camera;

    @BeforeEach
    void start() {
        Map<String, String> settings = new HashMap<>(TestServer.administrator());
        settings.put("cameras.allowLocalCameras", "true");
        server = TestServer.fresh(folder, settings);
        engineer = server.loggedIn();
        an = watcher("an", "duty-watcher");
        binh = watcher("binh", "duty-watcher");
        chief = watcher("chief", "military-command");
        camera = engineer.addCamera("san", Map.of("url", device.stream(2)));
    }

    @AfterEach
    void stop() {
        server.close();
        device.close();
    }

    private TestClient watcher(String name, String role) {
        User user = server.person(name, null);
        server.server.rights().give(user.id(), Rights.Gift.everywhere(role), "test");
        return server.as(user);
    }

    private String ptz(String rest) {
        return "cameras/" + camera + "/ptz" + rest;
    }

    private void known() {
        TestClient.Answer answer =
                engineer.send(
                        "PUT",
                        "cameras/" + camera + "/device",
                        Map.of(
                                "service",
                                device.service().toString(),
                                "profile",
                                "turns",
                                "ptz",
                                true));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static void problem(TestClient.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:haidang:" + type);
    }

    private static void wrong(TestClient.Answer answer, String field) {
        problem(answer, 422, "invalid");
        assertThat(answer.json().at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    private List<String> log(String kind) {
        return engineer.get("audit?kind=" + kind)
                .json()
                .get("rows")
                .valueStream()
                .map(row -> row.get("message").stringValue())
                .toList();
    }

    private JsonNode detail(String kind) {
        return engineer.get("audit?kind=" + kind).json().at("/rows/0/detail");
    }

    // ---- the device

    @Test
    void asksTheCamerasDeviceAndKeepsWhatItSaid() {
        assertThat(engineer.get("cameras/" + camera).json().get("ptz").booleanValue()).isFalse();
        TestClient.Answer answer =
                engineer.post(
                        "cameras/" + camera + "/device/examination",
                        Map.of("device", "127.0.0.1:" + device.port()));
        assertThat(answer.json().get("ok").booleanValue()).as(answer.text()).isTrue();
        JsonNode found = answer.json().get("device");
        assertThat(found.get("profile").stringValue()).isEqualTo("turns");
        assertThat(found.get("ptz").booleanValue()).isTrue();
        assertThat(engineer.get("cameras/" + camera + "/device").json()).isEqualTo(found);
        assertThat(an.get("cameras/" + camera + "/device").json().get("service").stringValue())
                .as("an address")
                .isEmpty();
        assertThat(an.get("cameras/" + camera).json().get("ptz").booleanValue()).isTrue();
        assertThat(an.get("cameras").json().get(0).get("ptz").booleanValue()).isTrue();
        assertThat(log("device-examined")).hasSize(1);
        assertThat(log("camera-changed")).hasSize(1);
    }

    @Test
    void knowsTheChannelByTheCamerasPath() {
        Map<String, Object> asked = Map.of("device", device.service().toString());
        String fixed = engineer.addCamera("cong", Map.of("url", device.stream(1)));
        JsonNode answer = engineer.post("cameras/" + fixed + "/device/examination", asked).json();
        assertThat(answer.get("ok").booleanValue()).isTrue();
        assertThat(answer.at("/device/ptz").booleanValue()).isFalse();
        assertThat(answer.at("/device/profile").stringValue()).isEqualTo("fixed");
        String other =
                engineer.addCamera(
                        "kho", Map.of("url", "rtsp://127.0.0.1:" + device.port() + "/ch9"));
        JsonNode none = engineer.post("cameras/" + other + "/device/examination", asked).json();
        assertThat(none.get("ok").booleanValue()).isFalse();
        assertThat(none.get("failure").stringValue()).isEqualTo("channel-unknown");
        assertThat(engineer.get("cameras/" + other + "/device").status()).isEqualTo(404);
    }

    @Test
    void sendsTheLoginOnlyToTheCamerasHost() {
        String path = "cameras/" + camera + "/device";
        Map<String, Object> body = new HashMap<>();
        body.put("service", "http://10.1.2.3/onvif/device_service");
        body.put("profile", "turns");
        body.put("ptz", true);
        wrong(engineer.send("PUT", path, body), "service");
        wrong(engineer.post(path + "/examination", Map.of("device", "10.1.2.3")), "device");
        body.put("service", device.service().toString());
        body.put("profile", "");
        wrong(engineer.send("PUT", path, body), "profile");
        known();
        engineer.send(
                "PATCH", "cameras/" + camera, Map.of("url", "rtsp://10.1.2.3/x", "password", ""));
        assertThat(engineer.get(path).status()).as("its address moved").isEqualTo(404);
        problem(an.post(ptz("/moves"), LEFT), 409, "ptz-none");
        assertThat(device.asked).isEmpty();
    }

    @Test
    void triesARefusedLoginTwiceAtMost() {
        device.username = "somebody";
        engineer.send(
                "PATCH", "cameras/" + camera, Map.of("username", "other", "password", "secret"));
        JsonNode answer =
                engineer.post(
                                "cameras/" + camera + "/device/examination",
                                Map.of("device", device.service().toString()))
                        .json();
        assertThat(answer.get("failure").stringValue()).isEqualTo("login-refused");
        assertThat(answer.get("action").stringValue()).isNotEmpty();
        assertThat(device.refused.get()).isBetween(1, 2);
    }

    @Test
    void forgetsADeviceOnDemand() {
        known();
        String path = "cameras/" + camera + "/device";
        assertThat(engineer.send("DELETE", path, null).status()).isEqualTo(204);
        assertThat(engineer.send("DELETE", path, null).status()).isEqualTo(404);
        assertThat(engineer.get("cameras/" + camera).json().get("ptz").booleanValue()).isFalse();
    }

    // ---- turning

    @Test
    void theFirstMoveTakesTheCameraAndAllAreToldWhoHasIt() throws Exception {
        known();
        LinkedBlockingQueue<String> heard = listen(binh);
        TestClient.Answer answer = an.post(ptz("/moves"), LEFT);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("mine").booleanValue()).isTrue();
        assertThat(device.asked).endsWith("ContinuousMove");
        assertThat(device.envelopes.getLast()).contains("-0.5").contains("PT1S").contains("turns");
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> heard.stream().anyMatch(line -> line.contains("\"ptz\"")));
        JsonNode told = binh.get("ptz").json().get(0);
        assertThat(told.get("cameraId").stringValue()).isEqualTo(camera);
        assertThat(told.get("holder").stringValue()).isEqualTo("an");
        assertThat(told.get("mine").booleanValue()).isFalse();
        JsonNode one = binh.get(ptz("")).json();
        assertThat(one.get("holder").stringValue()).isEqualTo("an");
        assertThat(one.get("takeOver").booleanValue()).isFalse();
        assertThat(one.at("/presets/0/name").stringValue()).isEqualTo("Cổng sau");
        assertThat(an.post(ptz("/stops"), "").status()).isEqualTo(204);
        assertThat(device.asked).endsWith("Stop");
        assertThat(log("ptz-taken")).hasSize(1);
        assertThat(log("ptz-taken").getFirst()).contains("an", "san");
    }

    private LinkedBlockingQueue<String> listen(TestClient client) throws Exception {
        LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Stream<String> all =
                client.http
                        .sendAsync(client.request("events").build(), BodyHandlers.ofLines())
                        .get(20, TimeUnit.SECONDS)
                        .body();
        Thread.ofVirtual().start(() -> all.forEach(lines::add));
        return lines;
    }

    @Test
    void anotherIsRefusedUntilHeTakesItOver() {
        known();
        an.post(ptz("/moves"), LEFT);
        TestClient.Answer refused = binh.post(ptz("/moves"), LEFT);
        problem(refused, 409, "ptz-held");
        assertThat(refused.json().get("detail").stringValue()).contains("an is turning");
        problem(binh.post(ptz("/stops"), ""), 409, "ptz-held");
        problem(binh.post(ptz("/take-overs"), ""), 403, "forbidden");
        problem(chief.post(ptz("/moves"), LEFT), 409, "ptz-held");
        assertThat(chief.get(ptz("")).json().get("takeOver").booleanValue()).isTrue();
        assertThat(chief.post(ptz("/take-overs"), "").json().get("mine").booleanValue()).isTrue();
        assertThat(chief.post(ptz("/moves"), LEFT).status()).isEqualTo(200);
        problem(an.post(ptz("/moves"), LEFT), 409, "ptz-held");
        problem(engineer.post(ptz("/take-overs"), ""), 409, "ptz-held-by-superior");
        assertThat(device.times("ContinuousMove")).isEqualTo(2);
        assertThat(log("ptz-taken-over").getFirst()).contains("chief");
        assertThat(detail("ptz-ended").get("commands").intValue()).isEqualTo(1);
        assertThat(chief.send("DELETE", ptz(""), null).status()).isEqualTo(204);
        assertThat(binh.get("ptz").json().isEmpty()).isTrue();
        assertThat(binh.post(ptz("/moves"), LEFT).status()).isEqualTo(200);
    }

    @Test
    void callsSavesAndForgetsPresetsAndLogsTheirNames() {
        known();
        assertThat(an.get(ptz("")).json().get("presets").size()).isEqualTo(1);
        assertThat(an.post(ptz("/presets/1/calls"), "").status()).isEqualTo(200);
        assertThat(device.asked).endsWith("GotoPreset");
        TestClient.Answer saved = an.post(ptz("/presets"), Map.of("name", "  Bãi xe "));
        assertThat(saved.status()).as(saved.text()).isEqualTo(201);
        assertThat(saved.json().get("name").stringValue()).isEqualTo("Bãi xe");
        assertThat(an.get(ptz("")).json().get("presets").size()).isEqualTo(2);
        String token = saved.json().get("token").stringValue();
        assertThat(an.send("DELETE", ptz("/presets/" + token), null).status()).isEqualTo(204);
        assertThat(an.get(ptz("")).json().get("presets").size()).isEqualTo(1);
        wrong(an.post(ptz("/presets"), Map.of("name", " ")), "name");
        wrong(an.post(ptz("/presets"), Map.of("name", "x".repeat(65))), "name");
        an.send("DELETE", ptz(""), null);
        JsonNode detail = detail("ptz-ended");
        assertThat(detail.get("commands").intValue()).isEqualTo(3);
        assertThat(detail.at("/presetsCalled/0").stringValue()).isEqualTo("Cổng sau");
        assertThat(detail.at("/presetsChanged/0").stringValue()).isEqualTo("Bãi xe");
    }

    @Test
    void takesNoSpeedThatIsNone() {
        known();
        wrong(an.post(ptz("/moves"), "{\"pan\":1.01}"), "pan");
        wrong(an.post(ptz("/moves"), "{\"zoom\":-2}"), "zoom");
        wrong(an.post(ptz("/moves"), "{}"), "pan");
        assertThat(an.get("ptz").json().isEmpty()).as("nothing was taken").isTrue();
    }

    @Test
    void takes20CommandsASecond() {
        known();
        int taken = 0;
        TestClient.Answer last = an.post(ptz("/moves"), LEFT);
        // A slow machine may be no faster than the limit.
        for (int i = 0; i < 200 && last.status() == 200; i++) {
            taken++;
            last = an.post(ptz("/moves"), LEFT);
        }
        if (last.status() != 200) {
            problem(last, 429, "ptz-too-fast");
            assertThat(taken).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void saysWhyTheCameraDoesNotFollow() {
        known();
        device.close();
        TestClient.Answer answer = an.post(ptz("/moves"), LEFT);
        problem(answer, 502, "ptz-device");
        assertThat(answer.json().get("detail").stringValue()).contains("nothing listens");
        JsonNode told = an.get(ptz("")).json();
        assertThat(told.get("fault").stringValue()).isNotEmpty();
        assertThat(told.get("presets").isEmpty()).isTrue();
    }

    @Test
    void whoeverMayOnlyWatchSeesWhoTurnsAndTurnsNothing() {
        known();
        TestClient committee = watcher("committee", "national-committee");
        an.post(ptz("/moves"), LEFT);
        long asked = device.times("GetPresets");
        JsonNode told = committee.get(ptz("")).json();
        assertThat(told.get("holder").stringValue()).isEqualTo("an");
        assertThat(told.get("presets").isEmpty()).isTrue();
        assertThat(device.times("GetPresets")).as("for him nothing is asked").isEqualTo(asked);
        problem(committee.post(ptz("/moves"), LEFT), 403, "forbidden");
        TestClient inspector = watcher("thanh-tra", "inspector");
        problem(inspector.get(ptz("")), 403, "forbidden");
        problem(inspector.get("ptz"), 403, "forbidden");
    }

    @Test
    void aCameraOfASiteThatIsNotLinkedCannotBeTurned() {
        Camera here = server.server.registry().camera(camera).orElseThrow();
        server.server
                .registry()
                .put(
                        List.of(TestCameras.camera("far", here.facilityId(), "haidang://site/cam")),
                        also -> {});
        problem(an.post("cameras/far/ptz/moves", LEFT), 503, "site-ptz-no-link");
        problem(an.get("cameras/far/ptz"), 503, "site-ptz-no-link");
        assertThat(log("ptz-taken")).as("nothing was taken").isEmpty();
        problem(engineer.get("cameras/far/device"), 409, "device-elsewhere");
        assertThat(an.get("cameras/far").json().get("ptz").booleanValue()).isFalse();
    }

    @Test
    void aCameraThatDoesNotTurnIsNotTurned() {
        problem(an.get(ptz("")), 409, "ptz-none");
        problem(an.post(ptz("/moves"), LEFT), 409, "ptz-none");
        problem(an.post("cameras/none/ptz/moves", LEFT), 404, "not-found");
    }
}
