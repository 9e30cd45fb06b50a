package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Authenticator;
import org.haidang.benchmark.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pictures of the demo with everybody's eyes, for people who judge how it looks: {@code
 * -Dhaidang.pictures=FOLDER}. It asks only that each login finds its screens.
 */
@EnabledIfSystemProperty(named = "haidang.pictures", matches = ".+")
class RolePicturesTest {
    private static final String ANY_PORT = "0";
    private static final double PATIENCE_MS = 20_000;

    private record Look(String name, int width, int height, ColorScheme scheme) {}

    private static final List<Look> LOOKS =
            List.of(
                    new Look("desk-light", 1366, 768, ColorScheme.LIGHT),
                    new Look("desk-dark", 1366, 768, ColorScheme.DARK),
                    new Look("phone", 390, 844, ColorScheme.LIGHT));

    @TempDir Path folder;

    @Test
    void showsEachRoleItsScreens() throws Exception {
        Path pictures = Path.of(System.getProperty("haidang.pictures")).toAbsolutePath();
        Path data = folder.resolve("demo");
        try (Chromium chromium = Chromium.start();
                Program demo =
                        Program.java(
                                "demo",
                                folder,
                                Map.of(),
                                List.of(
                                        "-Dhaidang.clips="
                                                + Program.ROOT.resolve("camerafarm/target/clips")),
                                "server",
                                "org.haidang.server.Haidang",
                                List.of("demo", "--data", data.toString(), "--port", ANY_PORT))) {
            demo.awaitLine(line -> line.contains("demo.json"), Duration.ofMinutes(4));
            JsonNode told =
                    JsonMapper.shared().readTree(Files.readString(data.resolve("demo.json")));
            String url = told.get("url").asString();
            for (JsonNode login : told.get("logins")) {
                take(chromium, url, login, pictures);
            }
        }
    }

    private static void take(Chromium chromium, String url, JsonNode login, Path pictures) {
        Page page = chromium.page("vi");
        page.navigate(url);
        Chromium.logIn(page, login.get("username").asString(), login.get("password").asString());
        if (login.get("totpSecret").isString()) {
            page.locator("hd-second-step #code")
                    .fill(new Authenticator(login.get("totpSecret").asString()).code());
            page.locator("hd-second-step button.primary").click();
        }
        Locator rail = page.locator("hd-app nav a.item");
        rail.first().waitFor();
        for (Look look : LOOKS) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
            page.setViewportSize(look.width(), look.height());
            for (int i = 0; i < rail.count(); i++) {
                rail.nth(i).click();
                settle(page);
                String name =
                        "%s-%s-%d-%s.png"
                                .formatted(
                                        login.get("role").asString(),
                                        look.name(),
                                        i,
                                        page.url().replaceAll(".*#/([a-z]+).*", "$1"));
                page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(name)));
            }
        }
        page.context().close();
    }

    /** Until nothing is being loaded and no tile still opens. */
    private static void settle(Page page) {
        assertThat(page.locator("hd-app main > *").first()).isVisible();
        for (String waiting : List.of("Đang tải…", "Đang mở hình")) {
            assertThat(page.getByText(waiting))
                    .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
        }
    }
}
