package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A screen on the wall of a duty room, from its link to its end, with the browser it has there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class WallScreenTest {
    private static final String NAME = "Màn hình phòng trực";
    private static final int CAMERAS = 4;

    /** How long pictures may go on after the screen was ended. */
    private static final double ENDED_WITHIN_MS = 5_000;

    private static final double PATIENCE_MS = 30_000;

    /** The screen's key as the page can reach it: whether a script could carry it away. */
    private static final String EXTRACTABLE =
            """
            () => new Promise((resolve, reject) => {
              const opening = indexedDB.open('haidang-wall', 1);
              opening.onerror = () => reject(opening.error);
              opening.onsuccess = () => {
                const get = opening.result.transaction('device').objectStore('device').get('screen');
                get.onsuccess = () => resolve(get.result.key.extractable);
              };
            })
            """;

    @TempDir static Path folder;

    private Chromium chromium;
    private Farm farm;
    private Server server;
    private Person watcher;
    private Person officer;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        farm = Farm.demo(folder, "--cameras", Integer.toString(CAMERAS));
        server = Server.start(folder);
        try (Api administrator = server.administrator()) {
            String here = server.addFacility("Chốt đầm Nại");
            server.awaitRecording(server.add(here, farm.cameras()).all(), Duration.ofSeconds(60));
            watcher = at(administrator, "Phạm Văn Canh", here);
            officer = at(administrator, "Lê Thị Trực", here);
        }
    }

    private Person at(Api administrator, String name, String facility) {
        return Person.invited(
                        administrator,
                        name,
                        Person.grant("duty-watcher", facility),
                        Person.grant("focal-point", facility))
                .taken(server);
    }

    @AfterEach
    void closeWindows() {
        chromium.closePages();
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable started : new AutoCloseable[] {chromium, server, farm}) {
            if (started != null) {
                started.close();
            }
        }
    }

    @Test
    void watchesThroughRestartsOfBrowserAndServerAndNoCopyOfItsCookieDoes() {
        Page office = Chromium.enter(chromium.page("vi"), server, watcher);
        String link = makeLink(office, watcher);

        Path profile = folder.resolve("screen");
        BrowserContext browser = chromium.keeping(profile);
        Page page = browser.pages().getFirst();
        page.navigate(link);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText(NAME);
        Chromium.keepSizes(page, "wall-claim");
        button(page, "Bắt đầu").click();
        watches(page);
        assertThat(page.locator("hd-app nav")).hasCount(0);
        Chromium.keepSizes(page, "wall-screen");
        assertThat((String) page.evaluate("document.cookie")).doesNotContain("HAIDANG_SESSION");
        assertThat(page.evaluate(EXTRACTABLE)).isEqualTo(false);
        assertThat(page.evaluate("fetch('/api/v1/me/sessions').then(r => r.status)"))
                .isEqualTo(403);

        browser.close();
        browser = chromium.keeping(profile);
        page = browser.pages().getFirst();
        page.navigate(server.address().toString());
        watches(page);

        // Somebody has copied the cookie, and nothing else can be copied.
        List<Cookie> copied = browser.cookies();
        Page thief = chromium.page("vi");
        thief.context().addCookies(copied);
        thief.navigate(server.address().toString());
        assertThat(thief.locator("hd-wall-ended")).isVisible(patient());
        assertThat(thief.evaluate("fetch('/api/v1/cameras').then(r => r.status)")).isEqualTo(401);
        assertThat(thief.locator("video")).hasCount(0);
        // The screen proves itself again without anybody's hand.
        watches(page);

        int port = server.address().getPort();
        server.kill();
        assertThat(page.locator("hd-wall-screen .lost")).isVisible(patient());
        Chromium.keepSizes(page, "wall-lost");
        server.close();
        server = Server.startAgain(folder, port);
        assertThat(page.locator("hd-wall-screen .lost"))
                .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MS));
        watches(page);

        office.reload();
        Locator listed =
                office.locator("hd-my-sessions li")
                        .filter(new Locator.FilterOptions().setHasText(NAME));
        assertThat(listed).isVisible(patient());
        listed.scrollIntoViewIfNeeded();
        Chromium.keep(office, "wall-listed");
        listed.getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("hd-wall-ended"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(ENDED_WITHIN_MS));
        assertThat(page.locator("hd-wall-ended")).containsText("Gọi người phụ trách");
        assertThat(page.locator("video")).hasCount(0);
        Chromium.keepSizes(page, "wall-ended");
        // It says the same after another start, until somebody makes an ordinary browser of it.
        page.reload();
        assertThat(page.locator("hd-wall-ended")).isVisible(patient());
        button(page, "Đăng nhập như bình thường").click();
        assertThat(page.locator("hd-login")).isVisible();

        page.navigate(link);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Liên kết này không còn dùng được");
        browser.close();
    }

    /** A television in a duty room shows the one screen and comes back to it, also by itself. */
    @Test
    void showsTheOneScreenWherePicturesAreNotWhatItIsFor() {
        Page office = Chromium.enter(chromium.page("vi"), server, officer);
        String link = makeLink(office, officer);
        Path profile = folder.resolve("television");
        BrowserContext browser = chromium.keeping(profile);
        Page page = browser.pages().getFirst();
        page.navigate(link);
        button(page, "Bắt đầu").click();
        watches(page);
        page.mouse().move(200, 200);
        button(page, "Xem màn hình toàn cảnh").click();
        showsFigures(page);
        assertThat(page.locator("hd-app nav")).hasCount(0);
        assertThat(page.locator("hd-overview .phone")).hasCount(0);
        assertThat(page.evaluate("fetch('/api/v1/contacts').then(r => r.status)")).isEqualTo(403);
        Chromium.keepSizes(page, "wall-overview");

        // After a power cut it is what it was.
        browser.close();
        browser = chromium.keeping(profile);
        page = browser.pages().getFirst();
        page.navigate(server.address().toString());
        showsFigures(page);

        // A number leads to its list, a picture to the pictures; from there it comes back alone.
        page.clock().install();
        page.locator("hd-overview .figure > a:first-child").first().click();
        assertThat(page.locator("hd-overview-list hd-dialog dialog")).isVisible();
        page.keyboard().press("Escape");
        page.evaluate("location.hash = '#/watch'");
        assertThat(page.locator("hd-wall-screen hd-wall")).isVisible(patient());
        page.clock().fastForward("03:01");
        showsFigures(page);

        int port = server.address().getPort();
        server.kill();
        assertThat(page.locator("hd-overview .gone")).isVisible(patient());
        server.close();
        server = Server.startAgain(folder, port);
        assertThat(page.locator("hd-overview .gone"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
        showsFigures(page);
        browser.close();
    }

    private static void showsFigures(Page page) {
        assertThat(page.locator("hd-wall-screen hd-overview .figure"))
                .hasCount(10, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
    }

    private String makeLink(Page office, Person person) {
        office.navigate(server.address() + "/#/profile");
        button(office, "Thêm màn hình trực").click();
        Locator form = office.locator("hd-wall-maker");
        form.locator("#password").fill("không phải mật khẩu này");
        button(office, "Tạo liên kết").click();
        assertThat(form.locator(".fault")).isVisible();
        form.locator("#name").fill(NAME);
        form.locator("#password").fill(person.password());
        Chromium.keepSizes(office, "wall-make");
        button(office, "Tạo liên kết").click();
        String link = office.locator("hd-link-card code").textContent();
        Chromium.keepSizes(office, "wall-link");
        return link;
    }

    /** Live, and the pictures move. */
    private static void watches(Page page) {
        assertThat(page.locator("hd-wall-screen hd-tile[aria-label$='Trực tiếp']"))
                .hasCount(CAMERAS, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
        new Pictures(page).goOn(CAMERAS);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static LocatorAssertions.IsVisibleOptions patient() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);
    }
}
