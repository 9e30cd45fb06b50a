package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Program;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engineer before a network of unknown cameras: twenty of them and a recorder with sixteen
 * channels, on a network of loopback addresses that no other run has.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class DevicesTest {
    private static final int CAMERAS = 20;
    private static final int CHANNELS = 16;
    private static final int DEVICES = CAMERAS + 1;

    @TempDir static Path folder;

    private final String network = Farm.newNetwork();
    private Chromium chromium;
    private Farm farm;
    private Server server;
    private String facility;
    private Page page;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        farm =
                Farm.demo(
                        folder,
                        "--cameras",
                        Integer.toString(CAMERAS),
                        "--onvif",
                        network,
                        "--recorder",
                        Integer.toString(CHANNELS));
        server = Server.start(folder);
        facility = server.addFacility("Khu cách ly Hoà Vang");
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable started : new AutoCloseable[] {server, farm, chromium}) {
            if (started != null) {
                started.close();
            }
        }
    }

    @BeforeEach
    void enter() {
        page = chromium.entered(server);
    }

    @AfterEach
    void leave() {
        chromium.keepWindows("devices");
        chromium.closePages();
    }

    private Locator devices() {
        return page.locator("hd-camera-search ol.devices button");
    }

    private void search(String ranges, boolean multicast) {
        page.navigate(server.address() + "/#/cameras?search=1");
        page.locator("hd-camera-search #ranges").fill(ranges);
        page.locator("hd-camera-search input[type=checkbox]").setChecked(multicast);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^Tìm$")))
                .click();
        assertThat(page.locator("hd-camera-search .foot-words"))
                .containsText(
                        "thiết bị sau",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
    }

    @Test
    void findsAllDevicesOfANamedRange() {
        search(network + ".1-" + (DEVICES + 10), false);
        assertThat(devices()).hasCount(DEVICES);
        System.out.println(
                "by named range: " + page.locator("hd-camera-search .foot-words").textContent());
    }

    @Test
    void findsAllDevicesByAskingTheNetwork() {
        search("", true);
        // Other farms of this machine may answer, too.
        Locator ours = devices().filter(new Locator.FilterOptions().setHasText(network + "."));
        assertThat(ours).hasCount(DEVICES);
        System.out.println(
                "by multicast: " + page.locator("hd-camera-search .foot-words").textContent());
    }

    @Test
    void addsAllChannelsOfARecorderAndWatchesThem() {
        search(network + "." + DEVICES, false);
        Instant began = Instant.now();
        devices().first().click();
        page.locator("hd-camera-search #username").fill(Farm.USERNAME);
        page.locator("hd-camera-search #password").fill(Farm.PASSWORD);
        button("Hỏi thiết bị").click();
        Locator rows = page.locator("hd-camera-search tbody tr");
        assertThat(rows).hasCount(CHANNELS);
        button("Thử các kênh đã chọn").click();
        assertThat(rows.locator("img"))
                .hasCount(CHANNELS, new LocatorAssertions.HasCountOptions().setTimeout(90_000));
        Chromium.keep(page, "devices-recorder");
        System.out.printf("all channels tested after %d ms%n", since(began));
        button("Thêm " + CHANNELS + " camera").click();
        assertThat(page.locator("hd-camera-search")).hasCount(0);
        page.navigate(server.address() + "/#/watch");
        button("Xếp tất cả").click();
        assertThat(page.locator("hd-tile[aria-label$='Trực tiếp']"))
                .hasCount(CHANNELS, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
        System.out.printf("all %d channels live after %d ms%n", CHANNELS, since(began));
        new Pictures(page).goOn(CHANNELS);
        Chromium.keep(page, "devices-wall");
        List<String> names =
                server.api()
                        .get("/cameras")
                        .valueStream()
                        .map(camera -> camera.get("name").asString())
                        .toList();
        assertThat(names).hasSize(CHANNELS).doesNotHaveDuplicates();
        seeWhatTheRecorderHolds();
    }

    private void seeWhatTheRecorderHolds() {
        String camera = server.api().get("/cameras").get(0).get("id").asString();
        page.navigate(server.address() + "/#/cameras?camera=" + camera);
        Locator storage = page.locator("hd-camera-storage");
        storage.locator("button.ask-storage").click();
        assertThat(storage.locator("li")).hasCount(1);
        assertThat(storage).containsText("Giữ từ");
        storage.locator("li").scrollIntoViewIfNeeded();
        Chromium.keep(page, "devices-storage");
        storage.locator("button.fetch-storage").click();
        assertThat(storage).containsText("Không có khoảng trống nào lấy bù được lúc này");
    }

    private static long since(Instant began) {
        return Duration.between(began, Instant.now()).toMillis();
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void fillsASurveyWithWhatTheRecorderSays() {
        Person engineer;
        try (Api administrator = server.administrator()) {
            engineer =
                    Person.invited(
                                    administrator,
                                    "Kỹ sư Khảo sát",
                                    Person.grant("connection-engineer", facility))
                            .taken(server);
        }
        String survey;
        try (Api phone = engineer.api(server)) {
            survey =
                    phone.create("/facilities/" + facility + "/survey", Map.of())
                            .get("id")
                            .asString();
        }
        Page phone = Chromium.enter(chromium.phonePage("vi"), server, engineer);
        phone.navigate(server.address() + "/#/survey?id=" + survey + "&step=CAMERAS");
        Locator ask = phone.locator("hd-device-fill");
        ask.locator("button").click();
        Instant began = Instant.now();
        ask.locator("#address").fill(network + "." + DEVICES);
        ask.locator("#username").fill(Farm.USERNAME);
        ask.locator("#password").fill(Farm.PASSWORD);
        ask.locator("button.primary").click();
        assertThat(ask.locator(".note.good"))
                .containsText(
                        "tự điền " + CHANNELS + " camera",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        System.out.printf("survey filled after %d ms%n", since(began));
        assertThat(phone.locator("hd-survey-cameras .cameras a")).hasCount(CHANNELS);
        Chromium.keep(phone, "devices-survey");
    }

    @Test
    void findsThemFromTheCommandLine() {
        try (Program search =
                Program.java(
                        "search",
                        folder,
                        Map.of(),
                        List.of("-XX:TieredStopAtLevel=1"),
                        "server",
                        "org.haidang.server.Haidang",
                        List.of(
                                "camera",
                                "search",
                                "--no-multicast",
                                network + ".1-" + (DEVICES + 5)))) {
            assertThat(search.awaitExit(Duration.ofSeconds(60))).isZero();
            assertThat(search.output().lines().filter(line -> line.startsWith(network)))
                    .as(search.output())
                    .hasSize(DEVICES);
        }
    }

    @Test
    void saysThatALoginIsRefusedAndTriesNoOther() {
        search(network + ".1", false);
        devices().first().click();
        page.locator("hd-camera-search #username").fill(Farm.USERNAME);
        page.locator("hd-camera-search #password").fill("khong-phai");
        button("Hỏi thiết bị").click();
        assertThat(page.locator("hd-camera-search .note.alarm"))
                .containsText("không nhận tên đăng nhập");
    }
}
