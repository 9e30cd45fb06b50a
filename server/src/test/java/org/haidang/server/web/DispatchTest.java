package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.haidang.server.identity.store.User;
import org.haidang.server.organisation.store.Area;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The register of letters and the board of their tasks, through the interface. */
class DispatchTest {
    private static final byte[] PDF = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    private static int number;

    @BeforeAll
    static void start() {
        server = TestServer.withAdministrator(folder);
        server.server
                .organisations()
                .put(new Area("58", "Ninh Thuận", "province", null, null, null, null));
        for (String[] unit :
                new String[][] {
                    {"so-tttt", "Sở Thông tin và Truyền thông", "department"},
                    {"so-yte", "Sở Y tế", "health"},
                    {"bchqs", "Bộ Chỉ huy Quân sự tỉnh", "military"},
                    {"bv", "Bệnh viện tỉnh", "health"}
                }) {
            server.server
                    .organisations()
                    .put(new Organisation(unit[0], unit[1], unit[2], "58", null, null, null, null));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, Object> letter(
            String number, String date, String issuer, String... parents) {
        return Map.of(
                "number", number,
                "date", date,
                "issuer", issuer,
                "subject", "V/v hệ thống camera giám sát tại các cơ sở cách ly tập trung",
                "parentIds", List.of(parents));
    }

    private static String added(TestClient client, Map<String, Object> letter) {
        TestClient.Answer answer = client.post("dispatches", letter);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("id").stringValue();
    }

    private static String added(TestClient client) {
        return added(client, letter(++number + "/T-T", "2021-05-10", "UBND tỉnh"));
    }

    private static TestClient.Answer addTask(
            TestClient client, String letter, String unit, String phrase) {
        return client.post(
                "dispatches/" + letter + "/tasks",
                Map.of(
                        "item", "2",
                        "agency", "Sở Thông tin và Truyền thông",
                        "organisationId", unit,
                        "text", "Khảo sát, thống nhất phương án kết nối, báo cáo kết quả",
                        "phrase", phrase));
    }

    private static String taskOf(TestClient client, String letter, String unit, String phrase) {
        TestClient.Answer answer = addTask(client, letter, unit, phrase);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("task").get("id").stringValue();
    }

    private static User given(String username, String unit, String role, Scope scope) {
        User user = server.person(username, unit);
        server.server.rights().give(user.id(), new Rights.Gift(role, scope, null, null), "test");
        return user;
    }

    private static Scope of(String unit) {
        return new Scope(unit, null, java.util.Set.of(), java.util.Set.of());
    }

    // ---- D1

    @Test
    void d1TheRegisterHolds597Then1407Then2220WithItsTasks() {
        TestClient client = server.loggedIn();
        String telegram = added(client, letter("597/CĐ-BCĐ", "2021-05-05", "BCĐ Quốc gia"));
        String ministry =
                added(client, letter("1407/BTTTT-CVT", "2021-05-06", "Bộ TT&TT", telegram));
        String province =
                added(
                        client,
                        letter("2220 /UBND-KTTH", "2021-05-10", "UBND tỉnh Ninh Thuận", ministry));
        taskOf(client, province, "so-tttt", "trước ngày 15/5/2021");
        JsonNode detail = client.get("dispatches/" + province).json();
        assertThat(detail.get("chain").valueStream().map(n -> n.get("number").stringValue()))
                .containsExactly("597/CĐ-BCĐ", "1407/BTTTT-CVT", "2220/UBND-KTTH");
        assertThat(detail.get("chain").get(1).get("citation").stringValue())
                .isEqualTo("Công văn số 1407/BTTTT-CVT ngày 06/5/2021 của Bộ TT&TT");
        JsonNode task = detail.get("tasks").get(0);
        assertThat(task.get("phrase").stringValue()).isEqualTo("trước ngày 15/5/2021");
        assertThat(task.get("due").stringValue()).isEqualTo("2021-05-14T17:00:00.000000Z");
        client.language = "vi";
        assertThat(
                        client.get("dispatches/" + province)
                                .json()
                                .get("tasks")
                                .get(0)
                                .get("limit")
                                .stringValue())
                .isEqualTo("đến 24 giờ 00 ngày 14/5/2021");
        assertThat(
                        client.get("dispatches/" + telegram)
                                .json()
                                .get("children")
                                .get(0)
                                .get("number")
                                .stringValue())
                .isEqualTo("1407/BTTTT-CVT");
        assertThat(client.send("DELETE", "dispatches/" + telegram, null).status()).isEqualTo(409);
        assertThat(client.get("audit?kind=dispatch-changed").text()).contains("2220/UBND-KTTH");
    }

    @Test
    void refusesANumberTwiceAParentOfALaterDayAndACircle() {
        TestClient client = server.loggedIn();
        String first = added(client, letter("11/A-B", "2021-05-10", "A"));
        String second = added(client, letter("12/A-B", "2021-05-10", "A", first));
        assertThat(client.post("dispatches", letter("11/A-B", "2021-05-10", "A")).text())
                .contains("in the register already");
        // The same number of another year is another letter.
        added(client, letter("11/A-B", "2022-05-10", "A"));
        assertThat(client.post("dispatches", letter("13/A-B", "2021-05-09", "A", first)).text())
                .contains("was issued after it");
        assertThat(
                        client.send(
                                        "PATCH",
                                        "dispatches/" + first,
                                        Map.of("parentIds", List.of(second)))
                                .text())
                .contains("goes back to this one");
        assertThat(client.post("dispatches", letter("khong so", "2021-05-09", "A")).status())
                .isEqualTo(422);
    }

    // ---- D8

    @ParameterizedTest
    @CsvSource({"2021-05-14T23:59:59+07:00, DONE_ON_TIME", "2021-05-15T00:00:00+07:00, DONE_LATE"})
    void d8OneSecondToMidnightOf14MayIsOnTimeAndMidnightOf15MayIsLate(String at, String standing) {
        TestClient client = server.loggedIn();
        String task = taskOf(client, added(client), "so-tttt", "trước ngày 15/5/2021");
        TestClient.Answer answer =
                client.post("tasks/" + task + "/done", Map.of("evidence", "45/BC-STTTT", "at", at));
        assertThat(answer.json().get("task").get("standing").stringValue()).isEqualTo(standing);
    }

    @Test
    void aPhraseThatIsNotUnderstoodIsRefusedInWordsOrStandsBesideAMomentByHand() {
        TestClient client = server.loggedIn();
        client.language = "vi";
        String letter = added(client);
        assertThat(addTask(client, letter, "so-tttt", "khẩn trương").text())
                .contains("Không hiểu thời hạn này")
                .contains("bằng tay");
        assertThat(client.post("deadline-readings", Map.of("phrase", "sớm")).status())
                .isEqualTo(422);
        JsonNode read =
                client.post("deadline-readings", Map.of("phrase", "trước ngày 15/5/2021")).json();
        assertThat(read.get("limit").stringValue()).isEqualTo("đến 24 giờ 00 ngày 14/5/2021");
        assertThat(read.get("words").stringValue()).startsWith("Quá hạn");
        JsonNode task =
                client.post(
                                "dispatches/" + letter + "/tasks",
                                Map.of(
                                        "item", "1",
                                        "agency", "Sở Y tế",
                                        "text", "t",
                                        "phrase", "khi có lệnh",
                                        "due", "2021-05-20T17:00:00+07:00"))
                        .json()
                        .get("task");
        assertThat(task.get("byHand").booleanValue()).isTrue();
        assertThat(task.get("phrase").stringValue()).isEqualTo("khi có lệnh");
        // Correcting another field leaves the moment as it is.
        JsonNode changed =
                client.send("PATCH", "tasks/" + task.get("id").stringValue(), Map.of("item", "1a"))
                        .json()
                        .get("task");
        assertThat(changed.get("due").stringValue()).isEqualTo("2021-05-20T10:00:00.000000Z");
        assertThat(changed.get("byHand").booleanValue()).isTrue();
    }

    @Test
    void aTaskIsTakenDoneWithEvidenceAndReopenedAndEveryActIsKept() {
        TestClient client = server.loggedIn();
        String letter = added(client);
        String task = taskOf(client, letter, "so-tttt", "");
        assertThat(client.post("tasks/" + task + "/done", Map.of("evidence", " ")).status())
                .isEqualTo(409);
        assertThat(client.post("tasks/" + task + "/taking", Map.of()).status()).isEqualTo(200);
        assertThat(client.post("tasks/" + task + "/taking", Map.of()).status()).isEqualTo(409);
        String file =
                client.upload("dispatches/" + letter + "/files", "bao cao.pdf", PDF)
                        .json()
                        .get("id")
                        .stringValue();
        assertThat(
                        client.post("tasks/" + task + "/done", Map.of("documentIds", List.of(file)))
                                .status())
                .isEqualTo(200);
        assertThat(client.send("DELETE", "dispatches/" + letter + "/files/" + file, null).text())
                .contains("evidence");
        assertThat(client.send("DELETE", "tasks/" + task, null).status()).isEqualTo(409);
        assertThat(client.post("tasks/" + task + "/reopening", Map.of("reason", "")).status())
                .isEqualTo(409);
        JsonNode again =
                client.post("tasks/" + task + "/reopening", Map.of("reason", "thiếu phụ lục"))
                        .json();
        assertThat(again.get("task").get("state").stringValue()).isEqualTo("OPEN");
        assertThat(again.get("events").valueStream().map(e -> e.get("act").stringValue()))
                .containsExactly("given", "taken", "done", "reopened");
        assertThat(client.get("audit?kind=task-changed").text()).contains("Sở Thông tin");
        for (String at : new String[] {"2099-01-01T00:00:00Z", "2021-05-09T00:00:00Z", "hôm qua"}) {
            assertThat(
                            client.post(
                                            "tasks/" + task + "/done",
                                            Map.of("evidence", "x", "at", at))
                                    .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void theBoardHasOverdueFirstWithinTheAgencyThatHasMost() {
        TestClient client = server.loggedIn();
        String letter = added(client);
        taskOf(client, letter, "so-tttt", "trước ngày 15/5/2099");
        taskOf(client, letter, "so-tttt", "trước ngày 15/5/2021");
        JsonNode columns = client.get("tasks").json().get("columns");
        JsonNode first = columns.get(0);
        assertThat(first.get("agency").stringValue()).isEqualTo("Sở Thông tin và Truyền thông");
        assertThat(first.get("overdue").intValue()).isPositive();
        assertThat(first.get("tasks").get(0).get("standing").stringValue()).isEqualTo("OVERDUE");
        assertThat(first.get("tasks").get(0).get("daysOverdue").longValue()).isGreaterThan(1_000);
    }

    // ---- scope

    @Test
    void aLetterOutsideOfASomebodysScopeDoesNotExistForHim() {
        TestClient client = server.loggedIn();
        String letter = added(client);
        String task = taskOf(client, letter, "so-tttt", "");
        TestClient hospital = server.as(given("bv1", "bv", "health-department", of("bv")));
        TestClient agency = server.as(given("tttt1", "so-tttt", "it-department", of("so-tttt")));
        String facility = server.server.registry().addFacility("Trường quân sự", "").id();
        Scope one = new Scope(null, null, java.util.Set.of(facility), java.util.Set.of());
        TestClient focal = server.as(given("daumoi1", "so-tttt", "focal-point", one));
        for (String path : new String[] {"dispatches/" + letter, "tasks/" + task}) {
            assertThat(hospital.get(path).status()).as(path).isEqualTo(404);
            assertThat(agency.get(path).status()).as(path).isEqualTo(200);
            // He belongs to the agency that has the task.
            assertThat(focal.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(hospital.get("dispatches").text()).doesNotContain(letter);
        assertThat(hospital.get("tasks").text()).doesNotContain(task);
        String words =
                "search?q=" + client.get("dispatches/" + letter).json().get("number").stringValue();
        org.awaitility.Awaitility.await().until(() -> client.get(words).text().contains(letter));
        assertThat(hospital.get(words).text()).doesNotContain(letter);
        assertThat(hospital.post("tasks/" + task + "/taking", Map.of()).status()).isEqualTo(404);
        assertThat(hospital.post("tasks/" + task + "/reminders", Map.of()).status()).isEqualTo(404);
        assertThat(hospital.upload("dispatches/" + letter + "/files", "a.pdf", PDF).status())
                .isEqualTo(404);
        assertThat(agency.post("tasks/" + task + "/taking", Map.of()).status()).isEqualTo(200);
        // The letter stands in nobody's register that the agency writes.
        assertThat(agency.send("PATCH", "dispatches/" + letter, Map.of("issuer", "Khác")).status())
                .isEqualTo(403);
        assertThat(agency.send("DELETE", "tasks/" + task, null).status()).isEqualTo(403);
    }

    @Test
    void onlyTheAgencyOfATaskOrWhoeverMayForAllEndsIt() {
        TestClient client = server.loggedIn();
        String letter = added(client);
        String health = taskOf(client, letter, "so-yte", "");
        taskOf(client, letter, "bchqs", "");
        TestClient military = server.as(given("qs1", "bchqs", "military-command", of("bchqs")));
        // Both see the letter; the task is the other's.
        assertThat(military.get("tasks/" + health).status()).isEqualTo(200);
        assertThat(military.post("tasks/" + health + "/done", Map.of("evidence", "x")).status())
                .isEqualTo(403);
        assertThat(
                        military.get("tasks/" + health)
                                .json()
                                .get("task")
                                .get("may")
                                .get("work")
                                .booleanValue())
                .isFalse();
    }

    // ---- D10

    @Test
    void d10EveryAddresseeSeesOrGetsACopyAndWhoDoesNeitherIsNamed() {
        TestClient client = server.loggedIn();
        given("yte-d10", "so-yte", "health-department", of("so-yte"));
        String letter = added(client);
        JsonNode read =
                client.post(
                                "distribution-readings",
                                Map.of(
                                        "text",
                                        "- Như trên;\n- Sở Y tế; CDC;\n- Lưu: VT.TB",
                                        "recipients",
                                        List.of("Bộ Chỉ huy Quân sự tỉnh")))
                        .json();
        assertThat(read.valueStream().map(n -> n.get("name").stringValue()))
                .containsExactly("Bộ Chỉ huy Quân sự tỉnh", "Sở Y tế", "CDC", "Lưu: VT.TB");
        assertThat(read.get(1).get("organisationId").stringValue()).isEqualTo("so-yte");
        List<Map<String, Object>> list =
                List.of(
                        Map.of("name", "Sở Y tế", "organisationId", "so-yte"),
                        Map.of("name", "CDC"),
                        Map.of("name", "Bệnh viện tỉnh", "copied", true),
                        Map.of("name", "Lưu: VT.TB"));
        JsonNode detail =
                client.send(
                                "PUT",
                                "dispatches/" + letter + "/addressees",
                                Map.of("addressees", list))
                        .json();
        assertThat(detail.get("addressees").valueStream().map(a -> a.get("access").stringValue()))
                .containsExactly("VIEW_ROLE", "NONE", "COPY", "COPY");
        assertThat(detail.get("addressees").get(2).get("copiedBy").stringValue()).isNotEmpty();
        JsonNode line =
                client.get("dispatches")
                        .json()
                        .valueStream()
                        .filter(n -> n.get("id").stringValue().equals(letter))
                        .findFirst()
                        .orElseThrow();
        assertThat(line.get("forgotten").intValue()).isEqualTo(1);
        assertThat(
                        client.send(
                                        "PUT",
                                        "dispatches/" + letter + "/addressees",
                                        Map.of(
                                                "addressees",
                                                List.of(
                                                        Map.of(
                                                                "name",
                                                                "X",
                                                                "organisationId",
                                                                "none"))))
                                .status())
                .isEqualTo(422);
    }

    // ---- files

    @Test
    void takesOnlyDocumentsByTheirBytesAndGivesThemBackAsTheyWere() throws Exception {
        TestClient client = server.loggedIn();
        String letter = added(client);
        String files = "dispatches/" + letter + "/files";
        JsonNode kept = client.upload(files, "..\\..\\Công văn <2220>.exe", PDF).json();
        assertThat(kept.get("name").stringValue()).isEqualTo("Công văn -2220-.pdf");
        TestClient.Answer back = client.get(files + "/" + kept.get("id").stringValue());
        assertThat(back.response().body()).isEqualTo(PDF);
        assertThat(back.header("Content-Disposition")).startsWith("attachment");
        assertThat(back.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(client.upload(files, "a.docx", zip("word/document.xml")).status())
                .isEqualTo(201);
        for (byte[] bad :
                new byte[][] {
                    {},
                    "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8),
                    "MZ not a document".getBytes(StandardCharsets.UTF_8),
                    {'P', 'K', 3, 4, 0, 0},
                    zip("xl/workbook.xml"),
                    zip("word/document.xml", "word/vbaProject.bin"),
                    "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8)
                }) {
            TestClient.Answer answer = client.upload(files, "a.pdf", bad);
            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        }
        assertThat(client.upload(files, "a.pdf", new byte[(20 << 20) + 1]).status()).isEqualTo(413);
        try (Stream<Path> left = Files.list(folder.resolve("data/documents"))) {
            assertThat(left.filter(f -> f.toString().endsWith(".part"))).isEmpty();
        }
        // Another letter's files are not this one's.
        String other = added(client);
        assertThat(
                        client.get("dispatches/" + other + "/files/" + kept.get("id").stringValue())
                                .status())
                .isEqualTo(404);
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void hostileWordsStayWordsAndTooLongOnesAreRefused() {
        TestClient client = server.loggedIn();
        String name = "<img src=x onerror=alert(1)>\u202e=HYPERLINK(\"x\")";
        String letter = added(client, letter(++number + "/T-T", "2021-05-10", name + "\r\nBcc: x"));
        assertThat(client.get("dispatches/" + letter).json().get("issuer").stringValue())
                .isEqualTo("<img src=x onerror=alert(1)>=HYPERLINK(\"x\") Bcc: x");
        // Vietnamese in pieces is put together.
        String pieces = java.text.Normalizer.normalize("Sở Y tế", java.text.Normalizer.Form.NFD);
        String other = added(client, letter(++number + "/T-T", "2021-05-10", pieces));
        assertThat(client.get("dispatches/" + other).json().get("issuer").stringValue())
                .isEqualTo("Sở Y tế");
        assertThat(
                        client.post(
                                        "dispatches",
                                        letter(++number + "/T-T", "2021-05-10", "x".repeat(201)))
                                .status())
                .isEqualTo(422);
        assertThat(
                        client.post("distribution-readings", Map.of("text", "x;".repeat(6_000)))
                                .status())
                .isEqualTo(422);
    }
}
