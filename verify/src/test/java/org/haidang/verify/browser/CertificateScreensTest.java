package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person sees of the certificate of a device that speaks HTTPS: in the search, in the sheet
 * of its camera, when it is another one, and in the log.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CertificateScreensTest {
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @TempDir static Path folder;

    private final String network = Farm.newNetwork();
    private Chromium chromium;
    private Farm farm;
    private Server server;
    private Page page;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        farm = Farm.demo(folder, "--cameras", "1", "--onvif", network, "--onvif-https");
        server = Server.start(folder);
        server.addFacility("Khu cách ly Hoà Vang");
        page = chromium.entered(server);
    }

    @AfterEach
    void keep() {
        chromium.keepWindows("certificate");
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
    void isShownKeptAndExchangedOnlyByWhoeverConfirmsIt() {
        Farm.Device device = farm.devices().getFirst();
        String own = grouped(device);
        add(device);

        Locator sheet = page.locator("hd-camera-sheet");
        String camera = server.api().get("/cameras").get(0).get("id").asString();
        page.navigate(server.address() + "/#/cameras?camera=" + camera);
        sheet.locator("button.ask-device").click();
        assertThat(sheet.locator(".note.good")).isVisible();

        farm.misbehave(device, "certificate", 0);
        String other = grouped(device);
        farm.forgetLogins(device);
        sheet.locator("button.ask-device").click();
        Locator answer = sheet.locator(".note.warn");
        assertThat(answer).containsText("chứng chỉ khác", SOON);
        assertThat(answer.locator("code")).hasText(new String[] {own, other});
        assertThat(answer.locator("button.accept-certificate")).isDisabled();
        assertThat(answer.locator("button.accept-certificate")).isInViewport();
        Chromium.keep(page, "certificate-other");
        assertThat(farm.device(device).get("loginsTried").asLong()).isZero();

        answer.locator("input.confirm-certificate").check();
        answer.locator("button.accept-certificate").click();
        assertThat(sheet.locator(".note.good")).isVisible();
        Chromium.keep(page, "certificate-accepted");

        readTheLog(other.replace(" ", ""));
    }

    private void readTheLog(String accepted) {
        Page log;
        try (Api administrator = server.administrator()) {
            Person inspector =
                    Person.invited(administrator, "Lê Văn Tra", Person.grant("inspector"))
                            .takenWithAuthenticator(server);
            log = Chromium.enter(chromium.page("vi"), server, inspector);
        }
        Locator rows = log.locator("hd-audit .words");
        log.navigate(server.address() + "/#/audit?kind=device-certificate-accepted");
        assertThat(rows.first())
                .containsText("đã chấp nhận chứng chỉ khác của thiết bị Cổng chính");
        rows.first().click();
        assertThat(log.locator("hd-audit")).containsText(accepted);
        Chromium.keep(log, "certificate-log");
        log.navigate(server.address() + "/#/audit?kind=device-examined");
        assertThat(rows.first()).containsText("đã hỏi thiết bị " + network + ".1");
        assertThat(log.locator("hd-audit")).containsText("Hỏi thiết bị");
    }

    private void add(Farm.Device device) {
        page.navigate(server.address() + "/#/cameras?search=1");
        Locator search = page.locator("hd-camera-search");
        search.locator("#ranges").fill(network + ".1");
        search.locator("input[type=checkbox]").setChecked(false);
        button("Tìm").click();
        search.locator("ol.devices button").first().click();
        search.locator("#username").fill(Farm.USERNAME);
        search.locator("#password").fill(Farm.PASSWORD);
        button("Hỏi thiết bị").click();
        assertThat(search).containsText(grouped(device), SOON);
        search.locator("dl").scrollIntoViewIfNeeded();
        Chromium.keep(page, "certificate-search");
        button("Thêm 1 camera").click();
        assertThat(search).hasCount(0);
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** As it is shown, so that two people can read it to each other. */
    private String grouped(Farm.Device device) {
        return farm.device(device).get("certificate").asString().replaceAll("(.{4})(?!$)", "$1 ");
    }
}
