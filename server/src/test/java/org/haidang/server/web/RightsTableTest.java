package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.haidang.programme.connection.ConnectionRecord;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.facility.ConnectionLimits;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.incident.IncidentKind;
import org.haidang.programme.incident.Severity;
import org.haidang.programme.report.ReportKind;
import org.haidang.programme.report.ReportText;
import org.haidang.programme.report.Signer;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.clip.store.ClipStore;
import org.haidang.server.connection.store.RecordStore;
import org.haidang.server.dispatch.DeadlineInput;
import org.haidang.server.dispatch.DispatchInput;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.dispatch.TaskInput;
import org.haidang.server.dispatch.store.DispatchRow;
import org.haidang.server.dispatch.store.TaskRow;
import org.haidang.server.facility.ProfileInput;
import org.haidang.server.facility.store.WaiverRow;
import org.haidang.server.identity.Visitor;
import org.haidang.server.identity.store.Step;
import org.haidang.server.identity.store.User;
import org.haidang.server.incident.IncidentDraft;
import org.haidang.server.instruction.store.Instruction;
import org.haidang.server.instruction.store.InstructionStore;
import org.haidang.server.organisation.store.Area;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.report.Frame;
import org.haidang.server.report.Reports;
import org.haidang.server.report.StoredReport;
import org.haidang.server.rights.DefaultRoles;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.haidang.server.store.Ids;
import org.haidang.server.store.TestPostgres;
import org.haidang.server.survey.SurveyPhotos;
import org.haidang.server.survey.Surveys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation of the contract, asked by every role: with the role given everywhere, within one
 * facility about that facility, and within one facility about another. What comes out must be the
 * table in {@code docs/reference/rights.md}. With {@code -Dhaidang.rights.write=true} the table is
 * written anew, to be read before it is committed.
 */
class RightsTableTest {
    private static final Path TABLE = Path.of("../docs/reference/rights.md");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** They end the session that asks, or begin another. */
    private static final Set<String> SESSION = Set.of("delete /session", "post /session");

    @TempDir Path folder;

    private record Operation(String method, String path, boolean open) {
        String name() {
            return method + " " + path;
        }
    }

    private record Persona(TestClient client, boolean everywhere) {}

    @Test
    void isTheTableOnSqlite() throws Exception {
        compare(Map.of());
    }

    @Test
    void isTheTableOnPostgres() throws Exception {
        compare(TestPostgres.freshSettings());
    }

    private void compare(Map<String, String> database) throws Exception {
        List<String> table = new ArrayList<>();
        try (TestServer server = TestServer.fresh(folder, database)) {
            table.addAll(new Walk(server).lines());
        }
        if (Boolean.getBoolean("haidang.rights.write")) {
            List<String> head =
                    Files.readAllLines(TABLE).stream().takeWhile(l -> !l.startsWith("|")).toList();
            List<String> all = new ArrayList<>(head);
            all.addAll(table);
            Files.write(TABLE, all);
        }
        List<String> kept =
                Files.readAllLines(TABLE).stream().filter(l -> l.startsWith("|")).toList();
        assertThat(table).isEqualTo(kept);
    }

    @SuppressWarnings("unchecked")
    private static List<Operation> operations() throws Exception {
        List<Operation> operations = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(
                        RightsTableTest.class.getResourceAsStream("/openapi.yaml"))) {
            Map<String, Object> root = new Yaml().load(in);
            Map<String, Map<String, Object>> paths =
                    (Map<String, Map<String, Object>>) Objects.requireNonNull(root.get("paths"));
            paths.forEach((path, verbs) ->
                    verbs.forEach((verb, body) -> {
                        if (METHODS.contains(verb) && !verbs.containsKey("servers")) {
                            boolean open = ((Map<String, Object>) body).containsKey("security");
                            operations.add(new Operation(verb, path, open));
                        }
                    }));
        }
        return operations;
    }

    private static final Actor SOMEBODY = new Actor("somebody", "Lan", null, null, null);

    private static final class Walk {
        private static final byte[] KEY = new byte[32];
        private static final Actor FIRST = new Actor("first", "first", null, "127.0.0.1", null);

        private final TestServer server;
        private final String inside;
        private final String outside;
        private final Map<String, List<Persona>> personas = new TreeMap<>();

        Walk(TestServer server) {
            this.server = server;
            this.inside = server.server.registry().addFacility("Trong", "").id();
            this.outside = server.server.registry().addFacility("Ngoài", "").id();
            server.server
                    .organisations()
                    .put(new Area("58", "Ninh Thuận", "province", null, null, null, null));
            server.server
                    .organisations()
                    .put(new Organisation("o1", "Sở", "other", "58", null, null, null, null));
            server.server
                    .accounts()
                    .addFirst("first", "first", "nobody ever logs in like this", "vi");
            // So that neither can be removed on the way.
            server.server.registry().add(input(inside));
            server.server.registry().add(input(outside));
            for (String facility : List.of(inside, outside)) {
                // Version 1 holds what is inside, version 2 what is outside.
                var programme = server.server.programme();
                programme.contacts().add(SOMEBODY, facility, contact("Bình"), true, "test");
                programme.contactLists().submit(SOMEBODY, List.of(facility));
                programme.contactLists().consolidate(SOMEBODY, facility::equals);
                ProfileInput layout =
                        new ProfileInput(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(new ZoneSufficiency.Block("A", List.of("1"))),
                                null,
                                null,
                                null,
                                null,
                                null);
                programme
                        .profiles()
                        .put(SOMEBODY, List.of(programme.profiles().judged(facility, layout)));
            }
            DefaultRoles.all().forEach(role -> personas.put(role.id(), personas(role.id())));
        }

        private List<Persona> personas(String role) {
            Scope one = new Scope(null, null, Set.of(inside), Set.of());
            return List.of(persona(role, Scope.EVERYWHERE, "a"), persona(role, one, "i"));
        }

        private Persona persona(String role, Scope scope, String suffix) {
            User user =
                    server.server
                            .accounts()
                            .add(role + "-" + suffix, role, "three old boats at dusk", "vi");
            server.server
                    .rights()
                    .give(user.id(), new Rights.Gift(role, scope, null, null), "test");
            TestClient client = new TestClient(server.url);
            HttpCookie cookie =
                    new HttpCookie(
                            BrowserCookie.SESSION.name(),
                            server.server
                                    .people()
                                    .sessions()
                                    .begin(
                                            user.id(),
                                            Step.NONE,
                                            new Visitor("127.0.0.1", "127.0.0.1", "test")));
            cookie.setPath("/");
            cookie.setVersion(0);
            client.cookies.getCookieStore().add(URI.create(server.url), cookie);
            client.get("session");
            return new Persona(client, scope.everywhere());
        }

        List<String> lines() throws Exception {
            List<String> lines = new ArrayList<>();
            lines.add("| operation | " + String.join(" | ", personas.keySet()) + " |");
            lines.add("|---|" + "---|".repeat(personas.size()));
            TestClient stranger = new TestClient(server.url);
            stranger.get("session");
            for (Operation operation : operations()) {
                if (operation.open() || SESSION.contains(operation.name())) {
                    continue;
                }
                assertThat(ask(stranger, operation, inside))
                        .as("a stranger asks %s", operation.name())
                        .isEqualTo("401");
                List<String> cells = new ArrayList<>();
                for (List<Persona> of : personas.values()) {
                    String everywhere = ask(of.get(0).client(), operation, outside);
                    String in = ask(of.get(1).client(), operation, inside);
                    String out = ask(of.get(1).client(), operation, outside);
                    // Nothing of that name is one's own.
                    boolean own = operation.path().startsWith("/me/") && in.equals("404");
                    cells.add(own ? "yes" : cell(everywhere, in, out));
                }
                lines.add("| " + operation.name() + " | " + String.join(" | ", cells) + " |");
            }
            return lines;
        }

        private static String cell(String everywhere, String in, String out) {
            return switch (everywhere + " " + in + " " + out) {
                case "yes yes yes" -> "yes";
                case "yes yes 404", "yes yes 422" -> "scope";
                case "yes 403 403", "yes 404 404" -> "system";
                case "403 403 403", "403 403 404", "403 404 404" -> "-";
                default -> everywhere + "/" + in + "/" + out;
            };
        }

        private static Contact contact(String name) {
            return new Contact(
                    new PersonName(name),
                    "Trưởng",
                    List.of(new Phone.Line("+84912345678", "")),
                    new EmailAddress("a@example.vn"));
        }

        /** One that can be changed and removed; "none" where nobody asks for it. */
        private String contact(Operation operation, String facility) {
            if (!operation.path().contains("{contactId}")) {
                return "none";
            }
            var book = server.server.programme().contacts();
            book.of(facility).stream()
                    .filter(one -> !one.focal())
                    .forEach(one -> book.remove(SOMEBODY, facility, one.id()));
            return book.add(SOMEBODY, facility, contact("An"), false, "test").orElseThrow().id();
        }

        private String waiver(Operation operation, String facility) {
            if (!operation.path().contains("{waiverId}")) {
                return "none";
            }
            var zones = server.server.programme().zones();
            WaiverRow waiver =
                    zones.waiver(facility, new ZonePlace(Zone.YARD, "", ""), "test", "u", "u");
            zones.sign(waiver);
            return waiver.id();
        }

        private String record(Operation operation, String facility) {
            if (!operation.path().contains("{recordId}")) {
                return "none";
            }
            String id = Ids.next(System.nanoTime(), new java.util.Random());
            new RecordStore(server.database())
                    .add(
                            new RecordStore.Kept(
                                    ConnectionRecord.drawUp(
                                            id,
                                            facility,
                                            new FacilityEvidence.PlanCovers("PA", 1),
                                            Instant.EPOCH,
                                            ConnectionLimits.standard(),
                                            List.of(),
                                            new ZoneSufficiency.Enough()),
                                    "u",
                                    "u"));
            return id;
        }

        private String ask(TestClient client, Operation operation, String facility)
                throws Exception {
            boolean aboutCamera = operation.name().contains("camera");
            String camera =
                    aboutCamera ? server.server.registry().add(input(facility)).id() : "none";
            if (operation.path().equals("/cameras/{id}/device")) {
                knowDevice(camera);
            }
            User other = server.server.accounts().byUsername("first").orElseThrow();
            Rights rights = server.server.rights();
            String role =
                    operation.path().equals("/roles/{id}")
                            ? rights.addRole("r", List.of()).id()
                            : "none";
            String grant =
                    operation.path().contains("{grantId}")
                            ? rights.give(
                                            other.id(),
                                            Rights.Gift.everywhere("duty-watcher"),
                                            "test")
                                    .id()
                            : "none";
            String report = operation.path().contains("/reports/{id}") ? report(facility) : "none";
            boolean aboutLetter = operation.path().matches("/(dispatches|tasks)/\\{id}.*");
            TaskRow task = aboutLetter ? addTask() : null;
            String incident = incident(operation, facility);
            String path =
                    operation
                            .path()
                            .replace(
                                    "/dispatches/{id}",
                                    "/dispatches/" + (task == null ? "none" : task.dispatchId()))
                            .replace("/tasks/{id}", "/tasks/" + (task == null ? "none" : task.id()))
                            .replace("/cameras/{id}", "/cameras/" + camera)
                            .replace("/facilities/{id}", "/facilities/" + facility)
                            .replace("/surveys/{id}", "/surveys/" + survey(operation, facility))
                            .replace("/users/{id}", "/users/" + other.id())
                            .replace("{grantId}", grant)
                            .replace("/roles/{id}", "/roles/" + role)
                            .replace("/incidents/{id}", "/incidents/" + incident)
                            .replace("{clipId}", clip(operation, incident, facility))
                            .replace(
                                    "/instructions/{id}",
                                    "/instructions/" + instruction(operation, facility))
                            .replace(
                                    "/hand-overs/{id}",
                                    "/hand-overs/" + handOver(operation, facility))
                            .replace("/organisations/{id}", "/organisations/o1")
                            .replace("/reports/{id}", "/reports/" + report)
                            .replace("{recordId}", record(operation, facility))
                            .replace("/paper.{format}", "/paper.pdf")
                            .replace("{format}", "xlsx")
                            .replace("{fileId}", task == null ? "none" : addFile(task.dispatchId()))
                            .replace("{id}", "none")
                            .replace("{photo}", "photo-none")
                            .replace("{code}", "58")
                            .replace("{version}", facility.equals(inside) ? "1" : "2")
                            .replace("{contactId}", contact(operation, facility))
                            .replace("{token}", "1")
                            .replace("{waiverId}", waiver(operation, facility));
            if (operation.name().equals("delete /facilities/{id}/contact-link")) {
                server.server.programme().entryLinks().make(SOMEBODY, facility);
            }
            String query =
                    operation.path().contains("{id}") && operation.method().equals("get")
                            ? "?at=1000000&from=1000000&to=2000000"
                            : "";
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(server.url + "/api/v1" + path + query))
                            .timeout(Duration.ofSeconds(20));
            client.cookie("XSRF-TOKEN").ifPresent(t -> request.header("X-XSRF-TOKEN", t));
            Map<String, Object> body = body(operation, camera, facility);
            if (body == null) {
                request.method(verb(operation), BodyPublishers.noBody());
            } else {
                request.header("Content-Type", "application/json")
                        .method(
                                verb(operation),
                                BodyPublishers.ofString(JSON.writeValueAsString(body)));
            }
            try {
                HttpResponse<InputStream> answer = send(client, request.build());
                try (InputStream in = answer.body()) {
                    return outcome(answer.statusCode(), in);
                }
            } finally {
                if (aboutCamera) {
                    server.server.registry().remove(camera);
                }
                if (!role.equals("none")) {
                    rights.removeRole(role);
                }
                if (!grant.equals("none")) {
                    rights.withdraw(grant);
                }
                if (task != null) {
                    server.server.programme().dispatches().remove(task.dispatchId());
                }
            }
        }

        private void knowDevice(String camera) {
            TestClient.Answer answer =
                    Objects.requireNonNull(personas.get("it-department"))
                            .getFirst()
                            .client()
                            .send(
                                    "PUT",
                                    "cameras/" + camera + "/device",
                                    Map.of(
                                            "service", "http://10.1.2.3/onvif/device_service",
                                            "profile", "p",
                                            "ptz", true));
            assertThat(answer.status()).isEqualTo(200);
        }

        /** A draft about one facility. */
        private String report(String facility) {
            Reports reports = server.server.programme().reports();
            StoredReport draft =
                    reports.draft(
                            new Reports.Order(
                                    ReportKind.AD_HOC,
                                    null,
                                    null,
                                    new ReportText("Báo cáo", "", ""),
                                    Frame.of("Sở", "Ninh Thuận"),
                                    List.of()),
                            one -> one.id().equals(facility));
            reports.keep(draft, new Signer("test", "test"));
            return draft.id();
        }

        private String incident(Operation operation, String facility) {
            return operation.path().startsWith("/incidents/{id}")
                    ? server.server
                            .duty()
                            .incidents()
                            .open(
                                    new IncidentDraft(
                                            facility,
                                            List.of(),
                                            IncidentKind.OTHER,
                                            Severity.MINOR,
                                            "i",
                                            1,
                                            null),
                                    FIRST)
                            .id()
                    : "none";
        }

        private String clip(Operation operation, String incident, String facility)
                throws IOException {
            if (!operation.path().contains("{clipId}")) {
                return "none";
            }
            String id = Ids.next(System.nanoTime(), new java.util.Random());
            String camera = server.server.registry().sorted(facility).getFirst().id();
            ClipStore store = new ClipStore(server.database());
            store.want(id, incident, camera, 1, 2);
            store.begun(id, "t", "video/mp4", 4, 1, 2);
            store.kept(store.byId(id).orElseThrow(), "0");
            Path clips = server.server.settings().data().resolve("clips");
            Files.createDirectories(clips);
            Files.writeString(clips.resolve(id + ".mp4"), "clip");
            return id;
        }

        /** To be taken back, or to be answered. */
        private String instruction(Operation operation, String facility) {
            if (!operation.path().startsWith("/instructions/{id}")) {
                return "none";
            }
            boolean given = operation.path().endsWith("/withdrawal");
            server.server.tiers().desk().invite(FIRST, "s", null, Duration.ofDays(1), "a:1", KEY);
            String site = server.server.tiers().standings().getFirst().site().id();
            String id = Ids.next(System.nanoTime(), new java.util.Random());
            InstructionStore store = new InstructionStore(server.database());
            store.write(in -> {
                store.add(
                        in,
                        new Instruction(
                                id,
                                given ? site : null,
                                null,
                                facility,
                                "f",
                                new Instruction.Asked(Instruction.Kind.ORDER, "w", null, 1),
                                "g",
                                "i",
                                Instruction.Answer.NONE,
                                Instruction.Withdrawal.NONE));
                return 0;
            });
            return id;
        }

        private String handOver(Operation operation, String facility) {
            return operation.path().startsWith("/hand-overs/{id}")
                    ? server.server
                            .duty()
                            .handOvers()
                            .offer(List.of(facility), List.of(), "", FIRST)
                            .id()
                    : "none";
        }

        private String survey(Operation operation, String facility) throws Exception {
            if (!operation.path().startsWith("/surveys/{id}")) {
                return "none";
            }
            Surveys surveys = server.server.programme().surveys();
            String id = surveys.begin(facility, Actor.system()).id();
            if (operation.path().contains("{photo}")) {
                ByteArrayOutputStream png = new ByteArrayOutputStream();
                ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", png);
                surveys.addPhoto(
                        id,
                        new SurveyPhotos.Sent("photo-none", "", false, png.toByteArray()),
                        Actor.system());
            }
            return id;
        }

        private String addFile(String letter) throws IOException {
            byte[] pdf = "%PDF-1.4".getBytes(StandardCharsets.US_ASCII);
            try (var draft =
                    server.server
                            .programme()
                            .documents()
                            .take(letter, "a.pdf", new ByteArrayInputStream(pdf), "test")) {
                draft.keep();
                return draft.row().id();
            }
        }

        /** A letter of nobody's unit with one task. */
        private TaskRow addTask() {
            Dispatches dispatches = server.server.programme().dispatches();
            DispatchRow letter =
                    dispatches.judge(
                            new DispatchInput(
                                    "1/A-B",
                                    Dispatch.Kind.LETTER,
                                    LocalDate.of(2021, 5, 10),
                                    "A",
                                    null,
                                    "s",
                                    Dispatch.Urgency.NORMAL,
                                    null,
                                    List.of(),
                                    List.of()),
                            null,
                            null,
                            "test");
            dispatches.add(letter);
            TaskRow task =
                    dispatches.judge(
                            letter,
                            new TaskInput("1", "A", null, "t", new DeadlineInput(null, null)),
                            null);
            dispatches.add(task, "test");
            return task;
        }

        /** A kept connection may have been closed meanwhile, which only GET survives by itself. */
        private static HttpResponse<InputStream> send(TestClient client, HttpRequest request)
                throws Exception {
            IOException last = new IOException("not tried");
            for (int i = 0; i < 3; i++) {
                try {
                    return client.http.send(request, BodyHandlers.ofInputStream());
                } catch (IOException e) {
                    last = e;
                }
            }
            throw last;
        }

        private static String verb(Operation operation) {
            return operation.method().toUpperCase(java.util.Locale.ROOT);
        }

        private static CameraInput input(String facility) {
            return CameraInput.of(facility, "c", "rtsp://10.1.2.3/c");
        }

        private static @Nullable Map<String, Object> body(
                Operation operation, String camera, String facility) {
            if (operation.method().equals("get") || operation.method().equals("delete")) {
                return null;
            }
            Map<String, Object> body = new LinkedHashMap<>();
            switch (operation.name()) {
                case "post /cameras" -> {
                    body.put("facilityId", facility);
                    body.put("url", "not an address");
                }
                case "post /facilities" -> body.put("name", "");
                case "post /camera-tests" -> {
                    body.put("cameraId", camera);
                    body.put("url", "not an address");
                }
                case "post /device-searches" -> body.put("ranges", "nowhere!");
                case "post /device-examinations", "post /surveys/{id}/devices" ->
                        body.put("device", "");
                case "put /device-certificates" -> body.put("device", "http://10.0.0.1/");
                case "post /cameras/{id}/device/examination" -> body.put("device", "ftp://c");
                case "post /plan/comments" -> body.put("facilityId", facility);
                case "post /facilities/{id}/connection/signature" -> body.put("party", "SITE");
                case "post /incidents" -> {
                    body.put("facilityId", facility);
                    body.put("kind", "no such kind");
                }
                case "post /duty/confirmations", "post /hand-overs" ->
                        body.put("facilityIds", List.of(facility));
                case "post /break-glass" -> {
                    body.put("facilityId", facility);
                    body.put("reason", "short");
                }
                case "post /contact-submissions" -> body.put("facilityIds", List.of(facility));
                case "post /contact-lists/{version}/signatures" -> body.put("hop", "department");
                case "post /surveys/{id}/signatures" -> body.put("party", "DEPARTMENT");
                default -> {}
            }
            return body;
        }

        /** Refused for rights, or anything else: found, made, not well formed, nothing recorded. */
        private static String outcome(int status, InputStream body) throws Exception {
            if (status == 401) {
                return "401";
            }
            if (status != 403 && status != 404 && status != 422) {
                return "yes";
            }
            JsonNode problem = JSON.readTree(body.readAllBytes());
            String type = problem.get("type").stringValue();
            if (type.equals("urn:haidang:forbidden")) {
                return "403";
            }
            if (type.equals("urn:haidang:not-found")) {
                return "404";
            }
            boolean scope =
                    status == 422
                            && problem.get("errors").values().stream()
                                    .anyMatch(
                                            e -> e.get("field").stringValue().equals("facilityId"));
            return scope ? "422" : "yes";
        }
    }
}
