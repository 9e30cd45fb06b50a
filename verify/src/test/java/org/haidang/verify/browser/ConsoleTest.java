package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.haidang.verify.system.Tool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a duty watcher does on a shift. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ConsoleTest {
    @TempDir static Path folder;

    private Chromium chromium;
    private Farm farm;
    private Server server;
    private CameraIds cameras;
    private Page page;
    private Pictures pictures;

    /** Since then all cameras record. */
    private Instant began;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        farm = Farm.demo(folder);
        server = Server.start(folder);
        cameras = server.add(farm.cameras());
        server.awaitRecording(cameras.all(), Duration.ofSeconds(60));
        began = Instant.now();
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

    @BeforeEach
    void logIn() {
        page = chromium.entered(server);
        pictures = new Pictures(page);
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    @Test
    void showsEveryCameraLiveOnTheWall() {
        page.keyboard().press("9");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Xếp tất cả")).click();
        Instant asked = Instant.now();
        Locator live = page.locator("hd-tile[aria-label$='Trực tiếp']");
        assertThat(live)
                .hasCount(
                        farm.cameras().size(),
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions()
                                .setTimeout(20_000));
        System.out.printf(
                "all %d live %d ms after the wall was asked for%n",
                farm.cameras().size(), Duration.between(asked, Instant.now()).toMillis());
        Chromium.keep(page, "wall");
        pictures.goOn(farm.cameras().size());
    }

    /** Chromium on Debian decodes no H.265: the sub stream stands in, and says so. */
    @Test
    void saysWhenTheSubStreamStandsInForACodecTheBrowserCannotDecode() {
        Farm.Camera camera =
                farm.cameras().stream()
                        .filter(each -> each.codec().equals("H265"))
                        .findFirst()
                        .orElseThrow();
        page.keyboard().press("9");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Xếp tất cả")).click();
        Locator tile =
                page.locator("hd-tile")
                        .filter(new Locator.FilterOptions().setHasText(camera.name()));
        assertThat(tile).hasAttribute("aria-label", Pattern.compile("Trực tiếp$"));
        tile.dblclick();
        assertThat(tile.locator(".fallback")).containsText("luồng phụ");
        assertThat(tile).hasAttribute("aria-label", Pattern.compile("Trực tiếp$"));
        Chromium.keep(page, "h265");
    }

    @Test
    void goesBackInTimeAndExportsWhatIsMarked() {
        Tool.need("ffprobe");
        String id = cameras.of(farm.cameras().getFirst());
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        !server.api()
                                        .get(
                                                "/cameras/"
                                                        + id
                                                        + "/recordings?from="
                                                        + began.minusSeconds(600)
                                                        + "&to="
                                                        + began.plusSeconds(60))
                                        .get("spans")
                                        .isEmpty()
                                && Instant.now().isAfter(began.plusSeconds(14)));
        page.navigate(
                server.address() + "/#/playback?cameras=" + id + "&at=" + began.toEpochMilli());
        pictures.goOn(1);
        Chromium.keep(page, "playback");
        page.keyboard().press("k");
        page.keyboard().press("i");
        page.getByLabel("Tới 10 giây").click();
        page.keyboard().press("o");
        page.keyboard().press("e");
        Locator go = page.locator("hd-export button.primary");
        Download download = page.waitForDownload(go::click);
        Path file = folder.resolve("export.mp4");
        download.saveAs(file);
        Chromium.keep(page, "export");
        assertThat(Tool.complaints(file)).doesNotContain("[", "rror");
        assertThat(Tool.probe(file, "v:0", "stream=codec_name")).contains("h264");
        assertThat(Double.parseDouble(Tool.probe(file, "", "format=duration").strip()))
                .isBetween(8.0, 16.0);
    }

    @Test
    void speaksEnglishAtOnceWhenAsked() {
        page.navigate(server.address() + "/#/profile");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English")).click();
        assertThat(page.getByRole(AriaRole.NAVIGATION).first()).containsText("Watch");
        Chromium.keep(page, "english");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tiếng Việt")).click();
        assertThat(page.getByRole(AriaRole.NAVIGATION).first()).containsText("Giám sát");
    }

    @Test
    void addsACameraByHandAfterSeeingItsPicture() {
        Farm.Camera camera = farm.cameras().getFirst();
        page.navigate(server.address() + "/#/cameras");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Thêm camera").setExact(true))
                .click();
        page.locator("hd-camera-edit #url").fill(camera.main());
        page.locator("hd-camera-edit #username").fill(Farm.USERNAME);
        page.locator("hd-camera-edit #password").fill(Farm.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Kiểm tra kết nối"))
                .click();
        assertThat(page.getByAltText("Hình nhận được từ camera")).isVisible();
        Chromium.keep(page, "camera-test");
        page.locator("hd-camera-edit #name").fill("Camera thêm tay");
        page.locator("hd-camera-edit button.primary").click();
        Locator row =
                page.locator("hd-cameras tr")
                        .filter(new Locator.FilterOptions().setHasText("Camera thêm tay"));
        assertThat(row).containsText(Pattern.compile("Trực tiếp"));
        Chromium.keep(page, "cameras");
        String id = idOf("Camera thêm tay");
        server.api().delete("/cameras/" + id);
    }

    /** Two people, or a person here and one at the tier above, change one camera. */
    @Test
    void keepsWhatIsTypedAndNeverOverwritesInSilenceWhatSomebodyElseChanges() {
        String id = server.add("Cổng kho", "rtsp://192.0.2.1/main", "tcp");
        page.navigate(server.address() + "/#/cameras?camera=" + id + "&edit=1");
        Locator form = page.locator("hd-camera-edit");
        Locator save = form.locator("button.primary");
        form.locator("#retentionDays").fill("12");
        server.api().patch("/cameras/" + id, Map.of("name", "Cổng chính"));
        assertThat(form.locator("h2")).containsText("Cổng chính");
        assertThat(form.locator("#retentionDays")).hasValue("12");
        save.click();
        assertThat(form).hasCount(0);
        assertThat(server.api().camera(id).get("name").asString()).isEqualTo("Cổng chính");
        assertThat(server.api().camera(id).get("retentionDays").asInt()).isEqualTo(12);

        page.navigate(server.address() + "/#/cameras?camera=" + id + "&edit=1");
        form.locator("#name").fill("Cổng của tôi");
        server.api().patch("/cameras/" + id, Map.of("name", "Cổng của họ", "retentionDays", 30));
        assertThat(form.locator("h2")).containsText("Cổng của họ");
        save.click();
        assertThat(form.locator("#name-words")).containsText("Cổng của họ");
        assertThat(form.locator("#name")).hasValue("Cổng của tôi");
        assertThat(form.locator("#retentionDays")).hasValue("30");
        Chromium.keep(page, "camera-overtaken");
        assertThat(server.api().camera(id).get("name").asString()).isEqualTo("Cổng của họ");
        save.click();
        assertThat(form).hasCount(0);
        assertThat(server.api().camera(id).get("name").asString()).isEqualTo("Cổng của tôi");
        assertThat(server.api().camera(id).get("retentionDays").asInt()).isEqualTo(30);
        server.api().delete("/cameras/" + id);
    }

    private String idOf(String name) {
        for (var camera : server.api().get("/cameras")) {
            if (camera.get("name").asString().equals(name)) {
                return camera.get("id").asString();
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void showsALostCameraAsLostWithWordsAndItsLastPicture() {
        Farm.Camera camera = farm.cameras().get(2);
        page.keyboard().press("9");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Xếp tất cả")).click();
        Locator tile =
                page.locator("hd-tile")
                        .filter(new Locator.FilterOptions().setHasText(camera.name()));
        assertThat(tile).hasAttribute("aria-label", Pattern.compile("Trực tiếp$"));
        farm.misbehave(camera, "hang", 0, 0);
        try {
            assertThat(tile).not().hasAttribute("aria-label", Pattern.compile("Trực tiếp$"));
            assertThat(tile.locator(".words")).isVisible();
            Chromium.keep(page, "lost-camera");
        } finally {
            farm.behave(camera);
        }
        assertThat(tile)
                .hasAttribute(
                        "aria-label",
                        Pattern.compile("Trực tiếp$"),
                        new com.microsoft.playwright.assertions.LocatorAssertions
                                        .HasAttributeOptions()
                                .setTimeout(90_000));
    }

    @Test
    void slowsDownWhoeverGuessesPasswords() {
        try (Server other = Server.start(folder.resolve("throttle"), List.of(), Map.of())) {
            Page stranger = chromium.page("vi");
            stranger.navigate(other.address().toString());
            Locator throttled = stranger.getByText("Đã thử sai nhiều lần.");
            for (int i = 0; i < 30 && !throttled.isVisible(); i++) {
                Chromium.logIn(stranger, Server.USERNAME, "không phải mật khẩu " + i);
                assertThat(stranger.getByRole(AriaRole.ALERT)).isVisible();
            }
            assertThat(throttled).isVisible();
            Chromium.keep(stranger, "throttled");
            stranger.context().close();
        }
    }
}
