package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.LiveViewer;
import org.haidang.benchmark.program.Program;
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
        Map<String, String> nationLinks = centre();
        Map<String, String> provinceLinks = centre();
        try (Farm farm = Farm.demo(folder);
                Server nation = Server.start(folder.resolve("nation"), List.of(), nationLinks);
                Server province =
                        Server.start(folder.resolve("province"), List.of(), provinceLinks);
                Server site = Server.start(folder.resolve("site"))) {
            CameraIds cameras = site.add(farm.cameras());
            join("site", "province", provinceLinks, "Khu cách ly Phước Dinh");
            join("province", "nation", nationLinks, "Tỉnh Ninh Thuận");
            String name = farm.cameras().getFirst().name();
            site.awaitRecording(cameras.all(), LIMIT);

            String atNation = awaitCamera(nation, name);
            String atProvince = awaitCamera(province, name);
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

    private static Map<String, String> centre() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Map.of(
                    "HAIDANG_LINKS_PORT",
                    Integer.toString(free.getLocalPort()),
                    "HAIDANG_LINKS_BIND",
                    "127.0.0.1");
        }
    }

    private void join(String site, String centre, Map<String, String> links, String name) {
        String invitation = said(centre, links, "haidang1-", "sites", "invite", name);
        said(site, Map.of(), "This server is now a site of", "join", "--name", name, invitation);
        try (Program again = program(site, Map.of(), "join", "--name", name, invitation)) {
            again.awaitLine(line -> line.contains("was used before"), LIMIT);
            assertThat(again.awaitExit(LIMIT)).isEqualTo(1);
        }
    }

    /** The line of a command that begins like this. */
    private String said(
            String server, Map<String, String> settings, String begin, String... arguments) {
        try (Program program = program(server, settings, arguments)) {
            String line = program.awaitLine(each -> each.startsWith(begin), LIMIT);
            assertThat(program.awaitExit(LIMIT)).as(program.output()).isZero();
            return line;
        }
    }

    private Program program(String server, Map<String, String> settings, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        int options = arguments[0].equals("sites") ? 2 : 1;
        all.addAll(options, List.of("--data", folder.resolve(server).resolve("data").toString()));
        return Program.java(
                String.join(" ", arguments),
                folder,
                settings,
                List.of(),
                "server",
                "org.haidang.server.Haidang",
                all);
    }

    private static String awaitCamera(Server server, String name) {
        return await().atMost(LIMIT)
                .until(
                        () -> {
                            for (JsonNode camera : server.api().get("/cameras")) {
                                if (camera.get("name").asString().equals(name)) {
                                    return camera.get("id").asString();
                                }
                            }
                            return "";
                        },
                        id -> !id.isEmpty());
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
