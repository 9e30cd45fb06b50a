package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.plan.PlanVersions;
import org.haidang.server.audit.Actor;
import org.haidang.server.survey.Surveys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The unified plan through the interface (D5). */
class PlanTest {
    /** One server, and so one plan, for all: each test begins with a draft without sites. */
    @TempDir static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @SuppressWarnings("NullAway.Init")
    private static Province province;

    private int version;

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
    void draft() {
        JsonNode versions = province.department.get("plan").json().get("versions");
        if (!versions.isEmpty() && versions.get(0).get("state").stringValue().equals("PROPOSED")) {
            Province.ok(
                    province.chairman.post(
                            "plan/return",
                            Map.of(
                                    "version",
                                    versions.get(0).get("version").intValue(),
                                    "reason",
                                    "Của bài kiểm tra trước.")),
                    200);
        }
        version = province.draft();
        for (JsonNode site : province.department.get("plan").json().get("sites")) {
            Province.ok(
                    province.department.send(
                            "DELETE",
                            "facilities/"
                                    + site.get("facilityId").stringValue()
                                    + "/plan?version="
                                    + version,
                            null),
                    200);
        }
    }

    @Test
    void d5IsDrawnUpByTheDepartmentAndApprovedByTheChairmanAndMovesTheFacilitiesItCovers() {
        String covered = province.eligible("Trường Chu Văn An");
        String left = province.eligible("Khách sạn Biển Xanh");
        assertThat(
                        province.department
                                .get("plan")
                                .json()
                                .get("candidates")
                                .findValuesAsString("facilityId"))
                .contains(covered, left);
        province.add(version, covered);
        assertThat(province.department.post("plan/approval", Map.of("version", version)).status())
                .isEqualTo(403);
        assertThat(refusal(province.chairman.post("plan/approval", Map.of("version", version))))
                .contains("proposed");
        Province.ok(province.department.post("plan/proposal", Map.of("version", version)), 200);
        assertThat(province.stage(covered)).isEqualTo(FacilityStage.ELIGIBLE);

        JsonNode approved =
                Province.ok(
                        province.chairman.post("plan/approval", Map.of("version", version)), 200);
        assertThat(approved.get("inForce").intValue()).isEqualTo(version);
        assertThat(province.stage(covered)).isEqualTo(FacilityStage.PLAN_APPROVED);
        assertThat(province.stage(left)).isEqualTo(FacilityStage.ELIGIBLE);
        JsonNode site = province.department.get("facilities/" + left + "/plan").json();
        assertThat(site.get("covered").booleanValue()).isFalse();
        assertThat(site.get("reason").stringValue()).contains("version " + version);
    }

    @Test
    void d5AfterTheProposalOnlyANewVersionIsChanged() {
        String id = province.eligible("Trường Chu Văn An");
        province.add(version, id);
        Province.ok(province.department.post("plan/proposal", Map.of("version", version)), 200);
        assertThat(refusal(put(id, Map.of("version", version, "cameras", 9))))
                .contains("new version");
        assertThat(
                        province.department
                                .send(
                                        "DELETE",
                                        "facilities/" + id + "/plan?version=" + version,
                                        null)
                                .status())
                .isEqualTo(409);
        Province.ok(
                province.chairman.post(
                        "plan/return",
                        Map.of("version", version, "reason", "Thiếu camera cổng sau.")),
                200);
        assertThat(province.draft()).isEqualTo(version + 1);
        Province.ok(put(id, Map.of("version", version + 1, "cameras", 9)), 200);
        JsonNode changes =
                province.department
                        .get("plan/changes?before=" + version + "&after=" + (version + 1))
                        .json();
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).get("term").stringValue()).isEqualTo("CAMERAS");
        assertThat(changes.get(0).get("before").stringValue()).isEqualTo("1");
        assertThat(changes.get(0).get("after").stringValue()).isEqualTo("9");
        JsonNode first = province.department.get("plan?version=" + version).json();
        assertThat(first.get("versions").get(1).get("reason").stringValue())
                .isEqualTo("Thiếu camera cổng sau.");
    }

    @Test
    void takesTheUplinkThatTheSurveyFoundAndJudgesByIt() {
        String id = server.server.registry().addFacility("Trường Nguyễn Du", "").id();
        Actor lan = new Actor("u1", "Lê Thị Lan", null, "127.0.0.1", null);
        Surveys surveys = server.server.programme().surveys();
        String survey = surveys.begin(id, lan).id();
        assertThat(surveys.uplinkKbps(id)).isEmpty();
        surveys.addUplink(survey, 1_500, 20_000, 1_000, "browser", lan);
        province.add(version, id);
        JsonNode site = province.department.get("facilities/" + id + "/plan").json();
        assertThat(site.get("surveyedKbps").intValue()).isEqualTo(1_500);
        assertThat(site.get("site").get("uplinkKbps").intValue()).isEqualTo(1_500);
        JsonNode bandwidth = site.get("site").get("bandwidth");
        assertThat(bandwidth.get("measuredKbps").intValue()).isEqualTo(1_500);
        assertThat(bandwidth.get("verdict").stringValue()).isEqualTo("ENOUGH_FOR_SUB_ONLY");
    }

    @Test
    void whoProposedDoesNotApprove() {
        String id = province.eligible("Trường Chu Văn An");
        TestClient both =
                province.person(
                        "kiem-nhiem", "it-department", org.haidang.server.rights.Scope.EVERYWHERE);
        province.add(version, id);
        String me = both.get("session").json().get("user").get("id").stringValue();
        server.server
                .rights()
                .give(me, org.haidang.server.rights.Rights.Gift.everywhere("chairman"), "test");
        Province.ok(both.post("plan/proposal", Map.of("version", version)), 200);
        assertThat(refusal(both.post("plan/approval", Map.of("version", version))))
                .contains("another person");
        Province.ok(province.chairman.post("plan/approval", Map.of("version", version)), 200);
    }

    @Test
    void d5ADeviationNeedsItsReasonBeforeTheProposal() {
        String id = province.eligible("Trường Chu Văn An");
        province.add(version, id);
        JsonNode site =
                Province.ok(put(id, Map.of("version", version, "link", "MOBILE")), 200).get("site");
        assertThat(site.get("deviations")).hasSize(1);
        assertThat(site.get("deviations").get(0).get("reason").stringValue()).isEmpty();
        assertThat(refusal(province.department.post("plan/proposal", Map.of("version", version))))
                .startsWith("1 deviation");
        Province.ok(
                put(
                        id,
                        Map.of(
                                "version",
                                version,
                                "reasons",
                                Map.of("LINK", "Chưa kéo được cáp."))),
                200);
        Province.ok(province.department.post("plan/proposal", Map.of("version", version)), 200);
    }

    @Test
    void saysWhatTheUplinkLacksAndWhoMustAct() {
        String id = province.eligible("Trường Chu Văn An");
        province.add(version, id);
        JsonNode none = province.department.get("facilities/" + id + "/plan").json().get("site");
        assertThat(none.get("bandwidth").get("verdict").stringValue()).isEqualTo("UNMEASURED");
        JsonNode little =
                Province.ok(
                                put(
                                        id,
                                        Map.of(
                                                "version",
                                                version,
                                                "cameras",
                                                8,
                                                "uplinkKbps",
                                                3_000)),
                                200)
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
        province.add(version, id);
        Map<String, Object> bad = new HashMap<>();
        bad.put("version", version);
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
                                .send("PATCH", "plan", Map.of("version", version))
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
        province.add(version, own, other);
        TestClient focal = province.of(own, "focal-point");
        assertThat(
                        focal.post(
                                        "plan/comments",
                                        Map.of(
                                                "version",
                                                version,
                                                "facilityId",
                                                other,
                                                "text",
                                                "Của người khác"))
                                .status())
                .isEqualTo(422);
        assertThat(
                        focal.post("plan/comments", Map.of("version", version, "text", "Chung"))
                                .status())
                .isEqualTo(422);
        Province.ok(
                province.department.post(
                        "plan/comments",
                        Map.of("version", version, "facilityId", other, "text", "Kín đáo")),
                200);
        JsonNode plan =
                Province.ok(
                        focal.post(
                                "plan/comments",
                                Map.of(
                                        "version",
                                        version,
                                        "facilityId",
                                        own,
                                        "text",
                                        "Xin thêm UPS.")),
                        200);
        assertThat(plan.get("sites").findValuesAsString("facilityId")).containsExactly(own);
        assertThat(plan.get("comments").findValuesAsString("text"))
                .containsExactly("Xin thêm UPS.");
        assertThat(focal.get("facilities/" + other + "/plan").status()).isEqualTo(404);
        assertThat(focal.get("facilities/" + own + "/plan").status()).isEqualTo(200);
    }

    /** On a server of its own, which begins without a plan. */
    @Test
    void isThereAgainAfterARestartAsItWas(@TempDir Path own) {
        PlanVersions before;
        try (TestServer first = TestServer.withAdministrator(own)) {
            Province there = new Province(first);
            JsonNode nothing = there.department.get("plan").json();
            assertThat(nothing.get("version").isNull()).isTrue();
            assertThat(nothing.get("versions")).isEmpty();
            String id = there.eligible("Trường Chu Văn An");
            there.approve(id);
            Province.ok(
                    there.department.post(
                            "plan/comments", Map.of("version", 1, "text", "Ký xong.")),
                    200);
            Province.ok(there.department.post("plan", Map.of()), 201);
            Province.ok(
                    there.department.send(
                            "PUT",
                            "facilities/" + id + "/plan",
                            Map.of(
                                    "version",
                                    2,
                                    "subKbps",
                                    512,
                                    "reasons",
                                    Map.of("SUB_KBPS", "Hình nhỏ bị vỡ."))),
                    200);
            before = first.server.programme().plans().versions();
        }
        try (TestServer again = TestServer.withAdministrator(own)) {
            assertThat(again.server.programme().plans().versions()).isEqualTo(before);
        }
        assertThat(before.all()).hasSize(2);
    }

    @Test
    void writesEachActIntoTheAuditLog() {
        String id = province.eligible("Trường Chu Văn An");
        TestClient inspector =
                province.person(
                        "thanh-tra", "inspector", org.haidang.server.rights.Scope.EVERYWHERE);
        int changed = rows(inspector, "plan-changed");
        int approved = rows(inspector, "plan-approved");
        province.approve(id);
        assertThat(rows(inspector, "plan-approved")).isEqualTo(approved + 1);
        assertThat(rows(inspector, "plan-changed"))
                .as("a site put in, and the proposal")
                .isEqualTo(changed + 2);
    }

    private static int rows(TestClient inspector, String kind) {
        return inspector.get("audit?limit=500&kind=" + kind).json().get("rows").size();
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
