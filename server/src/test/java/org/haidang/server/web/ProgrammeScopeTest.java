package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.haidang.programme.facility.CameraEvidence;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.clip.store.ClipStore;
import org.haidang.server.document.Measured;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.store.WaiverRow;
import org.haidang.server.identity.store.User;
import org.haidang.server.instruction.store.Instruction;
import org.haidang.server.instruction.store.InstructionStore;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.photo.PhotoException;
import org.haidang.server.report.Frame;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Permission;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Role;
import org.haidang.server.rights.Scope;
import org.haidang.server.store.Ids;
import org.haidang.server.survey.SurveyPhotos;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two facilities with everything that the programme keeps of one, and a person who may do all there
 * is to do at the first and nothing at the second: no list, export or search tells of the second,
 * and each of its ids is worth as much as one that nothing has.
 */
@SuppressWarnings("NullAway.Init")
class ProgrammeScopeTest {
    private static final String INSIDE = "Hoacam";
    private static final String OUTSIDE = "Xanhlam";
    private static final Actor SOMEBODY = new Actor("s", "Lan", null, null, null);
    private static final byte[] PDF = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** One that has no end, and files of the program itself. */
    private static final Set<String> NOT_ASKED = Set.of("/events", "/openapi.yaml");

    @TempDir static Path folder;

    private static TestServer server;
    private static Province province;
    private static TestClient root;
    private static Role everything;
    private static Place inside;
    private static Place outside;
    private static TestClient asker;
    private static int version;

    /** What one facility has, by id. */
    private record Place(
            String facility,
            String camera,
            String contact,
            String waiver,
            String incident,
            String survey,
            String record,
            String report,
            String handOver,
            String letter,
            String number,
            String task,
            String file,
            String clip,
            String instruction) {
        List<String> ids() {
            return List.of(
                    facility,
                    camera,
                    contact,
                    waiver,
                    incident,
                    survey,
                    record,
                    report,
                    handOver,
                    letter,
                    number,
                    task,
                    file,
                    clip,
                    instruction);
        }

        /** By the beginning of a path of the contract. */
        Map<String, String> byPath() {
            return Map.of(
                    "/facilities/", facility,
                    "/cameras/", camera,
                    "/incidents/", incident,
                    "/surveys/", survey,
                    "/reports/", report,
                    "/hand-overs/", handOver,
                    "/dispatches/", letter,
                    "/tasks/", task,
                    "/instructions/", instruction);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.withAdministrator(folder);
        province = new Province(server);
        root = server.loggedIn();
        everything =
                server.server
                        .rights()
                        .addRole("all", Stream.of(Action.values()).map(Permission::of).toList());
        for (String unit : List.of("o1", "o2")) {
            server.server
                    .organisations()
                    .put(new Organisation(unit, unit, "other", null, null, null, null, null));
        }
        String first = surveyed(INSIDE);
        String second = surveyed(OUTSIDE);
        int draft = province.draft();
        province.add(draft, first, second);
        for (String[] one : new String[][] {{first, INSIDE}, {second, OUTSIDE}}) {
            ok(
                    root.post(
                            "plan/comments",
                            Map.of("version", draft, "facilityId", one[0], "text", one[1])),
                    200);
        }
        ok(province.department.post("plan/proposal", Map.of("version", draft)), 200);
        ok(province.chairman.post("plan/approval", Map.of("version", draft)), 200);
        version = draft;
        inside = place(first, INSIDE, "o1", 1);
        outside = place(second, OUTSIDE, "o2", 2);
        ok(root.post("contact-submissions", Map.of()), 200);
        ok(root.post("contact-lists", Map.of()), 201);
        asker = person("asker", "o1", new Scope(null, null, Set.of(first), Set.of()));
        give("asker", new Scope("o1", null, Set.of(), Set.of()));
        server.person("ai-" + OUTSIDE.toLowerCase(Locale.ROOT), "o2");
        await().until(() ->
                root.get("search?limit=50&q=" + OUTSIDE).json().valueStream().toList().size() >= 6);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestClient person(String name, @Nullable String unit, Scope scope) {
        User user = server.person(name, unit);
        give(name, scope);
        return server.as(user);
    }

    private static void give(String name, Scope scope) {
        User user = server.server.accounts().byUsername(name).orElseThrow();
        server.server
                .rights()
                .give(user.id(), new Rights.Gift(everything.id(), scope, null, null), "test");
    }

    private static JsonNode ok(TestClient.Answer answer, int status) {
        return Province.ok(answer, status);
    }

    private static String text(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.get(name);
        }
        return found.stringValue();
    }

    /** A facility that was found eligible, with its survey and a photo of it. */
    private static String surveyed(String marker) throws IOException, PhotoException {
        String id = server.server.registry().addFacility("Cơ sở " + marker, "").id();
        Map<String, Object> profile = new LinkedHashMap<>(TestClient.PAPERS);
        profile.put("blocks", List.of(Map.of("name", "A", "floors", List.of("1"))));
        ok(root.send("PUT", "facilities/" + id + "/profile", profile), 200);
        Lives lives = server.server.programme().lives();
        DutyWalk.to(lives, id, FacilityStage.CONTACT_NAMED);
        var surveys = server.server.programme().surveys();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", png);
        surveys.addPhoto(
                surveys.begin(id, Actor.system()).id(),
                new SurveyPhotos.Sent("photo-" + marker, marker, false, png.toByteArray()),
                Actor.system());
        Actor lan = DutyWalk.LAN;
        lives.advance(id, FacilityStage.SURVEYED, lan, new FacilityEvidence.SurveySigned("KS"));
        lives.advance(id, FacilityStage.ELIGIBLE, lan, new FacilityEvidence.FoundEligible("KS"));
        return id;
    }

    private static Map<String, Object> order(String subject, List<?> letters) {
        return Map.of(
                "kind",
                "AD_HOC",
                "subject",
                subject,
                "letters",
                letters,
                "frame",
                JSON.convertValue(Frame.of("Sở", "Ninh Thuận"), Map.class));
    }

    private static Place place(String facility, String marker, String unit, int number)
            throws IOException {
        String at = "facilities/" + facility;
        String camera = province.camera(facility, marker + "-cam", "10.77.0." + number, Map.of());
        Map<String, Object> contact =
                Map.of(
                        "fullName",
                        "Trần " + marker,
                        "title",
                        "Trưởng cơ sở",
                        "phone",
                        "0912345678",
                        "email",
                        marker.toLowerCase(Locale.ROOT) + "@example.vn");
        ok(root.post(at + "/contacts", contact), 201);
        String contactId = text(ok(root.post(at + "/contacts", contact), 201), "id");
        var zones = server.server.programme().zones();
        WaiverRow waiver =
                zones.waiver(facility, new ZonePlace(Zone.YARD, "", ""), marker, "u", marker);
        zones.sign(waiver);
        String incident =
                text(
                        ok(
                                root.post(
                                        "incidents",
                                        Map.of(
                                                "facilityId",
                                                facility,
                                                "cameraIds",
                                                List.of(camera),
                                                "kind",
                                                "FIRE",
                                                "severity",
                                                "CRITICAL",
                                                "title",
                                                marker)),
                                201),
                        "incident",
                        "id");
        ok(
                root.post(
                        at + "/inspections",
                        Map.of("on", "2021-05-12", "inspectors", marker, "remark", marker)),
                201);
        String survey =
                server.server.programme().surveys().all().stream()
                        .filter(row -> row.facilityId().equals(facility))
                        .findFirst()
                        .orElseThrow()
                        .id();
        ok(province.department.post(at + "/connection", Map.of()), 200);
        String record =
                text(ok(province.department.post(at + "/connection/records", Map.of()), 201), "id");
        TestClient author = province.of(facility, "it-department");
        String report =
                text(
                        ok(author.post("reports", order("Báo cáo " + marker, List.of())), 201),
                        "report",
                        "id");
        String handOver =
                server.server
                        .duty()
                        .handOvers()
                        .offer(List.of(facility), List.of(), marker, SOMEBODY)
                        .id();
        TestClient clerk = person("clerk-" + unit, unit, new Scope(unit, null, Set.of(), Set.of()));
        String written = number + "/CV-" + marker.toUpperCase(Locale.ROOT);
        String letter =
                text(
                        ok(
                                clerk.post(
                                        "dispatches",
                                        Map.of(
                                                "number",
                                                written,
                                                "date",
                                                "2021-05-10",
                                                "issuer",
                                                "UBND " + marker,
                                                "subject",
                                                marker)),
                                201),
                        "id");
        String task =
                text(
                        ok(
                                clerk.post(
                                        "dispatches/" + letter + "/tasks",
                                        Map.of(
                                                "item",
                                                "1",
                                                "agency",
                                                "Đơn vị " + marker,
                                                "organisationId",
                                                unit,
                                                "text",
                                                "Báo cáo " + marker)),
                                201),
                        "task",
                        "id");
        String file;
        try (var paper =
                server.server
                        .programme()
                        .documents()
                        .take(letter, marker + ".pdf", new ByteArrayInputStream(PDF), "t")) {
            paper.keep();
            file = paper.row().id();
        }
        return new Place(
                facility,
                camera,
                contactId,
                waiver.id(),
                incident,
                survey,
                record,
                report,
                handOver,
                letter,
                written,
                task,
                file,
                clip(incident, camera),
                instruction(facility, marker));
    }

    private static String clip(String incident, String camera) throws IOException {
        String id = Ids.next(System.nanoTime(), new java.util.Random());
        ClipStore store = new ClipStore(server.database());
        assertThat(store.want(id, incident, camera, 1, 2)).isTrue();
        store.begun(id, "t", "video/mp4", 4, 1, 2);
        assertThat(store.kept(store.byId(id).orElseThrow(), "0")).isTrue();
        Path clips = server.server.settings().data().resolve("clips");
        Files.createDirectories(clips);
        Files.writeString(clips.resolve(id + ".mp4"), "clip");
        return id;
    }

    /** One from above, to be answered. */
    private static String instruction(String facility, String marker) {
        String id = Ids.next(System.nanoTime(), new java.util.Random());
        InstructionStore store = new InstructionStore(server.database());
        store.write(in -> {
            store.add(
                    in,
                    new Instruction(
                            id,
                            null,
                            null,
                            facility,
                            marker,
                            new Instruction.Asked(Instruction.Kind.ORDER, marker, null, 1),
                            marker,
                            marker,
                            Instruction.Answer.NONE,
                            Instruction.Withdrawal.NONE));
            return 0;
        });
        return id;
    }

    // ---- what is told

    /** Everything of the contract that answers a whole list, as it comes out of its file. */
    private static List<String> lists() {
        List<String> paths = new ArrayList<>();
        for (Operation operation : Operation.all()) {
            String path = operation.path();
            if (!operation.reads()
                    || operation.open()
                    || path.contains("{id}")
                    || path.contains("{code}")
                    || NOT_ASKED.contains(path)) {
                continue;
            }
            String asked =
                    path.substring(1)
                            .replace("{version}", "1")
                            .replace("plan/changes", "plan/changes?before=1&after=1");
            if (asked.contains("{format}")) {
                for (String format : List.of("csv", "json", "xlsx", "docx")) {
                    paths.add(asked.replace("{format}", format));
                }
            } else if (!asked.equals("search")) {
                paths.add(asked);
            }
        }
        paths.addAll(
                List.of(
                        "search?limit=50&q=" + OUTSIDE,
                        "search?limit=50&q=0912345678",
                        "incidents?state=all",
                        "incidents?state=all&facility=" + outside.facility(),
                        "incidents?state=all&camera=" + outside.camera(),
                        "cameras?facility=" + outside.facility(),
                        "overview/facilities?step=CONNECTED&reached=false",
                        "overview/cameras?list=offline",
                        "notifications?facility=" + outside.facility(),
                        "notifications?dispatch=" + outside.letter(),
                        "plan?version=" + version));
        return paths;
    }

    /** With what is packed into it. */
    private static String content(TestClient.Answer answer) throws IOException {
        byte[] body = answer.response().body();
        if (body.length < 4 || body[0] != 'P' || body[1] != 'K') {
            return answer.text();
        }
        Path file = Files.write(folder.resolve("answer.zip"), body);
        StringBuilder text = new StringBuilder();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                text.append(
                        new String(
                                zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    private static boolean tells(String text, String marker, Place of) {
        return text.toLowerCase(Locale.ROOT).contains(marker.toLowerCase(Locale.ROOT))
                || of.ids().stream().anyMatch(text::contains);
    }

    @Test
    void noListExportOrSearchTellsOfAnotherFacility() throws IOException {
        List<String> toldToAll = new ArrayList<>();
        List<String> leaks = new ArrayList<>();
        List<String> lacks = new ArrayList<>();
        for (String path : lists()) {
            String all = content(root.get(path));
            TestClient.Answer answer = asker.get(path);
            String own = content(answer);
            if (tells(own, OUTSIDE, outside)) {
                leaks.add(path + " " + own);
            }
            if (tells(all, OUTSIDE, outside)) {
                toldToAll.add(path);
            }
            if (answer.status() == 200 && tells(all, INSIDE, inside)) {
                if (!tells(own, INSIDE, inside)) {
                    lacks.add(path);
                }
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(lacks).as("his own is there").isEmpty();
        assertThat(toldToAll)
                .as("to whom it may be told")
                .contains(
                        "contacts",
                        "contacts/export.csv",
                        "contacts/export.xlsx",
                        "contacts/print.html",
                        "contact-lists/1",
                        "contact-lists/1/export.docx",
                        "facility-registry",
                        "facility-registry/export.xlsx",
                        "dispatches",
                        "tasks",
                        "surveys",
                        "plan",
                        "connections",
                        "overview",
                        "overview/facilities",
                        "overview/cameras",
                        "incidents",
                        "inspections",
                        "duty",
                        "hand-overs",
                        "hand-overs/draft",
                        "reports",
                        "cameras",
                        "facilities");
    }

    // ---- ids of another facility

    /** Status, names of headers and words; all but what differs each time and the id itself. */
    private static String look(TestClient.Answer answer, String id) {
        Map<String, List<String>> headers = new TreeMap<>(answer.response().headers().map());
        headers.remove("date");
        String body = answer.text();
        if (body.startsWith("{")) {
            ObjectNode json = (ObjectNode) JSON.readTree(body);
            json.remove(List.of("reference", "instance"));
            body = json.toString();
        }
        return answer.status() + " " + headers.keySet() + " " + body.replace(id, "ID");
    }

    private static String none(String id) {
        return "x".repeat(id.length());
    }

    @Test
    void answersEveryOperationOnAnothersIdAsOnNone() {
        String before = state();
        int compared = 0;
        for (Operation operation : Operation.all()) {
            String path = operation.path();
            if (!path.contains("{id}")) {
                continue;
            }
            String id = outside.byPath().get(path.substring(0, path.indexOf("{id}")));
            if (id == null) {
                continue;
            }
            String query =
                    operation.reads()
                            ? "?at=1000000&from=1000000&to=2000000&sha256=00&version=1"
                            : "";
            Object body = operation.reads() || operation.verb().equals("DELETE") ? null : Map.of();
            String rest =
                    path.substring(1)
                            .replace("{contactId}", outside.contact())
                            .replace("{waiverId}", outside.waiver())
                            .replace("{clipId}", outside.clip())
                            .replace("{fileId}", outside.file())
                            .replace("{photo}", "photo-" + OUTSIDE)
                            .replace("{recordId}", "1")
                            .replace("{token}", "1")
                            .replace("{format}", "pdf");
            String known =
                    look(asker.send(operation.verb(), rest.replace("{id}", id) + query, body), id);
            assertThat(known)
                    .as(operation.name())
                    .isEqualTo(
                            look(
                                    asker.send(
                                            operation.verb(),
                                            rest.replace("{id}", none(id)) + query,
                                            body),
                                    none(id)))
                    .doesNotContain(OUTSIDE);
            compared++;
        }
        assertThat(compared).isGreaterThan(80);
        assertThat(state()).as("nothing of it was changed").isEqualTo(before);
    }

    /** All that is known of the second facility. */
    private static String state() {
        List<String> paths =
                List.of(
                        "facilities/" + outside.facility(),
                        "facilities/" + outside.facility() + "/profile",
                        "facilities/" + outside.facility() + "/zones",
                        "facilities/" + outside.facility() + "/contacts",
                        "facilities/" + outside.facility() + "/inspections",
                        "facilities/" + outside.facility() + "/connection/records",
                        "incidents/" + outside.incident(),
                        "surveys/" + outside.survey(),
                        "reports/" + outside.report(),
                        "hand-overs/" + outside.handOver(),
                        "dispatches/" + outside.letter(),
                        "tasks/" + outside.task());
        StringBuilder all = new StringBuilder();
        for (String path : paths) {
            TestClient.Answer answer = root.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            all.append(answer.text()).append('\n');
        }
        return all.toString();
    }

    /** A request within the first facility that names something of the second. */
    private record Slip(String verb, String path, @Nullable String body, String id) {}

    private static Slip slip(String verb, String path, @Nullable String body, String id) {
        return new Slip(verb, path, body == null ? null : body.replace('\'', '"'), id);
    }

    private static List<Slip> slips() {
        String here = "facilities/" + inside.facility();
        String there = outside.facility();
        String incident = "incidents/" + inside.incident();
        String contact =
                "{'fullName':'A B','title':'c','phone':'0912345678','email':'a@example.vn','focal':true}";
        String both = "{'facilityIds':['" + inside.facility() + "','%s']}";
        return List.of(
                slip("POST", "contact-submissions", "{'facilityIds':['%s']}", there),
                slip("POST", "contact-submissions", both, there),
                slip("PUT", here + "/contacts/%s", contact, outside.contact()),
                slip("DELETE", here + "/contacts/%s", null, outside.contact()),
                slip("DELETE", here + "/waivers/%s", null, outside.waiver()),
                slip(
                        "POST",
                        "plan/comments",
                        "{'version':" + version + ",'facilityId':'%s','text':'t'}",
                        there),
                slip("POST", "plan/sites", "{'version':1,'facilityIds':['%s']}", there),
                slip(
                        "POST",
                        "incidents",
                        "{'facilityId':'%s','kind':'FIRE','severity':'MINOR'}",
                        there),
                slip(
                        "POST",
                        "incidents",
                        "{'cameraIds':['%s'],'kind':'FIRE','severity':'MINOR'}",
                        outside.camera()),
                slip(
                        "POST",
                        "incidents",
                        "{'facilityId':'"
                                + inside.facility()
                                + "','cameraIds':['%s'],'kind':'FIRE','severity':'MINOR'}",
                        outside.camera()),
                slip("PATCH", incident, "{'cameraIds':['%s']}", outside.camera()),
                slip("POST", "duty/confirmations", "{'facilityIds':['%s']}", there),
                slip("POST", "duty/confirmations", both, there),
                slip("POST", "hand-overs", "{'facilityIds':['%s']}", there),
                slip("POST", "hand-overs", both, there),
                slip("GET", "surveys/" + inside.survey() + "/photos/%s", null, "photo-" + OUTSIDE),
                slip(
                        "DELETE",
                        "surveys/" + inside.survey() + "/photos/%s",
                        null,
                        "photo-" + OUTSIDE),
                slip("GET", "dispatches/" + inside.letter() + "/files/%s", null, outside.file()),
                slip("DELETE", "dispatches/" + inside.letter() + "/files/%s", null, outside.file()),
                slip(
                        "POST",
                        "tasks/" + inside.task() + "/done",
                        "{'evidence':'e','documentIds':['%s']}",
                        outside.file()),
                slip(
                        "PATCH",
                        "dispatches/" + inside.letter(),
                        "{'parentIds':['%s']}",
                        outside.letter()),
                slip(
                        "POST",
                        "dispatches",
                        "{'number':'9/A-B','date':'2021-05-11','issuer':'i','subject':'s','parentIds':['%s']}",
                        outside.letter()),
                slip(
                        "POST",
                        here + "/connection/signature",
                        "{'party':'SITE','recordId':'%s'}",
                        outside.record()),
                slip(
                        "POST",
                        here + "/connection/withdrawal",
                        "{'reason':'because','recordId':'%s'}",
                        outside.record()),
                slip(
                        "POST",
                        "reports",
                        JSON.writeValueAsString(order("s", List.of(Map.of("number", "%s")))),
                        outside.number()),
                slip(
                        "POST",
                        "contacts/import?dryRun=false",
                        "{'rows':[{'fullName':'A B','title':'c','phone':'0912345678',"
                                + "'email':'a@b.vn','facility':'%s'}]}",
                        "Cơ sở " + OUTSIDE),
                slip("GET", "notifications?facility=%s", null, there),
                slip("GET", "notifications?dispatch=%s", null, outside.letter()),
                slip("GET", "notifications?task=%s", null, outside.task()),
                slip("GET", "incidents?state=all&facility=%s", null, there),
                slip("GET", "incidents?state=all&camera=%s", null, outside.camera()));
    }

    @Test
    void takesAnotherFacilitysIdForNoneAlsoInsideOfARequestAboutTheOwn() {
        String before = state();
        for (Slip slip : slips()) {
            String none = slip.id().equals(outside.number()) ? "8/CV-KHONGCO" : none(slip.id());
            assertThat(look(send(slip, slip.id()), slip.id()))
                    .as(slip.verb() + " " + slip.path() + " " + slip.body())
                    .isEqualTo(look(send(slip, none), none));
        }
        // An incident stays where it is, whatever the change says.
        ok(
                asker.send(
                        "PATCH",
                        "incidents/" + inside.incident(),
                        Map.of("facilityId", outside.facility(), "title", INSIDE)),
                200);
        assertThat(
                        text(
                                root.get("incidents/" + inside.incident()).json(),
                                "incident",
                                "facilityId"))
                .isEqualTo(inside.facility());
        assertThat(state()).as("nothing of it was changed").isEqualTo(before);
    }

    private static TestClient.Answer send(Slip slip, String id) {
        String body = slip.body();
        return asker.send(
                slip.verb(),
                slip.path().replace("%s", id),
                body == null ? null : body.replace("%s", id));
    }

    /** A letter that a person may not see has no tasks in his report either. */
    @Test
    void takesNoTasksOfALetterOutOfSightIntoAReport() {
        Map<String, Object> letter =
                Map.of("number", outside.number(), "date", "2021-05-10", "issuer", "UBND");
        Map<String, Object> order = order("Báo cáo", List.of(letter));
        String elsewhere = server.server.registry().addFacility("Cơ sở thứ ba", "").id();
        TestClient writer = province.of(elsewhere, "it-department");
        JsonNode own = ok(writer.post("reports", order), 201);
        String path = "reports/" + text(own, "report", "id") + "/preview";
        assertThat(writer.get(path).text()).contains("UBND").doesNotContain("Báo cáo " + OUTSIDE);
        JsonNode all = ok(root.post("reports", order), 201);
        assertThat(root.get("reports/" + text(all, "report", "id") + "/preview").text())
                .contains("Báo cáo " + OUTSIDE);
    }

    // ---- nowhere, and only some of it

    /** What is about no facility at all would otherwise be everybody's. */
    @Test
    void makesNothingWhereNoFacilityIsInReach() {
        TestClient nowhere = person("nowhere", null, new Scope("o2", null, Set.of(), Set.of()));
        assertThat(nowhere.get("facilities").json()).isEmpty();
        assertThat(nowhere.post("hand-overs", Map.of("note", "n")).status()).isEqualTo(422);
        assertThat(nowhere.post("reports", order("Trống", List.of())).status()).isEqualTo(403);
        server.server.duty().handOvers().offer(List.of(), List.of(), "nobody's", SOMEBODY);
        assertThat(asker.get("hand-overs").text()).doesNotContain("nobody's");
        assertThat(asker.get("reports").text()).doesNotContain("Trống");
    }

    @Test
    void tellsOnlyOfCamerasInTheZonesThatAPersonMaySee() {
        String gate = camera("zone-gate", "gate");
        String yard = camera("zone-yard", "yard");
        accept(gate, Zone.GATE);
        accept(yard, Zone.YARD);
        TestClient keeper =
                person(
                        "keeper",
                        null,
                        new Scope(null, null, Set.of(inside.facility()), Set.of("gate")));
        String incident =
                text(
                        ok(
                                root.post(
                                        "incidents",
                                        Map.of(
                                                "facilityId",
                                                inside.facility(),
                                                "cameraIds",
                                                List.of(gate, yard),
                                                "kind",
                                                "FIRE",
                                                "severity",
                                                "MINOR")),
                                201),
                        "incident",
                        "id");
        String at = "facilities/" + inside.facility();
        for (String path :
                List.of(
                        at + "/zones",
                        at + "/connection",
                        "incidents",
                        "incidents/" + incident,
                        "overview/cameras",
                        "cameras",
                        "search?limit=50&q=zone")) {
            assertThat(root.get(path).text()).as(path).contains("zone-gate", "zone-yard");
            assertThat(keeper.get(path).text())
                    .as(path)
                    .contains("zone-gate")
                    .doesNotContain("zone-yard")
                    .doesNotContain(yard);
        }
        assertThat(keeper.get("incidents?camera=" + yard).json().get("rows")).isEmpty();
        // He names those that he sees; the other one stays.
        ok(keeper.send("PATCH", "incidents/" + incident, Map.of("cameraIds", List.of(gate))), 200);
        assertThat(root.get("incidents/" + incident).text()).contains(yard);
        assertThat(
                        keeper.send(
                                        "PUT",
                                        "cameras/" + gate + "/connection/zone",
                                        Map.of("zone", "yard"))
                                .status())
                .isEqualTo(422);
        assertThat(keeper.send("PATCH", "cameras/" + gate, Map.of("zone", "yard")).status())
                .isEqualTo(422);
        assertThat(keeper.get("cameras/" + gate).status()).isEqualTo(200);
        root.send("DELETE", "cameras/" + gate, null);
        root.send("DELETE", "cameras/" + yard, null);
    }

    /** Takes a camera from where it is declared to where a person accepted its picture. */
    private static void accept(String id, Zone zone) {
        Camera camera = server.server.registry().camera(id).orElseThrow();
        String hash = "ab".repeat(32);
        Map<CameraState, CameraEvidence> way = new LinkedHashMap<>();
        way.put(CameraState.IDENTIFIED, new CameraEvidence.DeviceAnswered(hash));
        way.put(CameraState.CREDENTIAL_OK, new CameraEvidence.DefaultPasswordRefused(hash));
        way.put(CameraState.STREAM_OK, new CameraEvidence.PictureDecoded(hash));
        way.put(CameraState.ZONE_SET, new CameraEvidence.ZoneChosen(new ZonePlace(zone, "", "")));
        way.put(CameraState.PICTURE_ACCEPTED, new CameraEvidence.PictureSeen(hash));
        way.forEach((to, evidence) ->
                server.server.programme().lives().advance(camera, to, DutyWalk.LAN, evidence));
    }

    private static String camera(String name, String zone) {
        return province.camera(inside.facility(), name, "10.77.1.1", Map.of("zone", zone));
    }

    /** Whom to call is told only to whoever may read contacts. */
    @Test
    void namesAContactNowhereToWhoeverMayNotReadOne() {
        String at = "facilities/" + inside.facility();
        TestClient agency = province.of(inside.facility(), "assigned-agency");
        TestClient focal = province.of(inside.facility(), "focal-point");
        TestClient inspector = province.of(inside.facility(), "inspector");
        String camera = "cameras/" + inside.camera() + "/connection";
        assertThat(agency.get(at + "/contacts").status()).isEqualTo(403);
        assertThat(inspector.get(at + "/contacts").status()).isEqualTo(403);
        for (String[] one :
                new String[][] {
                    {at + "/life", "Trần Văn Bình"},
                    {at + "/notice.html", "0912 345 678"},
                    {at + "/connection", "0912 345 678"},
                    {camera, "0912 345 678"},
                    {"overview/facilities", "0912 345 678"},
                    {"facility-registry", "0912 345 678"}
                }) {
            assertThat(focal.get(one[0]).text()).as(one[0]).contains(one[1]);
            for (TestClient other : List.of(agency, inspector)) {
                assertThat(other.get(one[0]).text())
                        .as(one[0])
                        .doesNotContain(one[1])
                        .doesNotContain("Trần");
            }
        }
        assertThat(sign(focal, at)).contains("0912 345 678");
        assertThat(sign(agency, at)).doesNotContain("0912 345 678").doesNotContain("Trần");
        assertThat(agency.get(at + "/life").status()).isEqualTo(200);
        assertThat(agency.get(at + "/notice.html").status()).isEqualTo(200);
        assertThat(inspector.get(camera).status()).isEqualTo(200);
    }

    private static String sign(TestClient client, String facility) {
        return Measured.text(client.get(facility + "/notice.pdf").response().body());
    }
}
