package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The registry of facilities and the list of their focal points, as an officer works with them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RegistryTest {
    private static final int FACILITIES = 24;

    @TempDir static Path folder;

    private Chromium chromium;
    private Server server;
    private Api officer;
    private Person person;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        server = Server.start(folder);
        try (Api administrator = server.administrator()) {
            person =
                    Person.invited(
                                    administrator,
                                    "Trần Quốc Sự",
                                    Person.grant("military-command"),
                                    Person.grant("it-department"))
                            .takenWithAuthenticator(server);
        }
        officer = person.api(server);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= FACILITIES; i++) {
            rows.add(
                    Map.of(
                            "code", "NT-%02d".formatted(i),
                            "name", name(i),
                            "managingBody", List.of("Quân đội", "Dân sự", "Khách sạn").get(i % 3),
                            "capacity", Integer.toString(60 + 5 * i),
                            "occupants", Integer.toString(40 + i)));
        }
        JsonNode done =
                officer.create("/facility-registry/import?dryRun=false", Map.of("rows", rows));
        assertThat(done.get("applied").asInt()).isEqualTo(FACILITIES);
    }

    private static String name(int i) {
        return List.of("Trường Quân sự khu ", "Ký túc xá số ", "Khách sạn Biển Xanh ").get(i % 3)
                + i;
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable started : new AutoCloseable[] {officer, server, chromium}) {
            if (started != null) {
                started.close();
            }
        }
    }

    @AfterEach
    void closeWindows() {
        chromium.closePages();
    }

    @Test
    void theListOfTwentyFourIsImportedMendedAppliedAndExportedInTheDispatchsOrder()
            throws Exception {
        Page page = entered();
        page.navigate(server.address() + "/#/contacts");
        assertThat(page.locator("hd-contacts tbody tr")).hasCount(FACILITIES);
        Chromium.keep(page, "contacts-empty");
        button(page, "Nhập đầu mối từ bảng").click();
        Path table = folder.resolve("dau-moi.csv");
        Files.writeString(table, csv(), StandardCharsets.UTF_8);
        page.locator("hd-table-import #file").setInputFiles(table);
        Locator bad = page.locator("hd-table-import tr.bad");
        assertThat(bad).hasCount(3);
        assertThat(page.locator("hd-table-import .sum")).containsText("21");
        Chromium.keep(page, "contacts-import-faults");
        assertThat(button(page, "Áp dụng 21 dòng")).isDisabled();
        cell(page, "Họ tên", 4).fill("Lê Thị Ánh");
        cell(page, "Họ tên", 4).blur();
        assertThat(bad).hasCount(2);
        cell(page, "Số điện thoại liên hệ", 8).fill("0912 000 008");
        cell(page, "Số điện thoại liên hệ", 8).blur();
        assertThat(bad).hasCount(1);
        cell(page, "Cơ sở", 13).fill(name(12));
        cell(page, "Cơ sở", 13).blur();
        assertThat(bad).hasCount(0);
        Chromium.keep(page, "contacts-import-mended");
        button(page, "Áp dụng 24 dòng").click();
        assertThat(page.locator("hd-table-import")).hasCount(0);
        assertThat(page.locator("hd-contacts tbody tr").filter(text("Lê Thị Ánh"))).hasCount(1);
        assertThat(page.locator("hd-contacts tbody tr").filter(text("Chưa có đầu mối")))
                .hasCount(0);
        Chromium.keep(page, "contacts");

        page.locator("hd-contacts details.menu summary").click();
        Download download =
                page.waitForDownload(() ->
                        page.locator("hd-contacts details.menu a").filter(text("CSV")).click());
        String exported = Files.readString(download.path(), StandardCharsets.UTF_8);
        assertThat(exported)
                .startsWith(
                        "\ufeffHọ tên,Chức danh,Số điện thoại liên hệ,Địa chỉ e-mail,Cơ sở,Mã cơ"
                                + " sở");
        assertThat(exported.lines()).hasSize(FACILITIES + 1);
        assertThat(exported).contains("Lê Thị Ánh,Quản lý cơ sở,0912 345 603");

        submitAndForward(page);
    }

    /** A window in which the officer has come in. */
    private Page entered() {
        return Chromium.enter(chromium.page("vi"), server, person);
    }

    private void submitAndForward(Page page) {
        button(page, "Ký gửi 24 đầu mối").click();
        assertThat(page.locator("hd-contacts tbody tr").filter(text("Đã gửi")))
                .hasCount(FACILITIES);
        button(page, "Danh sách gửi lên").click();
        button(page, "Tổng hợp phiên bản mới").click();
        button(page, "Ký tiếp nhận").click();
        button(page, "Ký chuyển Bộ").click();
        assertThat(page.locator("hd-contact-versions .hop.signed")).hasCount(4);
        button(page, "Xem danh sách").click();
        assertThat(page.locator("hd-contact-versions tbody tr")).hasCount(FACILITIES);
        Chromium.keep(page, "contact-versions");
        page.navigate(server.address() + "/#/facilities");
        assertThat(page.locator("hd-facilities tbody tr").filter(text("Đã có đầu mối")))
                .hasCount(FACILITIES);
        Chromium.keep(page, "facilities");
    }

    /** Row 4 lacks the name, row 8 a whole telephone number, row 13 names no facility. */
    private static String csv() {
        StringBuilder csv =
                new StringBuilder("Họ tên;Chức danh;Số điện thoại liên hệ;Địa chỉ e-mail;Cơ sở\n");
        for (int i = 1; i <= FACILITIES; i++) {
            csv.append(i == 3 ? "" : "Nguyễn Văn Thứ")
                    .append(i == 3 ? "" : " " + word(i))
                    .append(";Quản lý cơ sở;")
                    .append(i == 7 ? "0912" : "0912 345 6%02d".formatted(i))
                    .append(";dau.moi.")
                    .append(i)
                    .append("@example.vn;")
                    .append(i == 12 ? "Không có nơi này" : name(i))
                    .append('\n');
        }
        return csv.toString();
    }

    /** A name has no digits. */
    private static String word(int i) {
        return "ABCDEGHIKLMNOPQRSTUVXYZWJ".substring(i - 1, i);
    }

    @Test
    void aPersonAtTheFacilityEntersThemselvesOnAPhone() {
        JsonNode facility = officer.create("/facilities", Map.of("name", "Trạm y tế Đầm Nại"));
        String id = facility.get("id").asString();
        String link =
                officer.create("/facilities/" + id + "/contact-link", Map.of())
                        .get("link")
                        .asString();
        Page phone = chromium.page("vi");
        phone.setViewportSize(390, 844);
        phone.navigate(link);
        assertThat(phone.locator("hd-contact-entry")).containsText("Trạm y tế Đầm Nại");
        Chromium.keep(phone, "contact-entry-phone");
        phone.locator("#fullName").fill("Phạm Thị Sen");
        phone.locator("#title").fill("Trưởng trạm");
        phone.locator("#phone").fill("0912");
        phone.locator("#email").fill("sen@example.vn");
        phone.locator("hd-contact-entry button.primary").click();
        assertThat(phone.locator("#phone[aria-invalid='true']")).isVisible();
        Chromium.keep(phone, "contact-entry-fault-phone");
        phone.reload();
        assertThat(phone.locator("#fullName")).hasValue("Phạm Thị Sen");
        phone.locator("#phone").fill("0259 3822 123");
        phone.locator("hd-contact-entry button.primary").click();
        assertThat(phone.locator("hd-contact-entry .done")).containsText("Cảm ơn Phạm Thị Sen");
        Chromium.keep(phone, "contact-entry-done-phone");
        assertThat(officer.get("/facilities/" + id + "/life").get("stage").asString())
                .isEqualTo("CONTACT_NAMED");
        officer.delete("/facilities/" + id);
    }

    private static Locator cell(Page page, String column, int row) {
        return page.getByLabel(
                column + ", Dòng " + row, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator.FilterOptions text(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
