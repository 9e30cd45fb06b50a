package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is recorded of a camera of a site, set from the province above it and from the nation. */
@Timeout(120)
class SettingsTiersTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Map<String, Object> USUAL = settings(true, false, null);
    private static final Map<String, Object> A_MONTH = settings(true, false, 30);

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private SetTier nation;

    @SuppressWarnings("NullAway.Init")
    private SetTier province;

    @SuppressWarnings("NullAway.Init")
    private SetTier site;

    /** One tier, where cameras are set. */
    private static final class SetTier extends Tier {
        SetTier(TestServer server) {
            super(server);
        }

        TestClient.Answer set(
                TestClient who, Map<String, Object> base, Map<String, Object> wanted) {
            Map<String, Object> body = new HashMap<>(wanted);
            body.put("base", base);
            return who.send("PUT", "cameras/" + camera + "/recording-settings", body);
        }

        TestClient.Answer set(Map<String, Object> base, Map<String, Object> wanted) {
            return set(engineer, base, wanted);
        }

        JsonNode atSite() {
            return row().get("atSite");
        }

        String withheld() {
            return atSite().get("withheld").asString("");
        }

        void awaitGranted(boolean granted) {
            await().atMost(LIMIT).until(() -> withheld().equals(granted ? "" : "not-granted"));
        }

        void awaitDays(int days) {
            await().atMost(LIMIT)
                    .until(() -> atSite().at("/settings/retentionDays").asInt(0) == days);
        }
    }

    private static Map<String, Object> settings(boolean main, boolean sub, @Nullable Integer days) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("recordMain", main);
        settings.put("recordSub", sub);
        settings.put("retentionDays", days);
        return settings;
    }

    @BeforeEach
    void start() throws IOException {
        nation = new SetTier(TestServer.fresh(folder.resolve("nation"), TestServer.centre()));
        province = new SetTier(TestServer.fresh(folder.resolve("province"), TestServer.centre()));
        site = new SetTier(TestServer.withAdministrator(folder.resolve("site")));
        site.camera = site.engineer.addCamera("Sân", Map.of());
        site.server.join(province.server, "Khu Thử");
        province.server.join(nation.server, "Tỉnh Thử");
        province.awaitCamera("Sân");
        nation.awaitCamera("Sân");
    }

    @AfterEach
    void stop() {
        site.server.close();
        province.server.close();
        nation.server.close();
    }

    private void given() {
        site.give(Map.of("configure", true));
        province.awaitGranted(true);
        province.give(Map.of("configure", true));
        nation.awaitGranted(true);
    }

    private static void problem(TestClient.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:haidang:" + type);
    }

    private static void done(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static JsonNode withDays(JsonNode settings, int days) {
        assertThat(settings.at("/retentionDays").asInt(0)).as(settings.toString()).isEqualTo(days);
        return settings;
    }

    @Test
    void nobodyAboveSetsWhatWasNotGivenAndBothLogsHaveWhoTried() {
        province.awaitGranted(false);
        assertThat(province.atSite().at("/settings/recordMain").booleanValue()).isTrue();
        problem(province.set(USUAL, A_MONTH), 409, "site-settings-not-granted");
        assertThat(site.row().get("retentionDays").isNull()).isTrue();
        assertThat(site.log("camera-changed")).isEmpty();
        assertThat(site.detail("centre-refused").get("what").stringValue()).isEqualTo("settings");
        assertThat(province.detail("site-withheld").get("what").stringValue())
                .isEqualTo("settings");
        assertThat(province.detail("site-settings-answered").get("result").stringValue())
                .isEqualTo("not_granted");
        // What the site gives the province, that does not give the nation yet.
        site.give(Map.of("configure", true));
        JsonNode decided = site.detail("link-grant-changed");
        assertThat(decided.at("/before/configure").booleanValue()).isFalse();
        assertThat(decided.at("/after/configure").booleanValue()).isTrue();
        province.awaitGranted(true);
        nation.awaitGranted(false);
        problem(nation.set(USUAL, A_MONTH), 409, "site-settings-not-granted");
        assertThat(province.detail("centre-refused").get("what").stringValue())
                .isEqualTo("settings");
        assertThat(province.log("site-settings-asked")).as("it was not passed on").hasSize(1);
    }

    @Test
    void aPersonOfTheNationSetsItAndAllLogsSayWho() {
        given();
        TestClient an = nation.person("an", "it-department");
        TestClient.Answer answer = nation.set(an, USUAL, settings(true, true, 30));
        done(answer);
        assertThat(withDays(answer.json(), 30).get("recordSub").booleanValue()).isTrue();
        assertThat(withDays(site.row(), 30).get("recordSub").booleanValue()).isTrue();
        assertThat(site.log("camera-changed")).singleElement().asString().contains("an (", "Sân");
        JsonNode there = site.detail("camera-changed");
        assertThat(there.get("issuer").stringValue()).isNotEmpty();
        assertThat(there.at("/before/retentionDays").isMissingNode()).isTrue();
        assertThat(there.at("/before/recordSub").booleanValue()).isFalse();
        withDays(there.get("after"), 30);
        for (SetTier tier : List.of(province, nation)) {
            assertThat(tier.log("site-settings-asked")).singleElement().asString().contains("an");
            JsonNode told = tier.detail("site-settings-answered");
            assertThat(told.get("result").stringValue()).isEqualTo("done");
            withDays(told.get("after"), 30);
            assertThat(told.has("issuer")).isEqualTo(tier == province);
        }
        nation.awaitDays(30);
        province.awaitDays(30);
    }

    @Test
    void whatChangedMeanwhileIsToldAndNothingIsDone() {
        given();
        done(site.engineer.send("PATCH", "cameras/" + site.camera, Map.of("retentionDays", 7)));
        TestClient.Answer late = nation.set(USUAL, A_MONTH);
        problem(late, 409, "settings-changed");
        withDays(late.json().get("settings"), 7);
        withDays(site.row(), 7);
        assertThat(site.log("camera-changed")).as("that of the site alone").hasSize(1);
        assertThat(nation.detail("site-settings-answered").get("result").stringValue())
                .isEqualTo("changed");
        done(nation.set(settings(true, false, 7), A_MONTH));
        withDays(site.row(), 30);
    }

    @Test
    void theSiteJudgesByItsOwnRulesAndSaysSoInItsWords() {
        String bare =
                site.engineer
                        .post("facilities", Map.of("name", "Không giấy tờ"))
                        .json()
                        .get("id")
                        .stringValue();
        JsonNode added =
                site.engineer
                        .post(
                                "cameras",
                                Map.of(
                                        "facilityId", bare,
                                        "name", "Cổng",
                                        "url", "rtsp://10.9.8.7/gate"))
                        .json();
        site.camera = added.get("id").stringValue();
        province.awaitCamera("Cổng");
        site.give(Map.of("configure", true));
        province.awaitGranted(true);
        TestClient.Answer refused =
                province.set(settings(false, false, null), settings(true, false, null));
        problem(refused, 422, "invalid");
        assertThat(refused.json().at("/errors/0/field").stringValue()).isEqualTo("recordMain");
        assertThat(refused.json().at("/errors/0/message").stringValue()).contains("the purpose");
        TestClient viet = province.engineer;
        viet.language = "vi";
        assertThat(
                        province.set(settings(false, false, null), settings(true, false, null))
                                .json()
                                .at("/errors/0/message")
                                .stringValue())
                .contains("mục đích");
        assertThat(site.row().get("recordMain").booleanValue()).isFalse();
    }

    @Test
    void whatIsNoValueIsNotSaidToTheSite() {
        given();
        for (Object[] wrong :
                new Object[][] {
                    {"retentionDays", 0},
                    {"retentionDays", 3_651},
                    {"retentionDays", "x"},
                    {"recordMain", null},
                    {"recordSub", 1},
                    {"url", "rtsp://10.1.1.1/x"},
                }) {
            Map<String, Object> body = new HashMap<>(A_MONTH);
            body.put("base", USUAL);
            body.put((String) wrong[0], wrong[1]);
            TestClient.Answer answer =
                    province.engineer.send(
                            "PUT", "cameras/" + province.camera + "/recording-settings", body);
            problem(answer, 422, "invalid");
            assertThat(answer.json().at("/errors/0/field").stringValue()).isEqualTo(wrong[0]);
        }
        TestClient.Answer without =
                province.engineer.send(
                        "PUT", "cameras/" + province.camera + "/recording-settings", A_MONTH);
        assertThat(without.json().at("/errors/0/field").stringValue()).isEqualTo("base.recordMain");
        assertThat(province.log("site-settings-asked")).isEmpty();
    }

    @Test
    void whatIsWithdrawnIsRefusedAtOnceAlsoByTheProvinceInBetween() {
        given();
        done(nation.set(USUAL, A_MONTH));
        province.give(Map.of("configure", false));
        problem(nation.set(A_MONTH, USUAL), 409, "site-settings-not-granted");
        done(province.set(A_MONTH, settings(true, false, 14)));
        site.give(Map.of("configure", false));
        problem(province.set(settings(true, false, 14), USUAL), 409, "site-settings-not-granted");
        withDays(site.row(), 14);
        // Unlisted is withdrawn, and does not come back with the list.
        site.give(Map.of("configure", true));
        site.give(Map.of("listed", false));
        problem(province.set(settings(true, false, 14), USUAL), 409, "site-settings-not-granted");
        site.give(Map.of("listed", true));
        problem(province.set(settings(true, false, 14), USUAL), 409, "site-settings-not-granted");
    }

    @Test
    void isSetAlsoUnseen() {
        site.give(Map.of("configure", true, "live", false, "playback", false));
        province.awaitGranted(true);
        done(province.set(USUAL, A_MONTH));
        withDays(site.row(), 30);
    }

    @Test
    void whatASiteOrAProvinceCannotRecordIsNotDone() {
        given();
        unlogged(site);
        problem(nation.set(USUAL, A_MONTH), 502, "site-settings-unrecorded");
        assertThat(nation.detail("site-settings-answered").get("result").stringValue())
                .isEqualTo("off");
        logged(site);
        unlogged(province);
        problem(nation.set(USUAL, A_MONTH), 502, "site-settings-unrecorded");
        problem(province.set(USUAL, A_MONTH), 503, "audit");
        logged(province);
        assertThat(site.row().get("retentionDays").isNull()).isTrue();
        assertThat(site.log("camera-changed")).isEmpty();
        done(nation.set(USUAL, A_MONTH));
    }

    private static void unlogged(SetTier tier) {
        tier.server.database().write(c -> c.sql("alter table audit rename to away").update());
    }

    private static void logged(SetTier tier) {
        tier.server.database().write(c -> c.sql("alter table away rename to audit").update());
    }

    @Test
    void rightsAreThoseThatThePersonHasWhereHeIs() {
        given();
        TestClient watcher = province.person("truc", "duty-watcher");
        problem(province.set(watcher, USUAL, A_MONTH), 403, "forbidden");
        assertThat(province.log("site-settings-asked")).isEmpty();
    }

    @Test
    void aCameraOfOnesOwnIsSetTheSameWay() {
        assertThat(site.row().get("atSite").isNull()).isTrue();
        done(site.set(USUAL, A_MONTH));
        withDays(site.row(), 30);
        TestClient.Answer late = site.set(USUAL, A_MONTH);
        problem(late, 409, "settings-changed");
        withDays(late.json().get("settings"), 30);
        assertThat(site.log("camera-changed")).hasSize(1);
    }

    @Test
    void aDeadLinkSaysSoInWords() {
        given();
        site.server.close();
        await().atMost(LIMIT)
                .until(() -> province.row().at("/state/reason").asString("").equals("no-link"));
        nation.engineer.language = "vi";
        TestClient.Answer cut = nation.set(USUAL, A_MONTH);
        problem(cut, 503, "site-settings-no-link");
        assertThat(cut.json().get("detail").stringValue()).contains("kết nối");
        assertThat(province.set(USUAL, A_MONTH).status()).isEqualTo(503);
    }
}
