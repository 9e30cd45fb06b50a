package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The server is killed without warning while it records; nothing that was on disk may be lost. */
class KilledServerTest {
    private static final int RESTART_LIMIT_S = 30;

    @TempDir Path folder;

    @Test
    void losesAtMostASecondPerCameraAndRecordsAgainAfterRestart() {
        Tool.need("ffprobe");
        try (Farm farm = Farm.demo(folder)) {
            CameraIds cameras;
            Instant killedAt;
            try (Server server = Server.start(folder)) {
                cameras = server.add(farm.cameras());
                server.awaitRecording(cameras.all(), Duration.ofSeconds(60));
                await().atMost(Duration.ofSeconds(60))
                        .until(() ->
                                cameras.all().stream()
                                        .allMatch(id ->
                                                Recordings.lastPicture(server.archive(), id)
                                                        .isAfter(
                                                                server.startedAt()
                                                                        .plusSeconds(6))));
                server.kill();
                killedAt = Instant.now();
            }
            everyFilePlaysUpToTheLastSecond(cameras, killedAt);
            restartRecordsAndExplainsTheGap(cameras, killedAt);
        }
    }

    private void everyFilePlaysUpToTheLastSecond(CameraIds cameras, Instant killedAt) {
        Path archive = Server.archive(folder.resolve("data"));
        List<Path> files = Recordings.files(archive);
        assertThat(files).hasSizeGreaterThanOrEqualTo(cameras.all().size());
        assertThat(files)
                .allSatisfy(file -> assertThat(Tool.complaints(file)).doesNotContain("[", "rror"));
        cameras.forEach((name, id) -> {
            Duration lost = Duration.between(Recordings.lastPicture(archive, id), killedAt);
            System.out.printf("%s: lost %d ms%n", name, lost.toMillis());
            // A second for what was not yet written; the rest is this test's own: seeing the kill,
            // one picture's time.
            assertThat(lost).as(name).isLessThan(Duration.ofMillis(1_500));
        });
    }

    private void restartRecordsAndExplainsTheGap(CameraIds cameras, Instant killedAt) {
        Instant restartedAt = Instant.now();
        try (Server server = Server.start(folder)) {
            cameras.forEach((name, id) -> {
                Instant again =
                        await().atMost(Duration.ofSeconds(RESTART_LIMIT_S))
                                .until(
                                        () ->
                                                Recordings.firstPictureAfter(
                                                        server.archive(), id, killedAt),
                                        Instant.MAX::isAfter);
                System.out.printf(
                        "%s: records again %d ms after the start of the program%n",
                        name, Duration.between(restartedAt, again).toMillis());
            });
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            cameras.forEach((name, id) -> {
                                JsonNode gaps =
                                        server.api()
                                                .get(
                                                        "/cameras/"
                                                                + id
                                                                + "/recordings?from="
                                                                + killedAt.minusSeconds(60)
                                                                + "&to="
                                                                + Instant.now())
                                                .get("gaps");
                                assertThat(gaps)
                                        .as(name)
                                        .anySatisfy(gap -> {
                                            assertThat(gap.get("reason").asString())
                                                    .isEqualTo("server-crashed");
                                            assertThat(Api.instant(gap.get("from")))
                                                    .isBefore(killedAt.plusMillis(500));
                                            assertThat(Api.instant(gap.get("to")))
                                                    .isAfter(restartedAt);
                                            assertThat(gap.get("message").asString()).isNotBlank();
                                        });
                            }));
        }
    }
}
