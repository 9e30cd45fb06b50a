package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Authenticator;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How people come in, what each of them finds, and how they are shown out again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PeopleTest {
    private static final String WATCHER = "duty-watcher";
    private static final String HERE = "Chốt đầm Nại";
    private static final String ELSEWHERE = "Trạm y tế bến Cảng";
    private static final int EACH = 2;

    /** How long a picture may go on after the right to it is gone. */
    private static final double REVOKED_WITHIN_MS = 5_000;

    /**
     * All words of the page, also those that are read aloud or shown in an empty field, through all
     * shadow roots.
     */
    private static final String WORDS =
            """
            () => {
              const words = [];
              const walk = root => root.childNodes.forEach(n => {
                if (n.nodeType === Node.TEXT_NODE) words.push(n.data);
                if (n.nodeType !== Node.ELEMENT_NODE || ['STYLE', 'SCRIPT', 'CODE'].includes(n.tagName)) return;
                ['aria-label', 'title', 'placeholder', 'alt', 'heading'].forEach(a => words.push(n.getAttribute(a) ?? ''));
                if (n.shadowRoot) walk(n.shadowRoot);
                walk(n);
              });
              walk(document.body);
              return words.map(w => w.trim()).filter(Boolean);
            }
            """;

    /** A key that has no words shows itself: {@code people.invite}. */
    private static final Pattern KEY = Pattern.compile("[a-z]+(\\.[a-zA-Z0-9-]+)+");

    @TempDir static Path folder;

    private Chromium chromium;
    private Farm farm;
    private MockOAuth2Server provider;
    private Server server;
    private Api administrator;
    private String here;
    private String elsewhere;
    private List<Farm.Camera> camerasHere;
    private List<Farm.Camera> camerasElsewhere;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        farm = Farm.demo(folder, "--cameras", Integer.toString(2 * EACH));
        provider = new MockOAuth2Server();
        provider.start();
        server =
                Server.start(
                        folder,
                        List.of(),
                        Map.of(
                                "HAIDANG_OPEN_ID_ISSUER",
                                provider.issuerUrl("so").toString(),
                                "HAIDANG_OPEN_ID_CLIENT_ID",
                                "haidang",
                                "HAIDANG_OPEN_ID_CLIENT_SECRET",
                                "secret",
                                "HAIDANG_OPEN_ID_NAME",
                                "Sở Y tế"));
        administrator = server.administrator();
        here = server.addFacility(HERE);
        elsewhere = server.addFacility(ELSEWHERE);
        camerasHere = farm.cameras().subList(0, EACH);
        camerasElsewhere = farm.cameras().subList(EACH, 2 * EACH);
        Duration limit = Duration.ofSeconds(60);
        server.awaitRecording(server.add(here, camerasHere).all(), limit);
        server.awaitRecording(server.add(elsewhere, camerasElsewhere).all(), limit);
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable started : new AutoCloseable[] {administrator, server, farm, chromium}) {
            if (started != null) {
                started.close();
            }
        }
        if (provider != null) {
            provider.shutdown();
        }
    }

    @AfterEach
    void closeWindows() {
        chromium.closePages();
    }

    @Test
    void theAdministratorComesInWithACodeAndFindsNoPictures() {
        Person person = secondAdministrator();
        Page page = chromium.page("vi");
        page.navigate(server.address().toString());
        Chromium.logIn(page, person.username(), person.password());
        giveCode(page, authenticator(person).code());
        assertThat(rail(page))
                .hasText(
                        new String[] {
                            "Cơ sở",
                            "Khảo sát & kết nối",
                            "Văn bản",
                            "Người dùng",
                            "Liên kết",
                            "Hệ thống"
                        });
        page.navigate(server.address() + "/#/watch");
        assertThat(page.locator("hd-facilities")).isVisible();
        assertThat(page.locator("hd-wall")).hasCount(0);
        Chromium.keep(page, "administrator");
    }

    @Test
    void aPersonIsInvitedOnTheScreenAndSeesTheirFacilityOnly() {
        Page office = administratorsPage();
        office.navigate(server.address() + "/#/people");
        button(office, "Mời người").click();
        Locator form = office.locator("hd-invite");
        form.locator("#displayName").fill("Trần Thị Gác");
        form.locator("#role").selectOption(WATCHER);
        form.getByText("Giới hạn").click();
        form.getByLabel(HERE).check();
        Chromium.keep(office, "invite");
        form.getByText("Tạo lời mời").click();
        String link = office.locator("hd-link-card code").textContent();
        Chromium.keep(office, "invited");

        Page page = chromium.page("vi");
        page.navigate(link);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Chào Trần Thị Gác");
        Chromium.keep(page, "invitation");
        choose(page, Person.freshUsername());

        assertThat(page.locator("hd-tile[aria-label$='Trực tiếp']")).hasCount(EACH, within(20_000));
        for (Farm.Camera camera : camerasHere) {
            assertThat(tile(page, camera)).hasCount(1);
        }
        for (Farm.Camera camera : camerasElsewhere) {
            assertThat(page.getByText(camera.name())).hasCount(0);
        }
        new Pictures(page).goOn(EACH);
        Chromium.keep(page, "watcher");
        page.navigate(server.address() + "/#/cameras");
        assertThat(page.locator("hd-cameras tbody tr")).hasCount(EACH);
        assertThat(button(page, "Thêm camera")).hasCount(0);
        assertThat(rail(page))
                .hasText(
                        new String[] {
                            "Giám sát", "Xem lại", "Sự cố", "Cơ sở", "Văn bản", "Cảnh báo"
                        });
    }

    @Test
    void anInspectorSetsUpAPasskeyAndComesBackByItAlone() {
        Person.Invited invited =
                Person.invited(administrator, "Lê Văn Tra", Person.grant("inspector"));
        Page page = chromium.page("vi");
        withPasskeys(page);
        page.navigate(named(invited.link()));
        choose(page, Person.freshUsername());
        assertThat(page.locator("hd-enrol")).isVisible();
        assertThat(page.evaluate("fetch('/api/v1/audit').then(r => r.status)")).isEqualTo(403);
        Chromium.keep(page, "enrol");
        page.locator("hd-enrol .way").first().click();
        button(page, "Tạo khoá truy cập").click();
        assertThat(rail(page))
                .hasText(
                        new String[] {
                            "Sự cố",
                            "Cơ sở",
                            "Khảo sát & kết nối",
                            "Văn bản",
                            "Người dùng",
                            "Nhật ký",
                            "Liên kết"
                        });

        logOut(page);
        button(page, "Đăng nhập bằng khoá truy cập").click();
        rail(page).filter(withText("Nhật ký")).click();
        assertThat(page.locator("hd-audit .row").first()).isVisible();
        assertThat(page.locator("hd-audit .row").filter(withText("Lê Văn Tra")).first())
                .isVisible();
        Chromium.keep(page, "audit");
    }

    @Test
    void aPersonComesInByTheProviderOfTheOrganisation() {
        administrator.create(
                "/users",
                Map.of(
                        "displayName",
                        "Hồ Thị Ngoài",
                        "email",
                        "ngoai@so.example.vn",
                        "language",
                        "vi",
                        "grants",
                        List.of(Person.grant(WATCHER, here))));
        vouch("ngoai@so.example.vn");
        Page page = chromium.page("vi");
        page.navigate(server.address().toString());
        Locator button = page.locator("hd-login a").filter(withText("Sở Y tế"));
        assertThat(button).isVisible();
        Chromium.keep(page, "openid");
        button.click();
        assertThat(page.locator("hd-tile[aria-label$='Trực tiếp']")).hasCount(EACH, within(20_000));
        assertThat(rail(page).first()).hasText("Giám sát");
        logOut(page);

        // Whom the provider knows and we do not, stands at the door with words.
        vouch("la@so.example.vn");
        page.locator("hd-login a").filter(withText("Sở Y tế")).click();
        assertThat(page.locator("hd-login").getByRole(AriaRole.ALERT)).isVisible();
        assertThat(rail(page)).hasCount(0);
        Chromium.keep(page, "openid-unknown");
    }

    private void vouch(String email) {
        provider.enqueueCallback(
                new DefaultOAuth2TokenCallback(
                        "so",
                        email,
                        "JWT",
                        List.of("haidang"),
                        Map.of("email", email, "email_verified", true),
                        3_600));
    }

    @Test
    void aRecoveryCodeOpensTheDoorOnce() {
        Person person = watcher();
        Page page = entered(person);
        page.navigate(server.address() + "/#/profile");
        button(page, "Thêm ứng dụng").click();
        page.locator("hd-totp-setup #password").fill(person.password());
        page.locator("hd-totp-setup button.primary").click();
        page.getByText("Không quét được? Nhập tay").click();
        String secret = page.locator("hd-totp-setup code").textContent().replace(" ", "");
        Authenticator authenticator = new Authenticator(secret);
        Chromium.keep(page, "totp");
        page.locator("hd-totp-setup #code").fill(authenticator.code());
        page.locator("hd-totp-setup button.primary").click();
        Locator codes = page.locator("hd-recovery-codes li");
        assertThat(codes).hasCount(10);
        String code = codes.first().textContent();
        Chromium.keep(page, "recovery-codes");
        page.locator("hd-recovery-codes input[type=checkbox]").check();
        page.locator("hd-recovery-codes button.primary").click();
        assertThat(page.getByText("Mã khôi phục: còn 10")).isVisible();

        logOut(page);
        Chromium.logIn(page, person.username(), person.password());
        button(page, "Dùng mã khôi phục").click();
        giveCode(page, code);
        assertThat(rail(page).first()).isVisible();

        logOut(page);
        Chromium.logIn(page, person.username(), person.password());
        button(page, "Dùng mã khôi phục").click();
        giveCode(page, code);
        assertThat(page.locator("hd-second-step").getByRole(AriaRole.ALERT))
                .containsText("đã được dùng");
        button(page, "Dùng mã 6 số").click();
        giveCode(page, authenticator.code());
        assertThat(rail(page).first()).isVisible();
    }

    @Test
    void aWithdrawnGrantStopsItsPicturesAndSaysSo() {
        Person person =
                Person.invited(
                                administrator,
                                "Ngô Thị Trực",
                                Person.grant(WATCHER, here),
                                Person.grant(WATCHER, elsewhere))
                        .taken(server);
        Page page = entered(person);
        assertThat(page.locator("hd-tile[aria-label$='Trực tiếp']"))
                .hasCount(2 * EACH, within(20_000));
        new Pictures(page).goOn(2 * EACH);

        Page office = administratorsPage();
        office.navigate(server.address() + "/#/people?person=" + person.id());
        office.locator("hd-person li")
                .filter(new Locator.FilterOptions().setHasText(HERE))
                .getByRole(AriaRole.BUTTON)
                .click();
        office.locator("hd-dialog button.danger").filter(withText("Thu hồi")).click();
        long withdrawnNs = System.nanoTime();
        // Whichever comes first: the picture's own end, or the news that the camera is out of
        // reach.
        assertThat(
                        page.locator("hd-tile")
                                .filter(
                                        new Locator.FilterOptions()
                                                .setHasText(
                                                        Pattern.compile(
                                                                "Hết quyền xem|ngoài quyền của bạn"))))
                .hasCount(EACH, within(REVOKED_WITHIN_MS));
        System.out.printf(
                "pictures stopped %d ms after the right was withdrawn%n",
                Duration.ofNanos(System.nanoTime() - withdrawnNs).toMillis());
        for (Farm.Camera camera : camerasHere) {
            assertThat(page.getByText(camera.name())).hasCount(0);
        }
        assertThat(page.locator("hd-wall")).containsText("%d/%d trực tiếp".formatted(EACH, EACH));
        // One place is left, and the top line names it.
        assertThat(page.locator("hd-app header .place")).hasText(ELSEWHERE);
        assertThat(page.locator("hd-toasts .alarm")).hasCount(0);
        assertThat(page.locator("hd-tile video")).hasCount(EACH);
        new Pictures(page).goOn(EACH); // the other facility's
        Chromium.keep(page, "withdrawn");
    }

    @Test
    void whoLosesTheLastRightIsToldSoAtOnce() {
        Person person = watcher();
        Page page = entered(person);
        new Pictures(page).goOn(EACH);
        administrator.delete("/users/" + person.id() + "/grants/" + person.grants().getFirst());
        assertThat(page.getByText("Bạn hiện không có quyền nào."))
                .isVisible(visibleWithin(REVOKED_WITHIN_MS));
        assertThat(new Pictures(page).decoded()).isEmpty();
        Chromium.keep(page, "no-rights");
    }

    @Test
    void aDisabledPersonStandsAtTheDoorAtOnce() {
        Person person = watcher();
        Page page = entered(person);
        new Pictures(page).goOn(EACH);
        Page office = administratorsPage();
        office.navigate(server.address() + "/#/people?person=" + person.id());
        button(office, "Khoá tài khoản").click();
        button(office, "Khoá").click();
        assertThat(page.locator("hd-login")).isVisible(visibleWithin(REVOKED_WITHIN_MS));
        Chromium.logIn(page, person.username(), person.password());
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Sai tên đăng nhập hoặc mật khẩu");
        Chromium.keep(page, "disabled");
    }

    @Test
    void aUsedInvitationSaysThatItDoesNotWorkAnyMore() {
        Person.Invited invited =
                Person.invited(administrator, "Võ Thị Cũ", Person.grant(WATCHER, here));
        invited.taken(server);
        Page page = chromium.page("vi");
        page.navigate(invited.link());
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Liên kết này không còn dùng được");
        assertThat(page.locator("hd-invitation")).containsText("Nhờ người đã mời gửi liên kết mới");
        assertThat(page.locator("hd-invitation input")).hasCount(0);
        Chromium.keep(page, "used-invitation");
    }

    @Test
    void aWrongPasswordAndAWrongCodeAreToldInWords() {
        Person person = secondAdministrator();
        Page page = chromium.page("vi");
        page.navigate(server.address().toString());
        Chromium.logIn(page, person.username(), "không phải mật khẩu này");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Sai tên đăng nhập hoặc mật khẩu");
        Chromium.logIn(page, person.username(), person.password());
        giveCode(page, "000000");
        assertThat(page.locator("hd-second-step").getByRole(AriaRole.ALERT))
                .containsText("Hãy lấy mã kế tiếp trên điện thoại");
        Chromium.keep(page, "wrong-code");
        giveCode(page, authenticator(person).code());
        assertThat(rail(page).first()).isVisible();
    }

    @Test
    void theNewScreensHaveWordsInBothLanguages() {
        Person person =
                Person.invited(
                                administrator,
                                "Hai Tiếng",
                                Person.grant("administrator"),
                                Person.grant("inspector"),
                                Person.grant("chairman"))
                        .takenWithAuthenticator(server);
        Page page = chromium.page("vi");
        page.navigate(server.address().toString());
        Set<String> keys = new TreeSet<>(keysShown(page));
        Chromium.logIn(page, person.username(), person.password());
        page.locator("#code").waitFor();
        keys.addAll(keysShown(page));
        giveCode(page, authenticator(person).code());
        assertThat(rail(page).first()).isVisible();
        for (String language : List.of("English", "Tiếng Việt")) {
            page.navigate(server.address() + "/#/profile");
            button(page, language).click();
            assertThat(page.locator("hd-profile"))
                    .containsText(language.equals("English") ? "Second step" : "Xác thực hai bước");
            for (String screen :
                    List.of(
                            "profile",
                            "people",
                            "people?invite=1",
                            "people?person=" + person.id(),
                            "roles",
                            "roles?role=duty-watcher",
                            "organisations",
                            "audit",
                            "system")) {
                page.navigate(server.address() + "/#/" + screen);
                assertThat(page.locator("hd-app main > :first-child")).isVisible();
                if (screen.contains("?")) {
                    assertThat(page.locator("hd-dialog dialog").first()).isVisible();
                }
                keys.addAll(keysShown(page));
            }
        }
        assertThat(keys).isEmpty();
    }

    // ---- people

    private Person watcher() {
        return Person.invited(administrator, "Phạm Văn Canh", Person.grant(WATCHER, here))
                .taken(server);
    }

    private Person secondAdministrator() {
        return Person.invited(administrator, "Đỗ Quản Trị", Person.grant("administrator"))
                .takenWithAuthenticator(server);
    }

    private static Authenticator authenticator(Person person) {
        return Objects.requireNonNull(person.authenticator());
    }

    private Page entered(Person person) {
        return Chromium.enter(chromium.page("vi"), server, person);
    }

    private Page administratorsPage() {
        return Chromium.enter(chromium.page("vi"), server, secondAdministrator());
    }

    // ---- the page

    private static void choose(Page page, String username) {
        page.locator("#username").fill(username);
        page.locator("#password").fill(Person.PASSWORD);
        page.locator("hd-invitation button.primary").click();
    }

    private static void giveCode(Page page, String code) {
        page.locator("hd-second-step #code").fill(code);
        page.locator("hd-second-step button.primary").click();
    }

    private static void logOut(Page page) {
        page.navigate(page.url().replaceAll("#.*", "") + "#/profile");
        button(page, "Đăng xuất").click();
        assertThat(page.locator("hd-login")).isVisible();
    }

    private static Locator rail(Page page) {
        return page.locator("hd-app nav a.item");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator tile(Page page, Farm.Camera camera) {
        return page.locator("hd-tile").filter(withText(camera.name()));
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static LocatorAssertions.HasCountOptions within(double ms) {
        return new LocatorAssertions.HasCountOptions().setTimeout(ms);
    }

    private static LocatorAssertions.IsVisibleOptions visibleWithin(double ms) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(ms);
    }

    /** Browsers make passkeys for a name, never for a bare address. */
    private static String named(String link) {
        return link.replace("127.0.0.1", "localhost");
    }

    /** Gives the window's machine a fingerprint reader whose finger is always there. */
    private static void withPasskeys(Page page) {
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        devTools.send("WebAuthn.addVirtualAuthenticator", parameters);
    }

    @SuppressWarnings("unchecked") // the script answers texts
    private static List<String> keysShown(Page page) {
        return ((List<String>) page.evaluate(WORDS))
                .stream().filter(words -> KEY.matcher(words).matches()).toList();
    }
}
