package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.haidang.server.event.FakeEventDevice;
import org.haidang.server.event.store.CameraEventStore;
import org.haidang.server.event.store.EventKind;
import org.haidang.server.event.store.KeptEvent;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Rights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a camera reports, through the interface; the device is a server of the test's. */
class ReportedEventTest {
    private static final String TAMPER = "tns1:RuleEngine/TamperDetector/Tamper";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;

    private final FakeEventDevice device = new FakeEventDevice(1);

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private TestClient engineer;

    @SuppressWarnings("NullAway.Init")
    private String camera;

    @BeforeEach
    void start() {
        Map<String, String> settings = new HashMap<>(TestServer.administrator());
        settings.put("cameras.allowLocalCameras", "true");
        settings.put("cameras.events.asked", "true");
        server = TestServer.fresh(folder, settings);
        engineer = server.loggedIn();
        camera = engineer.addCamera("san", Map.of("url", device.stream(1)));
    }

    @AfterEach
    void stop() {
        server.close();
        device.close();
    }

    private TestClient person(String role) {
        User user = server.person(role, null);
        server.server.rights().give(user.id(), Rights.Gift.everywhere(role), "test");
        return server.as(user);
    }

    private TestClient.Answer known() {
        return engineer.send(
                "PUT",
                "cameras/" + camera + "/device",
                Map.of("service", device.service().toString(), "profile", "p1"));
    }

    private static long nowUs() {
        return System.currentTimeMillis() * 1_000;
    }

    private String path(long fromUs, long toUs, String more) {
        return "cameras/" + camera + "/events?from=" + fromUs + "&to=" + toUs + more;
    }

    private void keep(String id, long hoursAgo) {
        long atUs = nowUs() - TimeUnit.HOURS.toMicros(hoursAgo);
        new CameraEventStore(server.database())
                .add(new KeptEvent(id, camera, EventKind.LINE_CROSSED, atUs, atUs, atUs, "h"));
    }

    private static List<String> ids(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json()
                .get("events")
                .valueStream()
                .map(event -> event.get("id").stringValue())
                .toList();
    }

    private List<JsonNode> alarms(TestClient client) {
        return client.get("system")
                .json()
                .get("alarms")
                .valueStream()
                .filter(alarm -> alarm.get("kind").stringValue().startsWith("camera-"))
                .toList();
    }

    /** What a listener is told, as it comes. */
    private static List<String> heardBy(TestClient listener) throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        var response =
                listener.http
                        .sendAsync(listener.request("events").build(), BodyHandlers.ofLines())
                        .get(10, TimeUnit.SECONDS);
        Thread.ofVirtual().start(() -> response.body().forEach(lines::add));
        return lines;
    }

    private static String lastOfAlarms(List<String> heard) {
        return heard.reversed().stream()
                .filter(line -> line.contains("\"alarms\""))
                .findFirst()
                .orElse("");
    }

    @Test
    void tellsThatACameraIsCoveredAndWhatToDoUntilItIsNot() throws Exception {
        assertThat(known().json().get("events").booleanValue()).isTrue();
        await().atMost(LIMIT).until(() -> device.subscribers() == 1);
        List<String> heard = heardBy(person("duty-watcher"));
        engineer.language = "vi";
        device.set(TAMPER, 1, true);
        await().atMost(LIMIT).until(() -> alarms(engineer).size() == 1);
        await("whoever watches is told at once")
                .atMost(LIMIT)
                .until(() -> heard.stream().anyMatch(line -> line.contains("camera-tamper")));
        JsonNode alarm = alarms(engineer).getFirst();
        assertThat(alarm.get("kind").stringValue()).isEqualTo("camera-tamper");
        assertThat(alarm.get("cameraId").stringValue()).isEqualTo(camera);
        assertThat(alarm.get("message").stringValue()).contains("Camera san báo bị che");
        assertThat(alarm.get("action").stringValue()).isNotEmpty();
        JsonNode event =
                engineer.get(path(nowUs() - 60_000_000, nowUs(), "")).json().at("/events/0");
        assertThat(event.get("kind").stringValue()).isEqualTo("tamper");
        assertThat(event.get("end").isNull()).isTrue();
        device.set(TAMPER, 1, false);
        await().atMost(LIMIT).until(() -> alarms(engineer).isEmpty());
        await("and that it is over")
                .atMost(LIMIT)
                .until(() -> !lastOfAlarms(heard).contains("camera-tamper"));
        assertThat(
                        engineer.get(path(nowUs() - 60_000_000, nowUs(), ""))
                                .json()
                                .at("/events/0/end")
                                .isNull())
                .isFalse();
    }

    @Test
    void givesPagesTheNewestFirst() {
        for (int hours = 1; hours <= 5; hours++) {
            keep("e" + hours, hours);
        }
        long fromUs = nowUs() - TimeUnit.DAYS.toMicros(1);
        List<String> all = new ArrayList<>();
        String more = "&limit=2";
        for (int page = 1; page <= 3; page++) {
            TestClient.Answer answer = engineer.get(path(fromUs, nowUs(), more));
            all.addAll(ids(answer));
            JsonNode next = answer.json().get("next");
            assertThat(next.isNull()).isEqualTo(page == 3);
            more = "&limit=2&before=" + (next.isNull() ? "" : next.stringValue());
        }
        assertThat(all).containsExactly("e1", "e2", "e3", "e4", "e5");
    }

    @Test
    void tellsNothingOfWhatLiesFurtherBackThanAPersonMayLook() {
        keep("today", 23);
        keep("earlier", 25);
        long fromUs = nowUs() - TimeUnit.DAYS.toMicros(50);
        assertThat(ids(engineer.get(path(fromUs, nowUs(), ""))))
                .containsExactly("today", "earlier");
        assertThat(ids(person("duty-watcher").get(path(fromUs, nowUs(), ""))))
                .as("24 hours")
                .containsExactly("today");
        assertThat(person("administrator").get(path(fromUs, nowUs(), "")).status())
                .as("no right to recordings")
                .isEqualTo(403);
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        long nowUs = nowUs();
        for (String wrong :
                List.of(
                        path(nowUs, nowUs, ""),
                        path(0, nowUs, ""),
                        path(nowUs - 1, nowUs, "&limit=0"),
                        path(nowUs - 1, nowUs, "&limit=501"),
                        path(nowUs - 1, nowUs, "&before=" + "x".repeat(65)),
                        "cameras/" + camera + "/events?from=yesterday&to=" + nowUs)) {
            assertThat(engineer.get(wrong).status()).as(wrong).isEqualTo(422);
        }
        assertThat(ids(engineer.get(path(nowUs - 1, nowUs, "&before=nobody")))).isEmpty();
    }

    @Test
    void asksNoDeviceThatSomebodyDoesNotWantAsked() {
        String path = "cameras/" + camera + "/device/events";
        Map<String, Object> no = Map.of("asked", false);
        assertThat(engineer.send("PUT", path, no).status()).as("no device").isEqualTo(404);
        known();
        await().atMost(LIMIT).until(() -> device.subscribers() == 1);
        assertThat(engineer.send("PUT", path, Map.of()).status()).isEqualTo(422);
        assertThat(person("duty-watcher").send("PUT", path, no).status()).isEqualTo(403);
        TestClient.Answer answer = engineer.send("PUT", path, no);
        assertThat(answer.json().get("events").booleanValue()).as(answer.text()).isFalse();
        await().atMost(LIMIT).until(() -> device.subscribers() == 0);
        engineer.send("PUT", path, no);
        JsonNode rows = engineer.get("audit?kind=camera-changed").json().get("rows");
        assertThat(rows.at("/0/detail/after/events").booleanValue(true)).isFalse();
        assertThat(rows.at("/1/detail/after/events").isMissingNode())
                .as("said twice, so it is once in the log")
                .isTrue();
        engineer.send("PUT", path, Map.of("asked", true));
        await().atMost(LIMIT).until(() -> device.subscribers() == 1);
    }
}
