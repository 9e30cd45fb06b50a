package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** In which everybody sees each of his screens. */
    private static final Look DESK = new Look("desk-light", 1366, 768, ColorScheme.LIGHT);

    /** In which each screen is seen once, and everybody's first one. */
    private static final List<Look> MORE =
            List.of(
                    new Look("desk-dark", 1366, 768, ColorScheme.DARK),
                    new Look("phone", 390, 844, ColorScheme.LIGHT));

    /**
     * What opens on a screen.
     *
     * @param list whose first id is put into the query; empty for none
     */
    private record Detail(String screen, String query, String list) {}

    private static final List<Detail> DETAILS =
            List.of(
                    new Detail("overview", "step=CONNECTED&reached=false", ""),
                    new Detail("overview", "facility=%s", "facilities"),
                    new Detail("facilities", "facility=%s", "facilities"),
                    new Detail("cameras", "camera=%s", "cameras"),
                    new Detail("contacts", "contact=%s", "contacts"),
                    new Detail("contacts", "view=versions", ""),
                    new Detail("incidents", "incident=%s", "incidents?state=all"),
                    new Detail("incidents", "add=1", ""),
                    new Detail("survey", "id=%s", "surveys"),
                    new Detail("plan", "site=%s", "facilities"),
                    new Detail("connection", "facility=%s", "facilities"),
                    new Detail("dispatches", "dispatch=%s", "dispatches"),
                    new Detail("tasks", "task=%s", "tasks"),
                    new Detail("reports", "report=%s", "reports"),
                    new Detail("people", "person=%s", "users"));

    /** The screens that the person at this page may open, asked of the console itself. */
    private static final String SCREENS =
            "() => import('/app/screens.js').then(m =>"
                    + " m.SCREENS.filter(s => m.mayOpen(s.path)).map(s => s.path))";

    /** When the page has drawn itself twice. */
    private static final String DRAWN =
            "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))";

    /** The first id that an answer has. */
    private static final String FIRST_ID =
            """
            path => {
              const first = at => {
                if (typeof at?.id === 'string') return at.id;
                if (at && typeof at === 'object') {
                  for (const part of Object.values(at)) {
                    const id = first(part);
                    if (id) return id;
                  }
                }
                return '';
              };
              return fetch('/api/v1/' + path).then(r => r.json()).then(first);
            }
            """;

    /** The demo tells its address before its cameras are in the list. */
    private static final Duration CAMERAS_ADDED = Duration.ofSeconds(60);

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
            reportIncident(url, logins);
            Set<String> taken = new HashSet<>();
            for (Login login : logins) {
                take(chromium, url, login, pictures, taken);
            }
            takeForTheGuide(chromium, url, logins, pictures);
            takeDamage(chromium, url, logins, data, pictures);
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

    /** Something to look at where the demo has nothing: a province on a good day. */
    private static void reportIncident(String url, List<Login> logins) {
        Login login = of(logins, "military-command");
        try (Api api = new Api(URI.create(url))) {
            api.logIn(
                    login.username(),
                    login.password(),
                    Objects.requireNonNull(login.authenticator()));
            await().atMost(CAMERAS_ADDED).until(() -> !api.get("/cameras").isEmpty());
            String facility = api.get("/cameras").get(0).get("facilityId").asString();
            api.create(
                    "/incidents",
                    Map.of(
                            "facilityId", facility,
                            "kind", "INTRUSION",
                            "severity", "SERIOUS",
                            "title", "Người lạ trèo tường phía sau nhà B"));
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

    /** How an inspector learns that somebody has changed the audit log. */
    private static void takeDamage(
            Chromium chromium, String url, List<Login> logins, Path data, Path pictures)
            throws SQLException {
        try (Connection database =
                        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("haidang.db"));
                Statement damage = database.createStatement()) {
            damage.executeUpdate("update audit set person = 'Bình' where seq = 3");
        }
        for (String[] one :
                new String[][] {
                    {"inspector", "audit"}, {"inspector", "facilities"}, {"administrator", "system"}
                }) {
            Page page = entered(chromium, url, of(logins, one[0]));
            page.evaluate("fetch('/api/v1/audit/verification').then(r => r.text())");
            for (Look look : Stream.concat(Stream.of(DESK), MORE.stream()).toList()) {
                show(page, url + "/#/" + one[1], look);
                assertThat(page.locator("hd-app .bell b")).isVisible();
                shoot(page, pictures.resolve("damaged-" + look.name() + "-" + one[1] + ".png"));
            }
            page.context().close();
        }
    }

    private static void take(
            Chromium chromium, String url, Login login, Path pictures, Set<String> taken) {
        Page page = entered(chromium, url, login);
        List<String> screens = new ArrayList<>(strings(page.evaluate(SCREENS)));
        String first = page.url().replaceAll(".*#/([a-z]+).*", "$1");
        screens.add("profile");
        Map<String, String> addresses = new LinkedHashMap<>();
        screens.forEach(screen -> addresses.put(screen, url + "/#/" + screen));
        for (Detail detail : DETAILS) {
            String name = detail.screen() + "-" + detail.query().replaceAll("\\W.*", "");
            if (screens.contains(detail.screen()) && !taken.contains(name)) {
                String id =
                        detail.list().isEmpty()
                                ? ""
                                : (String) page.evaluate(FIRST_ID, detail.list());
                addresses.put(
                        name,
                        url + "/#/" + detail.screen() + "?" + detail.query().replace("%s", id));
            }
        }
        addresses.forEach((name, address) -> {
            List<Look> looks = new ArrayList<>(List.of(DESK));
            if (taken.add(name) || name.equals(first)) {
                looks.addAll(MORE);
            }
            for (Look look : looks) {
                show(page, address, look);
                shoot(
                        page,
                        pictures.resolve(
                                "%s-%s-%s.png".formatted(login.role(), look.name(), name)));
                if (name.equals("profile") && looks.size() > 1) {
                    page.locator("hd-my-sessions").scrollIntoViewIfNeeded();
                    shoot(page, pictures.resolve("sessions-" + look.name() + ".png"));
                }
            }
        });
        page.context().close();
    }

    private static List<String> strings(Object answer) {
        return ((List<?>) answer).stream().map(String.class::cast).toList();
    }

    private static void show(Page page, String address, Look look) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
        page.setViewportSize(look.width(), look.height());
        page.navigate(address);
        // What opens on a screen begins to load when the screen has drawn itself.
        for (int i = 0; i < 2; i++) {
            page.evaluate(DRAWN);
            settle(page);
        }
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
