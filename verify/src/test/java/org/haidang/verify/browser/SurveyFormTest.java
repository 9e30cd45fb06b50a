package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Server;
import org.haidang.verify.network.Cable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** D7: a survey on a phone, with the network off, and with two people at it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SurveyFormTest {
    private static final LocatorAssertions.IsVisibleOptions PATIENT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(40_000);

    private static final byte[] PHOTO =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @TempDir static Path folder;

    private Chromium chromium;
    private Server server;
    private Cable cable;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        server = Server.start(folder.resolve("server"));
        cable = new Cable(server.address());
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable started : new AutoCloseable[] {cable, server, chromium}) {
            if (started != null) {
                started.close();
            }
        }
    }

    @AfterEach
    void closeWindows() {
        cable.mend();
        chromium.closePages();
    }

    @Test
    void d7ASurveyIsFilledWithoutANetworkAndSentWhenThereIsOneAgain() {
        String facility = server.addFacility("Khu cách ly Trường Nội trú");
        Person engineer = engineer("Kỹ sư Một", facility);
        Path phone = folder.resolve("phone");
        String survey;
        try (BrowserContext browser = chromium.phone(phone)) {
            Page page = open(browser);
            Chromium.logIn(page, engineer.username(), engineer.password());
            page.navigate(cable.address() + "/#/survey");
            assertThat(page.getByText("Chưa khảo sát")).isVisible(PATIENT);
            Chromium.keep(page, "survey-phone-list");
            button(page, "Bắt đầu").click();
            assertThat(page.getByText("Các phần của phiếu")).isVisible();
            assertThat(page.getByText("Điền được cả khi mất mạng.")).isVisible(PATIENT);
            survey = page.url().replaceAll(".*[?&]id=([^&]*).*", "$1");
            Chromium.keep(page, "survey-phone-index");

            cable.cut();
            button(page, "Bắt đầu điền").click();
            type(page, "site/ADDRESS", "Số 1 đường Ví Dụ, phường Mẫu");
            assertThat(page.getByText("đã lưu trên máy này")).isVisible(PATIENT);
            Chromium.keep(page, "survey-phone-offline");
            next(page);
            choose(page, "site/MANAGING_BODY", "Quân đội");
            type(page, "site/CAPACITY", "120");
            type(page, "site/OCCUPANTS", "96");
            choose(page, "site/COOPERATES", "Có phối hợp");
            next(page);
            choose(page, "site/UPLINK", "Cáp quang");
            type(page, "site/ISP", "VNPT");
            type(page, "site/UP_MBPS", "nhanh");
            assertThat(question(page, "site/UP_MBPS").getByText("không phải một số")).isVisible();
            Chromium.keep(page, "survey-phone-fault");
            type(page, "site/UP_MBPS", "12,5");
            assertThat(question(page, "site/UP_MBPS").getByText("chờ gửi")).isVisible();
        }

        // The phone was shut down in the field and comes up again there, still without a network.
        try (BrowserContext browser = chromium.phone(phone)) {
            Page page = open(browser);
            assertThat(page.getByText("Điền tiếp")).isVisible(PATIENT);
            Chromium.keep(page, "survey-phone-list-offline");
            page.getByText("Điền tiếp").click();
            page.getByText("Đường truyền").click();
            assertThat(question(page, "site/UP_MBPS").locator("input")).hasValue("12,5");
            next(page);
            choose(page, "site/POWER", "Ổn định");
            next(page);
            Locator layout = question(page, "site/LAYOUT");
            layout.locator("#n0").fill("A");
            layout.locator("#f0").fill("1");
            assertThat(layout.getByText("chờ gửi")).isVisible();
            type(page, "site/CAMERAS", "1");
            Chromium.keep(page, "survey-phone-blocks");
            next(page);
            for (String zone : List.of("CORRIDOR", "WAITING_HALL", "OUTSIDE_BATHROOM")) {
                choose(page, "zone/" + zone + "/A/1", "Đã có camera");
            }
            Chromium.keep(page, "survey-phone-zones");
            next(page);
            for (String zone :
                    List.of(
                            "YARD",
                            "SAMPLING",
                            "RECEPTION",
                            "MEDICAL_CHECK",
                            "GOODS",
                            "GATE",
                            "COMMON")) {
                choose(page, "zone/" + zone, zone.equals("GOODS") ? "Còn thiếu" : "Đã có camera");
            }
            next(page);
            camera(page);
            button(page, "Tiếp").click();
            assertThat(page.getByText("Phiếu đã đủ.")).isVisible();
            assertThat(page.locator("hd-survey-review button.primary")).isDisabled();
            Chromium.keep(page, "survey-phone-review-offline");
            assertThat(surveyOf(survey).get("answers").size()).isZero();

            cable.mend();
            assertThat(page.getByText("Đã gửi hết lúc")).isVisible(PATIENT);
            Chromium.keep(page, "survey-phone-sent");
            JsonNode sent = surveyOf(survey);
            assertThat(sent.get("gaps").size()).isZero();
            assertThat(sent.get("photos").size()).isEqualTo(1);
            assertThat(answer(sent, "site/UP_MBPS")).isEqualTo("12.5");
            assertThat(answer(sent, "zone/GOODS")).isEqualTo("MISSING");
            assertThat(sent.get("proposal").get("verdict").asString()).isEqualTo("CONDITIONAL");
            page.locator("hd-survey-review button.primary").click();
            assertThat(page.getByText("Chữ ký", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            Chromium.keep(page, "survey-phone-submitted");
            assertThat(surveyOf(survey).get("stage").asString()).isEqualTo("SUBMITTED");
        }
    }

    /** One camera, with a photo; its address is not reachable, and the form says why. */
    private void camera(Page page) {
        button(page, "Thêm camera").click();
        page.locator("hd-question[path$='/ZONE'] select").selectOption("CORRIDOR");
        type(page, "camera/*/BLOCK", "A");
        type(page, "camera/*/FLOOR", "1");
        Locator photo = page.locator("hd-photo-answer");
        photo.locator("input[type=file]")
                .setInputFiles(
                        new FilePayload(
                                "photo.png",
                                "image/png",
                                "no photo".getBytes(StandardCharsets.UTF_8)));
        assertThat(photo.getByText("không phải ảnh")).isVisible();
        photo.locator("input[type=file]")
                .setInputFiles(new FilePayload("photo.png", "image/png", PHOTO));
        assertThat(photo.locator("img")).isVisible();
        choose(page, "camera/*/FORBIDDEN_PLACE", "Không");
        Chromium.keep(page, "survey-phone-camera");
        button(page, "Tiếp").click();
        choose(page, "camera/*/CONDITION", "Hoạt động");
        Locator reachable = page.locator("hd-question[path$='/REACHABLE']");
        reachable.getByText("Không rõ").click();
        reachable.locator("#why").fill("Đầu ghi bị khoá mật khẩu");
        assertThat(reachable.getByText("chờ gửi")).isVisible();
        choose(page, "camera/*/DEFAULT_PASSWORD", "Chưa thử");
        Chromium.keep(page, "survey-phone-camera-state");
        button(page, "Tiếp").click();
        button(page, "Tiếp").click();
        page.locator("footer button.primary").click();
        assertThat(page.getByText("CAM-01").first()).isVisible();
        Chromium.keep(page, "survey-phone-cameras");
    }

    @Test
    void d7TwoPeopleWhoAnswerTheSameQuestionAreShownBothAnswers() {
        String facility = server.addFacility("Khách sạn Ví Dụ");
        Person one = engineer("Kỹ sư Hai", facility);
        Person two = engineer("Kỹ sư Ba", facility);
        String survey;
        try (BrowserContext browser = chromium.phone(folder.resolve("second-phone"));
                Api other = two.api(server)) {
            survey =
                    other.create("/facilities/" + facility + "/survey", Map.of())
                            .get("id")
                            .asString();
            Page page = open(browser);
            Chromium.logIn(page, one.username(), one.password());
            page.navigate(cable.address() + "/#/survey?id=" + survey + "&step=LINE");
            assertThat(question(page, "site/ISP")).isVisible(PATIENT);
            cable.cut();
            type(page, "site/ISP", "Viettel");
            type(page, "site/ROUTER", "RB750");
            assertThat(question(page, "site/ROUTER").getByText("chờ gửi")).isVisible();
            answer(other, survey, "site/ISP", "VNPT");
            answer(other, survey, "site/POWER", "STEADY");
            cable.mend();
            Locator isp = question(page, "site/ISP");
            assertThat(isp.getByText("Hai câu trả lời khác nhau.")).isVisible(PATIENT);
            assertThat(isp.getByText("VNPT")).isVisible();
            isp.scrollIntoViewIfNeeded();
            Chromium.keep(page, "survey-phone-both");
            isp.getByText("Viettel").click();
            assertThat(isp.locator("input")).hasValue("Viettel");
            assertThat(page.getByText("Đã gửi hết lúc")).isVisible(PATIENT);
            JsonNode settled = surveyOf(survey);
            assertThat(answer(settled, "site/ISP")).isEqualTo("Viettel");
            assertThat(answer(settled, "site/ROUTER")).isEqualTo("RB750");
            assertThat(answer(settled, "site/POWER")).isEqualTo("STEADY");
        }
    }

    @Test
    void theDepartmentSendsASurveyBackAndThePhoneShowsWhy() {
        String facility = server.addFacility("Nhà nghỉ Mẫu");
        Person engineer = engineer("Kỹ sư Bốn", facility);
        Person department;
        try (Api administrator = server.administrator()) {
            department =
                    Person.invited(administrator, "Lê Thị Sở", Person.grant("it-department"))
                            .takenWithAuthenticator(server);
        }
        String survey;
        try (Api phone = engineer.api(server)) {
            survey =
                    phone.create("/facilities/" + facility + "/survey", Map.of())
                            .get("id")
                            .asString();
            answer(phone, survey, "site/ADDRESS", "Số 2 đường Ví Dụ");
            answer(phone, survey, "site/COOPERATES", "NO");
            phone.create("/surveys/" + survey + "/submission", Map.of());
        }
        Page office = Chromium.enter(chromium.page("vi"), server, department);
        office.navigate(server.address() + "/#/survey");
        assertThat(office.getByText("Đã gửi, chờ ký").first()).isVisible();
        Chromium.keep(office, "survey-desktop-list");
        office.locator("hd-surveys li")
                .filter(new Locator.FilterOptions().setHasText("Nhà nghỉ Mẫu"))
                .getByText("Xem phiếu")
                .click();
        assertThat(office.getByText("Cơ sở có phối hợp không?")).isVisible();
        Chromium.keep(office, "survey-desktop-review");
        button(office, "Trả lại phiếu").click();
        office.locator("#reason").fill("Hãy gọi lại cho cơ sở.");
        office.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Trả lại").setExact(true))
                .click();
        assertThat(office.getByText("Lê Thị Sở đã trả lại phiếu:")).isVisible();

        try (BrowserContext browser = chromium.phone(folder.resolve("fourth-phone"))) {
            Page page = open(browser);
            Chromium.logIn(page, engineer.username(), engineer.password());
            assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible(PATIENT);
            page.navigate(cable.address() + "/#/survey?id=" + survey);
            assertThat(page.getByText("Hãy gọi lại cho cơ sở.")).isVisible(PATIENT);
            Chromium.keep(page, "survey-phone-sent-back");
        }
    }

    private static void answer(Api api, String survey, String path, String text) {
        api.create(
                "/surveys/" + survey + "/answers",
                Map.of(
                        "operations",
                        List.of(
                                Map.of(
                                        "id",
                                        "other-" + path.replaceAll("\\W", "-"),
                                        "path",
                                        path,
                                        "baseVersion",
                                        0,
                                        "text",
                                        text,
                                        "typedAt",
                                        "2021-05-12T09:00:00+07:00"))));
    }

    // ---- the page

    private Person engineer(String name, String facility) {
        try (Api administrator = server.administrator()) {
            return Person.invited(
                            administrator, name, Person.grant("connection-engineer", facility))
                    .taken(server);
        }
    }

    private Page open(BrowserContext browser) {
        Page page = browser.pages().isEmpty() ? browser.newPage() : browser.pages().getFirst();
        page.navigate(cable.address().toString());
        return page;
    }

    private JsonNode surveyOf(String survey) {
        try (Api department = reader().api(server)) {
            return department.get("/surveys/" + survey);
        }
    }

    private Person reader;

    private Person reader() {
        if (reader == null) {
            try (Api administrator = server.administrator()) {
                reader =
                        Person.invited(administrator, "Y tế", Person.grant("health-department"))
                                .taken(server);
            }
        }
        return reader;
    }

    private static String answer(JsonNode survey, String path) {
        return StreamSupport.stream(survey.get("answers").spliterator(), false)
                .filter(slot -> slot.get("path").asString().equals(path))
                .map(slot -> slot.get("entries").get(0).get("text").asString())
                .findFirst()
                .orElse("");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
    }

    private static void next(Page page) {
        button(page, "Tiếp").click();
    }

    private static Locator question(Page page, String path) {
        String start = path.substring(0, path.contains("*") ? path.indexOf('*') : path.length());
        String end = path.substring(path.indexOf('*') + 1);
        return page.locator("hd-question[path^='" + start + "'][path$='" + end + "']");
    }

    private static void type(Page page, String path, String text) {
        question(page, path).locator("input").first().fill(text);
    }

    private static void choose(Page page, String path, String words) {
        Locator choice =
                question(page, path)
                        .getByRole(
                                AriaRole.RADIO,
                                new Locator.GetByRoleOptions().setName(words).setExact(true));
        choice.click();
        assertThat(choice).isChecked();
    }
}
