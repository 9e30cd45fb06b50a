package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every NAL unit on disk is the one the camera sent, in its order, none missing: compared by
 * SHA-256 with what the farm says of its clips. A clip is 20 s long, so that each of its pictures
 * and the seam come by; {@code -Dhaidang.bitexact.seconds=3600} does it for an hour.
 */
class BitExactTest {
    private static final int SECONDS = Integer.getInteger("haidang.bitexact.seconds", 25);

    @TempDir Path folder;

    @Test
    void recordsEveryNalUnitAsTheCameraSentIt() {
        try (Farm farm = Farm.demo(folder);
                Server server = Server.start(folder)) {
            CameraIds cameras = server.add(farm.cameras());
            server.awaitRecording(cameras.all(), Duration.ofSeconds(60));
            Instant enough = Instant.now().plusSeconds(SECONDS);
            await().atMost(Duration.ofSeconds(SECONDS + 60L))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() ->
                            cameras.all().stream()
                                    .allMatch(id ->
                                            Recordings.lastPicture(server.archive(), id)
                                                    .isAfter(enough)));
            for (Farm.Camera camera : farm.cameras()) {
                String id = cameras.of(camera);
                int compared =
                        compare(sent(farm, camera), recorded(server.archive(), id), camera.name());
                System.out.printf(
                        "%s (%s): %d pictures are identical%n",
                        camera.name(), camera.codec(), compared);
                assertThat(compared).as(camera.name()).isGreaterThan(SECONDS * 8);
            }
        }
    }

    /** The recorded pictures must be a run of the clip that is played over and over. */
    private static int compare(List<List<String>> clip, List<List<String>> recorded, String name) {
        assertThat(recorded).as(name).isNotEmpty();
        int start = clip.indexOf(recorded.getFirst());
        assertThat(start)
                .as("%s: the first recorded picture is one of the clip", name)
                .isNotNegative();
        for (int i = 0; i < recorded.size(); i++) {
            assertThat(recorded.get(i))
                    .as("%s: picture %d", name, i)
                    .isEqualTo(clip.get((start + i) % clip.size()));
        }
        return recorded.size();
    }

    private static List<List<String>> sent(Farm farm, Farm.Camera camera) {
        List<List<String>> units = new ArrayList<>();
        for (JsonNode unit : farm.sent(camera, "main").get("parts").get("live")) {
            List<String> nals = new ArrayList<>();
            unit.get("nals").forEach(nal -> nals.add(nal.asString()));
            units.add(nals);
        }
        return units;
    }

    private static List<List<String>> recorded(Path archive, String cameraId) {
        List<List<String>> units = new ArrayList<>();
        for (Path file : Recordings.files(archive, cameraId, "main")) {
            units.addAll(Recordings.nalHashes(file));
        }
        return units;
    }
}
