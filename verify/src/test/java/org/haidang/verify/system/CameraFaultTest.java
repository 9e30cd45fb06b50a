package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Cameras fail in the ways they fail in the field; the state and its reason are right within ten
 * seconds, the camera comes back by itself, and no other camera notices.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CameraFaultTest {
    private static final Duration NOTICED = Duration.ofSeconds(10);
    private static final Duration BACK = Duration.ofSeconds(90);

    @TempDir static Path folder;

    private Farm farm;
    private Server server;
    private CameraIds cameras;

    @BeforeAll
    void start() {
        farm = Farm.demo(folder);
        server = Server.start(folder);
        cameras = server.add(farm.cameras());
        server.awaitRecording(cameras.all(), Duration.ofSeconds(60));
    }

    @AfterAll
    void stop() {
        server.close();
        farm.close();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "close,        closed|refused|unreachable|rejected",
        "hang,         no-media",
        "freeze,       frozen",
        "refuse-login, authentication",
        "reboot,       closed|refused|unreachable",
    })
    void showsStateAndReasonAndComesBack(String fault, String reasons) {
        Farm.Camera camera = farm.cameras().get(fault.length() % farm.cameras().size());
        String id = cameras.of(camera);
        await().atMost(BACK).until(() -> kind(id).equals("live"));
        Map<String, Integer> reconnectsOfOthers = reconnectsExcept(id);

        farm.misbehave(camera, fault, 0, fault.equals("reboot") ? 15 : 0);
        await().atMost(NOTICED.plusSeconds(1))
                .untilAsserted(() -> {
                    JsonNode state = server.api().camera(id).get("state");
                    assertThat(state.get("kind").asString()).isNotEqualTo("live");
                    assertThat(state.path("reason").asString("")).matches(reasons);
                    assertThat(state.get("message").asString()).isNotBlank();
                });
        farm.behave(camera);
        await().atMost(BACK).until(() -> kind(id).equals("live"));
        await().atMost(BACK)
                .until(() ->
                        server.api()
                                .camera(id)
                                .get("state")
                                .get("recording")
                                .asString()
                                .equals("recording"));

        assertThat(reconnectsExcept(id)).isEqualTo(reconnectsOfOthers);
        assertThat(cameras.all()).allSatisfy(other -> assertThat(kind(other)).isEqualTo("live"));
    }

    private String kind(String id) {
        return server.api().camera(id).get("state").get("kind").asString();
    }

    private Map<String, Integer> reconnectsExcept(String id) {
        return cameras.all().stream()
                .filter(other -> !other.equals(id))
                .collect(
                        Collectors.toMap(
                                other -> other,
                                other ->
                                        server.api()
                                                .camera(other)
                                                .get("state")
                                                .get("streams")
                                                .get("main")
                                                .get("reconnects")
                                                .asInt()));
    }
}
