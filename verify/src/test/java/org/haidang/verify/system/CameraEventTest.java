package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Devices of the farm report what the farm's control port makes happen to them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CameraEventTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CHANNELS = 8;

    @TempDir static Path folder;

    private Farm farm;
    private Server server;
    private Api api;
    private String facility;

    @BeforeAll
    void start() {
        List<String> options = new ArrayList<>(TurningHead.options());
        options.addAll(List.of("--recorder", Integer.toString(CHANNELS)));
        farm = Farm.demo(folder, options.toArray(String[]::new));
        server = Server.start(folder.resolve("server"));
        api = server.api();
        facility = server.addFacility("Nơi có camera tự báo");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        if (farm != null) {
            farm.close();
        }
    }

    /** Each test has its own. */
    private Farm.Device device(int number) {
        return farm.devices().get(number - 1);
    }

    private Farm.Device recorder() {
        return farm.devices().getLast();
    }

    /** A camera of a device, known to the server as what it is; gives its id. */
    private String added(Farm.Device device, int channel) {
        return added(device, channel, Farm.USERNAME, true);
    }

    private String added(Farm.Device device, int channel, String username, boolean recorded) {
        JsonNode examined =
                api.create(
                        "/device-examinations",
                        Map.of(
                                "device",
                                device.address() + ":" + device.port(),
                                "username",
                                Farm.USERNAME,
                                "password",
                                Farm.PASSWORD));
        JsonNode found = examined.at("/channels/" + (channel - 1));
        JsonNode camera =
                api.create(
                        "/cameras",
                        Map.of(
                                "facilityId",
                                facility,
                                "name",
                                device.address() + " kênh " + channel,
                                "url",
                                found.at("/main/url").asString(),
                                "username",
                                username,
                                "password",
                                Farm.PASSWORD,
                                "recordMain",
                                recorded));
        String id = camera.get("id").asString();
        JsonNode known =
                api.put(
                        "/cameras/" + id + "/device",
                        Map.of(
                                "service",
                                device.service(),
                                "profile",
                                found.at("/main/profile").asString()));
        assertThat(known.get("events").asBoolean()).as("%s", known).isTrue();
        return id;
    }

    private int subscriptions(Farm.Device device) {
        return farm.device(device).get("subscriptions").asInt();
    }

    /** Logins over RTSP and ONVIF. */
    private int refused(Farm.Device device) {
        return farm.device(device).get("loginsRefused").asInt();
    }

    private List<JsonNode> events(String camera) {
        Instant now = Instant.now();
        List<JsonNode> all = new ArrayList<>();
        api.get(
                        "/cameras/%s/events?from=%s&to=%s"
                                .formatted(camera, now.minusSeconds(600), now.plusSeconds(600)))
                .get("events")
                .forEach(all::add);
        return all;
    }

    private List<JsonNode> alarms(String camera) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode alarm : api.get("/system").get("alarms")) {
            if (alarm.path("cameraId").asString("").equals(camera)
                    && alarm.get("kind").asString().startsWith("camera-")) {
                all.add(alarm);
            }
        }
        return all;
    }

    private static Instant at(JsonNode event, String name) {
        return Instant.parse(event.get(name).asString());
    }

    @Test
    void movementBeforeACameraWhoseClockIsThreeHoursOffIsOneEventAtTheRightTime() {
        Farm.Device device = device(1);
        farm.misbehave(device, "clock", 3 * 3_600);
        String camera = added(device, 1);
        await().atMost(LIMIT).until(() -> subscriptions(device) == 1);
        Instant before = Instant.now();
        farm.event(device, "motion", 1, true);
        await().atMost(Duration.ofSeconds(10)).until(() -> events(camera).size() == 1);
        farm.event(device, "motion", 1, false);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !events(camera).getFirst().get("end").isNull());
        JsonNode event = events(camera).getFirst();
        assertThat(event.get("kind").asString()).isEqualTo("motion");
        assertThat(at(event, "begin"))
                .isBetween(before.minusSeconds(2), Instant.now().plusSeconds(2));
        assertThat(at(event, "end")).isAfterOrEqualTo(at(event, "begin"));
        assertThat(refused(device)).isZero();
    }

    @Test
    void aRecordersEventsGoToTheCameraOfTheirChannel() {
        Farm.Device recorder = recorder();
        String two = added(recorder, 2);
        String seven = added(recorder, 7);
        // The second camera has the device asked anew, with both.
        await().atMost(LIMIT)
                .until(() -> {
                    farm.event(recorder, "motion", 7, true);
                    farm.event(recorder, "motion", 7, false);
                    return !events(seven).isEmpty();
                });
        assertThat(events(two)).isEmpty();
        await("one for all of its cameras").atMost(LIMIT).until(() -> subscriptions(recorder) == 1);
        assertThat(events(seven).getFirst().get("kind").asString()).isEqualTo("motion");
    }

    @Test
    void aCoveredCameraIsAnAlarmUntilItIsUncoveredAlsoThroughALostSubscription() {
        Farm.Device device = device(2);
        String camera = added(device, 1);
        await().atMost(LIMIT).until(() -> subscriptions(device) == 1);
        farm.event(device, "tamper", 1, true);
        await().atMost(LIMIT).until(() -> alarms(camera).size() == 1);
        farm.forgetSubscriptions(device);
        await().atMost(LIMIT).until(() -> subscriptions(device) == 1);
        farm.event(device, "digital-input", 1, true); // what it tells after it has told all states
        await().atMost(LIMIT).until(() -> events(camera).size() == 2);
        assertThat(alarms(camera)).hasSize(1);
        farm.event(device, "tamper", 1, false);
        await().atMost(LIMIT).until(() -> alarms(camera).isEmpty());
        assertThat(events(camera)).as("none twice").hasSize(2);
    }

    @Test
    void aLineThatWasCrossedIsAnEventEachTime() {
        Farm.Device device = device(5);
        String camera = added(device, 1);
        await().atMost(LIMIT).until(() -> subscriptions(device) == 1);
        farm.event(device, "line-crossed", 1, true);
        await().atMost(LIMIT).until(() -> events(camera).size() == 1);
        farm.event(device, "line-crossed", 1, true);
        await().atMost(LIMIT).until(() -> events(camera).size() == 2);
        for (JsonNode event : events(camera)) {
            assertThat(event.get("kind").asString()).isEqualTo("line-crossed");
            assertThat(event.get("end")).isEqualTo(event.get("begin"));
        }
        assertThat(alarms(camera)).isEmpty();
    }

    @Test
    void aRefusedLoginIsNotTriedAgain() {
        Farm.Device device = device(3);
        added(device, 1, "nguoila", false); // so that nobody tries over RTSP
        await().atMost(LIMIT).until(() -> refused(device) > 0);
        int refused = refused(device);
        await().during(Duration.ofSeconds(5)).atMost(LIMIT).until(() -> refused(device) == refused);
        assertThat(refused).as("digest, then token").isLessThanOrEqualTo(2);
    }

    @Test
    void nobodyListensToACameraThatIsGone() {
        Farm.Device device = device(4);
        String camera = added(device, 1);
        await().atMost(LIMIT).until(() -> subscriptions(device) == 1);
        api.delete("/cameras/" + camera);
        await().atMost(LIMIT).until(() -> subscriptions(device) == 0);
    }
}
