package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Authenticator;
import org.haidang.benchmark.program.Program;
import org.jspecify.annotations.Nullable;
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
    private static final int PHONE_TILES = 3;
    private static final double PATIENCE_MS = 20_000;

    private record Login(
            String role, String username, String password, @Nullable Authenticator authenticator) {}

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
            List<Login> logins = logins(told);
            invitePeople(url, logins);
            for (Login login : logins) {
                take(chromium, url, login, pictures);
            }
            takeForTheGuide(chromium, url, logins, pictures);
        }
    }

    private static List<Login> logins(JsonNode told) {
        List<Login> logins = new ArrayList<>();
        for (JsonNode login : told.get("logins")) {
            JsonNode secret = login.get("totpSecret");
            logins.add(
                    new Login(
                            login.get("role").asString(),
                            login.get("username").asString(),
                            login.get("password").asString(),
                            secret.isString() ? new Authenticator(secret.asString()) : null));
        }
        return logins;
    }

    private static Login of(List<Login> logins, String role) {
        return logins.stream().filter(login -> login.role().equals(role)).findFirst().orElseThrow();
    }

    /** A list of people as an office has it: some have not come yet, one is gone. */
    private static void invitePeople(String url, List<Login> logins) {
        Login login = of(logins, "administrator");
        try (Api api = new Api(URI.create(url))) {
            api.logIn(
                    login.username(),
                    login.password(),
                    Objects.requireNonNull(login.authenticator()));
            String health = organisation(api, "Sở Y tế tỉnh Ánh Dương", "department");
            String ward = organisation(api, "UBND xã Bến Trăng", "committee");
            invite(api, "Nguyễn Thị Lan Anh", health, "health-department");
            invite(api, "Trần Quốc Bảo", ward, "duty-watcher");
            invite(api, "Phạm Minh Châu", ward, "focal-point");
            String gone = invite(api, "Lê Hoàng Dũng", health, "connection-engineer");
            api.patch("/users/" + gone, Map.of("enabled", false));
        }
    }

    private static String organisation(Api api, String name, String kind) {
        return api.create("/organisations", Map.of("name", name, "kind", kind))
                .get("id")
                .asString();
    }

    private static String invite(Api api, String name, String organisation, String role) {
        Map<String, Object> person =
                Map.of(
                        "displayName",
                        name,
                        "email",
                        "",
                        "organisationId",
                        organisation,
                        "language",
                        "vi",
                        "grants",
                        List.of(Map.of("roleId", role)));
        return api.create("/users", person).get("user").get("id").asString();
    }

    private static Page entered(Chromium chromium, String url, Login login) {
        Page page = chromium.page("vi");
        page.navigate(url);
        Chromium.logIn(page, login.username(), login.password());
        Authenticator authenticator = login.authenticator();
        if (authenticator != null) {
            page.locator("hd-second-step #code").fill(authenticator.code());
            page.locator("hd-second-step button.primary").click();
        }
        page.locator("hd-app nav a.item").first().waitFor();
        return page;
    }

    /** The two that stand in the guide, small enough to be part of it. */
    private static void takeForTheGuide(
            Chromium chromium, String url, List<Login> logins, Path pictures) {
        for (String[] one : new String[][] {{"administrator", "people"}, {"inspector", "audit"}}) {
            Page page = entered(chromium, url, of(logins, one[0]));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.setViewportSize(1200, 640);
            page.navigate(url + "/#/" + one[1]);
            settle(page);
            shoot(page, pictures.resolve("guide-" + one[1] + ".png"));
            page.context().close();
        }
    }

    private static void take(Chromium chromium, String url, Login login, Path pictures) {
        Page page = entered(chromium, url, login);
        Locator rail = page.locator("hd-app nav a.item");
        for (Look look : LOOKS) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
            page.setViewportSize(look.width(), look.height());
            for (int i = 0; i < rail.count(); i++) {
                rail.nth(i).click();
                settle(page);
                String name =
                        "%s-%s-%d-%s.png"
                                .formatted(
                                        login.role(),
                                        look.name(),
                                        i,
                                        page.url().replaceAll(".*#/([a-z]+).*", "$1"));
                shoot(page, pictures.resolve(name));
            }
        }
        page.context().close();
    }

    private static void shoot(Page page, Path file) {
        page.mouse().move(0, 0); // a row under the pointer looks chosen
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(file)
                        .setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** Until nothing is being loaded and no tile still opens. */
    private static void settle(Page page) {
        assertThat(page.locator("hd-app main > *").first()).isVisible();
        assertThat(page.getByText("Đang tải…"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
        if (!page.url().contains("#/watch")) {
            return;
        }
        // Tiles below the edge of a phone do not play.
        for (int i = 0; i < PHONE_TILES; i++) {
            assertThat(page.locator("hd-tile").nth(i))
                    .hasAttribute(
                            "aria-label",
                            Pattern.compile("Trực tiếp$"),
                            new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS));
        }
    }
}
