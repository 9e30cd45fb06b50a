package org.haidang.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.haidang.programme.contact.Hop;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.plan.PlanTemplate;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.programme.survey.Party;
import org.haidang.programme.survey.Verdict;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.contact.ContactBook;
import org.haidang.server.contact.ContactInput;
import org.haidang.server.contact.store.ListVersion;
import org.haidang.server.dispatch.DeadlineInput;
import org.haidang.server.dispatch.DispatchInput;
import org.haidang.server.dispatch.TaskInput;
import org.haidang.server.dispatch.store.AddresseeRow;
import org.haidang.server.dispatch.store.DispatchRow;
import org.haidang.server.facility.ProfileInput;
import org.haidang.server.identity.store.User;
import org.haidang.server.organisation.store.Area;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.store.Ids;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.Typed;
import org.haidang.server.web.request.Programme;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An invented province of May 2021, entered the way people enter it: through the same rules, each
 * step by whoever may take it. Only the three dispatches and the names of agencies are real.
 */
final class DemoProvince {
    /**
     * What the demo's clock shows when it starts: three days and four hours before the deadline.
     */
    static final String EXERCISE_TIME = "2021-05-11T19:30:00+07:00";

    private static final String PROVINCE = "58";
    private static final String PURPOSE =
            "Giám sát việc cách ly y tế tập trung để phòng, chống dịch Covid-19";
    private static final String LEGAL_BASIS =
            "Công điện 597/CĐ-BCĐ ngày 05/5/2021; Công văn 2220/UBND-KTTH ngày 10/5/2021";
    private static final String CONTROLLER = "Bộ Chỉ huy Quân sự tỉnh Ninh Thuận";
    private static final int RETENTION_DAYS = 28;

    /** Floors' places a demo camera may stand for, when the survey lists them. */
    private static final List<Zone> SURVEYED_ZONES =
            List.of(
                    Zone.GATE,
                    Zone.CORRIDOR,
                    Zone.YARD,
                    Zone.WAITING_HALL,
                    Zone.RECEPTION,
                    Zone.SAMPLING,
                    Zone.MEDICAL_CHECK,
                    Zone.GOODS,
                    Zone.COMMON,
                    Zone.OUTSIDE_BATHROOM);

    record TaskData(String item, String agency, String text, @Nullable String phrase) {}

    record DispatchData(
            String number,
            Dispatch.Kind kind,
            LocalDate date,
            String issuer,
            Dispatch.Urgency urgency,
            @com.fasterxml.jackson.annotation.JsonProperty("abstract") String subject,
            List<String> carriesOut,
            List<String> recipients,
            List<TaskData> tasks,
            List<String> distribution) {}

    record ContactData(String name, String title, String phone, String email) {}

    record SurveyData(
            String isp,
            int downMbps,
            int upMbps,
            boolean cgnat,
            boolean ups,
            boolean dutyTv,
            int cameras,
            List<ReasonCode> reasons,
            String note) {}

    record FacilityData(
            String code,
            String kind,
            String name,
            String address,
            double latitude,
            double longitude,
            int capacity,
            int occupants,
            List<ZoneSufficiency.Block> blocks,
            FacilityStage stage,
            @Nullable ContactData contact,
            @Nullable SurveyData survey) {
        boolean surveyed() {
            return survey != null;
        }

        boolean planned() {
            return stage == FacilityStage.PLAN_APPROVED || ordered();
        }

        boolean ordered() {
            return stage == FacilityStage.CONNECTING || watched();
        }

        /** Its cameras are the farm's. */
        boolean watched() {
            return stage == FacilityStage.OPERATING;
        }
    }

    record Data(String note, List<DispatchData> dispatches, List<FacilityData> facilities) {}

    private final HaidangServer server;
    private final Programme programme;
    private final SecureRandom random = new SecureRandom();
    private final Data data;
    private final Map<String, String> ids = new HashMap<>();

    DemoProvince(HaidangServer server) throws IOException {
        this.server = server;
        this.programme = server.programme();
        try (InputStream in =
                Objects.requireNonNull(DemoProvince.class.getResourceAsStream("province.json"))) {
            this.data = JsonMapper.builder().build().readValue(in, Data.class);
        }
        Map<String, String> byName = new HashMap<>();
        server.registry().facilities().forEach(one -> byName.put(one.name(), one.id()));
        data.facilities()
                .forEach(one -> {
                    String id = byName.get(one.name());
                    if (id != null) {
                        ids.put(one.code(), id);
                    }
                });
    }

    /** Whether it is there already, or the folder is an older demo's, which is left as it is. */
    boolean entered() {
        return !server.registry().facilities().isEmpty();
    }

    /**
     * Facilities whose cameras are the farm's, in the order in which they get them; of an older
     * demo's folder its only one.
     */
    List<String> watched() {
        List<String> watched =
                data.facilities().stream()
                        .filter(FacilityData::watched)
                        .flatMap(one -> Optional.ofNullable(ids.get(one.code())).stream())
                        .toList();
        return watched.isEmpty()
                ? List.of(server.registry().facilities().getFirst().id())
                : watched;
    }

    /** The one facility of a site, with the papers that recording needs; made when missing. */
    String site(String name) {
        for (Facility facility : server.registry().facilities()) {
            if (facility.name().equals(name)) {
                return facility.id();
            }
        }
        Facility made = server.registry().addFacility(name, "");
        programme
                .profiles()
                .put(
                        Actor.system(),
                        List.of(
                                programme
                                        .profiles()
                                        .judged(
                                                made.id(),
                                                new ProfileInput(
                                                        null,
                                                        null,
                                                        null,
                                                        null,
                                                        null,
                                                        null,
                                                        List.of(),
                                                        PURPOSE,
                                                        LEGAL_BASIS,
                                                        CONTROLLER,
                                                        RETENTION_DAYS,
                                                        ""))));
        return made.id();
    }

    /** Facilities that were ordered to connect and have no camera here yet. */
    List<String> ordered() {
        return data.facilities().stream()
                .filter(one -> one.stage() == FacilityStage.CONNECTING)
                .flatMap(one -> Optional.ofNullable(ids.get(one.code())).stream())
                .toList();
    }

    // ---- entering

    void enter() {
        organisations();
        data.facilities().forEach(this::facility);
        contactList();
        dispatches();
        data.facilities().stream().filter(FacilityData::surveyed).forEach(this::survey);
        plan();
    }

    /** The demo's person of a role. */
    Actor as(String role) {
        User user = server.accounts().byUsername("demo-" + role).orElseThrow();
        return new Actor(user.id(), user.displayName(), user.organisationId(), "127.0.0.1", null);
    }

    private void organisations() {
        var organisations = server.organisations();
        organisations.put(
                new Area(
                        PROVINCE,
                        "Ninh Thuận",
                        "province",
                        null,
                        null,
                        LocalDate.of(2025, 7, 1),
                        "56"));
        organisations.put(new Area("56", "Khánh Hòa", "province", null, null, null, null));
        agencies()
                .forEach((id, name) ->
                        organisations.put(
                                new Organisation(
                                        id, name, kind(id), PROVINCE, null, null, null, null)));
        Map.of(
                        "chairman", "ubnd",
                        "military-command", "bchqs",
                        "it-department", "stttt",
                        "health-department", "syt",
                        "connection-engineer", "vnpt")
                .forEach(this::joins);
    }

    /** Papers that a person draws up begin with the agency he works for. */
    private void joins(String role, String agency) {
        User is = server.accounts().byUsername("demo-" + role).orElseThrow();
        server.accounts()
                .change(
                        new User(
                                is.id(),
                                is.username(),
                                is.displayName(),
                                is.email(),
                                agency,
                                is.language(),
                                is.theme(),
                                is.passwordHash(),
                                is.enabled()));
    }

    private static Map<String, String> agencies() {
        return Map.of(
                "ubnd", "Ủy ban nhân dân tỉnh Ninh Thuận",
                "bchqs", "Bộ Chỉ huy Quân sự tỉnh",
                "stttt", "Sở Thông tin và Truyền thông",
                "syt", "Sở Y tế",
                "vnpt", "VNPT Ninh Thuận");
    }

    private static String kind(String agency) {
        return switch (agency) {
            case "ubnd" -> "committee";
            case "bchqs" -> "military";
            case "syt" -> "health";
            case "vnpt" -> "operator";
            default -> "department";
        };
    }

    private static @Nullable String agency(String name) {
        return agencies().entrySet().stream()
                .filter(one -> one.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private void facility(FacilityData one) {
        Facility fresh = server.registry().newFacility(one.name(), one.address());
        Facility facility =
                server.registry()
                        .addFacility(
                                new Facility(
                                        fresh.id(),
                                        fresh.name(),
                                        fresh.address(),
                                        0,
                                        null,
                                        PROVINCE));
        ids.put(one.code(), facility.id());
        programme
                .profiles()
                .put(
                        as("military-command"),
                        List.of(
                                programme
                                        .profiles()
                                        .judged(
                                                facility.id(),
                                                new ProfileInput(
                                                        one.code(),
                                                        one.kind(),
                                                        one.capacity(),
                                                        one.occupants(),
                                                        one.latitude(),
                                                        one.longitude(),
                                                        one.blocks(),
                                                        PURPOSE,
                                                        LEGAL_BASIS,
                                                        CONTROLLER,
                                                        RETENTION_DAYS,
                                                        ""))));
        ContactData contact = one.contact();
        if (contact != null) {
            programme
                    .contacts()
                    .add(
                            as("military-command"),
                            facility.id(),
                            ContactBook.judged(
                                    new ContactInput(
                                            contact.name(),
                                            contact.title(),
                                            contact.phone(),
                                            contact.email())),
                            true,
                            "form");
        }
    }

    private void contactList() {
        List<String> named =
                data.facilities().stream()
                        .filter(one -> one.contact() != null)
                        .map(one -> Objects.requireNonNull(ids.get(one.code())))
                        .toList();
        programme.contactLists().submit(as("focal-point"), named);
        Predicate<String> all = id -> true;
        ListVersion list = programme.contactLists().consolidate(as("military-command"), all);
        programme.contactLists().sign(as("it-department"), list, Hop.DEPARTMENT);
    }

    private void dispatches() {
        Map<String, String> byNumber = new HashMap<>();
        for (DispatchData one : data.dispatches()) {
            List<String> parents =
                    one.carriesOut().stream()
                            .map(number -> Objects.requireNonNull(byNumber.get(number)))
                            .toList();
            DispatchRow row =
                    programme
                            .dispatches()
                            .judge(
                                    new DispatchInput(
                                            one.number(),
                                            one.kind(),
                                            one.date(),
                                            one.issuer(),
                                            agency(one.issuer()),
                                            one.subject(),
                                            one.urgency(),
                                            null,
                                            one.recipients(),
                                            parents),
                                    null,
                                    null,
                                    "demo");
            programme.dispatches().add(row);
            byNumber.put(one.number(), row.id());
            for (TaskData task : one.tasks()) {
                programme
                        .dispatches()
                        .add(
                                programme
                                        .dispatches()
                                        .judge(
                                                row,
                                                new TaskInput(
                                                        task.item(),
                                                        task.agency(),
                                                        agency(task.agency()),
                                                        task.text(),
                                                        new DeadlineInput(task.phrase(), null)),
                                                null),
                                "demo");
            }
            if (!one.distribution().isEmpty()) {
                programme
                        .dispatches()
                        .put(
                                row.id(),
                                programme
                                        .dispatches()
                                        .judge(
                                                one.distribution().stream()
                                                        .map(name ->
                                                                new AddresseeRow(
                                                                        name, null, null, null))
                                                        .toList()));
            }
        }
    }

    // ---- surveys

    private void survey(FacilityData one) {
        SurveyData found = Objects.requireNonNull(one.survey());
        Surveys surveys = programme.surveys();
        String survey =
                surveys.begin(Objects.requireNonNull(ids.get(one.code())), as("it-department"))
                        .id();
        surveys.answer(survey, answers(one, found), as("connection-engineer"));
        surveys.submit(survey, as("it-department"));
        surveys.sign(survey, Party.FOCAL_POINT, as("focal-point"));
        surveys.sign(survey, Party.ENGINEER, as("connection-engineer"));
        surveys.sign(survey, Party.DEPARTMENT, as("it-department"));
        if (one.stage() != FacilityStage.SURVEYED) {
            surveys.evaluate(survey, decision(one, found), as("it-department"));
        }
    }

    private static Surveys.Decision decision(FacilityData one, SurveyData found) {
        List<Finding> findings =
                found.reasons().stream().map(code -> new Finding(code, found.note())).toList();
        return switch (one.stage()) {
            case NOT_ELIGIBLE ->
                    new Surveys.Decision(
                            Verdict.NOT_ELIGIBLE,
                            findings,
                            "Sở Thông tin và Truyền thông",
                            LocalDate.of(2021, 5, 13),
                            found.note());
            case CONDITIONAL ->
                    new Surveys.Decision(
                            Verdict.CONDITIONAL, findings, "VNPT Ninh Thuận", null, found.note());
            default ->
                    new Surveys.Decision(
                            Verdict.ELIGIBLE,
                            List.of(),
                            "",
                            null,
                            "Đã kiểm tra tại chỗ: các khu bắt buộc đều có camera hoặc không dùng.");
        };
    }

    private List<Typed> answers(FacilityData one, SurveyData found) {
        List<Typed> typed = new ArrayList<>();
        String layout =
                String.join(
                        "; ",
                        one.blocks().stream()
                                .map(b -> b.name() + ": " + String.join(", ", b.floors()))
                                .toList());
        boolean closed = found.reasons().contains(ReasonCode.NO_COOPERATION);
        site(typed, "ADDRESS", one.address());
        site(typed, "UNIT_CODE", PROVINCE);
        site(typed, "MANAGING_BODY", one.kind().toUpperCase(java.util.Locale.ROOT));
        site(typed, "CAPACITY", Integer.toString(one.capacity()));
        site(typed, "OCCUPANTS", Integer.toString(one.occupants()));
        site(typed, "COOPERATES", closed ? "NO" : "YES");
        site(typed, "UPLINK", found.isp().contains("4G") ? "MOBILE" : "FIBRE");
        site(typed, "ISP", found.isp());
        site(typed, "UP_MBPS", Integer.toString(found.upMbps()));
        site(typed, "DOWN_MBPS", Integer.toString(found.downMbps()));
        site(typed, "PUBLIC_ADDRESS", found.cgnat() ? "CGNAT" : "PUBLIC");
        site(typed, "POWER", "STEADY");
        site(typed, "UPS", found.ups() ? "YES" : "NO");
        site(typed, "DUTY_TV", found.dutyTv() ? "YES" : "NO");
        if (closed) {
            return typed;
        }
        site(typed, "LAYOUT", layout);
        site(typed, "CAMERAS", Integer.toString(found.cameras()));
        Set<ZonePlace> covered = cameras(typed, one, found);
        boolean lacking = found.reasons().contains(ReasonCode.INSUFFICIENT_ZONES);
        for (ZonePlace place : required(one.blocks())) {
            String path =
                    place.block().isEmpty()
                            ? "zone/" + place.zone()
                            : "zone/" + place.zone() + "/" + place.block() + "/" + place.floor();
            String answer =
                    covered.contains(place)
                            ? "COVERED"
                            : lacking && place.zone() == Zone.SAMPLING
                                    ? "MISSING"
                                    : "NO_SUCH_PLACE";
            type(typed, path, answer);
        }
        return typed;
    }

    private Set<ZonePlace> cameras(List<Typed> typed, FacilityData one, SurveyData found) {
        Set<ZonePlace> covered = new HashSet<>();
        ZoneSufficiency.Block block = one.blocks().getFirst();
        String condition =
                found.reasons().contains(ReasonCode.OBSOLETE)
                        ? "OBSOLETE"
                        : found.reasons().contains(ReasonCode.LOCKED) ? "LOCKED" : "WORKING";
        for (int i = 0; i < found.cameras(); i++) {
            Zone zone = SURVEYED_ZONES.get(i % SURVEYED_ZONES.size());
            String floor = block.floors().get(i / SURVEYED_ZONES.size() % block.floors().size());
            String camera = "camera/k" + (i + 1) + "/";
            boolean repair = found.reasons().contains(ReasonCode.NEEDS_REPAIR) && i < 2;
            type(typed, camera + "CODE", one.code() + "-" + (i + 1));
            type(typed, camera + "ZONE", zone.name());
            boolean inside = zone.rule() == Zone.Rule.EACH_FLOOR;
            if (inside) {
                type(typed, camera + "BLOCK", block.name());
                type(typed, camera + "FLOOR", floor);
            }
            type(typed, camera + "FORBIDDEN_PLACE", "NO");
            type(typed, camera + "CONDITION", repair ? "NEEDS_REPAIR" : condition);
            type(typed, camera + "REACHABLE", condition.equals("WORKING") ? "YES" : "NO");
            type(
                    typed,
                    camera + "DEFAULT_PASSWORD",
                    condition.equals("WORKING") ? "REFUSED" : "NOT_TRIED");
            covered.add(
                    inside
                            ? new ZonePlace(zone, block.name(), floor)
                            : new ZonePlace(zone, "", ""));
        }
        return covered;
    }

    private static List<ZonePlace> required(List<ZoneSufficiency.Block> blocks) {
        return ZoneSufficiency.required(new ZoneSufficiency.Layout(blocks));
    }

    private void site(List<Typed> typed, String field, String text) {
        type(typed, "site/" + field, text);
    }

    private void type(List<Typed> typed, String path, String text) {
        Instant now = programme.dispatches().now();
        typed.add(new Typed(Ids.next(typed.size(), random), path, 0, false, text, now));
    }

    // ---- plan and connection

    private void plan() {
        Actor department = as("it-department");
        int version = programme.plans().begin(department).version();
        PlanTemplate template = PlanTemplate.standard();
        List<SiteParameters> sites =
                data.facilities().stream()
                        .filter(FacilityData::planned)
                        .map(one -> site(one, template))
                        .toList();
        programme.plans().putSites(version, sites, department);
        programme.plans().propose(version, department);
        programme.plans().approve(version, as("chairman"));
    }

    private SiteParameters site(FacilityData one, PlanTemplate template) {
        SurveyData found = Objects.requireNonNull(one.survey());
        return new SiteParameters(
                Objects.requireNonNull(ids.get(one.code())),
                found.cameras(),
                template.main().kbps(),
                template.sub().kbps(),
                template.recording(),
                template.retentionDays(),
                template.link(),
                found.upMbps() * 1_000,
                LocalDate.of(2021, 5, 12),
                "VNPT Ninh Thuận",
                Map.of());
    }
}
