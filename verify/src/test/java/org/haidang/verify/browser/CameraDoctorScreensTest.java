package org.haidang.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Program;
import org.haidang.benchmark.program.Server;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.haidang.verify.network.Workshop;
import org.haidang.verify.system.Tool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person reads in the console when a camera does not come: the server stands in a network
 * whose line, routes, ports and cameras each have another fault.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CameraDoctorScreensTest {
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
    private static final int KINDS = 12;

    /** Cameras that are looked at in each language: the server tests five at once. */
    private static final int AT_ONCE = 2;

    @TempDir static Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Chromium chromium;
    private Server server;

    /** A camera of each fault. */
    private final Map<String, String> cameras = new LinkedHashMap<>();

    @BeforeAll
    void lay() throws IOException {
        Tool.need("python3");
        chromium = opened(Chromium.start());
        Workshop workshop = opened(Workshop.open(folder));
        Farm farm = workshop.farm();
        Program web =
                opened(
                        Program.start(
                                "web page",
                                folder,
                                Map.of("PYTHONUNBUFFERED", "1"),
                                workshop.cameras()
                                        .command(
                                                List.of(
                                                        "python3",
                                                        "-m",
                                                        "http.server",
                                                        "--bind",
                                                        Workshop.CAMERA,
                                                        "0"))));
        String port =
                web.awaitLine(said -> said.startsWith("Serving HTTP"), Duration.ofSeconds(20))
                        .replaceFirst(".* port (\\d+).*", "$1");
        server = opened(Server.start(folder.resolve("server"), workshop.desk(), Map.of()));
        String facility = server.addFacility("Khu cách ly Hoà Vang");
        String good = farm.cameras().getFirst().main();

        add(facility, "no-route", "rtsp://203.0.113.5/live", Farm.PASSWORD);
        add(facility, "nobody-there", "rtsp://192.0.2.77/live", Farm.PASSWORD);
        add(facility, "device-silent", at(Workshop.BLOCKED_PORT, "live"), Farm.PASSWORD);
        add(facility, "no-answer-from-far", "rtsp://198.51.100.20/live", Farm.PASSWORD);
        add(facility, "port-closed", at(9, "live"), Farm.PASSWORD);
        add(facility, "name-unknown", "rtsp://khong-co.invalid/live", Farm.PASSWORD);
        add(facility, "not-rtsp", "rtsp://" + Workshop.CAMERA + ":" + port + "/", Farm.PASSWORD);
        add(facility, "login-needed", good, "");
        add(facility, "login-refused", good, "khong-phai");
        add(facility, "path-unknown", at(Workshop.PORT, "khong-co"), Farm.PASSWORD);
        add(facility, "rtsp-silent", ill(farm, 1, "hang", 0), Farm.PASSWORD);
        add(facility, "no-packets", ill(farm, 2, "drop", 100), Farm.PASSWORD);
        assertThat(cameras).hasSize(KINDS);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }

    private static String at(int port, String path) {
        return "rtsp://" + Workshop.CAMERA + ":" + port + "/" + path;
    }

    /** A camera of the farm that does that all the time. */
    private static String ill(Farm farm, int number, String fault, double value) {
        Farm.Camera camera = farm.cameras().get(number);
        farm.misbehave(camera, fault, value, 0);
        return camera.main();
    }

    private void add(String facility, String fault, String url, String password) {
        String id =
                server.api()
                        .create(
                                "/cameras",
                                Map.of(
                                        "facilityId",
                                        facility,
                                        "name",
                                        fault,
                                        "url",
                                        url,
                                        "username",
                                        password.isEmpty() ? "" : Farm.USERNAME,
                                        "password",
                                        password,
                                        "transport",
                                        "tcp"))
                        .get("id")
                        .asString();
        cameras.put(fault, id);
    }

    @AfterAll
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @AfterEach
    void leave() {
        chromium.keepWindows("doctor");
        chromium.closePages();
    }

    /** In several windows at once, for most of it is waiting. */
    @Test
    void saysWhatIsWrongAndWhoseWorkItIsInBothLanguages() {
        List<Window> windows = new ArrayList<>();
        for (Language language : Language.values()) {
            Person engineer = engineer(language);
            for (int i = 0; i < AT_ONCE; i++) {
                Page page = chromium.page(language.code());
                windows.add(new Window(Chromium.enter(page, server, engineer), i, language));
            }
        }
        List<Map.Entry<String, String>> all = List.copyOf(cameras.entrySet());
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            List<Map.Entry<String, String>> some = all.subList(i, i + AT_ONCE);
            for (Window window : windows) {
                begin(window.page(), some.get(window.number()).getValue());
            }
            for (Window window : windows) {
                end(window.page(), some.get(window.number()).getKey(), window.language());
            }
        }
    }

    /**
     * Of several windows side by side.
     *
     * @param number of its language
     */
    private record Window(Page page, int number, Language language) {}

    /** Somebody whose language that is. */
    private Person engineer(Language language) {
        try (Api administrator = server.administrator()) {
            Person engineer =
                    Person.invited(
                                    administrator,
                                    "Kỹ sư " + language.code(),
                                    Person.grant("connection-engineer"))
                            .taken(server);
            Page page = Chromium.enter(chromium.page(language.code()), server, engineer);
            Chromium.speak(page, language.code());
            page.context().close();
            return engineer;
        }
    }

    private void begin(Page page, String camera) {
        page.navigate(server.address() + "/#/cameras?camera=" + camera);
        page.locator("hd-camera-sheet button.find-cause").click();
    }

    private static void end(Page page, String fault, Language language) {
        Locator run = page.locator("hd-camera-sheet hd-test-run");
        String key = "doctor." + fault;
        assertThat(run).containsText(Words.of(language, key), SOON);
        assertThat(run).containsText(Words.of(language, key + ".action"));
        assertThat(run.locator("li:has(.bad)")).isInViewport();
        Chromium.keep(page, "doctor-" + language.code() + "-" + fault);
    }
}
