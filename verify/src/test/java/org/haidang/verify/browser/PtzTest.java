package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Server;
import org.haidang.verify.system.TurningHead;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two people at their screens turn one camera of the farm; where it looks, the farm tells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PtzTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir static Path folder;

    private DutyRoom room;
    private Chromium chromium;
    private Server server;
    private TurningHead head;
    private Person watcher;
    private Person commander;

    @BeforeAll
    void start() {
        room = DutyRoom.open(folder);
        chromium = room.chromium();
        server = room.server();
        head = room.head();
        watcher = room.watcher();
        try (Api administrator = server.administrator()) {
            commander =
                    Person.invited(administrator, "Trần Quốc Sự", Person.grant("military-command"))
                            .takenWithAuthenticator(server);
        }
    }

    @AfterAll
    void stop() {
        if (room != null) {
            room.close();
        }
    }

    @AfterEach
    void closePages() {
        chromium.closePages();
    }

    private Locator tile(Page page) {
        return page.locator("hd-tile")
                .filter(new Locator.FilterOptions().setHasText(head.camera().name()));
    }

    private Page opened(Page page, Person person) {
        Chromium.enter(page, server, person);
        page.evaluate("location.hash = '#/watch'");
        openPad(page);
        return page;
    }

    private void openPad(Page page) {
        Locator tool = tile(page).locator(".tools button").first();
        tool.dispatchEvent("click");
        assertThat(page.locator("hd-ptz h2")).containsText(head.camera().name());
        assertThat(page.locator("hd-ptz .save")).isVisible();
    }

    private static Locator button(Page page, String name) {
        return page.locator("hd-ptz ." + name);
    }

    private static void choose(Page page, Map<String, String> choice) {
        page.evaluate(
                "choice => import('/app/session.js').then(m => m.session.change(choice))", choice);
    }

    private void letAllGo() {
        await().atMost(LIMIT).until(() -> !head.moving());
    }

    @Test
    void aWatcherTurnsItAndWhoeverMayTakesItOver() {
        try {
            turnAndTakeOver();
        } catch (RuntimeException | AssertionError e) {
            chromium.keepWindows("ptz-failed");
            throw e;
        }
    }

    private void turnAndTakeOver() {
        Page desk = opened(chromium.page("vi"), watcher);
        choose(desk, Map.of("language", "vi")); // another test chose for the same person
        Chromium.keep(desk, "ptz-free");
        assertThat(desk.locator("hd-ptz .who")).containsText("Chưa ai điều khiển");
        double before = head.pan();
        button(desk, "right").hover();
        desk.mouse().down();
        assertThat(desk.locator("hd-ptz .who")).containsText("Bạn đang điều khiển");
        // Held longer than the device moves by itself: it is told again and again.
        await().atMost(LIMIT).until(() -> head.pan() > before + 0.35);
        Chromium.keep(desk, "ptz-mine");
        desk.mouse().up();
        await().atMost(Duration.ofSeconds(2)).until(() -> !head.moving());

        Page office = opened(chromium.page("vi"), commander);
        assertThat(office.locator("hd-ptz .who"))
                .containsText("Đang điều khiển: Phạm Văn Trực, còn");
        assertThat(tile(office).locator(".turns")).containsText("Phạm Văn Trực");
        assertThat(button(office, "left")).isDisabled();
        Chromium.keep(office, "ptz-held");
        office.locator("hd-ptz .take").click();
        assertThat(office.locator("hd-ptz .who")).containsText("Bạn đang điều khiển");
        assertThat(desk.locator("hd-ptz .who")).containsText("Đang điều khiển: Trần Quốc Sự");
        assertThat(button(desk, "right")).isDisabled();
        assertThat(desk.locator("hd-ptz .take")).hasCount(0);

        double there = head.pan();
        office.keyboard().down("ArrowLeft");
        await().atMost(LIMIT).until(() -> head.pan() < there - 0.1);
        office.keyboard().up("ArrowLeft");
        await().atMost(Duration.ofSeconds(2)).until(() -> !head.moving());
        double wide = head.zoom();
        office.keyboard().down("+");
        await().atMost(LIMIT).until(() -> head.zoom() > wide);
        office.keyboard().up("+");
        letAllGo();

        savesAndCalls(office);

        office.keyboard().press("Escape");
        assertThat(office.locator("hd-ptz")).hasCount(0);
        assertThat(desk.locator("hd-ptz .who")).containsText("Chưa ai điều khiển");
        assertThat(button(desk, "right")).isEnabled();
        // Without the pad arrows go from tile to tile.
        double last = head.pan();
        office.keyboard().press("ArrowLeft");
        office.keyboard().press("ArrowRight");
        assertThat(head.moving()).isFalse();
        assertThat(head.pan()).isEqualTo(last);
    }

    private void savesAndCalls(Page page) {
        page.locator("hd-ptz #preset").fill("Cửa kho");
        page.locator("hd-ptz .save button").click();
        Locator presets = page.locator("hd-ptz li");
        assertThat(presets.filter(new Locator.FilterOptions().setHasText("Cửa kho"))).hasCount(1);
        presets.filter(new Locator.FilterOptions().setHasText("Toàn cảnh"))
                .locator("button")
                .first()
                .click();
        await().atMost(LIMIT).until(() -> Math.abs(head.pan()) < 0.001 && !head.moving());
        Locator kept = presets.filter(new Locator.FilterOptions().setHasText("Cửa kho"));
        kept.locator("button").last().click();
        page.locator("hd-ptz hd-dialog button.danger").click();
        assertThat(kept).hasCount(0);
    }

    @Test
    void aFingerTurnsItOnAPhone() {
        Page phone = opened(chromium.phonePage("en"), watcher);
        choose(phone, Map.of("language", "en", "theme", "light"));
        assertThat(phone.locator("hd-ptz .who")).containsText("Nobody is turning it");
        Chromium.keep(phone, "ptz-phone");
        for (String name : List.of("up", "down", "left", "right", "near", "wide")) {
            BoundingBox box = button(phone, name).boundingBox();
            assertThat(Math.min(box.width, box.height)).as(name).isGreaterThanOrEqualTo(44);
        }
        double before = head.pan();
        CDPSession finger = phone.context().newCDPSession(phone);
        touch(finger, "touchStart", button(phone, "left").boundingBox());
        await().atMost(LIMIT).until(() -> head.pan() < before - 0.3);
        touch(finger, "touchEnd", null);
        await().atMost(Duration.ofSeconds(2)).until(() -> !head.moving());
        assertThat(phone.locator("hd-ptz .who")).containsText("You are turning it");
        phone.locator("hd-ptz .close").click();
        assertThat(phone.locator("hd-ptz")).hasCount(0);
    }

    /** A finger that stays where it is; Playwright's own only taps. */
    private static void touch(CDPSession finger, String what, @Nullable BoundingBox at) {
        JsonObject event = new JsonObject();
        JsonArray points = new JsonArray();
        if (at != null) {
            JsonObject point = new JsonObject();
            point.addProperty("x", at.x + at.width / 2);
            point.addProperty("y", at.y + at.height / 2);
            points.add(point);
        }
        event.addProperty("type", what);
        event.add("touchPoints", points);
        finger.send("Input.dispatchTouchEvent", event);
    }

    @Test
    void looksRightInBothThemesAndLanguages() {
        for (String language : List.of("vi", "en")) {
            for (String theme : List.of("light", "dark")) {
                Page page = opened(chromium.page(language), watcher);
                choose(page, Map.of("language", language, "theme", theme));
                assertThat(page.locator("hd-ptz h3"))
                        .hasText(language.equals("vi") ? "Vị trí đã lưu" : "Kept views");
                new Pictures(page).goOn(1);
                Chromium.keep(page, "ptz-" + language + "-" + theme);
                page.keyboard().press("Escape");
                page.context().close();
            }
        }
    }
}
