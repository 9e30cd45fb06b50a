package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * Devices that speak HTTPS alone, with certificates that they made themselves: found, asked, added
 * and turned; and one that shows another certificate is told nothing. Who tried to log in, the
 * devices themselves tell.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SecureDeviceTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir static Path folder;

    private final String network = Farm.newNetwork();
    private Farm farm;
    private Server server;
    private Api api;

    @BeforeAll
    void start() {
        farm = Farm.demo(folder, "--cameras", "3", "--onvif", network, "--onvif-https");
        server = Server.start(folder.resolve("server"));
        api = server.api();
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

    private Farm.Device device(int number) {
        return farm.devices().get(number - 1);
    }

    private List<JsonNode> lines(String path, Map<String, Object> body) {
        HttpResponse<String> answer = api.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().map(JsonMapper.shared()::readTree).toList();
    }

    private JsonNode examined(Farm.Device device) {
        return api.create(
                "/device-examinations",
                Map.of(
                        "device",
                        device.service(),
                        "username",
                        Farm.USERNAME,
                        "password",
                        Farm.PASSWORD));
    }

    private long tried(Farm.Device device) {
        return farm.device(device).get("loginsTried").asLong();
    }

    private String certificate(Farm.Device device) {
        return farm.device(device).get("certificate").asString();
    }

    @Test
    void findsThemByTheirAddressesAndByAskingTheNetwork() {
        for (Map<String, Object> body :
                List.<Map<String, Object>>of(
                        Map.of("ranges", network + ".1-3", "multicast", false),
                        Map.of("multicast", true))) {
            List<String> found =
                    lines("/device-searches", body).stream()
                            .filter(line -> line.get("step").asString().equals("device"))
                            .map(line -> line.get("service").asString())
                            .filter(service -> service.contains(network + "."))
                            .sorted()
                            .toList();
            assertThat(found)
                    .containsExactlyElementsOf(
                            farm.devices().stream().map(Farm.Device::service).toList())
                    .allMatch(service -> service.startsWith("https://"));
        }
        assertThat(tried(device(3))).isZero();
    }

    @Test
    void asksOneAndPlaysTheStreamsThatItTellsOf() {
        JsonNode found = examined(device(1));
        assertThat(found.get("ok").asBoolean()).as("%s", found).isTrue();
        assertThat(found.at("/device/certificate").asString()).isEqualTo(certificate(device(1)));
        assertThat(found.at("/channels").size()).isEqualTo(1);
        String url = found.at("/channels/0/main/url").asString();
        assertThat(url).startsWith("rtsp://" + network + ".1:");
        JsonNode tested =
                lines(
                                "/camera-tests",
                                Map.of(
                                        "url",
                                        url,
                                        "username",
                                        Farm.USERNAME,
                                        "password",
                                        Farm.PASSWORD))
                        .getLast();
        assertThat(tested.get("ok").asBoolean()).as("%s", tested).isTrue();
        assertThat(tested.at("/found/main/codec").asString()).startsWith("H26");
        assertThat(farm.device(device(1)).get("loginsRefused").asLong()).isZero();
    }

    @Test
    void showsThePictureOfTheDeviceWhereItsStreamShowsNone() {
        JsonNode found = examined(device(1));
        Farm.Camera silent = farm.cameras().getFirst();
        farm.misbehave(silent, "drop", 100, 0);
        try {
            JsonNode tested =
                    lines(
                                    "/camera-tests",
                                    Map.of(
                                            "url",
                                            found.at("/channels/0/main/url").asString(),
                                            "username",
                                            Farm.USERNAME,
                                            "password",
                                            Farm.PASSWORD,
                                            "device",
                                            device(1).service(),
                                            "profile",
                                            found.at("/channels/0/main/profile").asString()))
                            .getLast();
            assertThat(tested.get("ok").asBoolean()).isFalse();
            assertThat(tested.get("diagnosis").asString()).isEqualTo("no-packets");
            assertThat(tested.get("snapshot").asBoolean()).as("%s", tested).isTrue();
            assertThat(tested.get("picture").asString()).startsWith("data:image/jpeg;base64,");
        } finally {
            farm.behave(silent);
        }
        assertThat(farm.device(device(1)).get("loginsRefused").asLong()).isZero();
    }

    @Test
    void turnsACameraByHttps() {
        Farm.Camera played = TurningHead.at(device(2), farm.cameras().get(1));
        String camera = server.add(List.of(played)).of(played);
        JsonNode found =
                api.create(
                        "/cameras/" + camera + "/device/examination",
                        Map.of("device", device(2).service()));
        assertThat(found.get("ok").asBoolean()).as("%s", found).isTrue();
        assertThat(found.at("/device/service").asString()).startsWith("https://");
        double before = farm.device(device(2)).at("/ptz/pan").asDouble();
        HttpResponse<String> moved =
                api.post("/cameras/" + camera + "/ptz/moves", Map.of("pan", 1));
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        await().atMost(LIMIT)
                .until(() -> farm.device(device(2)).at("/ptz/pan").asDouble() > before + 0.1);
    }

    @Test
    void sendsNoLoginToADeviceWithAnotherCertificateUntilSomebodyAcceptsIt() {
        Farm.Device device = device(3);
        assertThat(examined(device).get("ok").asBoolean()).isTrue();
        String own = certificate(device);
        assertThat(tried(device)).as("it logs in").isPositive();

        farm.misbehave(device, "certificate", 0);
        String other = certificate(device);
        assertThat(other).isNotEqualTo(own);
        farm.forgetLogins(device);
        JsonNode refused = examined(device);
        System.out.println("another certificate: " + refused);
        assertThat(refused.get("ok").asBoolean()).isFalse();
        assertThat(refused.get("failure").asString()).isEqualTo("certificate-changed");
        assertThat(refused.at("/certificate/known").asString()).isEqualTo(own);
        assertThat(refused.at("/certificate/shown").asString()).isEqualTo(other);
        assertThat(tried(device)).as("no login was sent").isZero();
        assertThat(farm.device(device).get("usernames").size()).isZero();

        api.put("/device-certificates", Map.of("device", device.service(), "certificate", other));
        JsonNode accepted = examined(device);
        assertThat(accepted.get("ok").asBoolean()).as("%s", accepted).isTrue();
        assertThat(accepted.at("/device/certificate").asString()).isEqualTo(other);
        assertThat(tried(device)).isPositive();

        farm.behave(device);
        farm.forgetLogins(device);
        assertThat(examined(device).get("failure").asString())
                .as("the one it had first")
                .isEqualTo("certificate-changed");
        assertThat(tried(device)).isZero();
    }
}
