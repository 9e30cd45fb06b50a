package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.FacilityState;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.document.Measured;
import org.haidang.server.facility.Closings;
import org.haidang.server.facility.store.LifeStore;
import org.haidang.server.facility.store.StepRow;
import org.haidang.server.identity.store.User;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.haidang.server.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is written down of a facility, and what cameras may do because of it. */
class FacilityProfileTest {
    @TempDir Path folder;

    private final TestServer shared = TestServer.shared();
    private final TestClient client = shared.loggedIn();

    private String facility(String name) {
        return client.post("facilities", Map.of("name", name)).json().get("id").stringValue();
    }

    private TestClient.Answer put(String id, Map<String, Object> profile) {
        return client.send("PUT", "facilities/" + id + "/profile", profile);
    }

    private TestClient.Answer camera(String facility, Map<String, Object> more) {
        Map<String, Object> body =
                new HashMap<>(
                        Map.of(
                                "facilityId", facility,
                                "name", "cam " + facility,
                                "url", "rtsp://10.3.3.3/" + facility));
        body.putAll(more);
        return client.post("cameras", body);
    }

    // ---- recording needs papers

    @Test
    void recordingCannotBeSwitchedOnWithoutPurposeLegalBasisControllerAndRetention() {
        String id = facility("Không giấy tờ");
        client.language = "vi";
        TestClient.Answer refused = camera(id, Map.of("recordMain", true));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").get(0).get("field").stringValue())
                .isEqualTo("recordMain");
        assertThat(refused.json().get("errors").get(0).get("message").stringValue())
                .contains("mục đích", "căn cứ pháp lý", "đơn vị kiểm soát", "thời hạn lưu");
        JsonNode added = camera(id, Map.of()).json();
        assertThat(added.get("recordMain").booleanValue()).isFalse();
        String camera = "cameras/" + added.get("id").stringValue();
        assertThat(client.send("PATCH", camera, Map.of("recordMain", true)).status())
                .isEqualTo(422);
        assertThat(client.send("PATCH", camera, Map.of("recordSub", true)).status()).isEqualTo(422);
        Map<String, Object> most = new HashMap<>(TestClient.PAPERS);
        most.remove("controller");
        JsonNode told = put(id, most).json();
        assertThat(told.get("missing").get(0).stringValue()).isEqualTo("controller");
        assertThat(client.send("PATCH", camera, Map.of("recordMain", true)).status())
                .isEqualTo(422);
        assertThat(put(id, TestClient.PAPERS).json().get("missing")).isEmpty();
        assertThat(client.send("PATCH", camera, Map.of("recordMain", true)).status())
                .isEqualTo(200);
        TestClient.Answer emptied = put(id, most);
        assertThat(emptied.status()).isEqualTo(422);
        assertThat(emptied.text()).contains("đang ghi hình");
    }

    @Test
    void anImportOfCamerasIsJudgedTheSame() {
        facility("Nhập không giấy");
        String csv =
                "Cơ sở,Tên,Địa chỉ (RTSP),recordMain\n"
                        + "Nhập không giấy,a,rtsp://10.4.0.1/a,x\n"
                        + "Nhập không giấy,b,rtsp://10.4.0.2/b,\n";
        JsonNode rows =
                client.upload("cameras/import", "a.csv", csv.getBytes(StandardCharsets.UTF_8))
                        .json()
                        .get("rows");
        assertThat(rows.get(0).get("errors").get(0).get("field").stringValue())
                .isEqualTo("recordMain");
        assertThat(rows.get(0).get("errors").get(0).get("message").stringValue())
                .contains("the purpose");
        assertThat(rows.get(1).get("errors")).isEmpty();
    }

    @Test
    void aRecordingCameraMovesOnlyToWhereRecordingMayBegin() {
        String id = client.addCamera("moves-house", Map.of());
        String bare = facility("Chưa có hồ sơ");
        TestClient.Answer moved = client.send("PATCH", "cameras/" + id, Map.of("facilityId", bare));
        assertThat(moved.status()).isEqualTo(422);
        assertThat(
                        client.send(
                                        "PATCH",
                                        "cameras/" + id,
                                        Map.of("facilityId", bare, "recordMain", false))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void whatRecordedInAnOlderDatabaseGoesOnAndTheListSaysWhatIsMissing() {
        String camera;
        String facility;
        try (TestServer server = TestServer.withAdministrator(folder)) {
            TestClient old = server.loggedIn();
            camera = old.addCamera("veteran", Map.of());
            facility = old.get("cameras/" + camera).json().get("facilityId").stringValue();
        }
        // As a database of before has it: cameras that record, and no profile anywhere.
        try (Database database = HaidangServer.database(TestServer.settingsOf(folder))) {
            database.write(c -> c.sql("delete from facility_profiles").update());
        }
        try (TestServer server = TestServer.withAdministrator(folder)) {
            TestClient now = server.loggedIn();
            JsonNode told = now.get("cameras/" + camera).json();
            assertThat(told.get("recordMain").booleanValue()).isTrue();
            assertThat(now.send("PATCH", "cameras/" + camera, Map.of("name", "Cựu binh")).status())
                    .isEqualTo(200);
            JsonNode row = now.get("facility-registry").json().get(0);
            assertThat(row.get("id").stringValue()).isEqualTo(facility);
            assertThat(row.get("missing")).hasSize(4);
            assertThat(row.get("recording").intValue()).isEqualTo(1);
            now.send("PATCH", "cameras/" + camera, Map.of("recordMain", false));
            assertThat(now.send("PATCH", "cameras/" + camera, Map.of("recordMain", true)).status())
                    .isEqualTo(422);
        }
    }

    // ---- the profile itself

    @Test
    void keepsWhatWasWrittenDownAndNamesEveryMistake() {
        String id = facility("Đủ hồ sơ");
        Map<String, Object> profile = new HashMap<>(TestClient.PAPERS);
        profile.put("code", "NT-" + id.substring(24));
        profile.put("managingBody", "military");
        profile.put("capacity", 120);
        profile.put("occupants", 86);
        profile.put("latitude", 11.5675);
        profile.put("longitude", 108.9886);
        profile.put(
                "blocks",
                List.of(
                        Map.of("name", "Nhà B", "floors", List.of("Tầng 2", "Tầng 1")),
                        Map.of("name", "Nhà A", "floors", List.of("Tầng trệt"))));
        assertThat(put(id, profile).status()).isEqualTo(200);
        JsonNode told = client.get("facilities/" + id + "/profile").json();
        assertThat(told.get("blocks").get(0).get("name").stringValue()).isEqualTo("Nhà B");
        assertThat(told.get("blocks").get(0).get("floors").get(0).stringValue())
                .isEqualTo("Tầng 2");
        assertThat(told.get("latitude").doubleValue()).isEqualTo(11.5675);
        assertThat(told.get("revision").intValue()).isEqualTo(1);
        TestClient.Answer wrong =
                put(
                        id,
                        Map.of(
                                "managingBody", "pirates",
                                "capacity", -1,
                                "latitude", 91,
                                "retentionDays", 91,
                                "blocks",
                                        List.of(
                                                Map.of("name", "A", "floors", List.of("1", "1")),
                                                Map.of("name", "a", "floors", List.of()))));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(Set.copyOf(wrong.json().get("errors").findValuesAsString("field")))
                .containsExactlyInAnyOrder(
                        "managingBody",
                        "capacity",
                        "latitude",
                        "longitude",
                        "retentionDays",
                        "blocks");
        String other = facility("Cùng mã");
        assertThat(put(other, Map.of("code", told.get("code").stringValue())).status())
                .isEqualTo(422);
        assertThat(client.get("audit?kind=facility-changed&limit=5").text())
                .contains("Tầng")
                .isNotNull();
    }

    @Test
    void twoPeopleDoNotOverwriteEachOther() {
        String id = facility("Hai người");
        Map<String, Object> first = new HashMap<>(TestClient.PAPERS);
        first.put("revision", 0);
        assertThat(put(id, first).status()).isEqualTo(200);
        TestClient.Answer second = put(id, first);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().get("type").stringValue())
                .isEqualTo("urn:haidang:changed-meanwhile");
    }

    @Test
    void retentionIsTwentyEightDaysWhereNobodySaidOtherwise() {
        String id = facility("Mặc định");
        Map<String, Object> three = new HashMap<>(TestClient.PAPERS);
        three.remove("retentionDays");
        assertThat(put(id, three).json().get("retentionDays").intValue()).isEqualTo(28);
    }

    // ---- zones

    @Test
    void aSignedWaiverSettlesAZoneAndItsWithdrawalOpensItAgain() {
        String id = facility("Miễn vị trí");
        assertThat(client.get("facilities/" + id + "/zones").json().get("layout").booleanValue())
                .isFalse();
        put(id, Map.of("blocks", List.of(Map.of("name", "A", "floors", List.of("1", "2")))));
        JsonNode zones = client.get("facilities/" + id + "/zones").json();
        assertThat(zones.get("required").intValue()).isEqualTo(2 * 3 + 7);
        assertThat(zones.get("settled").intValue()).isZero();
        Map<String, Object> waiver =
                Map.of(
                        "zone", "outside-bathroom",
                        "block", "A",
                        "floor", "2",
                        "reason", "Tầng này không có nhà tắm chung.");
        TestClient.Answer signed = client.post("facilities/" + id + "/waivers", waiver);
        assertThat(signed.status()).as(signed.text()).isEqualTo(201);
        assertThat(client.post("facilities/" + id + "/waivers", waiver).status()).isEqualTo(409);
        assertThat(
                        client.post(
                                        "facilities/" + id + "/waivers",
                                        Map.of("zone", "room", "reason", "Không được đặt ở đây."))
                                .status())
                .isEqualTo(422);
        assertThat(client.get("facilities/" + id + "/zones").json().get("settled").intValue())
                .isEqualTo(1);
        String waiverId = signed.json().get("id").stringValue();
        assertThat(
                        client.send("DELETE", "facilities/" + id + "/waivers/" + waiverId, null)
                                .status())
                .isEqualTo(204);
        JsonNode after = client.get("facilities/" + id + "/zones").json();
        assertThat(after.get("settled").intValue()).isZero();
        assertThat(after.get("waivers").get(0).get("withdrawnBy").stringValue()).isNotBlank();
    }

    // ---- occupants and the end

    /** A facility that operates, as the steps before would have left it. */
    private static void operate(TestServer server, String facility) {
        LifeStore store = new LifeStore(server.database());
        store.put(
                facility,
                new LifeStore.FacilityRow(new FacilityState.At(FacilityStage.OPERATING), 1),
                new StepRow(
                        "s" + facility,
                        facility,
                        "CONNECTED",
                        "OPERATING",
                        1,
                        null,
                        "test",
                        true,
                        "AcceptanceSigned",
                        "bb-1"));
    }

    @Test
    void withoutOccupantsNothingRecordsAndWithThemItGoesOn() {
        String facility;
        String camera;
        try (TestServer server = TestServer.withAdministrator(folder)) {
            TestClient first = server.loggedIn();
            camera = first.addCamera("resting", Map.of());
            facility = first.get("cameras/" + camera).json().get("facilityId").stringValue();
            operate(server, facility);
        }
        try (TestServer server = TestServer.withAdministrator(folder)) {
            TestClient now = server.loggedIn();
            Map<String, Object> empty = new HashMap<>(TestClient.PAPERS);
            empty.put("occupants", 0);
            assertThat(now.send("PUT", "facilities/" + facility + "/profile", empty).status())
                    .isEqualTo(200);
            assertThat(
                            now.get("facilities/" + facility + "/life")
                                    .json()
                                    .get("stage")
                                    .stringValue())
                    .isEqualTo("SUSPENDED");
            assertThat(now.get("cameras/" + camera).json().get("recordMain").booleanValue())
                    .isFalse();
            assertThat(now.send("PATCH", "cameras/" + camera, Map.of("recordMain", true)).status())
                    .isEqualTo(422);
            empty.put("occupants", 12);
            now.send("PUT", "facilities/" + facility + "/profile", empty);
            assertThat(
                            now.get("facilities/" + facility + "/life")
                                    .json()
                                    .get("stage")
                                    .stringValue())
                    .isEqualTo("CONNECTING");
            assertThat(now.get("cameras/" + camera).json().get("recordMain").booleanValue())
                    .isTrue();
        }
    }

    @Test
    void closingEndsCamerasAndGrantsAndWipesAfterTheRetention() {
        String facility;
        String camera;
        try (TestServer server = TestServer.withAdministrator(folder)) {
            TestClient first = server.loggedIn();
            camera = first.addCamera("closing", Map.of());
            facility = first.get("cameras/" + camera).json().get("facilityId").stringValue();
            assertThat(
                            first.post(
                                            "facilities/" + facility + "/closing",
                                            Map.of("reason", "Hết nhiệm vụ cách ly."))
                                    .json()
                                    .get("type")
                                    .stringValue())
                    .isEqualTo("urn:haidang:step-refused");
            operate(server, facility);
        }
        try (TestServer server = TestServer.withAdministrator(folder)) {
            TestClient now = server.loggedIn();
            User person = server.person("gac-cong", null);
            String other = now.addFacility("Cơ sở còn lại");
            server.server.rights().give(person.id(), gift("duty-watcher", Set.of(facility)), "");
            server.server
                    .rights()
                    .give(person.id(), gift("focal-point", Set.of(facility, other)), "");
            TestClient.Answer closed =
                    now.post(
                            "facilities/" + facility + "/closing",
                            Map.of("document", "12/BB", "reason", "Hết nhiệm vụ cách ly."));
            assertThat(closed.status()).as(closed.text()).isEqualTo(200);
            assertThat(closed.json().get("retentionDays").intValue()).isEqualTo(28);
            JsonNode cam = now.get("cameras/" + camera).json();
            assertThat(cam.get("enabled").booleanValue()).isFalse();
            assertThat(cam.get("recordMain").booleanValue()).isFalse();
            assertThat(server.server.rights().grants(person.id()))
                    .singleElement()
                    .satisfies(g -> assertThat(g.scope().facilityIds()).containsExactly(other));
            assertThat(now.send("PATCH", "cameras/" + camera, Map.of("enabled", true)).status())
                    .isEqualTo(422);
            assertThat(now.get("facilities/" + facility + "/profile").json().get("closing"))
                    .isNotNull();
            Closings closings = server.server.programme().closings();
            assertThat(closings.round(ids -> true)).isEmpty();
            // The clock of the record, not of the wall, is moved.
            server.database()
                    .write(c ->
                            c.sql("update facility_closings set wipe_us = ?")
                                    .param(Instant.now().toEpochMilli() * 1_000 - 1)
                                    .update());
            assertThat(closings.round(ids -> false)).isEmpty();
            assertThat(closings.round(ids -> ids.contains(camera))).containsExactly(facility);
            assertThat(closings.round(ids -> true)).isEmpty();
            assertThat(now.get("audit?kind=footage-wiped").text()).contains("12/BB");
            assertThat(
                            now.get("facilities/" + facility + "/profile")
                                    .json()
                                    .get("closing")
                                    .get("wipedAt")
                                    .isNull())
                    .isFalse();
        }
    }

    private static Rights.Gift gift(String role, Set<String> facilities) {
        return new Rights.Gift(role, new Scope(null, null, facilities, Set.of()), null, null);
    }

    // ---- out and in

    @Test
    void whatTheRegistryExportsItTakesBackWithTheSameJudgement() {
        String id = facility("Xuất ra nhập vào");
        Map<String, Object> profile = new HashMap<>(TestClient.PAPERS);
        profile.put("code", "X-" + id.substring(28));
        profile.put("blocks", List.of(Map.of("name", "Nhà A", "floors", List.of("1", "2"))));
        profile.put("latitude", 11.5);
        profile.put("longitude", 108.25);
        put(id, profile);
        JsonNode mine = null;
        for (JsonNode row : client.get("facility-registry/export.json").json().get("rows")) {
            mine = row.get("name").stringValue().equals("Xuất ra nhập vào") ? row : mine;
        }
        assertThat(mine).isNotNull();
        JsonNode back =
                client.post("facility-registry/import?dryRun=false", Map.of("rows", List.of(mine)))
                        .json();
        assertThat(back.get("applied").intValue()).as(back.toString()).isEqualTo(1);
        assertThat(back.get("rows").get(0).get("fresh").booleanValue()).isFalse();
        JsonNode after = client.get("facilities/" + id + "/profile").json();
        assertThat(after.get("blocks").get(0).get("floors")).hasSize(2);
        assertThat(after.get("longitude").doubleValue()).isEqualTo(108.25);
        JsonNode wrong =
                client.post(
                                "facility-registry/import",
                                Map.of(
                                        "rows",
                                        List.of(
                                                Map.of(
                                                        "name", "Mới",
                                                        "capacity", "nhiều",
                                                        "managingBody", "Hải quân",
                                                        "retentionDays", "120"),
                                                Map.of("name", "MỚI"))))
                        .json();
        assertThat(wrong.get("rows").get(0).get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("capacity", "managingBody", "retentionDays");
        assertThat(wrong.get("rows").get(1).get("errors").findValuesAsString("field"))
                .containsExactly("name");
    }

    // ---- the sign

    @Test
    void theSignSaysWhoFilmsWhyHowLongAndWhomToAsk() {
        String id = facility("Cổng <b>chính</b>");
        assertThat(client.get("facilities/" + id + "/notice.html").status()).isEqualTo(409);
        put(id, TestClient.PAPERS);
        Contact hoa =
                new Contact(
                        new PersonName("Nguyễn Văn Hòa"),
                        "Trưởng cơ sở",
                        List.of(new Phone.Line("+84912345678", "")),
                        new EmailAddress("hoa@example.vn"));
        shared.server
                .programme()
                .contacts()
                .add(
                        new org.haidang.server.audit.Actor("u", "Lan", null, null, null),
                        id,
                        hoa,
                        true,
                        "test");
        client.language = "vi";
        TestClient.Answer page = client.get("facilities/" + id + "/notice.html");
        assertThat(page.text())
                .contains("Sở Y tế", "Phòng, chống dịch", "28 ngày", "0912 345 678", "<svg")
                .contains("&lt;b&gt;chính&lt;/b&gt;")
                .doesNotContain("<b>");
        client.language = "en";
        TestClient.Answer paper = client.get("facilities/" + id + "/notice.pdf");
        assertThat(paper.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(Measured.pages(paper.response().body())).hasSize(1);
        assertThat(Measured.text(paper.response().body()))
                .contains("KHU VỰC CÓ CAMERA GIÁM SÁT", "Cổng <b>chính</b>")
                .contains("Ai ghi hình: Sở Y tế", "28 ngày", "0912 345 678", "91/2025/QH15");
    }

    @Test
    void thereIsNoSignOnPaperEitherWhileItLacksWhatItHasToSay() {
        String id = facility("Cổng sau");
        assertThat(client.get("facilities/" + id + "/notice.pdf").status()).isEqualTo(409);
    }
}
