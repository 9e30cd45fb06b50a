package org.haidang.verify.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.haidang.verify.browser.Way.asNoCentre;
import static org.haidang.verify.browser.Way.click;
import static org.haidang.verify.browser.Way.clickLast;
import static org.haidang.verify.browser.Way.fill;
import static org.haidang.verify.browser.Way.keys;
import static org.haidang.verify.browser.Way.ofASite;
import static org.haidang.verify.browser.Way.onAPhone;
import static org.haidang.verify.browser.Way.press;
import static org.haidang.verify.browser.Way.reporting;
import static org.haidang.verify.browser.Way.turning;
import static org.haidang.verify.browser.Way.until;
import static org.haidang.verify.browser.Way.withInstructions;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.haidang.benchmark.program.Authenticator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that the console can show, from the first start's link to the last dialog, over the
 * demo's province: nothing that keeps somebody from using it, and no word of another language.
 * Names do not depend on colours, nor colours on names, so each language goes with one theme. What
 * is new in the console and not looked at here is a fault, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class AccessibilityTest {
    private static final String DEPARTMENT = "it-department";
    private static final String ADMINISTRATOR = "administrator";
    private static final String COMMAND = "military-command";
    private static final String HEALTH = "health-department";
    private static final String CHAIRMAN = "chairman";
    private static final String ENGINEER = "connection-engineer";
    private static final String NEWCOMER = "Người mới";
    private static final String WALL = "Màn hình phòng trực";
    private static final String PROGRAM = "Phần mềm bản đồ";
    private static final String EMERGENCY = "Kiểm tra báo động cháy tại khu cách ly";

    /**
     * The demo connects its cameras step by step, and a round of measuring comes every minute; it
     * waits six minutes itself, for on a busy machine a slow start has first to become a small part
     * of the time that a camera was there.
     */
    private static final Duration RECORD_LIMIT = Duration.ofMinutes(8);

    /** What this test types, and what the demo's people do beyond the province's file. */
    private static final List<String> TYPED =
            List.of(
                    "Hàng rào phía đông bị đổ",
                    NEWCOMER,
                    WALL,
                    PROGRAM,
                    EMERGENCY,
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

    /**
     * Dialogs that no walk brings up: the demo's list is on its way to the ministry and its record
     * is signed by all.
     */
    private static final Set<String> UNREACHABLE =
            Set.of("versions.return.title", "connection.record.withdraw");

    /** Nothing is still to come. */
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
     * @param way what is done there first
     * @param shows what is there when it has come
     */
    private record Screen(String role, String hash, Consumer<Page> way, String shows) {
        Screen(String role, String hash, String shows) {
            this(role, hash, Way.none(), shows);
        }

        @Override
        public String toString() {
            return role + ", " + hash + ", " + shows;
        }
    }

    @TempDir static Path folder;

    private Chromium chromium;
    private FreshServer fresh;
    private Demo demo;
    private final Map<String, Page> windows = new HashMap<>();

    /** The window that is looked at. */
    private Page shown;

    private List<Screen> screens;
    private ScreenWords words;

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.start();
        fresh = new FreshServer(folder);
        demo = Demo.start(folder);
        Page office = window(DEPARTMENT);
        // The demo tells its address before its cameras are in the list.
        await().atMost(RECORD_LIMIT).until(() -> ask(office, "/cameras").size() == Demo.CAMERAS);
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
        typed.addAll(Way.INSTRUCTED_WORDS);
        typed.addAll(Way.TURNED_WORDS);
        typed.add("Đầu ghi hình"); // the farm's recorder, as it calls itself
        List<String> cameras = new ArrayList<>();
        for (JsonNode camera : ask(office, "/cameras")) {
            typed.add(camera.get("name").asString());
            cameras.add(camera.get("id").asString());
        }
        words = new ScreenWords(office, typed);
        make(office, "/plan", Map.of()); // the next version, to be changed
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
                    {"plan?site=" + facility, "hd-plan-site .stack"},
                    {"plan?version=1&site=" + facility, "hd-plan-site dl"},
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
        all.add(new Screen(HEALTH, "playback?cameras=" + recordings, "hd-pane"));
        all.add(new Screen(HEALTH, "playback?cameras=" + recordings, reporting(), "hd-pane"));
        all.add(new Screen(COMMAND, "cameras?camera=" + camera, reporting(), "hd-reported li"));
        all.add(
                new Screen(
                        DEPARTMENT,
                        "cameras?camera=" + camera,
                        reporting(),
                        "hd-camera-sheet .tick"));
        all.add(new Screen(DEPARTMENT, "cameras?camera=" + camera, ofASite(), "hd-at-site dl"));
        all.add(
                new Screen(
                        DEPARTMENT,
                        "cameras?camera=" + camera,
                        ofASite().andThen(press("atSite.change")),
                        "hd-at-site form"));
        all.add(new Screen(CHAIRMAN, "emergency", "hd-break-glass"));
        all.add(new Screen("inspector", "audit", "hd-audit time"));
        all.add(new Screen(ENGINEER, "survey?id=" + draft, "hd-survey .index a"));
        for (String[] step :
                new String[][] {
                    {"LINE", "hd-question[path='site/ISP']"},
                    {"BLOCKS", "hd-question[path='site/LAYOUT']"},
                    {"CAMERAS", "hd-survey-cameras h2"},
                    {"REVIEW", "hd-survey-review .gap"}
                }) {
            all.add(new Screen(ENGINEER, "survey?id=" + draft + "&step=" + step[0], step[1]));
        }
        all.add(new Screen(DEPARTMENT, "watch", turning(false), "hd-ptz .take"));
        all.add(
                new Screen(
                        DEPARTMENT,
                        "watch",
                        turning(true).andThen(clickLast("hd-ptz li button")),
                        "hd-ptz hd-dialog .danger"));
        all.add(
                new Screen(
                        DEPARTMENT, "watch", onAPhone().andThen(turning(true)), "hd-ptz .hands"));
        all.add(new Screen(DEPARTMENT, "instructions", "hd-instructions .first"));
        all.add(new Screen(DEPARTMENT, "instructions", withInstructions(), "hd-instructions td"));
        all.add(
                new Screen(
                        DEPARTMENT,
                        "instructions",
                        withInstructions().andThen(press("instructions.done")),
                        "hd-instruction-answer textarea"));
        all.add(
                new Screen(
                        DEPARTMENT,
                        "instructions",
                        withInstructions().andThen(clickLast("hd-instructions td.act button")),
                        "hd-instruction-answer .danger"));
        all.add(
                new Screen(
                        DEPARTMENT,
                        "instructions",
                        withInstructions().andThen(press("instructions.give")),
                        "hd-instruct #words"));
        all.add(new Screen(ADMINISTRATOR, "people?invite=1", "hd-invite form"));
        all.add(new Screen(ADMINISTRATOR, "links", "hd-links .empty"));
        all.add(new Screen(ADMINISTRATOR, "links", asNoCentre(), "hd-link-grants tbody tr"));
        all.add(new Screen(ADMINISTRATOR, "roles", "hd-roles tbody tr"));
        all.add(new Screen(ADMINISTRATOR, "roles?add=1", "hd-role form"));
        all.add(new Screen(ADMINISTRATOR, "organisations", "hd-organisations tbody tr"));
        all.add(new Screen(ADMINISTRATOR, "organisations?add=1", "hd-unit form"));
        all.addAll(behindButtons(facility, camera, dispatch, task, draft));
        all.add(
                new Screen(
                        HEALTH,
                        "playback?cameras=" + camera + "&at=" + System.currentTimeMillis(),
                        until("hd-pane").andThen(keys("k", "i", "ArrowRight", "o", "e")),
                        "hd-export li"));
        // Last: it has to be drawn up first.
        all.add(new Screen(DEPARTMENT, "connection?facility=" + facility, "hd-camera-way li"));
        all.add(
                new Screen(
                        DEPARTMENT,
                        "connection?facility=" + facility,
                        clickLast("hd-camera-way button.link"),
                        "hd-judge img"));
        return all;
    }

    /** What has no address of its own: dialogs, and what opens within a screen. */
    private List<Screen> behindButtons(
            String facility, String camera, String dispatch, String task, String draft) {
        String letter = "dispatches?dispatch=" + dispatch;
        String surveyed = "survey?id=" + draft + "&step=CAMERAS";
        Page office = window(ADMINISTRATOR);
        String person = make(office, "/users", newcomer(List.of())).at("/user/id").asString();
        String role =
                make(
                                office,
                                "/roles",
                                Map.of(
                                        "name",
                                        NEWCOMER,
                                        "permissions",
                                        List.of(Map.of("action", "facility.read"))))
                        .get("id")
                        .asString();
        return List.of(
                new Screen(DEPARTMENT, "overview", click(".palette"), "hd-palette [role=option]"),
                new Screen(
                        DEPARTMENT,
                        "overview",
                        click(".palette").andThen(fill("hd-palette input", "camera")),
                        "hd-palette .kind"),
                new Screen(DEPARTMENT, "overview", keys("?"), "hd-help section"),
                new Screen(
                        DEPARTMENT,
                        "overview",
                        onAPhone().andThen(click(".rail button.item")),
                        ".rest a"),
                new Screen(DEPARTMENT, "overview", click(".remind button"), "hd-remind textarea"),
                new Screen(DEPARTMENT, "inspections?facility=" + facility, "hd-inspections dialog"),
                new Screen(
                        COMMAND,
                        "facilities?facility=" + facility,
                        press("facility.close"),
                        "hd-facility-profile #document"),
                new Screen(DEPARTMENT, "cameras?import=1", "hd-camera-import dialog"),
                new Screen(
                        DEPARTMENT,
                        "cameras?search=1",
                        press("search.go"),
                        "hd-camera-search ol.devices button"),
                new Screen(DEPARTMENT, "cameras?camera=none", "hd-cameras dialog"),
                new Screen(
                        DEPARTMENT,
                        "cameras?camera=" + camera + "&edit=1",
                        press("edit.test.go"),
                        "hd-test-run img"),
                new Screen(
                        DEPARTMENT,
                        "cameras?camera=" + camera,
                        press("camera.remove"),
                        "hd-camera-sheet .danger:not(.quiet)"),
                new Screen(DEPARTMENT, "contacts?import=1", "hd-contact-import dialog"),
                new Screen(
                        DEPARTMENT,
                        "contacts?facility=" + facility,
                        press("contact.add"),
                        "hd-contact-edit form"),
                new Screen(
                        ENGINEER,
                        surveyed,
                        press("survey.camera.add"),
                        "hd-photo-answer label.btn"),
                new Screen(
                        ENGINEER,
                        surveyed,
                        press("survey.camera.add")
                                .andThen(clickLast("hd-survey-cameras .tabs a:nth-of-type(2)"))
                                .andThen(press("survey.test")),
                        "hd-camera-test form"),
                new Screen(ENGINEER, surveyed, press("survey.device"), "hd-device-fill form"),
                new Screen(DEPARTMENT, "plan?site=none", "hd-plan-site dialog"),
                new Screen(
                        DEPARTMENT, "plan", press("plan.template.edit"), "hd-plan-template form"),
                new Screen(DEPARTMENT, "plan", press("plan.sites.add"), "hd-plan-add form"),
                new Screen(DEPARTMENT, "plan", press("plan.compare"), "hd-plan hd-dialog select"),
                new Screen(DEPARTMENT, letter, press("dispatch.edit"), "hd-dispatch-form form"),
                new Screen(DEPARTMENT, letter, press("task.add"), "hd-task-form form"),
                new Screen(
                        DEPARTMENT, letter, press("dispatch.reach.edit"), "hd-addressees dialog"),
                new Screen(
                        DEPARTMENT,
                        "tasks?task=" + task,
                        press("task.change"),
                        "hd-task-form form"),
                new Screen(
                        DEPARTMENT,
                        "tasks",
                        click("hd-tasks .column header button"),
                        "hd-addresses dialog"),
                new Screen(
                        DEPARTMENT,
                        "reports?add=1",
                        click("hd-new-report summary"),
                        "hd-frame-form input"),
                new Screen(
                        "inspector",
                        "audit",
                        click("hd-audit .row").andThen(press("audit.verify")),
                        "hd-audit .detail dl"),
                new Screen(DEPARTMENT, "system", click("hd-system summary"), "hd-system details a"),
                new Screen(ADMINISTRATOR, "people?person=none", "hd-person dialog"),
                new Screen(
                        ADMINISTRATOR,
                        "people?person=" + person,
                        press("grant.add"),
                        "hd-grant-form"),
                new Screen(
                        ADMINISTRATOR,
                        "people?person=" + person,
                        press("person.link").andThen(press("person.link.go")),
                        "hd-link-card .qr"),
                new Screen(
                        ADMINISTRATOR,
                        "people?invite=1",
                        fill("hd-invite #displayName", NEWCOMER)
                                .andThen(Way.choose("hd-grant-form #role"))
                                .andThen(press("invite.go")),
                        "hd-invite hd-link-card .qr"),
                new Screen(ADMINISTRATOR, "links", press("links.join"), "hd-join-centre form"),
                new Screen(ADMINISTRATOR, "links", press("links.invite"), "hd-invite-site #name"),
                new Screen(
                        ADMINISTRATOR,
                        "links",
                        press("links.invite")
                                .andThen(fill("hd-invite-site #name", NEWCOMER))
                                .andThen(press("links.invite.go")),
                        "hd-invite-site .qr"),
                new Screen(
                        ADMINISTRATOR,
                        "links",
                        clickLast("hd-links td.act button"),
                        "hd-link-ask #reason"),
                new Screen(
                        ADMINISTRATOR,
                        "roles?role=" + role,
                        press("roles.remove"),
                        "hd-role hd-dialog .danger"),
                new Screen(ADMINISTRATOR, "organisations?tab=areas", "hd-organisations tbody tr"),
                new Screen(HEALTH, "profile", press("wall.make"), "hd-wall-maker #password"),
                new Screen(
                        HEALTH,
                        "profile",
                        press("wall.make")
                                .andThen(fill("hd-wall-maker #name", WALL))
                                .andThen(fill("hd-wall-maker #password", password(HEALTH)))
                                .andThen(press("wall.make.go")),
                        "hd-wall-maker .qr"),
                new Screen(HEALTH, "profile", press("factors.addTotp"), "hd-totp-setup #password"),
                new Screen(
                        HEALTH, "profile", press("factors.addPasskey"), "hd-passkey-setup #name"),
                new Screen(HEALTH, "profile", press("tokens.make"), "hd-my-tokens #make"),
                new Screen(
                        HEALTH,
                        "profile",
                        press("tokens.make")
                                .andThen(fill("hd-my-tokens #name", PROGRAM))
                                .andThen(click("hd-my-tokens [name=action]"))
                                .andThen(press("tokens.go")),
                        "hd-my-tokens dialog code, hd-my-tokens hd-dialog code"),
                new Screen(
                        HEALTH,
                        "profile",
                        clickLast("hd-my-tokens li button"),
                        "hd-my-tokens .danger"),
                new Screen(
                        DEPARTMENT,
                        "profile",
                        clickLast("hd-second-factors li .btn.quiet"),
                        "hd-ask-password #password"),
                new Screen(
                        DEPARTMENT,
                        "profile",
                        press("factors.codes.new")
                                .andThen(fill("hd-ask-password #password", password(DEPARTMENT)))
                                .andThen(click("hd-ask-password .btn.primary")),
                        "hd-recovery-codes li"),
                new Screen(CHAIRMAN, "emergency", press("emergency.open"), "#reason"),
                new Screen(
                        CHAIRMAN,
                        "emergency",
                        press("emergency.open")
                                .andThen(fill("#reason", EMERGENCY))
                                .andThen(press("emergency.go")),
                        "hd-emergency-chip .chip"));
    }

    private String password(String role) {
        return demo.login(role).password();
    }

    private static Map<String, Object> newcomer(List<Map<String, Object>> grants) {
        return Map.of("displayName", NEWCOMER, "email", "", "language", "vi", "grants", grants);
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
        return make(window(ENGINEER), "/facilities/" + facility + "/survey", Map.of())
                .get("id")
                .asString();
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable started : new AutoCloseable[] {demo, fresh, chromium}) {
            if (started != null) {
                started.close();
            }
        }
    }

    @Test
    void everythingCanBeUsedByEverybodyInVietnameseAndInTheLight() {
        assertThat(faults("vi", "light")).isEmpty();
    }

    @Test
    void everythingCanBeUsedByEverybodyInEnglishAndInTheDark() {
        assertThat(faults("en", "dark")).isEmpty();
    }

    // ---- looking

    private List<String> faults(String language, String theme) {
        Look look = new Look(language, theme, new ConsoleParts(UNREACHABLE), new ArrayList<>());
        comeIn(look);
        becomeAWall(look);
        windows.values().forEach(page -> choose(page, language, theme));
        for (Screen screen : screens) {
            visit(screen, look);
        }
        Page office = record();
        look.at(office, words, "the record");
        look.parts().neverShown(office).forEach(part -> look.faults().add("never shown: " + part));
        return look.faults();
    }

    /** A walk in one language and theme, and what was found on it. */
    private record Look(String language, String theme, ConsoleParts parts, List<String> faults) {
        void at(Page page, ScreenWords words, String name) {
            parts.note(page);
            Axe.grave(page).forEach(fault -> faults.add(name + ": " + fault));
            words.faults(page, language).forEach(fault -> faults.add(name + ": " + fault));
        }
    }

    private void visit(Screen screen, Look look) {
        Page page = windows.get(screen.role());
        if (page == null) {
            page = window(screen.role());
            choose(page, look.language(), look.theme());
        }
        show(page);
        page.evaluate("hash => { location.hash = '#/' + hash; }", screen.hash());
        try {
            screen.way().accept(page);
            page.locator(screen.shows()).first().waitFor();
            page.waitForFunction(SETTLED);
            look.at(page, words, screen.toString());
        } catch (TimeoutError e) {
            look.faults().add(screen + " did not come: " + e.getMessage());
        }
        Way.leave(page);
    }

    /** Windows that are left go on with their pictures; so they are led where there are none. */
    private void show(Page page) {
        if (shown != null && shown != page) {
            shown.evaluate("location.hash = '#/profile'");
        }
        shown = page;
    }

    /** A window of somebody who was never here, in the walk's language and theme. */
    private Page stranger(Look look) {
        Page page = still(chromium.page(look.language()));
        page.emulateMedia(
                new Page.EmulateMediaOptions()
                        .setColorScheme(
                                look.theme().equals("light")
                                        ? ColorScheme.LIGHT
                                        : ColorScheme.DARK));
        return page;
    }

    /** A colour on its way to another is neither. */
    private static Page still(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        return page;
    }

    /** Goes to an address of the entrance, and looks. */
    private void enter(Page page, String address, String shows, Look look) {
        page.navigate(address);
        page.locator("hd-entrance .languages button[lang=" + look.language() + "]").click();
        look(page, shows, look);
    }

    private void look(Page page, String shows, Look look) {
        try {
            page.locator(shows).first().waitFor();
            page.waitForFunction(SETTLED);
            look.at(page, words, shows);
        } catch (TimeoutError e) {
            look.faults().add(shows + " did not come: " + e.getMessage());
        }
    }

    /** By whatever door: set-up, login, and the links for people, contacts and walls. */
    private void comeIn(Look look) {
        Page page = stranger(look);
        URI setUp = fresh.setUpLink();
        enter(page, setUp.resolve("/").toString(), "hd-entrance .stack", look);
        enter(page, setUp.toString(), "hd-first-run #facilityName", look);
        enter(page, setUp.resolve("/#/setup?token=none").toString(), "hd-first-run .stack", look);

        String door = demo.address().toString();
        enter(page, door, "hd-login #username", look);
        Chromium.logIn(page, "nobody", "none of this is a password");
        look(page, "hd-login [role=alert]", look);
        Chromium.logIn(page, demo.login(DEPARTMENT).username(), password(DEPARTMENT));
        look(page, "hd-second-step #code.code", look);
        press("second.useRecovery").accept(page);
        look(page, "hd-second-step #code.recovery", look);
        press("second.back").accept(page);
        page.locator("hd-login #username").waitFor();

        String facility = watched(window(DEPARTMENT));
        String entry =
                make(window(DEPARTMENT), "/facilities/" + facility + "/contact-link", Map.of())
                        .get("link")
                        .asString();
        enter(page, entry, "hd-contact-entry #fullName", look);
        for (String link : List.of("invitation", "contact-entry", "wall")) {
            enter(page, door + "/#/" + link + "?token=none", "hd-entrance .card h1", look);
        }
        setUpSecondFactor(page, look);
        page.context().close();
    }

    /** From the invitation of somebody who has to have one to the recovery codes. */
    private void setUpSecondFactor(Page page, Look look) {
        String invitation =
                make(
                                window(ADMINISTRATOR),
                                "/users",
                                newcomer(List.of(Person.grant(ADMINISTRATOR))))
                        .get("link")
                        .asString();
        enter(page, invitation, "hd-invitation #username", look);
        fill("hd-invitation #username", Person.freshUsername())
                .andThen(fill("hd-invitation #password", Person.PASSWORD))
                .andThen(click("hd-invitation button.primary"))
                .accept(page);
        look(page, "hd-enrol .way", look);
        click("hd-enrol .way").accept(page);
        look(page, "hd-enrol hd-passkey-setup #name", look);
        press("back").andThen(clickLast("hd-enrol .way")).accept(page);
        page.locator("hd-totp-setup .qr").waitFor();
        click("hd-totp-setup summary").accept(page);
        look(page, "hd-totp-setup code", look);
        String secret = page.locator("hd-totp-setup code").textContent().replace(" ", "");
        fill("hd-totp-setup #code", new Authenticator(secret).code())
                .andThen(click("hd-totp-setup button.primary"))
                .accept(page);
        look(page, "hd-recovery-codes li", look);
    }

    /** From its link to its end. */
    private void becomeAWall(Look look) {
        Page office = window(HEALTH);
        String link =
                make(office, "/me/walls", Map.of("name", WALL, "password", password(HEALTH)))
                        .get("link")
                        .asString();
        Page page = stranger(look);
        enter(page, link, "hd-wall-claim .btn.primary", look);
        click("hd-wall-claim .btn.primary").andThen(until("hd-wall-screen hd-tile")).accept(page);
        page.mouse().move(200, 200);
        look(page, "hd-wall-screen .bar", look);
        press("wall.leave").accept(page);
        look(page, "hd-wall-screen dialog", look);
        for (JsonNode session : ask(office, "/me/sessions")) {
            if (session.path("kind").asString("").equals("wall")) {
                office.evaluate(
                        "id => import('/app/api.js').then(m => m.remove(`/me/sessions/${id}`))",
                        session.get("id").asString());
            }
        }
        look(page, "hd-wall-ended .btn", look);
        page.context().close();
    }

    /** The record of a connection, once the demo has drawn it up. */
    private Page record() {
        Page page = window(DEPARTMENT);
        String facility = watched(page);
        String records = "/facilities/" + facility + "/connection/records";
        try {
            await().atMost(RECORD_LIMIT)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> !ask(page, records).isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no record is drawn up\n" + demo.output(), e);
        }
        String record = ask(page, records).at("/0/id").asString();
        show(page);
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
                            still(chromium.page("vi")),
                            demo.address(),
                            login.username(),
                            login.password(),
                            login.authenticator());
                });
    }

    /** What is shown in passing from one language to the other belongs to neither. */
    private static void choose(Page page, String language, String theme) {
        page.evaluate("location.hash = '#/profile'");
        page.locator("hd-profile section").first().waitFor();
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
