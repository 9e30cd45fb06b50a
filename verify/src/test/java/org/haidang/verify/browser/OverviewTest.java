package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.haidang.verify.network.Cable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The one screen on a wall. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class OverviewTest {
    private static final String WITHOUT_SCROLLING =
            """
            () => {
              const screen = document.querySelector('hd-app').shadowRoot.querySelector('hd-overview');
              const main = document.querySelector('hd-app').shadowRoot.querySelector('main');
              const inner = screen.shadowRoot.querySelector('.screen');
              return main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth
                  && inner.scrollHeight <= inner.clientHeight + 1
                  && inner.scrollWidth <= inner.clientWidth + 1;
            }
            """;

    /** One simulated step of a wall's day, so short that no request runs into its patience. */
    private static final int STEP_MS = 5_000;

    /** {@code -Dhaidang.thorough=true} for half an hour. */
    private static final int STEPS = Boolean.getBoolean("haidang.thorough") ? 360 : 180;

    private static final List<String> ACTIONS =
            List.of(
                    "overview.read",
                    "facility.read",
                    "camera.read",
                    "live.view",
                    "incident.read",
                    "reminder.send");

    @TempDir static Path folder;

    private Chromium chromium;
    private Farm farm;
    private Server server;
    private Person chairman;
    private Page page;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        farm = Farm.demo(folder);
        server = Server.start(folder);
        CameraIds cameras = server.add(farm.cameras());
        server.awaitRecording(cameras.all(), Duration.ofSeconds(60));
        try (Api administrator = server.administrator()) {
            administrator.create("/facilities", Map.of("name", "Trường THCS Lợi Hải"));
            String role =
                    administrator
                            .create(
                                    "/roles",
                                    Map.of(
                                            "name",
                                            "Màn hình lớn",
                                            "permissions",
                                            ACTIONS.stream()
                                                    .map(a -> Map.of("action", a))
                                                    .toList()))
                            .get("id")
                            .asString();
            chairman = Person.invited(administrator, "Màn hình", Person.grant(role)).taken(server);
        }
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    @AfterAll
    void stop() {
        for (AutoCloseable started : new AutoCloseable[] {server, farm, chromium}) {
            if (started != null) {
                try {
                    started.close();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** The one screen is where this person begins. */
    private void open(URI address) {
        page = Chromium.enter(chromium.page("vi"), address, chairman);
        page.locator("hd-overview .figure").first().waitFor();
    }

    @Test
    void showsEverythingAtOnceOnALaptopATelevisionAndAWall() {
        open(server.address());
        for (int[] size : new int[][] {{1366, 768}, {1920, 1080}, {3840, 2160}}) {
            page.setViewportSize(size[0], size[1]);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> (Boolean) page.evaluate(WITHOUT_SCROLLING));
            Chromium.keep(page, "overview-" + size[0]);
        }
    }

    @Test
    void eachNumberLeadsToTheListBehindIt() {
        open(server.address());
        List<Locator> numbers = page.locator("hd-overview .figure > a:first-child").all();
        assertThat(numbers).hasSize(10);
        for (int i = 0; i < numbers.size(); i++) {
            Locator number = page.locator("hd-overview .figure > a:first-child").nth(i);
            int count = Integer.parseInt(number.locator("b").textContent().replace(".", ""));
            number.click();
            Locator list = page.locator("hd-overview-list hd-dialog");
            assertThat(list.locator("dialog")).isVisible();
            // "Cần có" counts places, which its facilities share.
            if (i != 6) {
                assertThat(list.locator("li")).hasCount(count);
            }
            page.keyboard().press("Escape");
            assertThat(list).hasCount(0);
        }
    }

    @Test
    void aReminderCarriesWordsAndStaysOpenUntilItIsOnItsWay() {
        open(server.address());
        Locator button = page.locator("hd-overview .remind button").first();
        button.click();
        Locator dialog = page.locator("hd-overview hd-remind");
        dialog.locator("textarea").fill("Đề nghị kết nối xong trước 16 giờ hôm nay.");
        Request sent =
                page.waitForRequest(
                        request -> request.url().endsWith("/reminders"),
                        () -> dialog.locator(".btn.primary").click());
        assertThat(sent.postData()).contains("trước 16 giờ hôm nay");
        assertThat(dialog).containsText("hãy gọi điện");
        Chromium.keep(page, "overview-remind");
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(button).isEnabled();
    }

    @Test
    void aPictureIsLiveWithinOneClick() {
        open(server.address());
        Locator picture = page.locator("hd-picture-wall hd-thumbnail img:not([hidden])").first();
        picture.waitFor();
        assertThat(page.locator("hd-picture-wall .age").first())
                .hasText(Pattern.compile("\\d+ (giây|phút)"));
        picture.click();
        assertThat(page).hasURL(Pattern.compile("#/watch\\?camera="));
        new Pictures(page).goOn(1);
    }

    @Test
    void saysInLargeLettersThatTheServerIsLostAndRecoversByItself() throws Exception {
        try (Cable cable = new Cable(server.address())) {
            open(cable.address());
            Locator figures = page.locator("hd-overview .figure");
            server.kill();
            Locator gone = page.locator("hd-overview .gone");
            assertThat(gone).containsText("Mất kết nối máy chủ");
            assertThat(gone).containsText(Pattern.compile("Số liệu lúc \\d\\d:\\d\\d:\\d\\d"));
            Number size =
                    (Number)
                            gone.locator("b")
                                    .evaluate("e => parseFloat(getComputedStyle(e).fontSize)");
            assertThat(size.doubleValue()).isGreaterThan(36);
            Chromium.keep(page, "overview-lost");
            server.close();
            server = Server.start(folder);
            cable.layTo(server.address());
            assertThat(gone)
                    .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
            assertThat(figures.first()).isVisible();
        }
    }

    @Test
    void runsForHoursWithoutGrowing() {
        open(server.address());
        page.clock().install();
        page.reload();
        run(60);
        page.locator("hd-overview .figure").first().waitFor();
        CDPSession devTools = page.context().newCDPSession(page);
        run(60);
        int nodesBefore = nodes(devTools);
        double heapBefore = heap(devTools);
        run(STEPS);
        int nodesAfter = nodes(devTools);
        double heapAfter = heap(devTools);
        System.out.printf(
                "the one screen after %d s more: %d -> %d nodes, %.2f -> %.2f MB%n",
                STEPS * STEP_MS / 1_000, nodesBefore, nodesAfter, heapBefore, heapAfter);
        assertThat(nodesAfter).isLessThan(nodesBefore + 50);
        assertThat(heapAfter).isLessThan(heapBefore + 1);
    }

    /** Lets time pass in steps, with real time between them for the server's answers. */
    private void run(int steps) {
        for (int i = 0; i < steps; i++) {
            page.clock().runFor(STEP_MS);
            page.evaluate("() => fetch('/api/v1/session', {cache: 'no-store'}).then(() => {})");
        }
    }

    private static int nodes(CDPSession devTools) {
        collect(devTools);
        return devTools.send("Memory.getDOMCounters").get("nodes").getAsInt();
    }

    private static double heap(CDPSession devTools) {
        collect(devTools);
        JsonObject usage = devTools.send("Runtime.getHeapUsage");
        return usage.get("usedSize").getAsDouble() / 1e6;
    }

    private static void collect(CDPSession devTools) {
        devTools.send("HeapProfiler.collectGarbage");
        devTools.send("HeapProfiler.collectGarbage");
    }
}
