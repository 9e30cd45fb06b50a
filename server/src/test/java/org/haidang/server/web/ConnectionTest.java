package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.server.rights.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From plan to picture through the interface (D5, D9). */
class ConnectionTest {
    private static final String STRICT = "10.77.0.1";
    private static final String FACTORY = "10.78.0.1";

    /** One server for all: each test has a facility and cameras of its own. */
    @TempDir static Path folder;

    private static int number;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @SuppressWarnings("NullAway.Init")
    private static Province province;

    @SuppressWarnings("NullAway.Init")
    private String facility;

    @BeforeAll
    static void start() {
        server = TestServer.withAdministrator(folder);
        province = new Province(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void add() {
        facility = province.eligible("Trường " + ++number);
    }

    // ---- D5

    @Test
    void d5ConnectingIsRefusedWhileNoApprovedPlanCoversTheSite() {
        String id = province.camera(facility, name("cong"), STRICT, Map.of());
        assertThat(refusal(province.engineer.post(of(facility), Map.of())))
                .contains("connection plan");
        int version = province.draft();
        province.add(version, facility);
        assertThat(refusal(province.engineer.post(of(facility), Map.of())))
                .contains("connection plan");
        for (String step : List.of("test", "default-password", "picture")) {
            assertThat(refusal(engineer(id, step, Map.of()))).as(step).contains("connection plan");
        }
        assertThat(refusal(zone(id, "gate", "", ""))).contains("connection plan");
        assertThat(refusal(province.department.post(of(facility) + "/records", Map.of())))
                .contains("connection plan");
        assertThat(province.stage(facility)).isEqualTo(FacilityStage.ELIGIBLE);

        Province.ok(province.department.post("plan/proposal", Map.of("version", version)), 200);
        Province.ok(province.chairman.post("plan/approval", Map.of("version", version)), 200);
        Province.ok(province.engineer.post(of(facility), Map.of()), 200);
        assertThat(province.stage(facility)).isEqualTo(FacilityStage.CONNECTING);
    }

    @Test
    void addsAndRecordsACameraWithoutAnyPlan() {
        String id = province.camera(facility, name("tu-do"), STRICT, Map.of());
        assertThat(server.sources.pulled(name("tu-do") + "/main")).isTrue();
        assertThat(
                        province.department
                                .send("PATCH", "cameras/" + id, Map.of("zone", "gate"))
                                .status())
                .isEqualTo(200);
    }

    // ---- the steps

    @Test
    void goesStepByStepFromPlanToPicture() {
        province.approve(facility);
        String id = province.camera(facility, name("cong"), STRICT, Map.of());
        assertThat(refusal(engineer(id, "test", Map.of()))).contains("not ordered");
        Province.ok(province.engineer.post(of(facility), Map.of()), 200);
        assertThat(refusal(engineer(id, "default-password", Map.of()))).contains("not tested");
        assertThat(lastLine(engineer(id, "test", Map.of()))).contains("\"ok\":true");
        assertThat(refusal(zone(id, "gate", "", ""))).contains("default password was not tried");

        TestClient.Answer tried = engineer(id, "default-password", Map.of("make", "Hikvision"));
        assertThat(tried.text().lines().filter(line -> line.contains("\"attempt\"")))
                .hasSize(4)
                .allMatch(line -> line.contains("\"refused\""));
        assertThat(lastLine(tried)).contains("DEFAULT_REFUSED");
        assertThat(tried.text()).doesNotContain("12345").doesNotContain("hoa giay");
        assertThat(refusal(engineer(id, "default-password", Map.of())))
                .contains("lock its account");

        assertThat(refusal(engineer(id, "picture", Map.of()))).contains("No new picture");
        String sha256 = picture(id, name("cong"));
        Province.ok(zone(id, "gate", "", ""), 200);
        JsonNode accepted = Province.ok(judge(id, sha256, true, ""), 200);
        assertThat(PlanTest.progress(accepted))
                .containsExactly(
                        "DONE", "DONE", "DONE", "DONE", "DONE", "DONE", "DONE", "DONE", "NEXT");
        assertThat(accepted.get("state").stringValue()).isEqualTo("PICTURE_ACCEPTED");
        assertThat(accepted.get("judgement").get("pictureSha256").stringValue()).isEqualTo(sha256);
        assertThat(province.department.get("cameras/" + id + "/life").text()).contains(sha256);
    }

    @Test
    void aZoneNamedWhenTheCameraWasAddedCountsAsChosen() {
        province.approve(facility);
        Province.ok(province.engineer.post(of(facility), Map.of()), 200);
        String id = province.camera(facility, name("cong-phu"), STRICT, Map.of("zone", "gate"));
        Province.ok200(engineer(id, "test", Map.of()));
        Province.ok200(engineer(id, "default-password", Map.of()));
        String sha256 = picture(id, name("cong-phu"));
        JsonNode accepted = Province.ok(judge(id, sha256, true, ""), 200);
        assertThat(accepted.get("state").stringValue()).isEqualTo("PICTURE_ACCEPTED");
    }

    @Test
    void aDefaultPasswordBlocks() {
        province.approve(facility);
        Province.ok(province.engineer.post(of(facility), Map.of()), 200);
        String id = province.camera(facility, name("san"), FACTORY, Map.of());
        Province.ok200(engineer(id, "test", Map.of()));
        TestClient.Answer tried = engineer(id, "default-password", Map.of());
        assertThat(lastLine(tried)).contains("DEFAULT_ACCEPTED").contains("\"ok\":false");
        assertThat(refusal(engineer(id, "picture", Map.of()))).contains("default password");
        assertThat(refusal(zone(id, "gate", "", ""))).contains("default password");
        JsonNode look = province.engineer.get("cameras/" + id + "/connection").json();
        assertThat(PlanTest.progress(look))
                .containsExactly(
                        "DONE", "DONE", "DONE", "DONE", "BLOCKED", "WAITING", "WAITING", "WAITING",
                        "WAITING");
        JsonNode row = row();
        assertThat(row.get("whyNot").get("sentence").stringValue()).contains("default password");
        assertThat(row.get("whyNot").get("camera").stringValue()).isEqualTo(name("san"));
        // It was let in, so nothing is locked: whoever mended it may test again at once.
        assertThat(engineer(id, "default-password", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void findsADefaultPasswordInUseAndACameraWithoutAnyWithoutAskingTheCamera() {
        province.approve(facility);
        Province.ok(province.engineer.post(of(facility), Map.of()), 200);
        String own =
                province.camera(facility, name("mac-dinh"), FACTORY, Map.of("password", "12345"));
        Province.ok200(engineer(own, "test", Map.of()));
        assertThat(engineer(own, "default-password", Map.of()).text().lines()).hasSize(2);
        String open = province.camera(facility, name("ngo"), "10.1.1.1", Map.of("password", ""));
        Province.ok200(engineer(open, "test", Map.of()));
        assertThat(refusal(engineer(open, "default-password", Map.of())))
                .contains("no password of its own");
    }

    @Test
    void restsFromTryingPasswordsAlsoAfterARestart(@TempDir Path own) {
        String id;
        try (TestServer before = TestServer.withAdministrator(own)) {
            Province there = new Province(before);
            String school = there.eligible("Trường Lê Lợi");
            there.approve(school);
            Province.ok(there.engineer.post(of(school), Map.of()), 200);
            id = there.camera(school, "cong", STRICT, Map.of());
            Province.ok200(there.engineer.post("cameras/" + id + "/connection/test", Map.of()));
            Province.ok200(
                    there.engineer.post(
                            "cameras/" + id + "/connection/default-password", Map.of()));
        }
        try (TestServer after = TestServer.withAdministrator(own)) {
            TestClient engineer = new Province(after).engineer;
            assertThat(
                            refusal(
                                    engineer.post(
                                            "cameras/" + id + "/connection/default-password",
                                            Map.of())))
                    .contains("lock its account");
        }
    }

    @Test
    void anotherPasswordHasToBeTriedAnew() {
        String id = throughPicture("cong", "gate", "", "");
        Province.ok(
                province.department.send(
                        "PATCH", "cameras/" + id, Map.of("password", TestServer.STRICT_PASSWORD)),
                200);
        JsonNode look = province.engineer.get("cameras/" + id + "/connection").json();
        assertThat(PlanTest.progress(look).indexOf("NEXT")).isEqualTo(2);
    }

    @Test
    void refusesAForbiddenZone() {
        String id = throughPicture("cong", "gate", "", "");
        for (String zone : List.of("room", "toilet", "bathroom")) {
            assertThat(refusal(zone(id, zone, "A", "1"))).contains("No camera may stand here");
        }
        assertThat(zone(id, "corridor", "A", "").status()).isEqualTo(422);
        assertThat(zone(id, "roof", "", "").status()).isEqualTo(422);
        assertThat(province.department.get("cameras/" + id).json().get("zone").stringValue())
                .isEqualTo("gate");
    }

    @Test
    void acceptsOnlyThePictureThatWasTakenLastAndByWhoeverMay() {
        String id = throughPicture("cong", "gate", "", "");
        assertThat(
                        province.engineer
                                .post(
                                        "cameras/" + id + "/connection/judgement",
                                        Map.of("pictureSha256", "a", "accepted", true))
                                .status())
                .isEqualTo(403);
        assertThat(refusal(judge(id, "ab".repeat(32), true, ""))).contains("newer picture");
        String sha256 = sha256(id);
        assertThat(judge(id, sha256, false, " ").status()).isEqualTo(422);
        JsonNode rejected = Province.ok(judge(id, sha256, false, "Thấy trong phòng."), 200);
        assertThat(rejected.get("state").stringValue()).isEqualTo("ZONE_SET");
        assertThat(rejected.get("judgement").get("accepted").booleanValue()).isFalse();
        Province.ok(judge(id, sha256, true, ""), 200);
        // It stands elsewhere: what was accepted was another place.
        JsonNode moved = Province.ok(zone(id, "yard", "", ""), 200);
        assertThat(moved.get("state").stringValue()).isEqualTo("ZONE_SET");
        assertThat(moved.get("judgement").get("holds").booleanValue()).isFalse();
        assertThat(province.department.get("cameras/" + id + "/connection/judgements").json())
                .hasSize(2);
    }

    @Test
    void showsAPictureOnlyToWhoeverMaySeeOneAndOnlyItsOwn() {
        String id = throughPicture("cong", "gate", "", "");
        String path = "cameras/" + id + "/connection/picture?sha256=";
        TestClient.Answer seen = province.engineer.get(path + sha256(id));
        assertThat(seen.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(province.engineer.get(path + "ab".repeat(32)).status()).isEqualTo(404);
        assertThat(province.engineer.get(path + "../secret.key").status()).isEqualTo(404);
        assertThat(province.chairman.get(path + sha256(id)).status()).isEqualTo(403);
        TestClient inspector = province.person("thanh-tra", "inspector", Scope.EVERYWHERE);
        assertThat(inspector.get("audit?kind=still").json().get("rows")).isNotEmpty();
    }

    @Test
    void hidesWhatIsOutOfScope() {
        String other = province.eligible("Khách sạn Biển Xanh");
        String id = province.camera(other, name("xa"), STRICT, Map.of());
        TestClient focal = province.of(facility, "focal-point");
        TestClient engineer = province.of(facility, "connection-engineer");
        assertThat(focal.get(of(facility)).status()).isEqualTo(200);
        for (TestClient one : List.of(focal, engineer)) {
            assertThat(one.get(of(other)).status()).isEqualTo(404);
            assertThat(one.get("cameras/" + id + "/connection").status()).isEqualTo(404);
            assertThat(one.get(of(other) + "/records").status()).isEqualTo(404);
            assertThat(one.get("connections").json().findValuesAsString("facilityId"))
                    .containsExactly(facility);
        }
        assertThat(engineer.post(of(other), Map.of()).status()).isEqualTo(404);
        assertThat(engineer.post("cameras/" + id + "/connection/test", Map.of()).status())
                .isEqualTo(404);
        assertThat(focal.post(of(facility), Map.of()).status()).isEqualTo(403);
    }

    // ---- D9

    @Test
    void d9ConnectedIsComputedFromMeasurementsAndNeverTypedIn() {
        String id = throughPicture("cong", "gate", "", "");
        Province.ok(judge(id, sha256(id), true, ""), 200);
        province.round();
        JsonNode today = province.department.get("cameras/" + id + "/connection").json();
        assertThat(today.get("connected").booleanValue()).isFalse();
        assertThat(today.get("shortfalls").findValuesAsString("code"))
                .as("a camera of today has no day behind it; everything else was measured")
                .containsExactly("LOW_AVAILABILITY");
        assertThat(today.get("facts").get("firstPictureMs").longValue()).isLessThan(3_000);
        assertThat(
                        province.department
                                .send("PATCH", "cameras/" + id, Map.of("connected", true))
                                .status())
                .isEqualTo(422);
        assertThat(province.stage(facility)).isEqualTo(FacilityStage.CONNECTING);
        JsonNode row = row();
        assertThat(row.get("connected").booleanValue()).isFalse();
        assertThat(row.get("whyNot").get("who").get("who").stringValue()).isEqualTo("OPERATOR");
    }

    @Test
    void d9ARecordThatSaysNotConnectedIsKeptButSignedByNobody() {
        throughPicture("cong", "gate", "", "");
        JsonNode record =
                Province.ok(province.engineer.post(of(facility) + "/records", Map.of()), 201);
        assertThat(record.get("connected").booleanValue()).isFalse();
        assertThat(record.get("missing")).isNotEmpty();
        String id = record.get("id").stringValue();
        TestClient focal = province.of(facility, "focal-point");
        assertThat(refusal(sign(focal, id, "SITE"))).contains("not connected");
        JsonNode withdrawn =
                Province.ok(
                        province.engineer.post(
                                of(facility) + "/withdrawal",
                                Map.of("recordId", id, "reason", "Đo lại.")),
                        200);
        assertThat(withdrawn.get("state").stringValue()).isEqualTo("WITHDRAWN");
        assertThat(province.department.get(of(facility) + "/records").json())
                .as("what is read back equals what was drawn up")
                .hasSize(1)
                .allSatisfy(kept -> assertThat(kept).isEqualTo(withdrawn));
    }

    // ---- on the way

    private String throughPicture(String name, String zone, String block, String floor) {
        if (province.stage(facility) == FacilityStage.ELIGIBLE) {
            province.approve(facility);
            Province.ok(province.engineer.post(of(facility), Map.of()), 200);
        }
        String id = province.camera(facility, name(name), STRICT, Map.of());
        Province.ok200(engineer(id, "test", Map.of()));
        Province.ok200(engineer(id, "default-password", Map.of()));
        picture(id, name(name));
        Province.ok(zone(id, zone, block, floor), 200);
        return id;
    }

    private static String name(String camera) {
        return camera + "-" + number;
    }

    private JsonNode row() {
        for (JsonNode row : province.department.get("connections").json()) {
            if (row.get("facilityId").stringValue().equals(facility)) {
                return row;
            }
        }
        throw new AssertionError("not listed: " + facility);
    }

    private void pictures(String name) {
        FakeSources.Fake fake = server.sources.named(name + "/main");
        fake.live();
        fake.pictures(11, 200);
    }

    private String picture(String id, String name) {
        pictures(name);
        return Province.ok(engineer(id, "picture", Map.of()), 200)
                .get("pictureSha256")
                .stringValue();
    }

    private String sha256(String id) {
        return province.department
                .get("cameras/" + id + "/connection")
                .json()
                .get("pictureSha256")
                .stringValue();
    }

    private TestClient.Answer engineer(String id, String step, Map<String, Object> body) {
        return province.engineer.post("cameras/" + id + "/connection/" + step, body);
    }

    private TestClient.Answer zone(String id, String zone, String block, String floor) {
        return province.engineer.send(
                "PUT",
                "cameras/" + id + "/connection/zone",
                Map.of("zone", zone, "block", block, "floor", floor));
    }

    private TestClient.Answer judge(String id, String sha256, boolean accepted, String reason) {
        return province.department.post(
                "cameras/" + id + "/connection/judgement",
                Map.of("pictureSha256", sha256, "accepted", accepted, "reason", reason));
    }

    private TestClient.Answer sign(TestClient who, String record, String party) {
        return who.post(of(facility) + "/signature", Map.of("recordId", record, "party", party));
    }

    private static String of(String facility) {
        return "facilities/" + facility + "/connection";
    }

    private static String refusal(TestClient.Answer answer) {
        return PlanTest.refusal(answer);
    }

    private static String lastLine(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text().lines().toList().getLast();
    }
}
