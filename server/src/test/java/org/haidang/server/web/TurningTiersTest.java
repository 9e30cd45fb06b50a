package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.server.ptz.FakePtzDevice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A camera of a site, turned from the province above it and from the nation above that. */
@Timeout(120)
class TurningTiersTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String LEFT = "{\"pan\":-0.5}";

    @TempDir Path folder;

    private final FakePtzDevice device = new FakePtzDevice();

    @SuppressWarnings("NullAway.Init")
    private TurningTier nation;

    @SuppressWarnings("NullAway.Init")
    private TurningTier province;

    @SuppressWarnings("NullAway.Init")
    private TurningTier site;

    /** One tier, where cameras are turned. */
    private static final class TurningTier extends Tier {
        TurningTier(TestServer server) {
            super(server);
        }

        String ptz(String rest) {
            return "cameras/" + camera + "/ptz" + rest;
        }

        TestClient.Answer left(TestClient who) {
            return who.post(ptz("/moves"), LEFT);
        }

        boolean turns() {
            return row().get("ptz").booleanValue();
        }

        /** Who holds the camera, as everybody who watches at this tier sees. */
        @Nullable String holder() {
            return engineer.get("ptz")
                    .json()
                    .valueStream()
                    .filter(one -> one.get("cameraId").stringValue().equals(camera))
                    .map(one -> one.get("holder").stringValue())
                    .findFirst()
                    .orElse(null);
        }

        void awaitTurns(boolean turns) {
            await().atMost(LIMIT).until(() -> turns() == turns);
        }
    }

    @BeforeEach
    void start() throws IOException {
        nation = new TurningTier(TestServer.fresh(folder.resolve("nation"), TestServer.centre()));
        province =
                new TurningTier(TestServer.fresh(folder.resolve("province"), TestServer.centre()));
        Map<String, String> settings = new HashMap<>(TestServer.administrator());
        settings.put("cameras.allowLocalCameras", "true");
        site = new TurningTier(TestServer.fresh(folder.resolve("site"), settings));
        site.camera = site.engineer.addCamera("Sân", Map.of("url", device.stream(2)));
        known();
        site.server.join(province.server, "Khu Thử");
        province.server.join(nation.server, "Tỉnh Thử");
        province.awaitCamera("Sân");
        nation.awaitCamera("Sân");
    }

    private void known() {
        TestClient.Answer answer =
                site.engineer.send(
                        "PUT",
                        "cameras/" + site.camera + "/device",
                        Map.of(
                                "service",
                                device.service().toString(),
                                "profile",
                                "turns",
                                "ptz",
                                true));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        site.server.close();
        province.server.close();
        nation.server.close();
        device.close();
    }

    private void given() {
        site.give(Map.of("turn", true));
        province.awaitTurns(true);
        province.give(Map.of("turn", true));
        nation.awaitTurns(true);
    }

    private static void problem(TestClient.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:haidang:" + type);
    }

    private static String detail(TestClient.Answer answer) {
        return answer.json().get("detail").stringValue();
    }

    @Test
    void nobodyAboveTurnsWhatWasNotGivenAndBothLogsHaveWhoTried() {
        TestClient an = province.person("an", "duty-watcher");
        assertThat(province.turns()).isFalse();
        await().atMost(LIMIT)
                .until(() -> province.row().get("ptzWithheld").asString("").equals("not-granted"));
        problem(province.left(an), 409, "site-ptz-not-granted");
        assertThat(device.times("ContinuousMove")).isZero();
        assertThat(site.holder()).isNull();
        assertThat(site.log("centre-refused")).hasSize(1);
        assertThat(site.detail("centre-refused").get("what").stringValue()).isEqualTo("turn");
        assertThat(province.log("site-withheld")).hasSize(1);
        assertThat(province.log("ptz-taken")).isEmpty();
        // What the site gives the province, that does not give the nation yet.
        site.give(Map.of("turn", true));
        province.awaitTurns(true);
        assertThat(nation.turns()).isFalse();
        TestClient binh = nation.person("binh", "duty-watcher");
        problem(nation.left(binh), 409, "site-ptz-not-granted");
        assertThat(province.log("centre-refused")).hasSize(1);
        assertThat(nation.log("site-withheld")).hasSize(1);
    }

    @Test
    void aPersonOfTheNationTurnsItAndAllLogsAndAllScreensSayWho() {
        given();
        TestClient an = nation.person("an", "duty-watcher");
        TestClient.Answer moved = nation.left(an);
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(moved.json().get("mine").booleanValue()).isTrue();
        assertThat(moved.json().get("holder").stringValue()).isEqualTo("an");
        assertThat(device.times("ContinuousMove")).isEqualTo(1);
        assertThat(site.holder()).startsWith("an (");
        await().atMost(LIMIT).until(() -> province.holder() != null);
        assertThat(province.holder()).startsWith("an (");
        await().atMost(LIMIT).until(() -> "an".equals(nation.holder()));
        for (TurningTier tier : List.of(site, province, nation)) {
            assertThat(tier.log("ptz-taken")).singleElement().asString().contains("an", "Sân");
        }
        assertThat(site.detail("ptz-taken").get("issuer").stringValue()).isNotEmpty();
        assertThat(nation.detail("ptz-taken").has("issuer")).isFalse();

        JsonNode told = an.get(nation.ptz("")).json();
        assertThat(told.get("mine").booleanValue()).isTrue();
        assertThat(told.at("/presets/0/name").stringValue()).isEqualTo("Cổng sau");
        assertThat(an.post(nation.ptz("/presets/1/calls"), "").status()).isEqualTo(200);
        TestClient.Answer saved = an.post(nation.ptz("/presets"), Map.of("name", "Bãi xe"));
        assertThat(saved.status()).as(saved.text()).isEqualTo(201);
        assertThat(saved.json().get("name").stringValue()).isEqualTo("Bãi xe");
        String token = saved.json().get("token").stringValue();
        assertThat(an.send("DELETE", nation.ptz("/presets/" + token), null).status())
                .isEqualTo(204);
        assertThat(an.post(nation.ptz("/stops"), "").status()).isEqualTo(204);
        assertThat(device.times("Stop")).isEqualTo(1);

        assertThat(an.send("DELETE", nation.ptz(""), null).status()).isEqualTo(204);
        assertThat(site.holder()).isNull();
        await().atMost(LIMIT).until(() -> nation.holder() == null && province.holder() == null);
        for (TurningTier tier : List.of(site, province, nation)) {
            JsonNode end = tier.detail("ptz-ended");
            assertThat(end.get("end").stringValue()).isEqualTo("let-go");
            assertThat(end.get("commands").intValue()).isEqualTo(5);
            assertThat(end.at("/presetsCalled/0").stringValue()).isEqualTo("Cổng sau");
        }
    }

    @Test
    void oneHoldIsSharedByAllTiersAndASuperiorTakesItFromWhereverHeIs() {
        given();
        TestClient below = site.person("be", "duty-watcher");
        TestClient middle = province.person("giua", "duty-watcher");
        TestClient chief = nation.person("truong", "military-command");
        assertThat(site.left(below).status()).isEqualTo(200);
        problem(province.left(middle), 409, "ptz-held");
        assertThat(detail(province.left(middle))).contains("be (Khu Thử)");
        problem(nation.left(chief), 409, "ptz-held");
        assertThat(detail(nation.left(chief))).contains("be (Khu Thử)");
        assertThat(province.log("ptz-taken")).as("he never had it").isEmpty();
        assertThat(chief.get(nation.ptz("")).json().get("takeOver").booleanValue()).isTrue();

        TestClient.Answer taken = chief.post(nation.ptz("/take-overs"), "");
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        assertThat(taken.json().get("mine").booleanValue()).isTrue();
        problem(site.left(below), 409, "ptz-held");
        assertThat(detail(site.left(below))).contains("truong (");
        assertThat(nation.left(chief).status()).isEqualTo(200);
        // Nobody takes from a superior, not even at the site.
        TestClient other = site.person("khac", "military-command");
        problem(other.post(site.ptz("/take-overs"), ""), 409, "ptz-held-by-superior");
        assertThat(site.log("ptz-taken-over").getFirst()).contains("truong (");
        assertThat(site.detail("ptz-taken-over").get("takenFrom").stringValue()).isEqualTo("be");
        assertThat(nation.detail("ptz-taken-over").get("takenFrom").stringValue()).isEqualTo("be");
        assertThat(chief.send("DELETE", nation.ptz(""), null).status()).isEqualTo(204);

        assertThat(province.left(middle).status()).isEqualTo(200);
        assertThat(other.post(site.ptz("/take-overs"), "").status()).isEqualTo(200);
        problem(province.left(middle), 409, "ptz-held");
        assertThat(province.detail("ptz-ended").get("end").stringValue()).isEqualTo("taken-over");
    }

    @Test
    void whatTheSiteWithdrawsIsLostAtOnceAlsoByWhoeverHoldsIt() {
        given();
        TestClient an = nation.person("an", "duty-watcher");
        assertThat(nation.left(an).status()).isEqualTo(200);
        long stops = device.times("Stop");
        site.give(Map.of("turn", false));
        assertThat(site.holder()).isNull();
        assertThat(site.detail("ptz-ended").get("end").stringValue()).isEqualTo("withdrawn");
        await().atMost(LIMIT).until(() -> device.times("Stop") == stops + 1);
        problem(nation.left(an), 409, "site-ptz-not-granted");
        assertThat(device.times("ContinuousMove")).isEqualTo(1);
        assertThat(nation.detail("ptz-ended").get("end").stringValue()).isEqualTo("withdrawn");
        nation.awaitTurns(false);
        TestClient below = site.person("be", "duty-watcher");
        assertThat(site.left(below).status()).isEqualTo(200);
    }

    @Test
    void whatTheProvinceWithdrawsFromTheNationIsFreeAtTheSite() {
        given();
        TestClient an = nation.person("an", "duty-watcher");
        assertThat(nation.left(an).status()).isEqualTo(200);
        province.give(Map.of("turn", false));
        assertThat(province.detail("ptz-ended").get("end").stringValue()).isEqualTo("withdrawn");
        await().atMost(LIMIT).until(() -> site.holder() == null);
        problem(nation.left(an), 409, "site-ptz-not-granted");
        assertThat(device.times("Stop")).isEqualTo(1);
        assertThat(province.left(province.person("giua", "duty-watcher")).status()).isEqualTo(200);
    }

    @Test
    void whatIsNotSeenLiveIsNotTurnedAndComesBackOnlyWhenItIsGiven() {
        given();
        site.give(Map.of("live", false));
        province.awaitTurns(false);
        problem(province.left(province.person("an", "duty-watcher")), 409, "site-ptz-not-granted");
        site.give(Map.of("live", true));
        assertThat(province.left(province.person("ba", "duty-watcher")).status()).isEqualTo(409);
    }

    @Test
    void rightsAreThoseThatThePersonHasWhereHeIs() {
        given();
        TestClient committee = province.person("uy-ban", "national-committee");
        problem(province.left(committee), 403, "forbidden");
        TestClient watcher = province.person("truc", "duty-watcher");
        problem(watcher.post(province.ptz("/take-overs"), ""), 403, "forbidden");
        JsonNode told = committee.get(province.ptz("")).json();
        assertThat(told.get("presets").isEmpty()).isTrue();
        assertThat(device.times("GetPresets")).as("for him nothing is asked").isZero();
    }

    @Test
    void aDeadLinkAndADeadCameraSaySoInWords() {
        given();
        TestClient an = nation.person("an", "duty-watcher");
        device.close();
        TestClient.Answer unmoved = nation.left(an);
        problem(unmoved, 502, "ptz-device");
        assertThat(detail(unmoved)).contains("nothing listens");
        an.language = "vi";
        site.server.close();
        await().atMost(LIMIT)
                .until(() -> province.row().at("/state/reason").asString("").equals("no-link"));
        TestClient.Answer cut = nation.left(an);
        problem(cut, 503, "site-ptz-no-link");
        assertThat(detail(cut)).contains("kết nối");
    }
}
