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

/** The server turns a camera of the farm; where that looks, the farm itself tells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CameraTurnTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir static Path folder;

    private Farm farm;
    private Server server;
    private Api api;
    private TurningHead head;
    private String camera;

    @BeforeAll
    void start() {
        farm = Farm.demo(folder, TurningHead.options().toArray(String[]::new));
        server = Server.start(folder.resolve("server"));
        api = server.api();
        head = TurningHead.of(farm);
        camera = server.add(List.of(head.camera())).of(head.camera());
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

    private void move(double pan, double zoom) {
        HttpResponse<String> answer =
                api.post("/cameras/" + camera + "/ptz/moves", Map.of("pan", pan, "zoom", zoom));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void turnsTheFarmsCameraAsTheDeviceAllows() {
        JsonNode examined = head.examinedBy(api, camera);
        assertThat(examined.get("ok").asBoolean()).as("%s", examined).isTrue();
        assertThat(examined.at("/device/ptz").asBoolean()).isTrue();
        assertThat(api.camera(camera).get("ptz").asBoolean()).isTrue();

        double before = head.pan();
        move(1, 0.5);
        await().atMost(LIMIT).until(() -> !head.moving());
        double after = head.pan();
        assertThat(after)
                .as("a second at full speed, though nobody stopped it")
                .isGreaterThan(before + 0.3)
                .isLessThan(before + 0.7);
        assertThat(head.zoom()).isGreaterThan(0.05);

        move(-0.2, 0);
        assertThat(api.post("/cameras/" + camera + "/ptz/stops", Map.of()).statusCode())
                .isEqualTo(204);
        assertThat(head.moving()).isFalse();
        assertThat(head.pan()).isLessThan(after);

        JsonNode near = preset("Cận cảnh");
        api.post(
                "/cameras/" + camera + "/ptz/presets/" + near.get("token").asString() + "/calls",
                Map.of());
        await().atMost(LIMIT).until(() -> !head.moving());
        assertThat(head.pan()).isBetween(0.29, 0.31);
        api.create("/cameras/" + camera + "/ptz/presets", Map.of("name", "Chỗ mới"));
        assertThat(preset("Chỗ mới").get("token").asString()).isNotEmpty();
        assertThat(head.loginsRefused()).isZero();
    }

    private JsonNode preset(String name) {
        for (JsonNode one : api.get("/cameras/" + camera + "/ptz").get("presets")) {
            if (one.get("name").asString().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no preset " + name);
    }
}
