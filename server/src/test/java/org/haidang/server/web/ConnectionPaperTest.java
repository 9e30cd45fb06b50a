package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.server.document.Measured;
import org.haidang.server.rights.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfReader;
import tools.jackson.databind.JsonNode;

/** A connection record from its measurements to the paper that three parties sign (D9). */
class ConnectionPaperTest {
    @TempDir static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @SuppressWarnings("NullAway.Init")
    private static Province province;

    /** With an exercise's limit: a camera of today has no day behind it. */
    @BeforeAll
    static void start() {
        Map<String, String> settings = new HashMap<>(TestServer.administrator());
        settings.put("programme.availabilityPercent", "0");
        server = TestServer.fresh(folder, settings);
        province = new Province(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aSignedRecordIsAPaperWithFiguresPicturesHashesAndThreeNames(@TempDir Path own)
            throws Exception {
        String facility = province.eligible("Trường Chu Văn An & <b>cổng</b>");
        String sha256 = accepted(facility, "cong-chinh", FakeSources.Fake::live);
        waive(facility);
        province.round();
        assertThat(province.stage(facility)).isEqualTo(FacilityStage.CONNECTED);
        String record = drawnUp(facility);
        TestClient focal = province.of(facility, "focal-point");
        sign(focal, facility, record, "SITE");
        sign(province.engineer, facility, record, "OPERATOR");
        sign(province.department, facility, record, "DEPARTMENT");

        byte[] pdf = paper(province.engineer, facility, record, "pdf");
        List<String> pages = Measured.pages(pdf);
        assertThat(Measured.text(pdf))
                .contains("BIÊN BẢN")
                .contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                .contains("Độc lập - Tự do - Hạnh phúc")
                .contains("SỞ THÔNG TIN VÀ TRUYỀN THÔNG")
                .contains(VietnameseDates.inWords(LocalDate.now(VietnameseDates.ZONE)))
                .contains("Trường Chu Văn An & <b>cổng</b>")
                .contains("phương án kết nối thống nhất phiên bản")
                .contains("Đạt: mọi camera đạt kết nối")
                .contains("mã biên bản: " + record)
                .contains("bị từ chối")
                .contains("mỗi bên giữ 01 bản./.");
        assertThat(Measured.text(pdf).replace(" ", "")).contains("SHA-256:" + sha256);
        assertThat(pages.getFirst()).contains("ký trên hệ thống lúc").doesNotContain("chưa ký");
        for (JsonNode signature : records(facility).get(0).get("signatures")) {
            assertThat(Measured.text(pdf)).contains(signature.get("name").stringValue());
        }
        try (PdfReader reader = new PdfReader(pdf)) {
            assertThat(reader.getPageSizeWithRotation(1).getWidth()).isBetween(595f, 596f);
            assertThat(reader.getPageSizeWithRotation(pages.size() - 1).getWidth())
                    .as("figures lie")
                    .isBetween(841f, 842f);
        }
        assertThat(Measured.fonts(pdf))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).contains("LiberationSerif"));
        Measured.Words seen = Measured.words(pdf, own);
        assertThat(seen.words()).isGreaterThan(200);

        byte[] docx = paper(province.engineer, facility, record, "docx");
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(docx))) {
            assertThat(document.getAllPictures()).hasSize(1);
            XWPFTable signatures = document.getTables().get(2);
            assertThat(signatures.getRow(0).getTableCells())
                    .extracting(cell -> cell.getParagraphs().getFirst().getText())
                    .containsExactly(
                            "ĐẠI DIỆN CƠ SỞ",
                            "ĐẠI DIỆN VNPT",
                            "ĐẠI DIỆN SỞ THÔNG TIN VÀ TRUYỀN THÔNG");
        }
    }

    @Test
    void whoMaySeeNoPictureGetsTheHashAndEveryPictureIsOnRecordAsSeen() throws Exception {
        String facility = province.eligible("Khách sạn Biển Xanh");
        String sha256 = accepted(facility, "san", FakeSources.Fake::live);
        String record = drawnUp(facility);
        TestClient inspector = province.person("thanh-tra", "inspector", Scope.EVERYWHERE);
        int before = stills(inspector);
        byte[] blind = paper(province.chairman, facility, record, "docx");
        assertThat(stills(inspector)).isEqualTo(before);
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(blind))) {
            assertThat(document.getAllPictures()).isEmpty();
            assertThat(document.getParagraphs())
                    .anySatisfy(one -> assertThat(one.getText()).contains(sha256));
        }
        paper(province.engineer, facility, record, "pdf");
        assertThat(stills(inspector)).isGreaterThan(before);
        assertThat(inspector.get("audit?kind=document-made").text()).contains(record);
    }

    @Test
    void aRecordThatSaysNotConnectedOrWasWithdrawnSaysSoOnPaper() throws Exception {
        String facility = province.eligible("Ký túc xá số 3");
        accepted(facility, "hanh-lang", FakeSources.Fake::live);
        String record = drawnUp(facility);
        String open = Measured.text(paper(province.engineer, facility, record, "pdf"));
        assertThat(open).contains("Chưa đạt kết nối", "chưa ký", "Vị trí bắt buộc chưa có camera");
        Province.ok(
                province.engineer.post(
                        of(facility) + "/withdrawal",
                        Map.of("recordId", record, "reason", "Đo lại sau khi lắp thêm camera.")),
                200);
        assertThat(Measured.text(paper(province.engineer, facility, record, "pdf")))
                .contains("không có giá trị nghiệm thu", "Đo lại sau khi lắp thêm camera.");
    }

    @Test
    void aRecordOfAnotherFacilityOrOutOfScopeIsNone() {
        String facility = province.eligible("Trường A");
        String other = province.eligible("Trường B");
        accepted(facility, "mot", FakeSources.Fake::live);
        String record = drawnUp(facility);
        TestClient focal = province.of(other, "focal-point");
        String path = "/records/" + record + "/paper.pdf";
        assertThat(focal.get(of(facility) + path).status()).isEqualTo(404);
        assertThat(focal.get(of(other) + path).status()).isEqualTo(404);
        assertThat(province.engineer.get(of(other) + path).status()).isEqualTo(404);
        assertThat(
                        province.engineer
                                .get(of(facility) + "/records/" + record + "/paper.exe")
                                .status())
                .isEqualTo(404);
    }

    // ---- clocks

    @Test
    void d9ACameraThatNeverTellsItsTimeConnectsAndIsShownAsUnknown() throws Exception {
        String facility = province.eligible("Nhà khách Thống Nhất");
        accepted(
                facility,
                "im",
                fake -> {
                    fake.clockOffsetUs = null;
                    fake.liveSince(System.currentTimeMillis() * 1_000 - 121_000_000);
                });
        waive(facility);
        province.round();
        JsonNode camera = look(facility);
        assertThat(camera.get("facts").get("clock").stringValue()).isEqualTo("SILENT");
        assertThat(camera.get("facts").get("clockOffsetMs").isNull()).isTrue();
        assertThat(camera.get("connected").booleanValue()).isTrue();
        assertThat(province.stage(facility)).isEqualTo(FacilityStage.CONNECTED);
        String record = drawnUp(facility);
        assertThat(records(facility).get(0).get("connected").booleanValue())
                .as("read back from the database")
                .isTrue();
        assertThat(Measured.text(paper(province.engineer, facility, record, "pdf")))
                .contains("không rõ", "Camera không báo giờ");
    }

    @Test
    void d9ASilenceThatIsShorterThanACameraTakesProvesNothing() {
        String facility = province.eligible("Nhà khách Hòa Bình");
        accepted(
                facility,
                "vua-noi",
                fake -> {
                    fake.clockOffsetUs = null;
                    fake.liveSince(System.currentTimeMillis() * 1_000 - 60_000_000);
                });
        province.round();
        JsonNode camera = look(facility);
        assertThat(camera.get("facts").get("clock").stringValue()).isEqualTo("NOT_MEASURED");
        assertThat(camera.get("shortfalls").findValuesAsString("code"))
                .containsExactly("CLOCK_OFF");
    }

    @Test
    void d9AClockThatIsToldAndWrongIsHeldAgainstTheCamera() {
        String facility = province.eligible("Nhà khách Bình Minh");
        accepted(
                facility,
                "lech",
                fake -> {
                    fake.clockOffsetUs = 2_500_000L;
                    fake.liveSince(System.currentTimeMillis() * 1_000 - 600_000_000);
                });
        province.round();
        assertThat(look(facility).get("shortfalls").findValuesAsString("code"))
                .containsExactly("CLOCK_OFF");
    }

    // ---- on the way

    /** One camera at the gate, with its picture accepted; gives the picture's hash. */
    private static String accepted(
            String facility, String name, java.util.function.Consumer<FakeSources.Fake> begins) {
        if (province.stage(facility) == FacilityStage.ELIGIBLE) {
            province.approve(facility);
            Province.ok(province.engineer.post(of(facility), Map.of()), 200);
        }
        String id = province.camera(facility, name, "10.77.0.1", Map.of());
        String way = "cameras/" + id + "/connection/";
        Province.ok200(province.engineer.post(way + "test", Map.of()));
        Province.ok200(province.engineer.post(way + "default-password", Map.of()));
        FakeSources.Fake fake = server.sources.named(name + "/main");
        begins.accept(fake);
        fake.pictures(11, 200);
        String sha256 =
                Province.ok(province.engineer.post(way + "picture", Map.of()), 200)
                        .get("pictureSha256")
                        .stringValue();
        Province.ok(
                province.engineer.send(
                        "PUT", way + "zone", Map.of("zone", "gate", "block", "", "floor", "")),
                200);
        Province.ok(
                province.department.post(
                        way + "judgement",
                        Map.of("pictureSha256", sha256, "accepted", true, "reason", "")),
                200);
        return sha256;
    }

    /** Blocks and floors, and a signed waiver for every place but the gate. */
    private static void waive(String facility) {
        Map<String, Object> profile = new HashMap<>(TestClient.PAPERS);
        profile.put("blocks", List.of(Map.of("name", "A", "floors", List.of("1"))));
        Province.ok(
                province.department.send("PUT", "facilities/" + facility + "/profile", profile),
                200);
        for (JsonNode place : province.department.get(of(facility)).json().get("missing")) {
            Province.ok(
                    province.department.post(
                            "facilities/" + facility + "/waivers",
                            Map.of(
                                    "zone", place.get("zone").stringValue(),
                                    "block", place.get("block").stringValue(),
                                    "floor", place.get("floor").stringValue(),
                                    "reason", "Khu này không sử dụng trong đợt này.")),
                    201);
        }
    }

    private static String drawnUp(String facility) {
        return Province.ok(province.engineer.post(of(facility) + "/records", Map.of()), 201)
                .get("id")
                .stringValue();
    }

    private static void sign(TestClient who, String facility, String record, String party) {
        Province.ok(
                who.post(of(facility) + "/signature", Map.of("recordId", record, "party", party)),
                200);
    }

    private static JsonNode records(String facility) {
        return province.department.get(of(facility) + "/records").json();
    }

    private static JsonNode look(String facility) {
        return province.department.get(of(facility)).json().get("cameras").get(0);
    }

    private static byte[] paper(TestClient who, String facility, String record, String format) {
        TestClient.Answer answer =
                who.get(of(facility) + "/records/" + record + "/paper." + format);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.response().body();
    }

    private static int stills(TestClient inspector) {
        return inspector.get("audit?kind=still").json().get("rows").size();
    }

    private static String of(String facility) {
        return "facilities/" + facility + "/connection";
    }
}
