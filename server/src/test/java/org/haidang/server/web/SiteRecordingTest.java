package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haidang.server.audit.Actor;
import org.haidang.server.tier.Tiers;
import org.haidang.uplink.site.Enrol;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.trust.Invitation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a site recorded, seen two tiers above: site, province and nation over real TLS. */
class SiteRecordingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir static Path folder;

    private static TestServer nation;
    private static TestServer province;
    private static TestServer site;
    private static String atNation;
    private static String atProvince;
    private static String atSite;
    private static long startUs;
    private static String range;

    @BeforeAll
    static void openTiers() throws Exception {
        nation = TestServer.fresh(folder.resolve("nation"), TestServer.centre());
        province = TestServer.fresh(folder.resolve("province"), TestServer.centre());
        site = TestServer.withAdministrator(folder.resolve("site"));
        join(site, province, "Khu cách ly Thử");
        join(province, nation, "Tỉnh Thử");
        startUs = System.currentTimeMillis() * 1_000 - 1_000_000;
        range = "?from=" + startUs + "&to=" + (startUs + 60_000_000);
        atSite = site.loggedIn().addCamera("gate", Map.of());
        FakeSources.Fake camera = site.sources.named("gate/main");
        camera.live();
        camera.pictures(31, 40_000);
        // Also the newest, which goes to disk when no next one comes: nothing grows any more.
        await().atMost(LIMIT).until(() -> recordedBytes() >= 31 * 40_000);
        atProvince = awaitCamera(province);
        atNation = awaitCamera(nation);
        await().atMost(LIMIT).until(() -> spans(nation, atNation).equals(spans(site, atSite)));
    }

    @AfterAll
    static void closeTiers() {
        site.close();
        province.close();
        nation.close();
    }

    private static void join(TestServer below, TestServer above, String name) throws Exception {
        Authority authority =
                Authority.open(
                        Tiers.authorityFolder(above.server.settings()),
                        Clock.systemUTC(),
                        new SecureRandom());
        Invitation invitation =
                above.server
                        .tiers()
                        .desk()
                        .invite(
                                Actor.operator("test"),
                                name,
                                null,
                                Tiers.address(above.server.settings()),
                                authority.fingerprint());
        Enrol.with(invitation, name, "test", Instant.now(), Route.STRAIGHT)
                .save(Tiers.membershipFolder(below.server.settings()));
    }

    private static long recordedBytes() {
        long bytes = 0;
        for (JsonNode span : spans(site, atSite)) {
            bytes += span.get("bytes").longValue();
        }
        return bytes;
    }

    private static JsonNode spans(TestServer tier, String camera) {
        TestClient.Answer answer = tier.loggedIn().get("cameras/" + camera + "/recordings" + range);
        return answer.json().path("spans");
    }

    private static String awaitCamera(TestServer tier) {
        TestClient client = tier.loggedIn();
        return await().atMost(LIMIT)
                .until(
                        () -> {
                            for (JsonNode camera : client.get("cameras").json()) {
                                if (camera.get("name").stringValue().equals("gate")) {
                                    return camera.get("id").stringValue();
                                }
                            }
                            return "";
                        },
                        id -> !id.isEmpty());
    }

    private static TestClient.Answer same(String route, String... headers) {
        List<String> names = List.of("Content-Type", "Content-Length", "ETag", "Content-Range");
        TestClient.Answer there = get(site, atSite, route, headers);
        TestClient.Answer here = get(nation, atNation, route, headers);
        assertThat(here.status()).as(here.text()).isEqualTo(there.status());
        for (String name : names) {
            assertThat(here.header(name)).as(name).isEqualTo(there.header(name));
        }
        there.response().headers().map().keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("haidang-"))
                .forEach(name ->
                        assertThat(here.header(name)).as(name).isEqualTo(there.header(name)));
        return here;
    }

    private static TestClient.Answer get(
            TestServer tier, String camera, String route, String... header) {
        TestClient client = tier.loggedIn();
        String path = "cameras/" + camera + "/" + route;
        return header.length == 0 ? client.get(path) : client.get(path, header[0], header[1]);
    }

    @Test
    void coverageAndGapsAreTheSites() {
        JsonNode there = get(site, atSite, "coverage" + range).json().get("hours");
        JsonNode here = get(nation, atNation, "coverage" + range).json().get("hours");
        assertThat(here.size()).isEqualTo(there.size());
        assertThat(here.get(0).get("start")).isEqualTo(there.get(0).get("start"));
        assertThat(here.get(0).get("recordedSeconds"))
                .isEqualTo(there.get(0).get("recordedSeconds"));
        assertThat(here.get(0).get("gaps").get(0).get("reason"))
                .isEqualTo(there.get(0).get("gaps").get(0).get("reason"));
    }

    @Test
    void aPieceIsBitForBitTheSites() {
        String route = "playback?seconds=5&at=" + startUs;
        TestClient.Answer piece = same(route);
        assertThat(piece.status()).isEqualTo(200);
        assertThat(piece.response().body())
                .hasSizeGreaterThan(400_000)
                .isEqualTo(get(site, atSite, route).response().body());
        for (TestServer tier : List.of(site, province, nation)) {
            awaitRow(tier, "playback");
        }
    }

    @Test
    void anExportIsTheSitesWholeAndInPart() {
        String route = "video.mp4" + range;
        byte[] whole = same(route).response().body();
        byte[] there = get(site, atSite, route).response().body();
        assertThat(whole.length).isEqualTo(there.length).isGreaterThan(400_000);
        assertThat(Arrays.mismatch(whole, there)).as("where they differ").isEqualTo(-1);
        TestClient.Answer part = same(route, "Range", "bytes=123456-345678");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(whole, 123456, 345679));
        TestClient head = nation.loggedIn();
        TestClient.Answer size = head.send("HEAD", "cameras/" + atNation + "/" + route, null);
        assertThat(size.header("Content-Length")).isEqualTo(Integer.toString(whole.length));
        for (TestServer tier : List.of(site, province, nation)) {
            awaitRow(tier, "export");
        }
    }

    @Test
    void aStillOfThenIsTheSites() {
        String at = spans(site, atSite).get(0).get("from").stringValue();
        TestClient.Answer still = same("snapshot.jpg?at=" + at);
        assertThat(still.status()).isEqualTo(200);
        for (TestServer tier : List.of(site, province, nation)) {
            awaitRow(tier, "still");
        }
    }

    @Test
    void whereNothingIsRecordedItSaysSoAsTheSiteDoes() {
        TestClient.Answer none = same("playback?at=" + (startUs + 3_600_000_000L));
        assertThat(none.json().get("type").stringValue()).isEqualTo("urn:haidang:nothing-recorded");
        assertThat(same("video.mp4?from=5&to=6").status()).isEqualTo(404);
        assertThat(same("snapshot.jpg?at=5").status()).isEqualTo(404);
    }

    /** The tier's own log has what was seen, and above its own people the name of the tier. */
    private static void awaitRow(TestServer tier, String kind) {
        String camera = tier == site ? atSite : tier == province ? atProvince : atNation;
        TestClient client = tier.loggedIn();
        await().atMost(LIMIT)
                .untilAsserted(() -> {
                    JsonNode rows =
                            client.get("audit?limit=100&kind=" + kind + "&cameraId=" + camera)
                                    .json()
                                    .get("rows");
                    assertThat(rows.size()).isPositive();
                    boolean centre = false;
                    for (JsonNode row : rows) {
                        assertThat(row.get("from").isNull()).isFalse();
                        assertThat(row.get("to").isNull()).isFalse();
                        centre |= row.get("person").asString().equals(Tiers.hostName());
                    }
                    assertThat(centre).isEqualTo(tier != nation);
                });
    }

    @Test
    void whatCannotBeHadIsSaidWithItsReason() throws Exception {
        TestServer lonely = TestServer.fresh(folder.resolve("lonely"), TestServer.centre());
        try (TestServer below = TestServer.withAdministrator(folder.resolve("below"))) {
            join(below, lonely, "Khu cách ly Khác");
            String id = below.loggedIn().addCamera("gate", Map.of());
            String above = awaitCamera(lonely);
            await().atMost(LIMIT)
                    .until(() -> get(lonely, above, "recordings" + range).status() == 200);
            below.server
                    .registry()
                    .put(
                            List.of(
                                    below.server
                                            .registry()
                                            .camera(id)
                                            .orElseThrow()
                                            .enabled(false)),
                            also -> {});
            problem(lonely, above, 409, "site-not-granted");
        }
        try (lonely) {
            String above = awaitCamera(lonely);
            await().atMost(LIMIT)
                    .until(() -> get(lonely, above, "recordings" + range).status() == 503);
            problem(lonely, above, 503, "site-no-link");
        }
    }

    private static void problem(TestServer tier, String camera, int status, String type) {
        for (String route :
                List.of(
                        "recordings" + range,
                        "coverage" + range,
                        "playback?at=" + startUs,
                        "video.mp4" + range,
                        "snapshot.jpg?at=" + startUs)) {
            TestClient.Answer answer = get(tier, camera, route);
            assertThat(answer.status()).as(route + answer.text()).isEqualTo(status);
            assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:haidang:" + type);
            assertThat(answer.json().get("detail").stringValue()).isNotBlank();
        }
    }
}
