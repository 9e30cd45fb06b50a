package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.programme.facility.FacilityStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The unified plan through the interface (D5). */
class PlanTest {
    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private Province province;

    @BeforeEach
    void start() {
        server = TestServer.withAdministrator(folder);
        province = new Province(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void d5IsDrawnUpByTheDepartmentAndApprovedByTheChairmanAndMovesTheFacilitiesItCovers() {
        String covered = province.eligible("Trường Chu Văn An");
        String left = province.eligible("Khách sạn Biển Xanh");
        JsonNode nothing = province.department.get("plan").json();
        assertThat(nothing.get("version").isNull()).isTrue();
        assertThat(nothing.get("versions")).isEmpty();

        int version = province.draft();
        assertThat(province.department.get("plan").json().get("candidates")).hasSize(2);
        province.add(version, covered);
        assertThat(province.department.post("plan/approval", Map.of("version", 1)).status())
                .isEqualTo(403);
        assertThat(refusal(province.chairman.post("plan/approval", Map.of("version", 1))))
                .contains("proposed");
        Province.ok(province.department.post("plan/proposal", Map.of("version", 1)), 200);
        assertThat(province.stage(covered)).isEqualTo(FacilityStage.ELIGIBLE);

        JsonNode approved =
                Province.ok(province.chairman.post("plan/approval", Map.of("version", 1)), 200);
        assertThat(approved.get("inForce").intValue()).isEqualTo(1);
        assertThat(province.stage(covered)).isEqualTo(FacilityStage.PLAN_APPROVED);
        assertThat(province.stage(left)).isEqualTo(FacilityStage.ELIGIBLE);
        JsonNode site = province.department.get("facilities/" + left + "/plan").json();
        assertThat(site.get("covered").booleanValue()).isFalse();
        assertThat(site.get("reason").stringValue()).contains("version 1");
    }

    @Test
    void d5AfterTheProposalOnlyANewVersionIsChanged() {
        String id = province.eligible("Trường Chu Văn An");
        int version = province.draft();
        province.add(version, id);
        Province.ok(province.department.post("plan/proposal", Map.of("version", 1)), 200);
        assertThat(refusal(put(id, Map.of("version", 1, "cameras", 9)))).contains("new version");
        assertThat(
                        province.department
                                .send("DELETE", "facilities/" + id + "/plan?version=1", null)
                                .status())
                .isEqualTo(409);
        Province.ok(
                province.chairman.post(
                        "plan/return", Map.of("version", 1, "reason", "Thiếu camera cổng sau.")),
                200);
        assertThat(province.draft()).isEqualTo(2);
        Province.ok(put(id, Map.of("version", 2, "cameras", 9)), 200);
        JsonNode changes = province.department.get("plan/changes?before=1&after=2").json();
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).get("term").stringValue()).isEqualTo("CAMERAS");
        assertThat(changes.get(0).get("before").stringValue()).isEqualTo("1");
        assertThat(changes.get(0).get("after").stringValue()).isEqualTo("9");
        JsonNode first = province.department.get("plan?version=1").json();
        assertThat(first.get("versions").get(1).get("reason").stringValue())
                .isEqualTo("Thiếu camera cổng sau.");
    }

    @Test
    void whoProposedDoesNotApprove() {
        String id = province.eligible("Trường Chu Văn An");
        TestClient both = province.department;
        province.add(province.draft(), id);
        String me = both.get("session").json().get("user").get("id").stringValue();
        server.server
                .rights()
                .give(me, org.haidang.server.rights.Rights.Gift.everywhere("chairman"), "test");
        Province.ok(both.post("plan/proposal", Map.of("version", 1)), 200);
        assertThat(refusal(both.post("plan/approval", Map.of("version", 1))))
                .contains("another person");
        Province.ok(province.chairman.post("plan/approval", Map.of("version", 1)), 200);
    }

    @Test
    void d5ADeviationNeedsItsReasonBeforeTheProposal() {
        String id = province.eligible("Trường Chu Văn An");
        province.add(province.draft(), id);
        JsonNode site =
                Province.ok(put(id, Map.of("version", 1, "link", "MOBILE")), 200).get("site");
        assertThat(site.get("deviations")).hasSize(1);
        assertThat(site.get("deviations").get(0).get("reason").stringValue()).isEmpty();
        assertThat(refusal(province.department.post("plan/proposal", Map.of("version", 1))))
                .startsWith("1 deviation");
        Province.ok(
                put(id, Map.of("version", 1, "reasons", Map.of("LINK", "Chưa kéo được cáp."))),
                200);
        Province.ok(province.department.post("plan/proposal", Map.of("version", 1)), 200);
    }

    @Test
    void saysWhatTheUplinkLacksAndWhoMustAct() {
        String id = province.eligible("Trường Chu Văn An");
        province.add(province.draft(), id);
        JsonNode none = province.department.get("facilities/" + id + "/plan").json().get("site");
        assertThat(none.get("bandwidth").get("verdict").stringValue()).isEqualTo("UNMEASURED");
        JsonNode little =
                Province.ok(put(id, Map.of("version", 1, "cameras", 8, "uplinkKbps", 3_000)), 200)
                        .get("site")
                        .get("bandwidth");
        assertThat(little.get("verdict").stringValue()).isEqualTo("NOT_ENOUGH");
        assertThat(little.get("missingKbps").intValue()).isEqualTo(8_520);
        assertThat(little.get("sentence").stringValue()).contains("8.5 Mbit/s missing");
        assertThat(little.get("who").get("who").stringValue()).isEqualTo("OPERATOR");
    }

    @Test
    void namesEveryMistakeAndKeepsNothingOfIt() {
        String id = province.eligible("Trường Chu Văn An");
        province.add(province.draft(), id);
        Map<String, Object> bad = new HashMap<>();
        bad.put("version", 1);
        bad.put("cameras", 0);
        bad.put("retentionDays", 91);
        bad.put("link", "PIGEON");
        bad.put("startOn", "12/5/2021");
        bad.put("responsible", " \u200b ");
        TestClient.Answer answer = put(id, bad);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder(
                        "cameras", "retentionDays", "link", "startOn", "responsible");
        assertThat(
                        province.department
                                .send("PATCH", "plan", Map.of("version", 1))
                                .json()
                                .get("errors")
                                .findValuesAsString("field"))
                .containsExactly("template");
        assertThat(
                        province.department
                                .get("facilities/" + id + "/plan")
                                .json()
                                .get("site")
                                .get("retentionDays")
                                .intValue())
                .isEqualTo(28);
    }

    @Test
    void showsAFocalPointOnlyHisOwnSiteAndItsComments() {
        String own = province.eligible("Trường Chu Văn An");
        String other = province.eligible("Khách sạn Biển Xanh");
        province.add(province.draft(), own, other);
        TestClient focal = province.of(own, "focal-point");
        assertThat(
                        focal.post(
                                        "plan/comments",
                                        Map.of(
                                                "version",
                                                1,
                                                "facilityId",
                                                other,
                                                "text",
                                                "Của người khác"))
                                .status())
                .isEqualTo(422);
        assertThat(focal.post("plan/comments", Map.of("version", 1, "text", "Chung")).status())
                .isEqualTo(422);
        Province.ok(
                province.department.post(
                        "plan/comments",
                        Map.of("version", 1, "facilityId", other, "text", "Kín đáo")),
                200);
        JsonNode plan =
                Province.ok(
                        focal.post(
                                "plan/comments",
                                Map.of("version", 1, "facilityId", own, "text", "Xin thêm UPS.")),
                        200);
        assertThat(plan.get("sites").findValuesAsString("facilityId")).containsExactly(own);
        assertThat(plan.get("comments").findValuesAsString("text"))
                .containsExactly("Xin thêm UPS.");
        assertThat(focal.get("facilities/" + other + "/plan").status()).isEqualTo(404);
        assertThat(focal.get("facilities/" + own + "/plan").status()).isEqualTo(200);
    }

    @Test
    void isThereAgainAfterARestartAsItWas() {
        String id = province.eligible("Trường Chu Văn An");
        province.approve(id);
        Province.ok(
                province.department.post("plan/comments", Map.of("version", 1, "text", "Ký xong.")),
                200);
        Province.ok(province.department.post("plan", Map.of()), 201);
        Province.ok(
                put(
                        id,
                        Map.of(
                                "version",
                                2,
                                "subKbps",
                                512,
                                "reasons",
                                Map.of("SUB_KBPS", "Hình nhỏ bị vỡ."))),
                200);
        var before = server.server.programme().plans().versions();
        server.close();
        server = TestServer.withAdministrator(folder);
        assertThat(server.server.programme().plans().versions()).isEqualTo(before);
        assertThat(before.all()).hasSize(2);
    }

    @Test
    void writesEachActIntoTheAuditLog() {
        String id = province.eligible("Trường Chu Văn An");
        province.approve(id);
        TestClient inspector =
                province.person(
                        "thanh-tra", "inspector", org.haidang.server.rights.Scope.EVERYWHERE);
        assertThat(inspector.get("audit?kind=plan-approved").json().get("rows")).hasSize(1);
        assertThat(inspector.get("audit?kind=plan-changed").json().get("rows")).hasSize(3);
    }

    private TestClient.Answer put(String facility, Map<String, Object> body) {
        return province.department.send("PUT", "facilities/" + facility + "/plan", body);
    }

    static String refusal(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:haidang:step-refused");
        return answer.json().get("detail").stringValue();
    }

    static List<String> progress(JsonNode camera) {
        return camera.get("steps").findValuesAsString("progress");
    }
}
