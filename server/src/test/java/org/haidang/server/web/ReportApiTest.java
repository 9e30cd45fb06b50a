package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.server.audit.Actor;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import tools.jackson.databind.JsonNode;

/** A report from its figures to the paper that leaves, through the interface. */
class ReportApiTest {
    private static final Actor LAN = new Actor("u1", "Lê Thị Lan", null, "127.0.0.1", null);
    private static final FacilityEvidence CONTACT =
            new FacilityEvidence.ContactNominated(
                    new Contact(
                            new PersonName("Trần Văn Bình"),
                            "Trưởng cơ sở",
                            List.of(new Phone.Line("+84912345678", "")),
                            new EmailAddress("binh@example.vn")));

    @TempDir Path folder;
    private TestServer server;
    private TestClient department;
    private String school;
    private String hotel;

    @BeforeEach
    void aProvinceOfTwo() {
        server = TestServer.withAdministrator(folder);
        department = server.loggedIn();
        school =
                server.server
                        .registry()
                        .addFacility("=HYPERLINK(\"http://x\") & <b>A</b>", "")
                        .id();
        hotel = server.server.registry().addFacility("Khách sạn Ví Dụ", "phường Đông Hải").id();
        server.server.programme().lives().advance(hotel, FacilityStage.CONTACT_NAMED, LAN, CONTACT);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static Map<String, Object> order(String deadline) {
        Map<String, Object> frame = new HashMap<>();
        frame.put("superior", List.of("ỦY BAN NHÂN DÂN", "TỈNH NINH THUẬN"));
        frame.put("issuer", List.of("SỞ THÔNG TIN VÀ TRUYỀN THÔNG"));
        frame.put("sign", "BC-STTTT");
        frame.put("place", "Ninh Thuận");
        frame.put("area", "tỉnh Ninh Thuận");
        frame.put("author", "Sở Thông tin và Truyền thông");
        frame.put("receiver", "Ủy ban nhân dân tỉnh Ninh Thuận");
        frame.put("authority", List.of("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"));
        frame.put("signer", "Nguyễn Văn Ví Dụ");
        frame.put("distribution", List.of("Như trên", "Lưu: VT"));
        Map<String, Object> order = new HashMap<>();
        order.put("kind", "BY_DEADLINE");
        order.put("deadline", deadline);
        order.put("subject", "Kết quả kết nối camera");
        order.put("difficulties", "Đường truyền yếu.");
        order.put("frame", frame);
        order.put(
                "letters",
                List.of(
                        Map.of(
                                "number", "2220/UBND-KTTH",
                                "date", "2021-05-10",
                                "issuer", "Ủy ban nhân dân tỉnh Ninh Thuận")));
        return order;
    }

    private static String in(int days) {
        LocalDate day = LocalDate.now(VietnameseDates.ZONE).plusDays(days);
        return "trước ngày " + VietnameseDates.numeric(day);
    }

    private JsonNode draft(String deadline) {
        TestClient.Answer answer = department.post("reports", order(deadline));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static String id(JsonNode detail) {
        return detail.get("report").get("id").stringValue();
    }

    private static Map<String, Object> act(JsonNode detail) {
        Map<String, Object> act = new HashMap<>();
        act.put("revision", detail.get("report").get("revision").longValue());
        return act;
    }

    private static JsonNode done(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private TestClient chairman() {
        User user = server.person("chutich", null);
        server.server.rights().give(user.id(), Rights.Gift.everywhere("chairman"), "test");
        return server.as(user);
    }

    private JsonNode issued(JsonNode draft) {
        String path = "reports/" + id(draft);
        JsonNode submitted = done(department.post(path + "/submission", act(draft)));
        JsonNode approved = done(chairman().post(path + "/approval", act(submitted)));
        Map<String, Object> issue = act(approved);
        issue.put("number", 5);
        issue.put("date", LocalDate.now(VietnameseDates.ZONE).toString());
        return done(department.post(path + "/issue", issue));
    }

    private static int total(JsonNode detail, int step) {
        return detail.get("steps").get(step).get("total").intValue();
    }

    @Test
    void d8AReportIsOnTimeUntilItsDayBeginsAndLateFromThenOn() {
        assertThat(issued(draft(in(1))).get("report").get("standing").stringValue())
                .isEqualTo("ON_TIME");
        JsonNode late = draft(in(0));
        assertThat(late.get("report").get("standing").stringValue()).isEqualTo("OVERDUE");
        assertThat(late.get("report").get("deadline").stringValue()).startsWith("trước ngày");
    }

    @Test
    void theFiguresStayWhatTheyWereAtTheCutOff() {
        JsonNode draft = draft(in(1));
        assertThat(total(draft, 0)).isEqualTo(2);
        assertThat(total(draft, 1)).isEqualTo(1);
        server.server
                .programme()
                .lives()
                .advance(school, FacilityStage.CONTACT_NAMED, LAN, CONTACT);
        Map<String, Object> change = act(draft);
        change.put("proposals", "Thêm đường truyền.");
        JsonNode changed = done(department.send("PATCH", "reports/" + id(draft), change));
        assertThat(total(changed, 1)).isEqualTo(1);
        assertThat(changed.get("figuresSha256")).isEqualTo(draft.get("figuresSha256"));
        assertThat(total(draft(in(1)), 1)).as("a new report").isEqualTo(2);

        Map<String, Object> earlier = order(in(1));
        earlier.put("cutOff", draft.get("report").get("cutOff").stringValue());
        JsonNode again = department.post("reports", earlier).json();
        assertThat(total(again, 1)).as("the same cut-off, later").isEqualTo(1);
        earlier.put("cutOff", Instant.now().plus(1, ChronoUnit.HOURS).toString());
        assertThat(department.post("reports", earlier).status()).isEqualTo(409);
    }

    @Test
    void countsTheCamerasThatHaveAPictureNowAndNobodyKnowsForAnEarlierCutOff() {
        assertThat(
                        department
                                .send("PUT", "facilities/" + hotel + "/profile", TestClient.PAPERS)
                                .status())
                .isEqualTo(200);
        for (String name : List.of("sanh", "hanh-lang")) {
            assertThat(
                            department
                                    .post(
                                            "cameras",
                                            Map.of(
                                                    "facilityId", hotel,
                                                    "name", name,
                                                    "url", "rtsp://10.9.8.7/" + name))
                                    .status())
                    .isEqualTo(201);
        }
        FakeSources.Fake lobby = server.sources.named("sanh/main");
        lobby.live();
        lobby.pictures(11, 200);
        JsonNode now = draft(in(1));
        assertThat(now.get("cameras").get("existing").intValue()).isEqualTo(2);
        assertThat(now.get("cameras").get("online").intValue()).isEqualTo(1);
        Map<String, Object> earlier = order(in(1));
        earlier.put("cutOff", Instant.now().minus(1, ChronoUnit.MINUTES).toString());
        assertThat(department.post("reports", earlier).json().get("cameras").get("online").isNull())
                .isTrue();
    }

    @Test
    void whatWasIssuedIsKeptByteByByte() throws Exception {
        JsonNode report = issued(draft(in(1)));
        for (String format : List.of("docx", "pdf", "xlsx")) {
            String path = "reports/" + id(report) + "/files/" + format;
            TestClient.Answer first = department.get(path);
            TestClient.Answer second = department.get(path);
            byte[] bytes = first.response().body();
            assertThat(second.response().body()).isEqualTo(bytes);
            assertThat(first.header("Haidang-Sha256"))
                    .isEqualTo(
                            HexFormat.of()
                                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
        assertThat(department.get("audit?kind=document-made").text()).contains("(pdf)");
        assertThat(department.get("audit?kind=report-approved").text()).contains("ISSUED");
    }

    @Test
    void theIssuedPaperBearsNumberDateAndFiguresAndTakesNamesAsText() throws Exception {
        JsonNode report = issued(draft(in(1)));
        byte[] pdf = department.get("reports/" + id(report) + "/files/pdf").response().body();
        try (PdfReader reader = new PdfReader(pdf)) {
            StringBuilder pages = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                pages.append(new PdfTextExtractor(reader).getTextFromPage(page));
            }
            assertThat(pages.toString().replaceAll("\\s+", " "))
                    .contains("Số: 05/BC-STTTT")
                    .contains(VietnameseDates.inWords(LocalDate.now(VietnameseDates.ZONE)))
                    .contains("Đã cử đầu mối: 1/2 cơ sở, đạt 50%")
                    .contains("Đường truyền yếu.")
                    .contains("<b>A</b>")
                    .contains("./.");
        }
        byte[] docx = department.get("reports/" + id(report) + "/files/docx").response().body();
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(docx))) {
            assertThat(document.getTables()).hasSizeGreaterThanOrEqualTo(4);
        }
        byte[] xlsx = department.get("reports/" + id(report) + "/files/xlsx").response().body();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            var cell = workbook.getSheetAt(1).getRow(3).getCell(1);
            assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
            assertThat(cell.getStringCellValue()).startsWith("=HYPERLINK");
            assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
        }
        JsonNode preview = department.get("reports/" + id(report) + "/preview").json();
        assertThat(preview.get("number").stringValue()).isEqualTo("Số: 05/BC-STTTT");
        assertThat(preview.get("annexes").get(0).get("blocks").get(0).get("rows")).hasSize(2);
    }

    @Test
    void whoSubmittedCannotApproveAndAReturnNeedsAReason() {
        User both = server.person("kiemnhiem", null);
        server.server.rights().give(both.id(), Rights.Gift.everywhere("it-department"), "test");
        server.server.rights().give(both.id(), Rights.Gift.everywhere("chairman"), "test");
        TestClient client = server.as(both);
        JsonNode draft = draft(in(1));
        String path = "reports/" + id(draft);
        JsonNode submitted = done(client.post(path + "/submission", act(draft)));
        TestClient.Answer own = client.post(path + "/approval", act(submitted));
        assertThat(own.status()).isEqualTo(409);
        assertThat(own.text()).contains("another person has to");
        assertThat(department.post(path + "/approval", act(submitted)).status()).isEqualTo(403);
        assertThat(client.post(path + "/return", act(submitted)).status()).isEqualTo(422);
        Map<String, Object> back = act(submitted);
        back.put("reason", "Thiếu số liệu khách sạn");
        JsonNode returned = done(client.post(path + "/return", back));
        assertThat(returned.get("reason").stringValue()).isEqualTo("Thiếu số liệu khách sạn");
        done(department.post(path + "/submission", act(returned)));
    }

    @Test
    void theSecondOfTwoWhoChangeAReportIsTold() {
        JsonNode draft = draft(in(1));
        Map<String, Object> change = act(draft);
        change.put("proposals", "Một");
        done(department.send("PATCH", "reports/" + id(draft), change));
        TestClient.Answer second = department.send("PATCH", "reports/" + id(draft), change);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text()).contains("Load it again");
    }

    @Test
    void whoMaySeeOneFacilityOnlySeesNoReportOfTwoAndFindsNothingElse() {
        JsonNode draft = draft(in(1));
        User narrow = server.person("motcoso", null);
        Scope one = new Scope(null, null, Set.of(hotel), Set.of());
        server.server
                .rights()
                .give(narrow.id(), new Rights.Gift("it-department", one, null, null), "test");
        TestClient client = server.as(narrow);
        assertThat(client.get("reports").json()).isEmpty();
        for (String part : List.of("", "/preview", "/files/pdf")) {
            assertThat(client.get("reports/" + id(draft) + part).status()).isEqualTo(404);
        }
        assertThat(client.post("reports/" + id(draft) + "/submission", act(draft)).status())
                .isEqualTo(404);
        assertThat(client.get("search?q=ket+qua").json()).isEmpty();
        assertThat(client.get("search?q=khach+san").json()).hasSize(1);
        assertThat(client.get("search?q=hyperlink").json()).isEmpty();
        JsonNode own = client.post("reports", order(in(1))).json();
        assertThat(total(own, 0)).as("only what lies in scope is counted").isEqualTo(1);
        assertThat(client.get("reports").json()).hasSize(1);
    }

    @Test
    void searchFindsFacilitiesReportsAndPeopleWithoutTones() {
        draft(in(1));
        server.addPerson("Nguyễn Thị Đào");
        assertThat(kinds("khach san vi du dong hai")).containsExactly("facility");
        assertThat(kinds("ket noi 2220")).containsExactly("report");
        assertThat(kinds("dao nguyen")).containsExactly("person");
        assertThat(department.get("search?q=").status()).isEqualTo(422);
        assertThat(department.get("search?q=" + "a".repeat(101)).status()).isEqualTo(422);
    }

    private List<String> kinds(String query) {
        return department
                .get("search?q=" + query.replace(' ', '+'))
                .json()
                .valueStream()
                .map(group -> group.get("kind").stringValue())
                .toList();
    }

    @Test
    void aWrongOrderIsToldFieldByField() {
        Map<String, Object> order = order("khẩn trương");
        order.put("subject", " ");
        order.put("letters", List.of(Map.of("number", "abc")));
        TestClient.Answer answer = department.post("reports", order);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("deadline", "subject", "letters[0].number");
    }
}
