package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.LiveViewer;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nation, province and site, each the real program in a process of its own, linked from below. */
class TiersTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void d6TheNationSeesASitesCameraAndEveryTiersLogSaysSo() throws IOException {
        Map<String, String> nationLinks = Links.free().settings();
        Map<String, String> provinceLinks = Links.free().settings();
        try (Farm farm = Farm.demo(folder);
                Server nation = Server.start(folder.resolve("nation"), List.of(), nationLinks);
                Server province =
                        Server.start(folder.resolve("province"), List.of(), provinceLinks);
                Server site = Server.start(folder.resolve("site"))) {
            CameraIds cameras = site.add(farm.cameras());
            Enrolment enrolment = new Enrolment(folder);
            enrolment.join("site", "province", provinceLinks, "Khu cách ly Phước Dinh");
            enrolment.join("province", "nation", nationLinks, "Tỉnh Ninh Thuận");
            String name = farm.cameras().getFirst().name();
            site.awaitRecording(cameras.all(), LIMIT);

            String atNation = Enrolment.awaitCamera(nation, name);
            String atProvince = Enrolment.awaitCamera(province, name);
            await().atMost(LIMIT).until(() -> kind(nation, atNation).equals("live"));

            try (LiveViewer viewer = LiveViewer.open(nation.api(), atNation, "main")) {
                Duration first = viewer.awaitFirstPicture(LIMIT);
                System.out.printf("first picture at the nation after %d ms%n", first.toMillis());
                await().atMost(LIMIT).until(() -> viewer.bytes() > 200_000);
                assertThat(kind(province, atProvince)).isEqualTo("live");
            }
            for (String tier : List.of("site", "province", "nation")) {
                recordsTheView(tier, name);
            }

            site.kill();
            await().atMost(LIMIT).until(() -> kind(nation, atNation).equals("failed"));
            JsonNode state = nation.api().camera(atNation).get("state");
            assertThat(state.get("reason").asString()).isEqualTo("no-link");
        }
    }

    private static String kind(Server server, String camera) {
        return server.api().camera(camera).get("state").get("kind").asString();
    }

    /** Read beside the server: an inspector with a second factor would cost half a minute each. */
    private void recordsTheView(String tier, String camera) {
        Path database = folder.resolve(tier).resolve("data").resolve("haidang.db");
        await().atMost(LIMIT)
                .untilAsserted(() -> {
                    try (Connection connection =
                                    DriverManager.getConnection("jdbc:sqlite:" + database);
                            PreparedStatement views =
                                    connection.prepareStatement(
                                            "select count(*) from audit where kind = 'view' and"
                                                    + " camera = ?")) {
                        views.setString(1, camera);
                        try (ResultSet row = views.executeQuery()) {
                            assertThat(row.next()).isTrue();
                            assertThat(row.getLong(1)).as(tier).isPositive();
                        }
                    }
                });
    }
}
