package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.haidang.server.demo.Ports;
import org.haidang.server.engine.LiveWatch;
import org.haidang.server.engine.StreamName;
import org.haidang.server.rights.DefaultRoles;
import org.haidang.server.rights.Rights;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A centre and a site, both real servers, linked and parted by the interface. */
class LinkApiTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer centre;

    @SuppressWarnings("NullAway.Init")
    private TestServer site;

    @SuppressWarnings("NullAway.Init")
    private TestClient above;

    @SuppressWarnings("NullAway.Init")
    private TestClient below;

    @BeforeEach
    void start() throws IOException {
        centre = TestServer.fresh(folder.resolve("centre"), TestServer.centre());
        site = TestServer.withAdministrator(folder.resolve("site"));
        above = centre.loggedIn();
        below = site.loggedIn();
    }

    @AfterEach
    void stop() {
        site.close();
        centre.close();
    }

    private String invited() {
        TestClient.Answer answer = above.post("links/sites", Map.of("name", "Khu Phước Dinh"));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("qr").stringValue()).startsWith("<svg");
        return answer.json().get("invitation").stringValue();
    }

    private TestClient.Answer join(String invitation) {
        return below.post("links/above", Map.of("invitation", invitation, "name", "tram-1"));
    }

    private void linked() {
        assertThat(join(invited()).status()).isEqualTo(200);
        await().atMost(LIMIT).until(() -> siteRow().get("state").stringValue().equals("linked"));
    }

    private JsonNode siteRow() {
        return above.get("links").json().get("sites").get(0);
    }

    private JsonNode upward() {
        return below.get("links").json().get("above");
    }

    /** The id at the centre, once it is told. */
    private String atCentre(String name) {
        await().atMost(LIMIT).until(() -> found(name) != null);
        return Objects.requireNonNull(found(name));
    }

    private @Nullable String found(String name) {
        return StreamSupport.stream(above.get("cameras").json().spliterator(), false)
                .filter(one -> one.get("name").stringValue().equals(name))
                .map(one -> one.get("id").stringValue())
                .findFirst()
                .orElse(null);
    }

    private String reason(String id) {
        JsonNode reason = above.get("cameras/" + id).json().at("/state/reason");
        return reason.isString() ? reason.stringValue() : "";
    }

    private List<String> log(TestClient of, String kind) {
        return StreamSupport.stream(
                        of.get("audit?kind=" + kind).json().get("rows").spliterator(), false)
                .map(row -> row.get("message").stringValue())
                .toList();
    }

    private int change(String camera, Map<String, Object> grant) {
        Map<String, Object> body = new HashMap<>(grant);
        body.put("cameraIds", List.of(camera));
        TestClient.Answer answer = below.send("PUT", "links/grants", body);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("changed").intValue();
    }

    private JsonNode grant(String camera) {
        return StreamSupport.stream(below.get("links/grants").json().spliterator(), false)
                .filter(one -> one.get("cameraId").stringValue().equals(camera))
                .findFirst()
                .orElseThrow();
    }

    // ------------------------------------------------------------------ joining and leaving

    @Test
    void aSiteBehindAProxyThatIsNotThereIsToldSoWhenItJoins() throws IOException {
        Map<String, String> behind = new HashMap<>(TestServer.administrator());
        int nobody = Ports.free();
        behind.put("uplink.proxy.url", "http://127.0.0.1:" + nobody);
        String invitation = invited();
        try (TestServer other = TestServer.fresh(folder.resolve("behind"), behind)) {
            TestClient.Answer answer =
                    other.loggedIn().post("links/above", Map.of("invitation", invitation));
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.json().get("type").stringValue()).endsWith("centre-behind-proxy");
            assertThat(answer.json().get("detail").stringValue())
                    .contains("127.0.0.1:" + nobody, "uplink.proxy.url");
        }
        // It was not used up, and a site without a proxy between can have it.
        assertThat(join(invitation).status()).isEqualTo(200);
        await().atMost(LIMIT).until(() -> upward().get("linked").booleanValue());
        assertThat(upward().get("proxy").isNull()).isTrue();
    }

    @Test
    void aSiteJoinsByPastingAndBothSidesSayHowItStands() {
        assertThat(upward().isNull()).isTrue();
        linked();
        JsonNode row = siteRow();
        assertThat(row.get("name").stringValue()).isEqualTo("Khu Phước Dinh");
        assertThat(row.get("saidName").stringValue()).isEqualTo("tram-1");
        assertThat(row.get("certificateUntil").isNull()).isFalse();
        await().atMost(LIMIT).until(() -> upward().get("linked").booleanValue());
        assertThat(upward().get("trouble").isNull()).isTrue();
        assertThat(upward().get("address").stringValue())
                .isEqualTo(above.get("links").json().get("address").stringValue());
        assertThat(join(invited()).status()).isEqualTo(409);

        assertThat(below.send("DELETE", "links/above", null).status()).isEqualTo(204);
        await().atMost(LIMIT).until(() -> siteRow().get("state").stringValue().equals("lost"));
        assertThat(upward().isNull()).isTrue();
        assertThat(log(below, "centre-left")).hasSize(1);
    }

    @Test
    void anInvitationThatIsOfNoUseSaysWhy() {
        below.language = "vi";
        assertThat(join("haidang1-nothing").json().at("/errors/0/message").stringValue())
                .contains("sao chép lại toàn bộ");
        String used = invited();
        assertThat(join(used).status()).isEqualTo(200);
        below.send("DELETE", "links/above", null);
        assertThat(join(used).json().at("/errors/0/message").stringValue())
                .contains("đã được dùng");
        String withdrawn = invited();
        String id = above.get("links").json().at("/sites/1/id").stringValue();
        above.post("links/sites/" + id + "/revoke", Map.of("reason", "nhầm"));
        assertThat(join(withdrawn).json().at("/errors/0/message").stringValue())
                .contains("bị thu hồi");
        assertThat(join(invited()).status()).isEqualTo(200);
    }

    // ------------------------------------------------------------------ grants

    @Test
    void whatIsWithdrawnEndsAndSaysSoAndComesBackWhenGiven() {
        String gate = below.addCamera("Cổng", Map.of());
        site.sources.named("Cổng/main").live();
        site.sources.named("Cổng/main").pictures(30, 500);
        linked();
        String there = atCentre("Cổng");
        LiveWatch watch = centre.server.engine().watch(there, StreamName.MAIN).orElseThrow();
        await().atMost(LIMIT)
                .until(() -> {
                    site.sources.named("Cổng/main").pictures(10, 500);
                    return upward().get("leases").intValue() == 1
                            && watch.stream().stats().lastPictureNs() > 0;
                });

        assertThat(change(gate, Map.of("live", false))).isEqualTo(1);
        assertThat(change(gate, Map.of("live", false))).isZero();
        await().atMost(LIMIT).until(() -> reason(there).equals("not-granted"));
        await().atMost(LIMIT).until(() -> upward().get("leases").intValue() == 0);
        assertThat(log(below, "link-grant-changed")).hasSize(1);
        assertThat(siteRow().get("withheld").intValue()).isEqualTo(1);

        assertThat(change(gate, Map.of("live", true))).isEqualTo(1);
        await().atMost(LIMIT)
                .until(() -> {
                    site.sources.named("Cổng/main").pictures(10, 500);
                    return upward().get("leases").intValue() == 1;
                });
        watch.reader().close();
    }

    @Test
    void aTryToTakeMoreIsRefusedAndInBothLogs() {
        String gate = below.addCamera("Cổng", Map.of());
        linked();
        String there = atCentre("Cổng");
        change(gate, Map.of("live", false, "playback", false));
        await().atMost(LIMIT).until(() -> siteRow().get("withheld").intValue() == 1);
        LiveWatch watch = centre.server.engine().watch(there, StreamName.MAIN).orElseThrow();
        await().atMost(LIMIT).until(() -> reason(there).equals("not-granted"));
        await().atMost(LIMIT).until(() -> log(above, "site-withheld").size() == 1);
        assertThat(log(above, "site-withheld").getFirst()).contains("Khu Phước Dinh", "Cổng");
        assertThat(log(below, "centre-refused")).hasSize(1);
        watch.reader().close();
    }

    @Test
    void aCameraWhereNoneMayLookIsNeverTold() {
        String toilet = below.addCamera("WC", Map.of("zone", "toilet"));
        below.addCamera("Cổng", Map.of());
        linked();
        atCentre("Cổng");
        assertThat(found("WC")).isNull();
        assertThat(grant(toilet).get("forbidden").booleanValue()).isTrue();
        assertThat(grant(toilet).get("listed").booleanValue()).isFalse();
        assertThat(change(toilet, Map.of("listed", true, "live", true))).isZero();
    }

    @Test
    void aCameraThatIsNotListedAnyMoreSaysThatItIsNotGranted() {
        String facility = below.addFacility("Khu A");
        String gate = below.addCamera("Cổng", Map.of("facilityId", facility));
        linked();
        String there = atCentre("Cổng");
        TestClient.Answer told = above.send("DELETE", "cameras/" + there, null);
        assertThat(told.status()).isEqualTo(409);
        assertThat(told.json().get("type").stringValue()).isEqualTo("urn:haidang:camera-told");
        TestClient.Answer bulk =
                below.send("PUT", "links/grants", Map.of("facilityId", facility, "listed", false));
        assertThat(bulk.json().get("changed").intValue()).isEqualTo(1);
        assertThat(grant(gate).get("live").booleanValue()).isFalse();
        await().atMost(LIMIT).until(() -> reason(there).equals("not-granted"));
        assertThat(siteRow().get("cameras").intValue()).isZero();
        assertThat(above.send("DELETE", "cameras/" + there, null).status()).isEqualTo(204);
        assertThat(found("Cổng")).isNull();
        below.send("PUT", "links/grants", Map.of("facilityId", facility, "listed", true));
        assertThat(atCentre("Cổng")).as("given again").isNotEmpty();
    }

    // ------------------------------------------------------------------ the nation's screen

    @Test
    void whereASiteHasSeveralFacilitiesTheOneScreenGroupsThem() {
        below.addCamera("Cổng", Map.of());
        linked();
        atCentre("Cổng");
        assertThat(above.get("overview").json().get("sites")).isEmpty();
        below.addCamera("Sân", Map.of());
        atCentre("Sân");
        String own = above.addFacility("Bệnh viện");
        JsonNode rows = above.get("overview").json().get("sites");
        assertThat(rows).hasSize(2);
        JsonNode province = row(rows, "Khu Phước Dinh");
        assertThat(province.get("linked").booleanValue()).isTrue();
        assertThat(province.get("facilities").intValue()).isEqualTo(2);
        assertThat(province.get("cameras").intValue()).isEqualTo(2);
        String id = province.get("siteId").stringValue();
        assertThat(above.get("overview/facilities?site=" + id).json()).hasSize(2);
        assertThat(above.get("overview/facilities?site=").json())
                .singleElement()
                .extracting(one -> one.get("id").stringValue())
                .isEqualTo(own);
        site.close();
        await().atMost(LIMIT)
                .until(() -> !above.get("overview").json().at("/sites/0/linked").booleanValue());
    }

    private static JsonNode row(JsonNode rows, String name) {
        return rows.valueStream()
                .filter(one -> one.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    // ------------------------------------------------------------------ who may, and alarms

    @Test
    void whoSeesPicturesDoesNotDecideWhoElseDoes() {
        TestClient watcher = as("truc", DefaultRoles.DUTY_WATCHER);
        assertThat(watcher.get("links").status()).isEqualTo(403);
        assertThat(watcher.get("links/grants").status()).isEqualTo(403);
        TestClient department = as("so", "it-department");
        assertThat(department.get("links").status()).isEqualTo(200);
        assertThat(department.post("links/sites", Map.of("name", "X")).status()).isEqualTo(403);
        assertThat(department.send("PUT", "links/grants", Map.of("live", false)).status())
                .isEqualTo(403);
    }

    private TestClient as(String username, String role) {
        var user = centre.person(username, null);
        centre.server.rights().give(user.id(), Rights.Gift.everywhere(role), "test");
        return centre.as(user);
    }

    @Test
    void aStolenInvitationAndARevokedSiteAlarmTheDutyOfficer() {
        TestClient watcher = as("truc", DefaultRoles.DUTY_WATCHER);
        String invitation = invited();
        assertThat(join(invitation).status()).isEqualTo(200);
        await().atMost(LIMIT).until(() -> siteRow().get("state").stringValue().equals("linked"));
        TestServer thief = TestServer.withAdministrator(folder.resolve("thief"));
        try (thief) {
            assertThat(
                            thief.loggedIn()
                                    .post("links/above", Map.of("invitation", invitation))
                                    .status())
                    .isEqualTo(422);
        }
        assertThat(alarms(watcher)).singleElement().asString().contains("Khu Phước Dinh");

        String id = siteRow().get("id").stringValue();
        assertThat(above.post("links/sites/" + id + "/revoke", Map.of()).status()).isEqualTo(422);
        assertThat(
                        above.post(
                                        "links/sites/" + id + "/revoke",
                                        Map.of("reason", "máy bị mất cắp"))
                                .status())
                .isEqualTo(204);
        await().atMost(LIMIT).until(() -> alarms(watcher).size() == 2);
        await().atMost(LIMIT).until(() -> upward().get("trouble").asString("").equals("REVOKED"));
        assertThat(siteRow().get("revokeReason").stringValue()).isEqualTo("máy bị mất cắp");
        assertThat(above.post("links/alarms/seen", Map.of()).status()).isEqualTo(204);
        assertThat(alarms(watcher)).isEmpty();
        assertThat(log(above, "link-alarm-seen")).hasSize(1);
    }

    /** As the event stream tells each listener when it comes. */
    private static List<String> alarms(TestClient of) {
        try (Stream<String> lines =
                of.http.send(of.request("events").build(), BodyHandlers.ofLines()).body()) {
            String data =
                    lines.dropWhile(line -> !line.equals("event: system"))
                            .skip(1)
                            .findFirst()
                            .orElseThrow();
            return JsonMapper.shared()
                    .readTree(data.substring("data: ".length()))
                    .get("alarms")
                    .valueStream()
                    .filter(one -> one.get("kind").stringValue().equals("link-refused"))
                    .map(one -> one.get("message").stringValue())
                    .toList();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
