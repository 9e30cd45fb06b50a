package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.haidang.server.rights.DefaultRoles;
import org.haidang.server.rights.Rights;
import org.haidang.server.tier.Tiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The pictures that a site sends by itself, seen two tiers above. */
class LastPictureTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir static Path folder;

    private static TestServer nation;
    private static TestServer province;
    private static TestServer site;
    private static FakeSources.Fake camera;
    private static String atNation;
    private static String atProvince;
    private static String atSite;

    @BeforeAll
    static void openTiers() throws IOException {
        nation = TestServer.fresh(folder.resolve("nation"), settings(true));
        province = TestServer.fresh(folder.resolve("province"), settings(true));
        site = TestServer.fresh(folder.resolve("site"), settings(false));
        atSite = site.loggedIn().addCamera("Cổng", Map.of());
        camera = site.sources.named("Cổng/main");
        camera.live();
        site.join(province, "Khu cách ly Thử");
        province.join(nation, "Tỉnh Thử");
        atProvince = awaitCamera(province);
        atNation = awaitCamera(nation);
    }

    private static Map<String, String> settings(boolean centre) throws IOException {
        Map<String, String> all =
                new HashMap<>(centre ? TestServer.centre() : TestServer.administrator());
        all.put("uplink.lastPictures.everySeconds", "1");
        return all;
    }

    private static String awaitCamera(TestServer tier) {
        TestClient client = tier.loggedIn();
        return await().atMost(LIMIT)
                .until(
                        () -> {
                            for (JsonNode one : client.get("cameras").json()) {
                                return one.get("id").stringValue();
                            }
                            return "";
                        },
                        id -> !id.isEmpty());
    }

    @AfterAll
    static void closeTiers() {
        site.close();
        province.close();
        nation.close();
    }

    private static TestClient.Answer snapshot(TestClient client, String id) {
        return client.get("cameras/" + id + "/snapshot.jpg");
    }

    /** When the picture was taken that this tier shows; 0 when it shows none. */
    private static long takenUs(TestClient client, String id) {
        TestClient.Answer answer = snapshot(client, id);
        return answer.status() == 200 ? Long.parseLong(answer.header("Haidang-Picture-Us")) : 0;
    }

    /** By the tier's log of single pictures. */
    private static List<String> whoSaw(TestServer tier, String id) {
        return StreamSupport.stream(
                        tier.loggedIn()
                                .get("audit?limit=100&kind=still&cameraId=" + id)
                                .json()
                                .get("rows")
                                .spliterator(),
                        false)
                .map(row -> row.get("person").asString())
                .toList();
    }

    private static JsonNode above(TestServer tier) {
        return tier.loggedIn().get("links").json().get("above");
    }

    @Test
    void aPictureComesUpBothTiersWithItsOwnTimeAndNothingIsWatched() {
        camera.pictures(11, 500);
        TestClient there = nation.loggedIn();
        TestClient here = site.loggedIn();
        await().atMost(LIMIT).until(() -> takenUs(there, atNation) > 0);
        await().atMost(LIMIT).until(() -> takenUs(there, atNation) == takenUs(here, atSite));
        TestClient.Answer still = snapshot(there, atNation);
        assertThat(still.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(still.header("Haidang-Picture-From")).isEqualTo("site");
        assertThat(snapshot(here, atSite).header("Haidang-Picture-From")).isEmpty();
        assertThat(still.response().body()).isEqualTo(snapshot(here, atSite).response().body());

        long before = takenUs(there, atNation);
        await().atMost(LIMIT)
                .until(() -> {
                    camera.pictures(10, 500);
                    return takenUs(there, atNation) > before;
                });
        // No stream was opened for it, and the line says what it cost.
        for (TestServer tier : List.of(site, province)) {
            assertThat(above(tier).get("leases").intValue()).isZero();
            assertThat(above(tier).get("sentBytes").longValue()).isZero();
            JsonNode round = above(tier).get("lastPictures");
            assertThat(round.get("cameras").intValue()).isEqualTo(1);
            assertThat(round.get("wantedSeconds").doubleValue()).isEqualTo(1);
            assertThat(round.get("sentBytes").longValue()).isPositive();
        }

        // Whoever looked is in the log here, and that the centre was given it in the logs below.
        assertThat(whoSaw(nation, atNation)).contains(TestServer.USERNAME);
        assertThat(whoSaw(province, atProvince)).contains(Tiers.hostName());
        assertThat(whoSaw(site, atSite)).contains(Tiers.hostName());
    }

    @Test
    void whoMayNotSeeItLiveDoesNotSeeItAtAll() {
        camera.pictures(11, 500);
        TestClient all = nation.loggedIn();
        await().atMost(LIMIT).until(() -> takenUs(all, atNation) > 0);
        assertThat(snapshot(as("quan-tri-2", DefaultRoles.ADMINISTRATOR), atNation).status())
                .isEqualTo(403);
        assertThat(snapshot(as("truc", DefaultRoles.DUTY_WATCHER), atNation).status())
                .isEqualTo(200);
        assertThat(snapshot(new TestClient(nation.url), atNation).status()).isEqualTo(401);
    }

    private static TestClient as(String username, String role) {
        var user = nation.person(username, null);
        nation.server.rights().give(user.id(), Rights.Gift.everywhere(role), "test");
        return nation.as(user);
    }

    @Test
    void whatTheSiteWithdrawsIsGoneAtEveryTier() {
        camera.pictures(11, 500);
        TestClient there = nation.loggedIn();
        TestClient between = province.loggedIn();
        await().atMost(LIMIT).until(() -> takenUs(there, atNation) > 0);
        grant(false);
        await().atMost(LIMIT).until(() -> snapshot(between, atProvince).status() == 404);
        await().atMost(LIMIT).until(() -> snapshot(there, atNation).status() == 404);
        assertThat(snapshot(there, atNation).json().get("type").stringValue())
                .isEqualTo("urn:haidang:no-picture");
        assertThat(above(site).get("lastPictures").isNull()).isTrue();
        grant(true);
        await().atMost(LIMIT).until(() -> takenUs(there, atNation) > 0);
    }

    private static void grant(boolean live) {
        TestClient.Answer changed =
                site.loggedIn()
                        .send(
                                "PUT",
                                "links/grants",
                                Map.of("cameraIds", List.of(atSite), "live", live));
        assertThat(changed.status()).isEqualTo(200);
    }
}
