package org.haidang.verify.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every screen of the console over the demo's province: nothing that keeps somebody from using it,
 * and no word of another language. Names do not depend on colours, nor colours on names, so each
 * language goes with one theme.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class AccessibilityTest {
    private static final String DEPARTMENT = "it-department";
    private static final String ADMINISTRATOR = "administrator";

    /** The demo connects its cameras step by step, and a round of measuring comes every minute. */
    private static final Duration RECORD_LIMIT = Duration.ofMinutes(3);

    /** What this test types, and what the demo's people do beyond the province's file. */
    private static final List<String> TYPED =
            List.of(
                    "Hàng rào phía đông bị đổ",
                    "Người mới",
                    "Kết quả kết nối camera",
                    "trước ngày 15/5/2021",
                    "Không dùng trong thời gian cách ly (dữ liệu minh họa).",
                    "Đã kiểm tra tại chỗ: các khu bắt buộc đều có camera hoặc không dùng.",
                    "Giám sát việc cách ly y tế tập trung để phòng, chống dịch Covid-19",
                    "Công điện 597/CĐ-BCĐ ngày 05/5/2021; Công văn 2220/UBND-KTTH ngày 10/5/2021",
                    "Bộ Chỉ huy Quân sự tỉnh Ninh Thuận",
                    // Letters are cited as officials cite them.
                    "Công điện số 597/CĐ-BCĐ ngày 05/5/2021 của Ban Chỉ đạo Quốc gia phòng, chống dịch Covid-19",
                    "Công văn số 1407/BTTTT-CVT ngày 06/5/2021 của Bộ Thông tin và Truyền thông",
                    "Công văn số 2220/UBND-KTTH ngày 10/5/2021 của Ủy ban nhân dân tỉnh Ninh Thuận",
                    "Khánh Hòa",
                    "Ninh Thuận");

    private static final String SETTLED =
            """
            () => import('/app/i18n.js').then(({t}) => {
              const waits = t('wait.loading');
              const waiting = root => [...root.querySelectorAll('*')].some(e =>
                  (!e.children.length && e.textContent.trim() === waits) || (e.shadowRoot && waiting(e.shadowRoot)));
              return !waiting(document);
            })
            """;

    /**
     * A place in the console.
     *
     * @param role whose window it is looked at in
     * @param hash its address
     * @param shows what is there when it has come
     */
    private record Screen(String role, String hash, String shows) {}

    @TempDir static Path folder;

    private Chromium chromium;
    private Demo demo;
    private final Map<String, Page> windows = new HashMap<>();
    private List<Screen> screens;
    private ScreenWords words;

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.start();
        demo = Demo.start(folder);
        Page office = window(DEPARTMENT);
        String watched = watched(office);
        String incident =
                make(office, "/incidents", incident(watched)).at("/incident/id").asString();
        String report =
                JsonMapper.shared()
                        .readTree(
                                (String)
                                        office.evaluate(
                                                """
                                                () => import('/app/api.js').then(async ({get, post}) => JSON.stringify(await post('/reports', {
                                                  kind: 'BY_DEADLINE', subject: 'Kết quả kết nối camera', deadline: 'trước ngày 15/5/2021', letters: [], cutOff: null,
                                                  frame: {...await get('/reports/frame'), place: 'Ninh Thuận'}})))
                                                """))
                        .at("/report/id")
                        .asString();
        List<String> typed = new ArrayList<>(TYPED);
        List<String> cameras = new ArrayList<>();
        for (JsonNode camera : ask(office, "/cameras")) {
            typed.add(camera.get("name").asString());
            cameras.add(camera.get("id").asString());
        }
        words = new ScreenWords(office, typed);
        screens = screens(office, watched, incident, report, cameras);
    }

    private static Map<String, Object> incident(String facility) {
        return Map.of(
                "facilityId", facility,
                "kind", "DISORDER",
                "severity", "SERIOUS",
                "title", "Hàng rào phía đông bị đổ",
                "cameraIds", List.of());
    }

    private static String watched(Page office) {
        return first(ask(office, "/connections"), "/cameras", "^[1-9].*")
                .get("facilityId")
                .asString();
    }

    /** The first of a list in which something reads so. */
    private static JsonNode first(JsonNode list, String pointer, String pattern) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.at(pointer).asString("").matches(pattern))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("no " + pointer + " " + pattern + ": " + list));
    }

    private List<Screen> screens(
            Page office, String facility, String incident, String report, List<String> cameras) {
        JsonNode surveys = ask(office, "/surveys");
        String signed = first(surveys, "/survey/stage", "SIGNED").at("/survey/id").asString();
        String refused =
                first(surveys, "/survey/verdict", "NOT_ELIGIBLE").at("/survey/id").asString();
        String task = ask(office, "/tasks").at("/columns/0/tasks/0/id").asString();
        String dispatch = ask(office, "/dispatches").at("/0/id").asString();
        String draft = draft(surveys);
        String camera = cameras.getFirst();
        List<Screen> all = new ArrayList<>();
        for (String[] one :
                new String[][] {
                    {"overview", "hd-overview .figure"},
                    {"overview?step=FACILITIES", "hd-overview-list li"},
                    {"overview?facility=" + facility, "hd-overview-list dl"},
                    {"watch", "hd-tile"},
                    {"incidents", "hd-incidents tbody tr"},
                    {"incidents?add=1", "hd-incident-report #facilityId"},
                    {"incidents?incident=" + incident, "hd-incident .lead"},
                    {"duty", "hd-duty .card"},
                    {"inspections", "hd-inspections tbody tr"},
                    {"facilities", "hd-facilities tbody tr"},
                    {"facilities?add=1", "hd-facility-sheet hd-facility-profile"},
                    {"facilities?facility=" + facility, "hd-facility-sheet hd-facility-profile"},
                    {"facilities?facility=" + facility + "&tab=layout", "hd-facility-layout .need"},
                    {"facilities?facility=" + facility + "&tab=history", "hd-facility-sheet li"},
                    {"facilities?import=1", "hd-table-import .drop"},
                    {"cameras", "hd-cameras tbody tr"},
                    {"cameras?add=1", "hd-camera-edit form"},
                    {"cameras?camera=" + camera, "hd-camera-sheet dl"},
                    {"contacts", "hd-contacts tbody tr"},
                    {"contacts?view=versions", "hd-contact-versions .hop"},
                    {"contacts?facility=" + facility, "hd-facility-sheet .tabs"},
                    {"survey", "hd-surveys li"},
                    {"survey?id=" + signed, "hd-survey-decide textarea"},
                    {"survey?id=" + refused, "hd-survey-decide .verdict"},
                    {"plan", "hd-plan tbody tr"},
                    {"plan?site=" + facility, "hd-plan-site dl"},
                    {"connection", "hd-connection tbody tr"},
                    {"tasks", "hd-tasks h2"},
                    {"tasks?task=" + task, "hd-task dl"},
                    {"dispatches", "hd-dispatches tbody tr"},
                    {"dispatches?add=1", "hd-dispatch-form dialog"},
                    {"dispatches?dispatch=" + dispatch, "hd-dispatch dl"},
                    {"notifications", "hd-notifications h1"},
                    {"reports", "hd-reports tbody tr"},
                    {"reports?add=1", "hd-new-report details"},
                    {"reports?report=" + report, "hd-report table"},
                    {"people", "hd-people tbody tr"},
                    {"system", "hd-system section"},
                    {"profile", "hd-profile section"},
                }) {
            all.add(new Screen(DEPARTMENT, one[0], one[1]));
        }
        String recordings = cameras.get(0) + "," + cameras.get(1);
        all.add(new Screen("health-department", "playback?cameras=" + recordings, "hd-pane"));
        all.add(new Screen("chairman", "emergency", "hd-break-glass"));
        all.add(new Screen("inspector", "audit", "hd-audit time"));
        all.add(new Screen("connection-engineer", "survey?id=" + draft, "hd-survey .index a"));
        for (String[] step :
                new String[][] {
                    {"LINE", "hd-question[path='site/ISP']"},
                    {"BLOCKS", "hd-question[path='site/LAYOUT']"},
                    {"CAMERAS", "hd-survey-cameras .none"},
                    {"REVIEW", "hd-survey-review .gap"}
                }) {
            all.add(
                    new Screen(
                            "connection-engineer",
                            "survey?id=" + draft + "&step=" + step[0],
                            step[1]));
        }
        all.add(new Screen(ADMINISTRATOR, "people?invite=1", "hd-invite form"));
        all.add(new Screen(ADMINISTRATOR, "roles", "hd-roles tbody tr"));
        all.add(new Screen(ADMINISTRATOR, "roles?add=1", "hd-role form"));
        all.add(new Screen(ADMINISTRATOR, "organisations", "hd-organisations tbody tr"));
        all.add(new Screen(ADMINISTRATOR, "organisations?add=1", "hd-unit form"));
        // Last: it has to be drawn up first.
        all.add(new Screen(DEPARTMENT, "connection?facility=" + facility, "hd-camera-way li"));
        return all;
    }

    /** An engineer has begun a survey. */
    private String draft(JsonNode surveys) {
        String facility =
                StreamSupport.stream(surveys.spliterator(), false)
                        .filter(one -> one.get("survey").isNull())
                        .findFirst()
                        .orElseThrow()
                        .get("facilityId")
                        .asString();
        return make(window("connection-engineer"), "/facilities/" + facility + "/survey", Map.of())
                .get("id")
                .asString();
    }

    @AfterAll
    void stop() {
        if (demo != null) {
            demo.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void everyScreenCanBeUsedByEverybodyInVietnameseAndInTheLight() {
        assertThat(faults("vi", "light")).isEmpty();
    }

    @Test
    void everyScreenCanBeUsedByEverybodyInEnglishAndInTheDark() {
        assertThat(faults("en", "dark")).isEmpty();
    }

    @Test
    void whoeverComesInFindsTheirWay() {
        List<String> faults = new ArrayList<>();
        String facility = watched(window(DEPARTMENT));
        String entry =
                make(window(DEPARTMENT), "/facilities/" + facility + "/contact-link", Map.of())
                        .get("link")
                        .asString();
        String invitation =
                make(
                                window(ADMINISTRATOR),
                                "/users",
                                Map.of(
                                        "displayName", "Người mới",
                                        "email", "",
                                        "language", "vi",
                                        "grants", List.of()))
                        .get("link")
                        .asString();
        for (String language : List.of("vi", "en")) {
            Page page = chromium.page(language);
            page.emulateMedia(
                    new Page.EmulateMediaOptions()
                            .setColorScheme(
                                    language.equals("vi")
                                            ? com.microsoft.playwright.options.ColorScheme.LIGHT
                                            : com.microsoft.playwright.options.ColorScheme.DARK));
            for (String[] one :
                    new String[][] {
                        {demo.address().toString(), "hd-login #username"},
                        {entry, "hd-contact-entry #fullName"},
                        {invitation, "hd-invitation #username"}
                    }) {
                page.navigate(one[0]);
                page.locator("hd-entrance .languages button[lang=" + language + "]").click();
                page.locator(one[1]).waitFor();
                look(page, language, one[1], faults);
            }
            page.context().close();
        }
        assertThat(faults).isEmpty();
    }

    // ---- looking

    private List<String> faults(String language, String theme) {
        List<String> faults = new ArrayList<>();
        windows.values().forEach(page -> choose(page, language, theme));
        for (Screen screen : screens) {
            Page page = windows.get(screen.role());
            if (page == null) {
                page = window(screen.role());
                choose(page, language, theme);
            }
            page.evaluate("hash => { location.hash = '#/' + hash; }", screen.hash());
            try {
                page.locator(screen.shows()).first().waitFor();
                page.waitForFunction(SETTLED);
                look(page, language, screen.hash(), faults);
            } catch (TimeoutError e) {
                faults.add(screen + " did not come: " + e.getMessage());
            }
        }
        look(record(), language, "the record", faults);
        return faults;
    }

    private void look(Page page, String language, String name, List<String> faults) {
        Axe.grave(page).forEach(fault -> faults.add(name + ": " + fault));
        words.faults(page, language).forEach(fault -> faults.add(name + ": " + fault));
    }

    /** The record of a connection, once the demo has drawn it up. */
    private Page record() {
        Page page = window(DEPARTMENT);
        String facility = watched(page);
        String records = "/facilities/" + facility + "/connection/records";
        await().atMost(RECORD_LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !ask(page, records).isEmpty());
        String record = ask(page, records).at("/0/id").asString();
        page.evaluate(
                "hash => { location.hash = hash; }",
                "#/connection?facility=" + facility + "&record=" + record);
        page.locator("hd-connection-record article").waitFor();
        return page;
    }

    private Page window(String role) {
        return windows.computeIfAbsent(
                role,
                one -> {
                    Demo.Login login = demo.login(one);
                    return Chromium.enter(
                            chromium.page("vi"),
                            demo.address(),
                            login.username(),
                            login.password(),
                            login.authenticator());
                });
    }

    private static void choose(Page page, String language, String theme) {
        page.evaluate(
                "choice => import('/app/session.js').then(m => m.session.change(choice))",
                Map.of("language", language, "theme", theme));
    }

    private static JsonNode ask(Page page, String path) {
        return JsonMapper.shared()
                .readTree(
                        (String)
                                page.evaluate(
                                        "path => import('/app/api.js').then(m => m.get(path)).then(JSON.stringify)",
                                        path));
    }

    private static JsonNode make(Page page, String path, Map<String, Object> body) {
        return JsonMapper.shared()
                .readTree(
                        (String)
                                page.evaluate(
                                        "([path, body]) => import('/app/api.js').then(m => m.post(path, body)).then(JSON.stringify)",
                                        List.of(path, body)));
    }
}
