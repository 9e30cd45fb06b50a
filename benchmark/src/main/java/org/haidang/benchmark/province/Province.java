package org.haidang.benchmark.province;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.dispatch.TaskEvidence;
import org.haidang.programme.dispatch.TaskLife;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.plan.PlanTemplate;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.programme.survey.Party;
import org.haidang.programme.survey.Verdict;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.contact.ContactImport;
import org.haidang.server.dispatch.DeadlineInput;
import org.haidang.server.dispatch.DispatchInput;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.dispatch.TaskInput;
import org.haidang.server.dispatch.store.DispatchRow;
import org.haidang.server.dispatch.store.TaskRow;
import org.haidang.server.facility.ProfileInput;
import org.haidang.server.facility.Profiles;
import org.haidang.server.facility.ZoneCodes;
import org.haidang.server.identity.store.User;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.rights.Rights;
import org.haidang.server.settings.Settings;
import org.haidang.server.store.Database;
import org.haidang.server.store.Ids;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.Typed;
import org.haidang.server.table.Grid;
import org.haidang.server.web.request.Programme;

/**
 * Fills a data folder in which a server has run once and runs no more. Everything that people enter
 * is entered by the rules of its feature; {@link Rows} adds what takes months.
 */
public final class Province {
    public static final int FACILITIES = 200;
    public static final int CAMERAS = 2_000;
    public static final int CONTACTS = 500;
    public static final int INCIDENTS = 50_000;
    public static final int DISPATCHES = 40;
    public static final int TASKS = 400;

    /** Rows of the audit log beside those that the entering itself wrote. */
    public static final int ACTS = 10_000;

    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final int PEOPLE = 100;
    private static final int ACTS_AT_ONCE = 500;
    private static final String USERNAME = "can-bo-so";
    private static final String PASSWORD = "gió nồm qua cánh đồng muối 2021";
    private static final String TOTP_SECRET = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU";
    private static final Actor DEPARTMENT = person("bench-department", "Trần Văn Bình");
    private static final Actor CHAIRMAN = person("bench-chairman", "Lê Thị Ánh");
    private static final Actor ENGINEER = person("bench-engineer", "Phạm Văn Cường");
    private static final Actor FOCAL = person("bench-focal", "Nguyễn Văn Hòa");

    /** Somebody of the department, who may see the whole province. */
    public record Officer(String username, String password, String totpSecret) {}

    private final HaidangServer server;
    private final Programme programme;
    private final Random random = new Random(2_220);
    private final List<Facility> facilities = new ArrayList<>();
    private final List<Camera> cameras = new ArrayList<>();

    private Province(HaidangServer server) {
        this.server = server;
        this.programme = server.programme();
    }

    private static Actor person(String id, String name) {
        return new Actor(id, name, null, "127.0.0.1", null);
    }

    /**
     * Fills it, which takes a minute or more.
     *
     * @param told what it is at
     * @return who can log in to look at it
     */
    public static Officer fill(Settings settings, Consumer<String> told) {
        Province province;
        try (HaidangServer server = HaidangServer.open(settings)) {
            province = new Province(server);
            told.accept("entering facilities, cameras and contacts");
            province.people();
            province.places();
            province.contacts();
            told.accept("entering dispatches, surveys and the plan");
            province.dispatches();
            province.surveys();
            province.plan();
            province.acts();
        }
        told.accept("adding " + INCIDENTS + " incidents");
        try (Database database = HaidangServer.database(settings)) {
            new Rows(database, province.facilities, province.cameras, province.random).add();
        }
        return new Officer(USERNAME, PASSWORD, TOTP_SECRET);
    }

    private void people() {
        User officer = server.accounts().add(USERNAME, "Trần Văn Bình", PASSWORD, "vi");
        server.rights().give(officer.id(), Rights.Gift.everywhere("it-department"), "");
        server.people().factors().adopt(officer, TOTP_SECRET);
        for (int i = 1; i < PEOPLE; i++) {
            server.accounts()
                    .addNameless(Names.person(7 * i), "can.bo." + i + "@example.vn", null, "vi");
        }
    }

    // ---- facilities and cameras

    private void places() {
        for (int i = 0; i < FACILITIES; i++) {
            facilities.add(server.registry().newFacility(Names.facility(i), Names.address(i)));
        }
        server.registry().add(facilities, List.of());
        Profiles profiles = programme.profiles();
        profiles.put(
                DEPARTMENT,
                java.util.stream.IntStream.range(0, FACILITIES)
                        .mapToObj(i -> profiles.judged(facilities.get(i).id(), profile(i)))
                        .toList());
        List<CameraInput> inputs = new ArrayList<>();
        for (int i = 0; i < CAMERAS; i++) {
            inputs.add(camera(i % FACILITIES, i / FACILITIES));
        }
        cameras.addAll(server.registry().add(List.of(), inputs));
    }

    private static ProfileInput profile(int number) {
        return new ProfileInput(
                code(number),
                List.of("military", "civil", "hotel").get(number % 3),
                200 + number,
                100 + number,
                11.3 + number % 20 * 0.035,
                108.6 + number / 20 * 0.06,
                Places.BLOCKS,
                "Giám sát việc cách ly y tế tập trung để phòng, chống dịch Covid-19",
                "Công văn 2220/UBND-KTTH ngày 10/5/2021",
                "Bộ Chỉ huy Quân sự tỉnh",
                28,
                "");
    }

    /** As tables name it. */
    public static String code(int facility) {
        return "CL-%03d".formatted(facility + 1);
    }

    /**
     * Half of the cameras of facilities that are being connected are switched on and answer nobody,
     * as some always do; all others are off, so that no media disturbs what is measured.
     */
    private CameraInput camera(int facility, int number) {
        boolean on = facility < 40 && number < 5;
        return CameraInput.of(
                        facilities.get(facility).id(),
                        Places.cameraName(number),
                        "rtsp://127.0.0.1:9/" + code(facility) + "/" + number)
                .in(ZoneCodes.code(Places.zone(number)))
                .login("vnpt", "đèn biển Mũi Dinh " + facility)
                .recording(on ? Boolean.FALSE : null, null)
                .enabled(on);
    }

    // ---- contacts

    private void contacts() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < CONTACTS; i++) {
            rows.add(contactRow("goc", i, i % Places.NAMED));
        }
        ContactImport importer =
                new ContactImport(server.registry(), programme.profiles(), programme.contacts());
        List<ContactImport.Judged> judged =
                importer.judge(Grid.of(rows, ContactImport.COLUMNS), id -> true);
        judged.stream()
                .filter(row -> !row.mistakes().isEmpty())
                .findFirst()
                .ifPresent(row -> {
                    throw new IllegalStateException(row.row().values() + " " + row.mistakes());
                });
        importer.add(DEPARTMENT, judged);
    }

    /**
     * A row of a table of contacts.
     *
     * @param batch part of the address, so that each batch brings other people
     * @param number of the person; 1,430 in a row are different ones
     */
    public static Map<String, String> contactRow(String batch, int number, int facility) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put(ContactImport.FULL_NAME, Names.person(number));
        row.put(ContactImport.TITLE, "Phụ trách công nghệ thông tin");
        row.put(
                ContactImport.PHONE,
                "0912 %03d %03d".formatted(batch.hashCode() & 511, number % 1_000));
        row.put(ContactImport.EMAIL, batch + ".dau.moi." + number + "@example.vn");
        row.put(ContactImport.FACILITY, Names.facility(facility));
        row.put(ContactImport.FACILITY_CODE, code(facility));
        return row;
    }

    // ---- dispatches

    private void dispatches() {
        Dispatches dispatches = programme.dispatches();
        LocalDate today = LocalDate.ofInstant(dispatches.now(), ZONE);
        for (int i = 0; i < DISPATCHES; i++) {
            LocalDate issued = today.minusDays(DISPATCHES - i + 1);
            DispatchRow letter =
                    dispatches.judge(
                            new DispatchInput(
                                    2_220 + i + "/UBND-KTTH",
                                    Dispatch.Kind.LETTER,
                                    issued,
                                    "Ủy ban nhân dân tỉnh",
                                    null,
                                    "Về việc kết nối camera giám sát các cơ sở cách ly, đợt "
                                            + (i + 1),
                                    Dispatch.Urgency.URGENT,
                                    null,
                                    List.of("Sở Thông tin và Truyền thông", "Sở Y tế"),
                                    List.of()),
                            null,
                            null,
                            "Trần Văn Bình");
            dispatches.add(letter);
            for (int j = 0; j < TASKS / DISPATCHES; j++) {
                task(dispatches, letter, j, today.plusDays((i * 7 + j) % 30 - 10));
            }
        }
    }

    private static void task(Dispatches dispatches, DispatchRow letter, int number, LocalDate due) {
        String agency =
                List.of(
                                "Sở Thông tin và Truyền thông",
                                "Bộ Chỉ huy Quân sự tỉnh",
                                "Sở Y tế",
                                "VNPT")
                        .get(number % 4);
        TaskRow row =
                dispatches.judge(
                        letter,
                        new TaskInput(
                                Integer.toString(number + 1),
                                agency,
                                null,
                                number == 0
                                        ? "Báo cáo kết quả kết nối về Ủy ban nhân dân tỉnh"
                                        : "Rà soát, hoàn thiện hệ thống camera của cơ sở nhóm "
                                                + number,
                                new DeadlineInput(
                                        "trước ngày %d/%d/%d"
                                                .formatted(
                                                        due.getDayOfMonth(),
                                                        due.getMonthValue(),
                                                        due.getYear()),
                                        null)),
                        null);
        dispatches.add(row, "Trần Văn Bình");
        if (number % 3 == 1) {
            Instant now = dispatches.now();
            step(dispatches, row, new TaskLife.Take("Lê Thị Lan", now));
        } else if (number % 3 == 2) {
            Instant now = dispatches.now();
            step(
                    dispatches,
                    row,
                    new TaskLife.Finish(
                            "Lê Thị Lan",
                            now,
                            new TaskEvidence("Đã kiểm tra tại chỗ.", List.of())));
        }
    }

    private static void step(Dispatches dispatches, TaskRow row, TaskLife.Act act) {
        dispatches.step(dispatches.judge(row, act), act);
    }

    // ---- surveys and the plan

    private void surveys() {
        Surveys surveys = programme.surveys();
        for (int i = 0; i < Places.SURVEYED; i++) {
            String id = surveys.begin(facilities.get(i).id(), DEPARTMENT).id();
            surveys.answer(id, answers(i), ENGINEER);
            surveys.submit(id, DEPARTMENT);
            surveys.sign(id, Party.FOCAL_POINT, FOCAL);
            surveys.sign(id, Party.ENGINEER, ENGINEER);
            surveys.sign(id, Party.DEPARTMENT, DEPARTMENT);
            if (i < Places.EVALUATED) {
                surveys.evaluate(
                        id,
                        new Surveys.Decision(
                                Verdict.ELIGIBLE,
                                List.of(),
                                "",
                                null,
                                "Đã kiểm tra tại chỗ: các khu bắt buộc đều có camera."),
                        DEPARTMENT);
            }
        }
    }

    private List<Typed> answers(int facility) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("site/ADDRESS", Names.address(facility));
        said.put("site/UNIT_CODE", "58");
        said.put("site/MANAGING_BODY", List.of("MILITARY", "CIVIL", "HOTEL").get(facility % 3));
        said.put("site/CAPACITY", "" + (200 + facility));
        said.put("site/OCCUPANTS", "" + (100 + facility));
        said.put("site/COOPERATES", "YES");
        said.put("site/UPLINK", "FIBRE");
        said.put("site/ISP", "VNPT");
        said.put("site/UP_MBPS", "50");
        said.put("site/DOWN_MBPS", "100");
        said.put("site/PUBLIC_ADDRESS", "PUBLIC");
        said.put("site/POWER", "STEADY");
        said.put("site/UPS", "YES");
        said.put("site/DUTY_TV", "YES");
        said.put("site/LAYOUT", "A: 1, 2, 3; B: 1, 2, 3");
        said.put("site/CAMERAS", "" + CAMERAS / FACILITIES);
        List<ZonePlace> covered = new ArrayList<>();
        for (int i = 0; i < CAMERAS / FACILITIES; i++) {
            ZonePlace place = Places.place(i);
            covered.add(place);
            String camera = "camera/k" + (i + 1) + "/";
            said.put(camera + "CODE", code(facility) + "-" + (i + 1));
            said.put(camera + "ZONE", place.zone().name());
            if (place.zone().rule() == Zone.Rule.EACH_FLOOR) {
                said.put(camera + "BLOCK", place.block());
                said.put(camera + "FLOOR", place.floor());
            }
            said.put(camera + "FORBIDDEN_PLACE", "NO");
            said.put(camera + "CONDITION", "WORKING");
            said.put(camera + "REACHABLE", "YES");
            said.put(camera + "DEFAULT_PASSWORD", "REFUSED");
        }
        for (ZonePlace place :
                ZoneSufficiency.required(new ZoneSufficiency.Layout(Places.BLOCKS))) {
            said.put(
                    place.block().isEmpty()
                            ? "zone/" + place.zone()
                            : "zone/" + place.zone() + "/" + place.block() + "/" + place.floor(),
                    covered.contains(place) ? "COVERED" : "NO_SUCH_PLACE");
        }
        Instant now = programme.dispatches().now();
        List<Typed> typed = new ArrayList<>();
        said.forEach((path, text) ->
                typed.add(new Typed(Ids.next(typed.size(), random), path, 0, false, text, now)));
        return typed;
    }

    private void plan() {
        int version = programme.plans().begin(DEPARTMENT).version();
        PlanTemplate template = PlanTemplate.standard();
        LocalDate start = LocalDate.ofInstant(programme.dispatches().now(), ZONE);
        List<SiteParameters> sites =
                facilities.subList(0, Places.PLANNED).stream()
                        .map(one ->
                                SiteParameters.asTemplate(
                                        one.id(),
                                        CAMERAS / FACILITIES,
                                        template,
                                        start,
                                        "VNPT Ninh Thuận"))
                        .toList();
        programme.plans().putSites(version, sites, DEPARTMENT);
        programme.plans().propose(version, DEPARTMENT);
        programme.plans().approve(version, CHAIRMAN);
    }

    /** What months of work leave in the audit log. */
    private void acts() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < ACTS; i++) {
            Facility facility = facilities.get(i % FACILITIES);
            entries.add(
                    Entry.of(i % 2 == 0 ? FOCAL : DEPARTMENT, AuditKind.DUTY_CONFIRMED)
                            .about(Subject.facility(facility.id(), facility.name())));
            if (entries.size() == ACTS_AT_ONCE) {
                server.audit().appendAll(entries);
                entries.clear();
            }
        }
        server.audit().appendAll(entries);
    }
}
