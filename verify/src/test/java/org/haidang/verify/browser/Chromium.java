package org.haidang.verify.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.haidang.benchmark.program.Authenticator;
import org.haidang.benchmark.program.Program;
import org.haidang.benchmark.program.Server;
import org.jspecify.annotations.Nullable;

/** The system's Chromium, driven by Playwright. */
final class Chromium implements AutoCloseable {
    private static final Path SCREENS = Program.ROOT.resolve("verify/target/screens");

    private final Playwright playwright;
    private final Browser browser;
    private final Path program;

    private Chromium(Playwright playwright, Browser browser, Path program) {
        this.playwright = playwright;
        this.browser = browser;
        this.program = program;
    }

    /** Skips the running test, loudly, when there is no Chromium on this machine. */
    static Chromium start() {
        Optional<Path> program =
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name -> Program.find(name).stream())
                        .findFirst();
        if (program.isEmpty()) {
            System.err.println(
                    "SKIPPED: browser tests need 'chromium', which is not on this machine");
        }
        assumeTrue(program.isPresent(), "chromium is not installed");
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright, playwright.chromium().launch(options(program.get())), program.get());
    }

    private static BrowserType.LaunchOptions options(Path program) {
        return new BrowserType.LaunchOptions()
                .setExecutablePath(program)
                .setArgs(arguments())
                .setTimeout(60_000);
    }

    private static List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--autoplay-policy=no-user-gesture-required"));
        if (System.getProperty("user.name").equals("root")) {
            arguments.add("--no-sandbox");
        }
        return arguments;
    }

    /**
     * A browser that keeps what it knows in a folder, and knows it again when it is started there
     * anew; for the caller to close.
     */
    BrowserContext keeping(Path folder) {
        BrowserContext context =
                playwright
                        .chromium()
                        .launchPersistentContext(
                                folder,
                                new BrowserType.LaunchPersistentContextOptions()
                                        .setExecutablePath(program)
                                        .setArgs(arguments())
                                        .setTimeout(60_000)
                                        .setViewportSize(1366, 768)
                                        .setLocale("vi")
                                        .setTimezoneId("Asia/Ho_Chi_Minh"));
        context.setDefaultTimeout(30_000);
        return context;
    }

    /** A window of a person who was never here before. */
    Page page(String language) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(1366, 768)
                                .setLocale(language)
                                .setTimezoneId("Asia/Ho_Chi_Minh")
                                .setAcceptDownloads(true));
        context.setDefaultTimeout(30_000);
        return context.newPage();
    }

    /**
     * A phone's browser that keeps everything in a folder: closed and opened again there, it is the
     * same phone.
     */
    BrowserContext phone(Path folder) {
        BrowserType.LaunchPersistentContextOptions options =
                new BrowserType.LaunchPersistentContextOptions()
                        .setExecutablePath(program)
                        .setArgs(arguments())
                        .setTimeout(60_000)
                        .setViewportSize(390, 844)
                        .setHasTouch(true)
                        .setLocale("vi")
                        .setTimezoneId("Asia/Ho_Chi_Minh");
        BrowserContext context = playwright.chromium().launchPersistentContext(folder, options);
        context.setDefaultTimeout(30_000);
        return context;
    }

    /** A window on the phone of a person who was never here before. */
    Page phonePage(String language) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(390, 844)
                                .setIsMobile(true)
                                .setHasTouch(true)
                                .setLocale(language)
                                .setTimezoneId("Asia/Ho_Chi_Minh"));
        context.setDefaultTimeout(30_000);
        return context.newPage();
    }

    /** Comes in as a person who is logged in already, and waits for the console. */
    static Page enter(Page page, Server server, Person person) {
        return enter(page, server.address(), person);
    }

    /** The same by another way to the server. */
    static Page enter(Page page, URI address, Person person) {
        return enter(page, address, person.cookies());
    }

    private static Page enter(Page page, URI address, Map<String, String> cookies) {
        List<Cookie> own = new ArrayList<>();
        cookies.forEach((name, value) ->
                own.add(
                        new Cookie(name, value)
                                .setUrl(address.toString())
                                .setSameSite(SameSiteAttribute.STRICT)));
        page.context().addCookies(own);
        page.navigate(address.toString());
        return inside(page);
    }

    private static Page inside(Page page) {
        page.locator("hd-app nav a.item:visible").first().waitFor();
        return page;
    }

    /** Logs in, with the code of the second factor where there is one. */
    static Page enter(
            Page page,
            URI address,
            String username,
            String password,
            @Nullable Authenticator authenticator) {
        page.navigate(address.toString());
        logIn(page, username, password);
        if (authenticator != null) {
            page.locator("hd-second-step #code").fill(authenticator.code());
            page.locator("hd-second-step button.primary").click();
        }
        return inside(page);
    }

    /** A window in which the server's test person has come in. */
    Page entered(Server server) {
        return enter(page("vi"), server.address(), server.api().cookies());
    }

    /** The person chooses a language. */
    static void speak(Page page, String language) {
        page.evaluate(
                "language => import('/app/session.js').then(m => m.session.change({language}))",
                language);
    }

    /** Closes all windows, also those of a test that failed half-way. */
    void closePages() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }

    static void logIn(Page page, String username, String password) {
        page.locator("#username").fill(username);
        page.locator("#password").fill(password);
        page.locator("hd-login button.primary").click();
    }

    /** Keeps a picture of each open window: what people saw when a test failed. */
    void keepWindows(String name) {
        int window = 0;
        for (BrowserContext context : browser.contexts()) {
            for (Page page : context.pages()) {
                keep(page, name + "-" + ++window);
            }
        }
    }

    /** Keeps a picture of the window for whoever looks at the build. */
    static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")));
    }

    /** The same on a phone, a desk and a wall. */
    static void keepSizes(Page page, String name) {
        for (int[] size : new int[][] {{390, 844}, {1920, 1080}, {1366, 768}}) {
            page.setViewportSize(size[0], size[1]);
            // Until the page is laid out anew; what plays goes on.
            page.evaluate(
                    "new Promise(done => requestAnimationFrame(() => setTimeout(done, 400)))");
            keep(page, name + "-" + size[0]);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
