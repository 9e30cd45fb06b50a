package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.haidang.server.demo.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two tiers are linked, and a camera is withdrawn while it is watched, all of it on the screens.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class LinksTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir static Path folder;

    private Chromium chromium;
    private Farm farm;
    private Server nation;
    private Server site;

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.start();
        farm = Farm.demo(folder, "--cameras", "2");
        nation =
                Server.start(
                        folder.resolve("nation"),
                        List.of(),
                        Map.of(
                                "HAIDANG_LINKS_PORT",
                                Integer.toString(Ports.free()),
                                "HAIDANG_LINKS_BIND",
                                "127.0.0.1"));
        site = Server.start(folder.resolve("site"));
        site.awaitRecording(site.add(farm.cameras()).all(), LIMIT);
    }

    @AfterAll
    void stop() {
        for (AutoCloseable started : new AutoCloseable[] {site, nation, farm, chromium}) {
            close(started);
        }
    }

    private static void close(AutoCloseable started) {
        try {
            if (started != null) {
                started.close();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Page links(Server server, String name) {
        try (Api administrator = server.administrator()) {
            Person person =
                    Person.invited(administrator, name, Person.grant("administrator"))
                            .takenWithAuthenticator(server);
            Page page = Chromium.enter(chromium.page("vi"), server, person);
            page.navigate(server.address() + "/#/links");
            return page;
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static LocatorAssertions.IsVisibleOptions visible(int ms) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(ms);
    }

    @Test
    void theNationInvitesASiteJoinsAndAWithdrawnCameraEndsWithWords() {
        try {
            walk();
        } catch (AssertionError | RuntimeException e) {
            chromium.keepWindows("links-failed");
            throw e;
        }
    }

    private void walk() {
        Page above = links(nation, "Quản trị quốc gia");
        assertThat(above.locator("hd-links .empty").first()).containsText("Chưa có cơ sở hay tỉnh");
        button(above, "Mời kết nối").click();
        above.locator("hd-invite-site #name").fill("Khu cách ly Phước Dinh");
        button(above, "Tạo lời mời").click();
        String invitation = above.locator("hd-invite-site #invitation").textContent();
        assertThat(above.locator("hd-invite-site .qr")).isVisible();
        assertThat(invitation).startsWith("haidang1-");
        Chromium.keep(above, "links-invited");
        button(above, "Xong").click();

        Page below = links(site, "Quản trị cơ sở");
        button(below, "Kết nối lên trung tâm").click();
        below.locator("hd-join-centre #invitation").fill(invitation);
        below.locator("hd-join-centre #name").fill("Phước Dinh");
        Chromium.keep(below, "links-join");
        button(below, "Kết nối").last().click();
        assertThat(below.locator("hd-links .facts")).isVisible(visible(15_000));
        assertThat(below.locator("hd-links .facts")).containsText("Đang kết nối");
        assertThat(above.getByText("Đang kết nối").first()).isVisible(visible(15_000));

        Farm.Camera camera = farm.cameras().getFirst();
        String there = camera(camera.name());
        Page watcher = chromium.entered(nation);
        watcher.navigate(nation.address() + "/#/watch?camera=" + there);
        Locator tile =
                watcher.locator("hd-tile")
                        .filter(new Locator.FilterOptions().setHasText(camera.name()))
                        .first();
        assertThat(
                        watcher.locator(
                                        "hd-tile[aria-label*='"
                                                + camera.name()
                                                + "'][aria-label$='Trực tiếp']")
                                .first())
                .isVisible(visible(30_000));
        assertThat(below.locator("hd-links .facts")).containsText("Luồng trung tâm đang xem");
        Chromium.keepSizes(below, "links-site");
        Chromium.keepSizes(above, "links-nation");

        below.getByLabel("Trực tiếp: " + camera.name()).click();
        long withdrawnNs = System.nanoTime();
        assertThat(tile).containsText("không cho nơi này xem camera", contains(15_000));
        System.out.printf(
                "the tile said so %d ms after the camera was withdrawn%n",
                Duration.ofNanos(System.nanoTime() - withdrawnNs).toMillis());
        Chromium.keep(watcher, "links-withdrawn");

        below.getByLabel("Trực tiếp: " + camera.name()).click();
        assertThat(
                        watcher.locator(
                                        "hd-tile[aria-label*='"
                                                + camera.name()
                                                + "'][aria-label$='Trực tiếp']")
                                .first())
                .isVisible(visible(30_000));
        instruct();
    }

    /** From the ministry's screen to the contact's, and the answer back. */
    private void instruct() {
        Page ministry = person(nation, "Lê Văn Giang", "ministry");
        ministry.navigate(nation.address() + "/#/instructions");
        assertThat(ministry.locator("hd-instructions .first")).isVisible();
        button(ministry, "Gửi chỉ đạo").click();
        ministry.locator("hd-instruct #words").fill("Lau ống kính camera cổng trước 17 giờ.");
        Chromium.keep(ministry, "instructions-give");

        Page contact = person(site, "Nguyễn Thị Mai", "focal-point");
        contact.navigate(site.address() + "/#/watch");
        assertThat(contact.locator("hd-tile").first()).isVisible();
        button(ministry, "Gửi").last().click();
        Locator bar = contact.locator("hd-app .instructed");
        assertThat(bar).containsText("Lau ống kính camera cổng", contains(15_000));
        Chromium.keepSizes(contact, "instructions-bar");
        bar.getByRole(AriaRole.LINK).click();
        assertThat(contact.locator("hd-instructions article")).containsText("Lê Văn Giang");
        Chromium.keepSizes(contact, "instructions-site");
        button(contact, "Đã nhận").click();
        assertThat(ministry.locator("hd-instructions td .state"))
                .containsText("Nguyễn Thị Mai đã nhận", contains(15_000));
        button(contact, "Đã làm xong").click();
        contact.locator("hd-instruction-answer #said").fill("Đã lau lúc 16 giờ 30.");
        button(contact, "Báo lên").click();
        assertThat(contact.locator("hd-instructions .first")).isVisible(visible(15_000));
        button(ministry, "Đã kết thúc").click();
        assertThat(ministry.locator("hd-instructions td .state"))
                .containsText("Đã lau lúc 16 giờ 30.", contains(15_000));
        Chromium.keepSizes(ministry, "instructions-nation");
    }

    private Page person(Server server, String name, String role) {
        try (Api administrator = server.administrator()) {
            return Chromium.enter(
                    chromium.page("vi"),
                    server,
                    Person.invited(administrator, name, Person.grant(role)).taken(server));
        }
    }

    private static LocatorAssertions.ContainsTextOptions contains(int ms) {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(ms);
    }

    /** The nation's id of a camera, once the site has told of it. */
    private String camera(String name) {
        return await().atMost(LIMIT)
                .until(
                        () ->
                                StreamSupport.stream(
                                                nation.api().get("/cameras").spliterator(), false)
                                        .filter(one -> one.get("name").asString().equals(name))
                                        .map(one -> one.get("id").asString())
                                        .findFirst()
                                        .orElse(""),
                        id -> !id.isEmpty());
    }
}
