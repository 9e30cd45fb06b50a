package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.audit.Actor;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.haidang.server.web.TestClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** D7: the survey of a facility's cameras, from the first answer to its evaluation. */
class SurveyTest {
    private static int count;

    @TempDir Path folder;

    /** A facility with a contact, and one person for each signature, each in scope there only. */
    private record Site(
            TestServer server,
            String facility,
            TestClient focalPoint,
            TestClient engineer,
            TestClient department) {
        static Site at(TestServer server) {
            int number = ++count;
            String facility = server.server.registry().addFacility("Cơ sở " + number, "").id();
            server.server
                    .programme()
                    .lives()
                    .advance(
                            facility,
                            FacilityStage.CONTACT_NAMED,
                            new Actor("u1", "Lê Thị Lan", null, "127.0.0.1", null),
                            new FacilityEvidence.ContactNominated(
                                    new Contact(
                                            new PersonName("Trần Văn Bình"),
                                            "Trưởng cơ sở",
                                            List.of(new Phone.Line("+84912345678", "")),
                                            new EmailAddress("binh@example.vn"))));
            return new Site(
                    server,
                    facility,
                    person(server, "focal-point", facility, "site-" + number),
                    person(server, "connection-engineer", facility, "engineer-" + number),
                    person(server, "it-department", facility, "department-" + number));
        }

        static TestClient person(TestServer server, String role, String facility, String username) {
            User user = server.person(username, null);
            Scope here = new Scope(null, null, Set.of(facility), Set.of());
            server.server.rights().give(user.id(), new Rights.Gift(role, here, null, null), "");
            return server.as(user);
        }

        String begin() {
            Answer answer = focalPoint.post("facilities/" + facility + "/survey", Map.of());
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.json().get("id").stringValue();
        }

        String stage() {
            return department
                    .get("facilities/" + facility + "/life")
                    .json()
                    .get("stage")
                    .stringValue();
        }
    }

    @Test
    void d7ASurveyGoesFromTheFirstAnswerThroughThreeSignaturesToItsEvaluation() {
        Site site = Site.at(TestServer.shared());
        String survey = site.begin();
        List<Map<String, Object>> answers = complete();
        answers.add(operation("camera/k1/DEFAULT_PASSWORD", 0, "ACCEPTED"));
        JsonNode sent = send(site.engineer, survey, answers).get("survey");
        assertThat(sent.get("gaps")).isEmpty();
        assertThat(sent.get("proposal").get("verdict").stringValue()).isEqualTo("CONDITIONAL");

        assertThat(post(site.focalPoint, survey, "submission", Map.of())).isEqualTo(200);
        assertThat(sign(site.department, survey, "DEPARTMENT")).isEqualTo(409);
        assertThat(sign(site.engineer, survey, "FOCAL_POINT")).isEqualTo(403);
        assertThat(sign(site.engineer, survey, "ENGINEER")).isEqualTo(200);
        assertThat(sign(site.focalPoint, survey, "FOCAL_POINT")).isEqualTo(200);
        assertThat(site.stage()).isEqualTo("CONTACT_NAMED");
        assertThat(sign(site.department, survey, "DEPARTMENT")).isEqualTo(200);
        assertThat(site.stage()).isEqualTo("SURVEYED");

        Map<String, Object> eligible = Map.of("verdict", "ELIGIBLE");
        assertThat(post(site.department, survey, "evaluation", eligible)).isEqualTo(409);
        Map<String, Object> conditional =
                Map.of(
                        "verdict",
                        "CONDITIONAL",
                        "findings",
                        List.of(Map.of("code", "OTHER", "text", "Còn mật khẩu mặc định: CAM-01")));
        assertThat(post(site.focalPoint, survey, "evaluation", conditional)).isEqualTo(403);
        assertThat(post(site.department, survey, "evaluation", conditional)).isEqualTo(200);
        assertThat(site.stage()).isEqualTo("CONDITIONAL");

        TestClient inspector = site.server.loggedIn();
        String log = inspector.get("audit?kind=survey-signed&facility=" + site.facility).text();
        assertThat(log).contains("DEPARTMENT", "CONDITIONAL");
        // A second survey goes on from the answers of the first.
        JsonNode second =
                site.focalPoint.post("facilities/" + site.facility + "/survey", Map.of()).json();
        assertThat(second.get("version").intValue()).isEqualTo(2);
        assertThat(second.get("stage").stringValue()).isEqualTo("DRAFT");
        assertThat(second.get("answers")).hasSameSizeAs(sent.get("answers"));
    }

    @Test
    void d7ASurveyWithNoCameraReachableSaysWhyAndCanBeSubmitted() {
        Site site = Site.at(TestServer.shared());
        String survey = site.begin();
        List<Map<String, Object>> answers = complete();
        answers.removeIf(one -> "camera/k1/REACHABLE".equals(one.get("path")));
        Map<String, Object> unknown =
                new HashMap<>(operation("camera/k1/REACHABLE", 0, "Đầu ghi bị khóa mật khẩu"));
        unknown.put("notKnown", true);
        answers.add(unknown);
        answers.add(operation("camera/k1/DEFAULT_PASSWORD", 0, "NOT_TRIED"));
        assertThat(send(site.engineer, survey, answers).get("survey").get("gaps")).isEmpty();
        assertThat(post(site.engineer, survey, "submission", Map.of())).isEqualTo(200);
    }

    @Test
    void d7TwoPeopleWhoEditTheSameSurveyLoseNothing() {
        Site site = Site.at(TestServer.shared());
        String survey = site.begin();
        send(site.focalPoint, survey, List.of(operation("site/ISP", 0, "VNPT")));
        // Both saw version 1; one changes the provider, the other the provider and the router.
        send(site.focalPoint, survey, List.of(operation("site/ISP", 1, "VNPT Ninh Thuận")));
        JsonNode both =
                send(
                        site.engineer,
                        survey,
                        List.of(
                                operation("site/ISP", 1, "Viettel"),
                                operation("site/ROUTER", 0, "RB750")));
        assertThat(both.get("results").get(0).get("outcome").stringValue()).isEqualTo("DISPUTED");
        assertThat(both.get("results").get(1).get("outcome").stringValue()).isEqualTo("TAKEN");
        JsonNode isp = slot(both.get("survey"), "site/ISP");
        assertThat(isp.get("entries").findValuesAsString("text"))
                .containsExactly("VNPT Ninh Thuận", "Viettel");
        assertThat(both.get("survey").get("gaps").findValuesAsString("kind")).contains("UNDECIDED");

        int version = isp.get("version").intValue();
        JsonNode decided =
                send(site.focalPoint, survey, List.of(operation("site/ISP", version, "Viettel")));
        assertThat(slot(decided.get("survey"), "site/ISP").get("entries")).hasSize(1);
    }

    @Test
    void anAnswerThatIsSentTwiceIsKeptOnceAlsoAcrossARestart() {
        List<Map<String, Object>> batch = complete();
        String facility;
        String survey;
        try (TestServer server = TestServer.withAdministrator(folder)) {
            TestClient client = server.loggedIn();
            facility = server.server.registry().addFacility("A", "").id();
            survey =
                    client.post("facilities/" + facility + "/survey", Map.of())
                            .json()
                            .get("id")
                            .stringValue();
            send(client, survey, batch);
        }
        try (TestServer server = TestServer.withAdministrator(folder)) {
            TestClient client = server.loggedIn();
            JsonNode again = send(client, survey, batch);
            assertThat(again.get("results").findValuesAsString("outcome")).containsOnly("TAKEN");
            assertThat(again.get("survey").get("answers").findValues("version"))
                    .allMatch(version -> version.intValue() == 1);
        }
    }

    @Test
    void whatComesAfterTheSubmissionWaitsForTheNextVersion() {
        Site site = Site.at(TestServer.shared());
        String survey = site.begin();
        List<Map<String, Object>> answers = complete();
        answers.add(operation("camera/k1/DEFAULT_PASSWORD", 0, "REFUSED"));
        send(site.engineer, survey, answers);
        post(site.engineer, survey, "submission", Map.of());
        JsonNode late = send(site.focalPoint, survey, List.of(operation("site/ISP", 1, "FPT")));
        assertThat(late.get("results").get(0).get("outcome").stringValue()).isEqualTo("LATE");
        assertThat(late.get("survey").get("late")).hasSize(1);
        assertThat(text(late.get("survey"), "site/ISP")).isEqualTo("VNPT");

        assertThat(post(site.department, survey, "return", Map.of("reason", " "))).isEqualTo(409);
        Map<String, Object> reason = Map.of("reason", "Thiếu ảnh cổng.");
        assertThat(post(site.focalPoint, survey, "return", reason)).isEqualTo(403);
        assertThat(post(site.department, survey, "return", reason)).isEqualTo(200);
        JsonNode next = site.focalPoint.get("surveys/" + survey).json();
        assertThat(next.get("version").intValue()).isEqualTo(2);
        assertThat(next.get("stage").stringValue()).isEqualTo("DRAFT");
        assertThat(next.get("versions").get(1).get("reason").stringValue())
                .isEqualTo("Thiếu ảnh cổng.");
        assertThat(text(next, "site/ISP")).isEqualTo("FPT");
    }

    @Test
    void isNotThereForWhoeverHasNothingToDoWithTheFacility() {
        Site site = Site.at(TestServer.shared());
        String survey = site.begin();
        Site other = Site.at(TestServer.shared());
        TestClient stranger = other.engineer;
        for (String path : List.of("", "/photos/photo-12345", "/uplink/bytes")) {
            assertThat(stranger.get("surveys/" + survey + path).status()).as(path).isEqualTo(404);
        }
        for (String path :
                List.of(
                        "answers",
                        "submission",
                        "signatures",
                        "camera-tests",
                        "devices",
                        "uplink")) {
            assertThat(post(stranger, survey, path, Map.of())).as(path).isEqualTo(404);
        }
        assertThat(post(other.department, survey, "return", Map.of())).isEqualTo(404);
        assertThat(post(other.department, survey, "evaluation", Map.of())).isEqualTo(404);
        assertThat(stranger.get("surveys").text())
                .contains(other.facility)
                .doesNotContain(site.facility);
        assertThat(stranger.post("facilities/" + site.facility + "/survey", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void theDepartmentCannotSignForAFacilityThatNamedNobody() {
        TestServer server = TestServer.shared();
        String facility = server.server.registry().addFacility("Chưa có đầu mối", "").id();
        int number = ++count;
        TestClient engineer =
                Site.person(server, "connection-engineer", facility, "engineer-" + number);
        TestClient site = Site.person(server, "focal-point", facility, "site-" + number);
        TestClient department =
                Site.person(server, "it-department", facility, "department-" + number);
        String survey =
                site.post("facilities/" + facility + "/survey", Map.of())
                        .json()
                        .get("id")
                        .stringValue();
        List<Map<String, Object>> answers = complete();
        answers.add(operation("camera/k1/DEFAULT_PASSWORD", 0, "REFUSED"));
        send(site, survey, answers);
        post(site, survey, "submission", Map.of());
        assertThat(sign(engineer, survey, "ENGINEER")).isEqualTo(200);
        assertThat(sign(site, survey, "FOCAL_POINT")).isEqualTo(200);
        department.language = "vi";
        Answer refused =
                department.post("surveys/" + survey + "/signatures", Map.of("party", "DEPARTMENT"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("chưa có đầu mối");
    }

    @Test
    void refusesAnAnswerThatCannotBeMeantAndKeepsTheOthers() {
        Site site = Site.at(TestServer.shared());
        String survey = site.begin();
        JsonNode sent =
                send(
                        site.focalPoint,
                        survey,
                        List.of(
                                operation("site/UP_MBPS", 0, "nhanh"),
                                operation("zone/TOILET/A/1", 0, "COVERED"),
                                operation("camera/k1/ZONE", 0, "ROOM"),
                                operation("site/ISP", 0, "<img src=x onerror=alert(1)>"),
                                operation("site/ROUTER", 0, "RB750")));
        assertThat(sent.get("results").findValuesAsString("outcome"))
                .containsExactly("REFUSED", "REFUSED", "REFUSED", "TAKEN", "TAKEN");
        assertThat(sent.get("results").get(1).get("message").stringValue())
                .startsWith("No camera may stand here");
        assertThat(text(sent.get("survey"), "site/ROUTER")).isEqualTo("RB750");
        assertThat(
                        post(
                                site.focalPoint,
                                survey,
                                "answers",
                                Map.of("operations", List.of(Map.of()))))
                .isEqualTo(422);
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            many.add(operation("site/ISP", 0, "x"));
        }
        assertThat(post(site.focalPoint, survey, "answers", Map.of("operations", many)))
                .isEqualTo(422);
    }

    // ---- photos

    @Test
    void keepsAPhotoWithoutWhereItWasTakenAndTheSameOneOnce() throws IOException {
        Site site = Site.at(TestServer.shared());
        String survey = site.begin();
        String path = "surveys/" + survey + "/photos?caption=C%E1%BB%95ng&photo=";
        Answer first = site.engineer.upload(path + "photo-0001", "a.jpg", jpeg());
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.json().get("caption").stringValue()).isEqualTo("Cổng");
        assertThat(first.json().get("place").stringValue()).isEmpty();
        assertThat(site.engineer.upload(path + "photo-0001", "a.jpg", jpeg()).status())
                .isEqualTo(200);
        assertThat(site.engineer.get("surveys/" + survey).json().get("photos")).hasSize(1);
        Answer picture = site.focalPoint.get("surveys/" + survey + "/photos/photo-0001");
        assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(picture.header("Cache-Control")).contains("no-store");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.response().body()));
        assertThat(image.getWidth()).isEqualTo(64);
        Answer removed =
                site.engineer.send("DELETE", "surveys/" + survey + "/photos/photo-0001", null);
        assertThat(removed.status()).isEqualTo(204);
        assertThat(site.engineer.get("surveys/" + survey + "/photos/photo-0001").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<!doctype html><script>alert(1)</script>",
                "GIF89a\u0001\u0000\u0001\u0000",
                "\u00ff\u00d8\u00ff\u00e0<?php system($_GET['c']); ?>",
                "\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR",
                "PK\u0003\u0004"
            })
    void refusesPhotosThatAreNoPhotosWithASentence(String bytes) {
        Site site = Site.at(TestServer.shared());
        String survey = site.begin();
        site.engineer.language = "vi";
        Answer refused =
                site.engineer.upload(
                        "surveys/" + survey + "/photos?photo=photo-0001",
                        "../../etc/passwd.jpg",
                        bytes.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").get(0).get("message").stringValue())
                .containsIgnoringCase("ảnh")
                .endsWith(".");
        assertThat(site.engineer.get("surveys/" + survey).json().get("photos")).isEmpty();
    }

    @Test
    void refusesAPhotoThatIsTooLargeInWords() {
        Site site = Site.at(TestServer.shared());
        String survey = site.begin();
        Answer refused =
                site.engineer.upload(
                        "surveys/" + survey + "/photos?photo=photo-0001",
                        "a.jpg",
                        new byte[(10 << 20) + 1]);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text()).contains("10 MiB");
    }

    // ---- what is measured

    @Test
    void d7AnswersOfACameraComeFromItsTestAndStandBesideWhatWasTyped() {
        Site site = Site.at(TestServer.shared());
        String survey = site.begin();
        send(site.focalPoint, survey, List.of(operation("camera/k1/MAIN_FPS", 0, "10")));
        Map<String, Object> test =
                Map.of(
                        "camera", "k1",
                        "url", "rtsp://10.9.8.7/main",
                        "username", "admin",
                        "password", "12345");
        Answer tested = site.engineer.post("surveys/" + survey + "/camera-tests", test);
        assertThat(tested.status()).as(tested.text()).isEqualTo(200);
        assertThat(tested.json().get("ok").booleanValue()).isTrue();
        JsonNode after = site.engineer.get("surveys/" + survey).json();
        assertThat(text(after, "camera/k1/REACHABLE")).isEqualTo("YES");
        assertThat(text(after, "camera/k1/DEFAULT_PASSWORD")).isEqualTo("ACCEPTED");
        assertThat(slot(after, "camera/k1/MAIN_KBPS").get("entries").get(0).get("source"))
                .hasToString("\"TEST\"");
        assertThat(slot(after, "camera/k1/MAIN_FPS").get("entries").findValuesAsString("text"))
                .containsExactly("10", "25");
        assertThat(after.toString()).doesNotContain("12345");

        Map<String, Object> nobody = Map.of("camera", "k2", "url", "rtsp://nobody/main");
        JsonNode failed = site.engineer.post("surveys/" + survey + "/camera-tests", nobody).json();
        assertThat(failed.get("ok").booleanValue()).isFalse();
        assertThat(text(site.engineer.get("surveys/" + survey).json(), "camera/k2/REACHABLE"))
                .isEqualTo("NO");
        // Who surveys need not be one who may send passwords to addresses.
        assertThat(site.focalPoint.post("surveys/" + survey + "/camera-tests", test).status())
                .isEqualTo(403);
    }

    @Test
    void measuresTheUplinkWithABoundedNumberOfBytes() {
        Site site = Site.at(TestServer.shared());
        String survey = site.begin();
        String bytes = "surveys/" + survey + "/uplink/bytes";
        assertThat(site.engineer.get(bytes + "?count=100000").response().body()).hasSize(100_000);
        assertThat(site.engineer.get(bytes + "?count=8388609").status()).isEqualTo(422);
        Answer up = site.engineer.post(bytes, "x".repeat(100_000));
        assertThat(up.json().get("bytes").intValue()).isEqualTo(100_000);
        assertThat(site.engineer.post(bytes, "x".repeat((8 << 20) + 1)).status()).isEqualTo(413);
        Map<String, Object> measured = Map.of("upMbps", 11.534, "downMbps", 40.2, "bytes", 9_000);
        assertThat(post(site.engineer, survey, "uplink", measured)).isEqualTo(200);
        assertThat(post(site.engineer, survey, "uplink", Map.of("upMbps", -1))).isEqualTo(422);
        JsonNode after = site.engineer.get("surveys/" + survey).json();
        assertThat(text(after, "site/UP_MBPS")).isEqualTo("11.53");
        assertThat(after.get("uplinks").get(0).get("method").stringValue()).isEqualTo("browser");
    }

    @Test
    void givesThePhoneTheWholeFormInBothLanguages() {
        JsonNode form = TestServer.shared().loggedIn().get("survey-form").json();
        assertThat(form.get("site").size()).isEqualTo(18);
        assertThat(form.get("camera").size()).isEqualTo(37);
        form.findValues("words")
                .forEach(words -> {
                    assertThat(words.get("vi").stringValue()).isNotBlank();
                    assertThat(words.get("en").stringValue()).isNotBlank();
                });
    }

    // ---- what the registry knows

    @Test
    void beginsWithTheBlocksAndFloorsOfTheRegistryForPeopleToCorrect() {
        Site site = Site.at(TestServer.shared());
        layout(site, "A", List.of("1", "2"));
        JsonNode begun =
                site.department()
                        .post("facilities/" + site.facility() + "/survey", Map.of())
                        .json();
        assertThat(text(begun, "site/LAYOUT")).isEqualTo("A: 1, 2");
        assertThat(slot(begun, "site/LAYOUT").get("entries").get(0).get("source").stringValue())
                .isEqualTo("REGISTRY");
        assertThat(begun.get("gaps").toString()).contains("zone/CORRIDOR/A/2");
        JsonNode corrected =
                send(
                                site.engineer(),
                                begun.get("id").stringValue(),
                                List.of(operation("site/LAYOUT", 1, "A: 1")))
                        .get("survey");
        assertThat(text(corrected, "site/LAYOUT")).isEqualTo("A: 1");
        assertThat(slot(corrected, "site/LAYOUT").get("entries")).hasSize(1);
    }

    @Test
    void aNameThatWouldBeReadAsAnotherLayoutIsLeftToPeople() {
        Site site = Site.at(TestServer.shared());
        layout(site, "Nhà A: khu B", List.of("1"));
        JsonNode begun =
                site.department()
                        .post("facilities/" + site.facility() + "/survey", Map.of())
                        .json();
        assertThat(begun.get("answers").findValuesAsString("path")).doesNotContain("site/LAYOUT");
    }

    private static void layout(Site site, String block, List<String> floors) {
        Map<String, Object> profile = new HashMap<>(TestClient.PAPERS);
        profile.put("blocks", List.of(Map.of("name", block, "floors", floors)));
        Answer put =
                site.department()
                        .send("PUT", "facilities/" + site.facility() + "/profile", profile);
        assertThat(put.status()).as(put.text()).isEqualTo(200);
    }

    @Test
    void isFoundByItsFacilityByWhoeverMayReadIt() {
        Site site = Site.at(TestServer.shared());
        String name = site.server().server.registry().facilityName(site.facility());
        site.department().post("facilities/" + site.facility() + "/survey", Map.of());
        String query = "search?q=phieu+khao+sat+" + String.valueOf(name).replace(' ', '+');
        assertThat(site.engineer().get(query).json().findValuesAsString("kind"))
                .containsExactly("survey");
        Site elsewhere = Site.at(site.server());
        assertThat(elsewhere.engineer().get(query).json()).isEmpty();
    }

    // ---- saying it

    private static List<Map<String, Object>> complete() {
        List<Map<String, Object>> answers = new ArrayList<>();
        Map<String, String> site =
                Map.ofEntries(
                        Map.entry("site/ADDRESS", "Số 1 đường Ví Dụ"),
                        Map.entry("site/MANAGING_BODY", "MILITARY"),
                        Map.entry("site/CAPACITY", "120"),
                        Map.entry("site/OCCUPANTS", "96"),
                        Map.entry("site/COOPERATES", "YES"),
                        Map.entry("site/UPLINK", "FIBRE"),
                        Map.entry("site/ISP", "VNPT"),
                        Map.entry("site/UP_MBPS", "12,5"),
                        Map.entry("site/POWER", "STEADY"),
                        Map.entry("site/LAYOUT", "A: 1"),
                        Map.entry("site/CAMERAS", "1"),
                        Map.entry("camera/k1/CODE", "CAM-01"),
                        Map.entry("camera/k1/ZONE", "GATE"),
                        Map.entry("camera/k1/FORBIDDEN_PLACE", "NO"),
                        Map.entry("camera/k1/CONDITION", "WORKING"),
                        Map.entry("camera/k1/REACHABLE", "YES"));
        site.forEach((path, text) -> answers.add(operation(path, 0, text)));
        for (String zone :
                List.of(
                        "CORRIDOR/A/1",
                        "WAITING_HALL/A/1",
                        "OUTSIDE_BATHROOM/A/1",
                        "YARD",
                        "SAMPLING",
                        "RECEPTION",
                        "MEDICAL_CHECK",
                        "GOODS",
                        "GATE",
                        "COMMON")) {
            answers.add(operation("zone/" + zone, 0, "COVERED"));
        }
        return answers;
    }

    private static Map<String, Object> operation(String path, int base, String text) {
        return Map.of(
                "id", "operation-" + ++count,
                "path", path,
                "baseVersion", base,
                "text", text,
                "typedAt", "2021-05-12T09:00:00+07:00");
    }

    private static JsonNode send(
            TestClient client, String survey, List<Map<String, Object>> operations) {
        Answer answer =
                client.post("surveys/" + survey + "/answers", Map.of("operations", operations));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static int post(TestClient client, String survey, String what, Object body) {
        return client.post("surveys/" + survey + "/" + what, body).status();
    }

    private static int sign(TestClient client, String survey, String party) {
        return post(client, survey, "signatures", Map.of("party", party));
    }

    private static JsonNode slot(JsonNode survey, String path) {
        return survey.get("answers").values().stream()
                .filter(slot -> slot.get("path").stringValue().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonNode survey, String path) {
        return slot(survey, path).get("entries").get(0).get("text").stringValue();
    }

    private static byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }
}
