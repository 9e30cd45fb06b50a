package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nation, province and site, each the real program: how long the site keeps recordings of a camera,
 * the nation sets as far as it is let. The camera itself need not be there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SettingsTiersTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CAMERA = "Cổng kho";

    @TempDir static Path folder;

    private Tier nation;
    private Tier province;
    private Tier site;

    /** One tier, and what it calls the camera. */
    private static final class Tier {
        final Path data;
        final Server server;
        String camera = "";

        Tier(String name, Map<String, String> settings) {
            this.data = folder.resolve(name).resolve("data");
            this.server = Server.start(folder.resolve(name), List.of(), settings);
        }

        void give(boolean configure) {
            try (Api administrator = server.administrator()) {
                administrator.put(
                        "/links/grants",
                        Map.of("cameraIds", List.of(camera), "configure", configure));
            }
        }

        JsonNode row() {
            return server.api().camera(camera);
        }

        /** Days that recordings are kept, as the site has told; 0 for as usual. */
        int daysAtSite() {
            return row().at("/atSite/settings/retentionDays").asInt(0);
        }

        void awaitGranted() {
            await().atMost(LIMIT).until(() -> row().at("/atSite/withheld").isNull());
        }

        HttpResponse<String> keep(@Nullable Integer before, @Nullable Integer days) {
            Map<String, Object> body = settings(days);
            body.put("base", settings(before));
            return server.api().tryPut("/cameras/" + camera + "/recording-settings", body);
        }

        private static Map<String, Object> settings(@Nullable Integer days) {
            Map<String, Object> settings = new HashMap<>();
            settings.put("recordMain", true);
            settings.put("recordSub", false);
            settings.put("retentionDays", days);
            return settings;
        }

        String log(String kind) {
            return AuditRows.of(data, kind);
        }
    }

    @BeforeAll
    void start() throws IOException {
        Map<String, String> nationLinks = Links.free().settings();
        Map<String, String> provinceLinks = Links.free().settings();
        nation = new Tier("nation", nationLinks);
        province = new Tier("province", provinceLinks);
        site = new Tier("site", Map.of());
        site.camera = site.server.add(CAMERA, "rtsp://192.0.2.1/main", "tcp");
        Enrolment enrolment = new Enrolment(folder);
        enrolment.joinOnce("site", "province", provinceLinks, "Khu Phước Dinh");
        enrolment.joinOnce("province", "nation", nationLinks, "Tỉnh Ninh Thuận");
        province.camera = Enrolment.awaitCamera(province.server, CAMERA);
        nation.camera = Enrolment.awaitCamera(nation.server, CAMERA);
    }

    @AfterAll
    void stop() {
        for (Tier tier : Arrays.asList(site, province, nation)) {
            if (tier != null) {
                tier.server.close();
            }
        }
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode refused(HttpResponse<String> answer, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.get("type").asString()).isEqualTo("urn:haidang:" + type);
        return problem;
    }

    private int daysOfSite() {
        return site.row().get("retentionDays").asInt(0);
    }

    @Test
    void theNationSetsHowLongASiteKeepsRecordingsUntilTheSiteTakesThatBack() {
        refused(nation.keep(null, 60), "site-settings-not-granted");
        site.give(true);
        await().atMost(LIMIT).until(() -> province.row().at("/atSite/withheld").isNull());
        refused(nation.keep(null, 60), "site-settings-not-granted");
        assertThat(daysOfSite()).isZero();
        province.give(true);
        nation.awaitGranted();

        done(nation.keep(null, 60));
        assertThat(daysOfSite()).isEqualTo(60);
        assertThat(site.log("camera-changed"))
                .contains("Kiểm thử (", CAMERA, "\"issuer\"", "\"retentionDays\":60");
        for (Tier tier : List.of(province, nation)) {
            assertThat(tier.log("site-settings-asked")).contains("Kiểm thử", CAMERA);
            assertThat(tier.log("site-settings-answered")).contains("done");
            await().atMost(LIMIT).until(() -> tier.daysAtSite() == 60);
        }

        site.server.api().patch("/cameras/" + site.camera, Map.of("retentionDays", 20));
        JsonNode late = refused(nation.keep(60, 90), "settings-changed");
        assertThat(late.at("/settings/retentionDays").asInt(0)).isEqualTo(20);
        assertThat(daysOfSite()).isEqualTo(20);
        done(nation.keep(20, 90));

        site.give(false);
        refused(nation.keep(90, 10), "site-settings-not-granted");
        refused(province.keep(90, 10), "site-settings-not-granted");
        assertThat(daysOfSite()).isEqualTo(90);
        assertThat(site.log("centre-refused")).contains("settings");
    }
}
