package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.haidang.verify.system.Tool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What dispatch 2220/UBND-KTTH asks of a province, from the list of focal points to the report, in
 * the browsers of the people who do it. The server's clock is that of an exercise in May 2021, and
 * its settings ask for no pictures of a past day, since nobody waits a day for a test; all other
 * measurements are real.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class MainPathTest {
    private static final int FACILITIES = 24;

    /** The facility that is followed to its connection. */
    private static final int FOLLOWED = 5;

    /** A line of the imported file: the header is the first. */
    private static final int NO_NAME = 4;

    private static final int BAD_PHONE = 8;
    private static final int UNKNOWN_FACILITY = 13;

    /** A round of measuring comes every minute, and begins before the last camera is accepted. */
    private static final int TWO_ROUNDS_MS = 150_000;

    private static final byte[] PHOTO =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @TempDir static Path folder;

    private Chromium chromium;
    private Farm farm;
    private Server server;
    private String facility;

    private Person command;
    private Person department;
    private Person chairman;
    private Person engineer;
    private Person focalPoint;

    @BeforeAll
    void start() {
        Tool.need("pdftotext");
        chromium = Chromium.start();
        farm = Farm.demo(folder, "--cameras", "1");
        server =
                Server.start(
                        folder.resolve("server"),
                        List.of(),
                        Map.of(
                                "HAIDANG_PROGRAMME_EXERCISE_TIME",
                                "2021-05-11T19:30:00+07:00",
                                "HAIDANG_PROGRAMME_AVAILABILITY_PERCENT",
                                "0"));
        try (Api administrator = server.administrator()) {
            command = withSecondFactor(administrator, "Trần Quốc Sự", "military-command");
            department = withSecondFactor(administrator, "Lê Thị Sở", "it-department");
            chairman = withSecondFactor(administrator, "Nguyễn Văn Chủ", "chairman");
        }
        enterFacilities();
        try (Api administrator = server.administrator()) {
            engineer = at(administrator, "Võ Văn Nối", "connection-engineer");
            focalPoint = at(administrator, "Phạm Thị Đầu", "focal-point");
        }
    }

    private Person withSecondFactor(Api administrator, String name, String role) {
        return Person.invited(administrator, name, Person.grant(role))
                .takenWithAuthenticator(server);
    }

    private Person at(Api administrator, String name, String role) {
        return Person.invited(administrator, name, Person.grant(role, facility)).taken(server);
    }

    /** What the province knows before the dispatch comes: its facilities, and why it may record. */
    private void enterFacilities() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= FACILITIES; i++) {
            rows.add(
                    Map.of(
                            "code", "NT-%02d".formatted(i),
                            "name", name(i),
                            "managingBody", List.of("Quân đội", "Dân sự", "Khách sạn").get(i % 3),
                            "capacity", Integer.toString(60 + i),
                            "occupants", Integer.toString(40 + i),
                            "purpose", "Giám sát cách ly y tế tập trung",
                            "legalBasis", "Công văn 2220/UBND-KTTH",
                            "controller", "Bộ Chỉ huy Quân sự tỉnh",
                            "retentionDays", "28"));
        }
        try (Api officer = command.api(server)) {
            JsonNode done =
                    officer.create("/facility-registry/import?dryRun=false", Map.of("rows", rows));
            assertThat(done.get("applied").asInt()).as("%s", done).isEqualTo(FACILITIES);
            for (JsonNode one : officer.get("/facilities")) {
                if (one.get("name").asString().equals(name(FOLLOWED))) {
                    facility = one.get("id").asString();
                }
            }
        }
    }

    private static String name(int i) {
        return List.of("Trường Quân sự khu ", "Ký túc xá số ", "Khách sạn Biển Xanh ").get(i % 3)
                + i;
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable started : new AutoCloseable[] {server, farm, chromium}) {
            if (started != null) {
                started.close();
            }
        }
    }

    @Test
    void aProvinceComesFromTheListOfFocalPointsToTheReportOfWhoIsConnected() throws IOException {
        try {
            walkThePath();
        } catch (IOException | RuntimeException | AssertionError e) {
            chromium.keepWindows("path-failed");
            throw e;
        }
    }

    private void walkThePath() throws IOException {
        importContacts();

        Page engineersPhone = Chromium.enter(chromium.phonePage("vi"), server, engineer);
        String survey = surveyOnAPhone(engineersPhone);
        sign(engineersPhone, survey);
        sign(Chromium.enter(chromium.phonePage("vi"), server, focalPoint), survey);
        Page office = Chromium.enter(chromium.page("vi"), server, department);
        sign(office, survey);
        evaluate(office);

        proposePlan(office);
        Page chair = Chromium.enter(chromium.page("vi"), server, chairman);
        approvePlan(chair);

        chair.navigate(server.address() + "/#/overview");
        Locator connected = chair.locator("hd-overview .figure.last > a:first-child");
        assertThat(connected.locator("b")).hasText("0");

        Page desk = Chromium.enter(chromium.page("vi"), server, engineer);
        connect(desk);
        acceptPicture(office);
        waiveTheRest(office);
        seeConnected(desk);

        assertThat(connected.locator("b")).hasText("1", patient());
        connected.click();
        Locator behind = chair.locator("hd-overview-list li");
        assertThat(behind).hasCount(1);
        assertThat(behind).containsText(name(FOLLOWED));
        Chromium.keep(chair, "path-overview-connected");
        chair.keyboard().press("Escape");

        String report = report(office);
        approve(chair, report);
        issue(office, report);
    }

    // ---- focal points

    private void importContacts() throws IOException {
        Page page = Chromium.enter(chromium.page("vi"), server, command);
        page.navigate(server.address() + "/#/contacts");
        assertThat(page.locator("hd-contacts tbody tr")).hasCount(FACILITIES);
        button(page, "Nhập đầu mối từ bảng").click();
        Path table = folder.resolve("dau-moi.csv");
        Files.writeString(table, contacts(), StandardCharsets.UTF_8);
        page.locator("hd-table-import #file").setInputFiles(table);
        Locator bad = page.locator("hd-table-import tr.bad");
        assertThat(bad).hasCount(3);
        for (int i = 0; i < 3; i++) {
            int line = List.of(NO_NAME, BAD_PHONE, UNKNOWN_FACILITY).get(i);
            assertThat(bad.nth(i).locator("td").first()).hasText(Integer.toString(line));
            assertThat(bad.nth(i).locator(".fault").first()).not().isEmpty();
        }
        Chromium.keep(page, "path-contacts-faults");
        mend(page, "Họ tên", NO_NAME, "Lê Thị Ánh");
        assertThat(bad).hasCount(2);
        mend(page, "Số điện thoại liên hệ", BAD_PHONE, "0912 000 008");
        assertThat(bad).hasCount(1);
        page.getByLabel("Bỏ dòng này, Dòng " + UNKNOWN_FACILITY).click();
        assertThat(bad).hasCount(0);
        button(page, "Áp dụng 23 dòng").click();
        assertThat(page.locator("hd-table-import")).hasCount(0);
        Locator without =
                page.locator("hd-contacts tbody tr")
                        .filter(new Locator.FilterOptions().setHasText("Chưa có đầu mối"));
        assertThat(without).hasCount(1);
        assertThat(without).containsText(name(UNKNOWN_FACILITY - 1));
        page.context().close();
    }

    private static String contacts() {
        StringBuilder csv =
                new StringBuilder("Họ tên;Chức danh;Số điện thoại liên hệ;Địa chỉ e-mail;Cơ sở\n");
        for (int i = 1; i <= FACILITIES; i++) {
            int line = i + 1;
            csv.append(
                            line == NO_NAME
                                    ? ""
                                    : "Nguyễn Văn " + "ABCDEGHIKLMNOPQRSTUVXYZW".charAt(i - 1))
                    .append(";Quản lý cơ sở;")
                    .append(line == BAD_PHONE ? "0912" : "0912 345 6%02d".formatted(i))
                    .append(";dau.moi.%d@example.vn;".formatted(i))
                    .append(line == UNKNOWN_FACILITY ? "Không có nơi này" : name(i))
                    .append('\n');
        }
        return csv.toString();
    }

    private static void mend(Page page, String column, int line, String text) {
        Locator cell =
                page.getByLabel(
                        column + ", Dòng " + line, new Page.GetByLabelOptions().setExact(true));
        cell.fill(text);
        cell.blur();
    }

    // ---- survey

    /** Gives the survey's id, submitted. */
    private String surveyOnAPhone(Page phone) {
        phone.locator("nav.rail .item:visible")
                .filter(new Locator.FilterOptions().setHasText("Khảo sát"))
                .tap();
        tap(phone, "Bắt đầu");
        tap(phone, "Bắt đầu điền");
        type(phone, "site/ADDRESS", "Số 1 đường Ví Dụ, phường Mẫu");
        tap(phone, "Tiếp");
        choose(phone, "site/MANAGING_BODY", "Khách sạn");
        type(phone, "site/CAPACITY", "65");
        type(phone, "site/OCCUPANTS", "45");
        choose(phone, "site/COOPERATES", "Có phối hợp");
        tap(phone, "Tiếp");
        choose(phone, "site/UPLINK", "Cáp quang");
        type(phone, "site/ISP", "VNPT");
        type(phone, "site/UP_MBPS", "40");
        type(phone, "site/DOWN_MBPS", "80");
        tap(phone, "Tiếp");
        choose(phone, "site/POWER", "Ổn định");
        tap(phone, "Tiếp");
        question(phone, "site/LAYOUT").locator("#n0").fill("Nhà A");
        question(phone, "site/LAYOUT").locator("#f0").fill("Tầng 1");
        type(phone, "site/CAMERAS", "1");
        tap(phone, "Tiếp");
        for (String zone : List.of("CORRIDOR", "WAITING_HALL", "OUTSIDE_BATHROOM")) {
            choose(phone, "zone/" + zone + "/Nhà A/Tầng 1", "Không có vị trí này");
        }
        tap(phone, "Tiếp");
        for (String zone :
                List.of(
                        "YARD",
                        "SAMPLING",
                        "RECEPTION",
                        "MEDICAL_CHECK",
                        "GOODS",
                        "GATE",
                        "COMMON")) {
            choose(
                    phone,
                    "zone/" + zone,
                    zone.equals("GATE") ? "Đã có camera" : "Không có vị trí này");
        }
        tap(phone, "Tiếp");
        surveyCamera(phone);
        tap(phone, "Tiếp");
        assertThat(phone.getByText("Phiếu đã đủ.")).isVisible();
        Chromium.keep(phone, "path-survey-phone");
        tap(phone, "Gửi phiếu để ký");
        assertThat(phone.getByText("Chữ ký", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        return phone.url().replaceAll(".*[?&]id=([^&]*).*", "$1");
    }

    private static void surveyCamera(Page phone) {
        tap(phone, "Thêm camera");
        phone.locator("hd-question[path$='/ZONE'] select").selectOption("GATE");
        Locator photo = phone.locator("hd-photo-answer");
        photo.locator("input[type=file]")
                .setInputFiles(new FilePayload("photo.png", "image/png", PHOTO));
        assertThat(photo.locator("img")).isVisible();
        choose(phone, "camera/*/FORBIDDEN_PLACE", "Không");
        tap(phone, "Tiếp");
        choose(phone, "camera/*/CONDITION", "Hoạt động");
        choose(phone, "camera/*/REACHABLE", "Kết nối được");
        choose(phone, "camera/*/DEFAULT_PASSWORD", "Đã đổi");
        tap(phone, "Tiếp");
        tap(phone, "Tiếp");
        phone.locator("footer button.primary").tap();
        assertThat(phone.getByText("CAM-01").first()).isVisible();
    }

    /** Each party finds one button, its own. */
    private void sign(Page page, String survey) {
        page.navigate(server.address() + "/#/survey?id=" + survey);
        Locator mine = button(page, "Ký");
        assertThat(mine).hasCount(1);
        Locator signed = page.locator("hd-survey-decide ol .live");
        int before = signed.count();
        mine.click();
        assertThat(signed).hasCount(before + 1);
        assertThat(button(page, "Ký")).hasCount(0);
    }

    private void evaluate(Page office) {
        Locator verdict =
                office.getByRole(
                        AriaRole.RADIO, new Page.GetByRoleOptions().setName("Đạt").setExact(true));
        assertThat(verdict).isChecked();
        Chromium.keep(office, "path-evaluation");
        button(office, "Kết luận: Đạt").click();
        assertThat(office.locator("hd-survey-decide .verdict")).hasText("Đạt");
    }

    // ---- plan

    private void proposePlan(Page office) {
        office.navigate(server.address() + "/#/plan");
        button(office, "Lập phương án đầu tiên").click();
        button(office, "Thêm cơ sở").click();
        Locator add = office.locator("hd-plan-add");
        assertThat(add.getByRole(AriaRole.CHECKBOX, named(name(FOLLOWED)))).isChecked();
        add.getByLabel("Người hoặc đơn vị phụ trách").fill("VNPT Ninh Thuận");
        button(office, "Thêm 1 cơ sở").click();
        assertThat(office.locator("hd-plan tbody tr")).hasCount(1);
        button(office, "Trình phê duyệt").click();
        office.locator("hd-dialog").getByRole(AriaRole.BUTTON, named("Trình phê duyệt")).click();
        assertThat(office.locator("hd-plan .line")).containsText("Lê Thị Sở trình");
        assertThat(button(office, "Phê duyệt")).hasCount(0);
    }

    private void approvePlan(Page chair) {
        chair.navigate(server.address() + "/#/plan");
        button(chair, "Phê duyệt").click();
        chair.locator("hd-dialog").getByRole(AriaRole.BUTTON, named("Phê duyệt")).click();
        assertThat(chair.locator("hd-plan .line")).containsText("Nguyễn Văn Chủ phê duyệt");
    }

    // ---- connection

    /** From the order to the picture: all that the engineer may do alone. */
    private void connect(Page desk) {
        desk.navigate(server.address() + "/#/connection?facility=" + facility);
        button(desk, "Bắt đầu kết nối").click();
        desk.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Thêm camera")).click();
        Farm.Camera camera = farm.cameras().getFirst();
        Locator form = desk.locator("hd-camera-edit");
        form.locator("#url").fill(camera.main());
        form.locator("#username").fill(Farm.USERNAME);
        form.locator("#password").fill(Farm.PASSWORD);
        form.locator("#name").fill("Cổng chính");
        form.locator("#zone").fill("Cổng");
        assertThat(form.locator("#facility option:checked")).hasText(name(FOLLOWED));
        button(desk, "Thêm camera").last().click();

        Locator way = desk.locator("hd-camera-way");
        step(way, "Camera trả lời");
        button(desk, "Chạy kiểm tra").click();
        step(way, "Mật khẩu mặc định bị từ chối");
        button(desk, "Thử mật khẩu mặc định").click();
        step(way, "Có hình");
        button(desk, "Lấy hình").click();
        // The gate is one of the whole site, so its zone is set since the camera was added.
        step(way, "Có người nghiệm thu hình");
        assertThat(button(desk, "Nghiệm thu hình này")).hasCount(0);
        Chromium.keep(desk, "path-connection-engineer");
    }

    /** What is to be done next. */
    private static void step(Locator way, String words) {
        assertThat(way.locator("li[aria-current=step] .title strong"))
                .hasText(words, new LocatorAssertions.HasTextOptions().setTimeout(60_000));
    }

    private void acceptPicture(Page office) {
        office.navigate(server.address() + "/#/connection?facility=" + facility);
        assertThat(office.locator("hd-judge img")).isVisible();
        Chromium.keep(office, "path-connection-judge");
        button(office, "Nghiệm thu hình này").click();
        assertThat(office.locator("hd-camera-way"))
                .containsText(
                        "Lê Thị Sở nghiệm thu lúc", new LocatorAssertions.ContainsTextOptions());
    }

    /**
     * The other places that need a camera are not there, as the survey says; somebody signs for it.
     */
    private void waiveTheRest(Page office) {
        office.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName("Khai khối nhà và tầng"))
                .click();
        Locator layout = office.locator("hd-facility-layout");
        button(office, "Thêm khối nhà").click();
        layout.getByLabel("Khối nhà", new Locator.GetByLabelOptions().setExact(true)).fill("Nhà A");
        layout.getByLabel("Các tầng").fill("Tầng 1");
        button(office, "Lưu khối nhà và tầng").click();
        button(office, "Ký miễn cả 9 vị trí còn thiếu").click();
        layout.locator("#why").fill("Cơ sở không có các vị trí này, theo phiếu khảo sát.");
        button(office, "Ký miễn").click();
        assertThat(layout).containsText("10 / 10");
        Chromium.keep(office, "path-waived");
    }

    private static void seeConnected(Page desk) {
        assertThat(desk.locator("hd-connect-facility header:has(h1)"))
                .containsText(
                        "Đã kết nối",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(TWO_ROUNDS_MS));
        assertThat(desk.locator("hd-connect-facility .facts"))
                .containsText("1/1 camera đạt kết nối");
        Chromium.keep(desk, "path-connected");
    }

    // ---- report

    /** Makes the report, holds it against the one screen, and gives its address. */
    private String report(Page office) throws IOException {
        office.navigate(server.address() + "/#/reports?add=1");
        office.locator("hd-new-report #subject")
                .fill("Kết quả khảo sát, kết nối hệ thống camera giám sát");
        office.locator("hd-new-report #deadline").fill("trước ngày 15/5/2021");
        office.locator("hd-new-report #place").fill("Ninh Thuận");
        button(office, "Chốt số liệu và soạn").click();
        Locator figures = office.locator("hd-report table tr");
        assertThat(total(figures, "Đã kết nối")).hasText("1");
        assertThat(total(figures, "Cơ sở")).hasText(Integer.toString(FACILITIES));
        assertThat(total(figures, "Đã cử đầu mối")).hasText(Integer.toString(FACILITIES - 1));
        Chromium.keep(office, "path-report");
        String address = office.url();
        checkPaper(pdf(office));
        checkPaper(docx(office));
        button(office, "Trình duyệt").click();
        office.locator("hd-dialog").getByRole(AriaRole.BUTTON, named("Trình duyệt")).click();
        assertThat(office.locator("hd-report .marks")).containsText("Chờ duyệt");
        return address;
    }

    private static Locator total(Locator rows, String step) {
        return rows.filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        rows.page()
                                                .getByRole(
                                                        AriaRole.CELL,
                                                        new Page.GetByRoleOptions()
                                                                .setName(step)
                                                                .setExact(true))))
                .locator("td.all");
    }

    private static String pdf(Page office) {
        Path file = office.waitForDownload(() -> button(office, "PDF").click()).path();
        return Tool.run(Duration.ofSeconds(30), "pdftotext", "-layout", file.toString(), "-");
    }

    private static String docx(Page office) throws IOException {
        Path file = office.waitForDownload(() -> button(office, "DOCX").click()).path();
        try (ZipFile zip = new ZipFile(file.toFile());
                var in = zip.getInputStream(zip.getEntry("word/document.xml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("</w:p>", "\n")
                    .replaceAll("<[^>]*>", "");
        }
    }

    private static void checkPaper(String text) {
        String words = text.replaceAll("\\s+", " ");
        assertThat(words)
                .contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                .contains("BÁO CÁO")
                .contains("Kết quả khảo sát, kết nối hệ thống camera giám sát")
                .containsPattern("[Đđ]ã kết nối[^:]*: 1/24 cơ sở");
    }

    private void approve(Page chair, String report) {
        chair.navigate(report);
        button(chair, "Duyệt").click();
        chair.locator("hd-dialog").getByRole(AriaRole.BUTTON, named("Duyệt")).click();
        assertThat(chair.locator("hd-report .marks")).containsText("Đã duyệt");
    }

    private void issue(Page office, String report) {
        office.navigate(report);
        button(office, "Cho số, phát hành").click();
        office.locator("#number").fill("45");
        office.locator("hd-dialog").getByRole(AriaRole.BUTTON, named("Cho số, phát hành")).click();
        Locator marks = office.locator("hd-report .marks");
        assertThat(marks).containsText("Đúng hạn");
        assertThat(marks).containsText("45/BC-");
        assertThat(total(office.locator("hd-report table tr"), "Đã kết nối")).hasText("1");
    }

    // ---- the page

    private static LocatorAssertions.HasTextOptions patient() {
        return new LocatorAssertions.HasTextOptions().setTimeout(40_000);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void tap(Page phone, String name) {
        phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().tap();
    }

    private static Locator question(Page phone, String path) {
        int star = path.indexOf('*');
        String start = star < 0 ? path : path.substring(0, star);
        return phone.locator(
                "hd-question[path^='%s'][path$='%s']".formatted(start, path.substring(star + 1)));
    }

    private static void type(Page phone, String path, String text) {
        question(phone, path).locator("input").first().fill(text);
    }

    private static void choose(Page phone, String path, String words) {
        Locator choice =
                question(phone, path)
                        .getByRole(
                                AriaRole.RADIO,
                                new Locator.GetByRoleOptions().setName(words).setExact(true));
        choice.tap();
        assertThat(choice).isChecked();
    }
}
