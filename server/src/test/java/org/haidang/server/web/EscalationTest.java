package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.identity.store.User;
import org.haidang.server.organisation.store.Area;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Grant;
import org.haidang.server.rights.Permission;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Role;
import org.haidang.server.rights.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The head of one organisation, who may do nearly everything there, reaches for more. */
class EscalationTest {
    private static final Scope HERE = new Scope("here", null, Set.of(), Set.of());
    private static final Map<String, Object> HERE_JSON = Map.of("organisationId", "here");

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private Rights rights;

    @SuppressWarnings("NullAway.Init")
    private User head;

    @SuppressWarnings("NullAway.Init")
    private TestClient client;

    @SuppressWarnings("NullAway.Init")
    private Role role;

    @BeforeEach
    void open() {
        server = TestServer.withAdministrator(folder);
        rights = server.server.rights();
        for (String id : List.of("here", "there")) {
            server.server.organisations().put(new Area(id, id, "province", null, null, null, null));
            server.server
                    .organisations()
                    .put(new Organisation(id, id, "other", id, null, null, null, null));
        }
        role =
                rights.addRole(
                        "head", List.of(Action.values()).stream().map(Permission::of).toList());
        head = server.person("head", "here");
        give(head, role.id(), HERE);
        client = server.as(head);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Grant give(User user, String roleId, Scope scope) {
        return rights.give(user.id(), new Rights.Gift(roleId, scope, null, null), "test");
    }

    private User person(String name, String organisation, @Nullable String roleId, Scope scope) {
        User user = server.person(name, organisation);
        if (roleId != null) {
            give(user, roleId, scope);
        }
        return user;
    }

    private void refused(String verb, String path, @Nullable Object body, int status, String type) {
        TestClient.Answer answer = client.send(verb, path, body);
        assertThat(answer.status())
                .as(verb + " " + path + " " + body + " -> " + answer.text())
                .isEqualTo(status);
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:haidang:" + type);
    }

    @Test
    void givesNothingBeyondHisScopeAndNoPowerOverRights() {
        User mine = person("mine", "here", null, HERE);
        String grants = "users/" + mine.id() + "/grants";
        assertThat(
                        client.post(grants, Map.of("roleId", "duty-watcher", "scope", HERE_JSON))
                                .status())
                .isEqualTo(201);
        for (Map<String, Object> scope :
                List.<Map<String, Object>>of(
                        Map.of(),
                        Map.of("organisationId", "there"),
                        Map.of("areaCode", "here"),
                        Map.of("zones", List.of("Cổng")))) {
            Map<String, Object> change = Map.of("roleId", "duty-watcher", "scope", scope);
            refused("POST", grants, change, 403, "beyond-own-rights");
            int before = server.server.accounts().all().size();
            refused(
                    "POST",
                    "users",
                    Map.of("displayName", "n", "organisationId", "here", "grants", List.of(change)),
                    403,
                    "beyond-own-rights");
            assertThat(server.server.accounts().all()).hasSize(before);
        }
        refused("POST", grants, Map.of("roleId", "duty-watcher"), 403, "beyond-own-rights");
        for (Role one : rights.roles()) {
            if (one.administers()) {
                refused(
                        "POST",
                        grants,
                        Map.of("roleId", one.id(), "scope", HERE_JSON),
                        403,
                        "beyond-own-rights");
            }
        }
        assertThat(rights.grants(mine.id())).hasSize(1);
    }

    /**
     * A new link would make him that person; so would a grant that he withdraws be his to judge.
     */
    @Test
    void touchesNobodyWhoMayDoMoreThanHeCouldGive() {
        User mine = person("mine", "here", "duty-watcher", HERE);
        User administrator = person("boss", "here", "administrator", Scope.EVERYWHERE);
        User deputy = person("deputy", "here", "it-department", HERE);
        User general = person("general", "here", "military-command", Scope.EVERYWHERE);
        User neighbour =
                person(
                        "neighbour",
                        "here",
                        "duty-watcher",
                        new Scope("there", null, Set.of(), Set.of()));
        for (User stronger : List.of(administrator, deputy, general, neighbour)) {
            String path = "users/" + stronger.id();
            assertThat(client.get(path).status()).isEqualTo(200);
            refused("PATCH", path, Map.of("enabled", false), 403, "forbidden");
            refused("PATCH", path, Map.of("email", "mine@example.org"), 403, "forbidden");
            refused("POST", path + "/invitation", Map.of(), 403, "forbidden");
            refused(
                    "POST",
                    path + "/invitation",
                    Map.of("clearSecondFactors", true),
                    403,
                    "forbidden");
            refused("DELETE", path + "/sessions", null, 403, "forbidden");
            String grant = rights.grants(stronger.id()).getFirst().id();
            refused("DELETE", path + "/grants/" + grant, null, 403, "beyond-own-rights");
        }
        String path = "users/" + mine.id();
        assertThat(client.send("PATCH", path, Map.of("email", "a@example.org")).status())
                .isEqualTo(200);
        assertThat(client.post(path + "/invitation", Map.of()).status()).isEqualTo(200);
        assertThat(client.send("DELETE", path + "/sessions", null).status()).isEqualTo(204);
    }

    @Test
    void movesNobodyOverTheBorder() {
        User mine = person("mine", "here", null, HERE);
        User theirs = person("theirs", "there", null, HERE);
        for (String elsewhere : List.of("there", "")) {
            refused(
                    "PATCH",
                    "users/" + mine.id(),
                    Map.of("organisationId", elsewhere),
                    422,
                    "invalid");
            refused(
                    "POST",
                    "users",
                    Map.of("displayName", "n", "organisationId", elsewhere),
                    422,
                    "invalid");
        }
        refused("POST", "users", Map.of("displayName", "n"), 422, "invalid");
        refused(
                "PATCH",
                "users/" + theirs.id(),
                Map.of("organisationId", "here"),
                404,
                "not-found");
        refused("POST", "users/" + theirs.id() + "/invitation", Map.of(), 404, "not-found");
        refused(
                "POST",
                "users/" + theirs.id() + "/grants",
                Map.of("roleId", "duty-watcher", "scope", HERE_JSON),
                404,
                "not-found");
    }

    @Test
    void changesNeitherHisOwnRightsNorRolesNorWhatHisScopeMeans() {
        String me = "users/" + head.id();
        refused(
                "POST",
                me + "/grants",
                Map.of("roleId", "duty-watcher", "scope", HERE_JSON),
                409,
                "own-rights");
        refused("PATCH", me, Map.of("organisationId", "there"), 409, "own-rights");
        refused("POST", me + "/invitation", Map.of(), 409, "own-rights");
        refused(
                "DELETE",
                me + "/grants/" + rights.grants(head.id()).getFirst().id(),
                null,
                409,
                "own-rights");
        Map<String, Object> permissions =
                Map.of("name", "x", "permissions", List.of(Map.of("action", "live.view")));
        refused("POST", "roles", permissions, 403, "forbidden");
        refused("PATCH", "roles/" + role.id(), permissions, 403, "forbidden");
        refused("PATCH", "roles/duty-watcher", permissions, 403, "forbidden");
        refused("DELETE", "roles/duty-watcher", null, 403, "forbidden");
        refused("PATCH", "organisations/there", Map.of("parentId", "here"), 403, "forbidden");
        refused("PATCH", "areas/there", Map.of("parentCode", "here"), 403, "forbidden");
        refused("POST", "organisations", Map.of("name", "x", "kind", "other"), 403, "forbidden");
    }

    @Test
    void makesNoRoleLargerThatHeHoldsOrMayTake() {
        Role editing =
                rights.addRole(
                        "editing",
                        List.of(
                                Permission.of(Action.ROLE_WRITE),
                                Permission.of(Action.BREAK_GLASS)));
        User editor = person("editor", "here", editing.id(), Scope.EVERYWHERE);
        User later = person("later", "here", "duty-watcher", Scope.EVERYWHERE);
        client = server.as(editor);
        Map<String, Object> more = Map.of("permissions", List.of(Map.of("action", "user.write")));
        refused("PATCH", "roles/" + editing.id(), more, 409, "own-rights");
        refused("PATCH", "roles/break-glass", more, 409, "own-rights");
        assertThat(client.send("PATCH", "roles/ministry", more).status()).isEqualTo(200);
        // Also one that he will hold only from tomorrow.
        rights.give(
                editor.id(),
                new Rights.Gift(
                        "chairman",
                        Scope.EVERYWHERE,
                        (Instant.now().getEpochSecond() + 86_400) * 1_000_000,
                        null),
                "test");
        refused("PATCH", "roles/chairman", more, 409, "own-rights");
        assertThat(rights.grants(later.id())).hasSize(1);
    }

    private Facility facility(String organisation) {
        Facility fresh = server.server.registry().newFacility("F " + organisation, "");
        return server.server
                .registry()
                .addFacility(
                        new Facility(
                                fresh.id(),
                                fresh.name(),
                                fresh.address(),
                                0,
                                organisation,
                                organisation));
    }

    private String camera(Facility facility) {
        return server.server
                .registry()
                .add(CameraInput.of(facility.id(), "c " + facility.name(), "rtsp://10.1.2.3/c"))
                .id();
    }

    @Test
    void pullsNoCameraAndNoFacilityIntoHisScopeNorPushesOneOut() {
        Facility mine = facility("here");
        Facility theirs = facility("there");
        String mineCamera = camera(mine);
        String theirCamera = camera(theirs);
        refused(
                "PATCH",
                "cameras/" + theirCamera,
                Map.of("facilityId", mine.id()),
                404,
                "not-found");
        refused(
                "PATCH",
                "cameras/" + mineCamera,
                Map.of("facilityId", theirs.id()),
                422,
                "invalid");
        refused(
                "PATCH",
                "facilities/" + theirs.id(),
                Map.of("organisationId", "here"),
                404,
                "not-found");
        refused(
                "PATCH",
                "facilities/" + mine.id(),
                Map.of("organisationId", "there"),
                422,
                "invalid");
        refused("PATCH", "facilities/" + mine.id(), Map.of("organisationId", ""), 422, "invalid");
        refused("POST", "facilities", Map.of("name", "new"), 422, "invalid");
        refused(
                "POST",
                "facilities",
                Map.of("name", "new", "organisationId", "there"),
                422,
                "invalid");
        int cameras = server.server.registry().all().size();
        int facilities = server.server.registry().facilities().size();
        for (String into : List.of(theirs.name(), "quite new", "")) {
            JsonNode result =
                    client.post(
                                    "cameras/import?dryRun=false",
                                    Map.of(
                                            "rows",
                                            List.of(
                                                    Map.of(
                                                            "facility", into,
                                                            "name", "imported",
                                                            "url", "rtsp://10.1.2.4/c"))))
                            .json();
            assertThat(result.get("created").intValue()).as(into).isZero();
        }
        JsonNode table =
                client.upload(
                                "cameras/import?dryRun=false",
                                "x.csv",
                                ("facility,name,url\n" + theirs.name() + ",n,rtsp://10.1.2.5/c\n")
                                        .getBytes(StandardCharsets.UTF_8))
                        .json();
        assertThat(table.toString()).doesNotContain("\"created\":1");
        assertThat(server.server.registry().all()).hasSize(cameras);
        assertThat(server.server.registry().facilities()).hasSize(facilities);
        JsonNode good =
                client.post(
                                "cameras/import?dryRun=false",
                                Map.of(
                                        "rows",
                                        List.of(
                                                Map.of(
                                                        "facility", mine.name(),
                                                        "name", "imported",
                                                        "url", "rtsp://10.1.2.4/c"))))
                        .json();
        assertThat(good.get("created").intValue()).as(good.toString()).isEqualTo(1);
    }

    @Test
    void addsNoCameraInAZoneThatIsNotHis() {
        Facility mine = facility("here");
        User guard =
                person(
                        "guard",
                        "here",
                        role.id(),
                        new Scope("here", null, Set.of(), Set.of("Cổng")));
        client = server.as(guard);
        for (String zone : List.of("Sân", "")) {
            Map<String, Object> camera =
                    Map.of(
                            "facilityId",
                            mine.id(),
                            "name",
                            "c " + zone,
                            "zone",
                            zone,
                            "url",
                            "rtsp://10.1.2.3/c");
            refused("POST", "cameras", camera, 422, "invalid");
            JsonNode result = imported(mine, zone);
            assertThat(result.get("created").intValue()).isZero();
            assertThat(result.at("/rows/0/errors/0/field").stringValue()).isEqualTo("zone");
        }
        assertThat(server.server.registry().sorted(mine.id())).isEmpty();
        assertThat(imported(mine, "Cổng").get("created").intValue()).isEqualTo(1);
        Map<String, Object> camera =
                Map.of(
                        "facilityId", mine.id(),
                        "name", "c",
                        "zone", "Cổng",
                        "url", "rtsp://10.1.2.3/c");
        assertThat(client.post("cameras", camera).status()).isEqualTo(201);
    }

    private JsonNode imported(Facility into, String zone) {
        Map<String, String> row =
                Map.of(
                        "facility",
                        into.name(),
                        "name",
                        "imported",
                        "zone",
                        zone,
                        "url",
                        "rtsp://10.1.2.4/c");
        return client.post("cameras/import?dryRun=false", Map.of("rows", List.of(row))).json();
    }

    /** Whoever may change a camera could else read its password at an address of his own. */
    @Test
    void hasNoKeptPasswordSentToAnotherDevice() {
        Facility mine = facility("here");
        String id =
                client.post(
                                "cameras",
                                Map.of(
                                        "facilityId", mine.id(),
                                        "name", "c",
                                        "url", "rtsp://admin:secret@10.1.2.3/c"))
                        .json()
                        .get("id")
                        .stringValue();
        for (Map<String, Object> change :
                List.<Map<String, Object>>of(
                        Map.of("url", "rtsp://10.6.6.6/c"),
                        Map.of("url", "rtsp://10.1.2.3:8554/c"),
                        Map.of("subUrl", "rtsp://10.6.6.6/c"))) {
            TestClient.Answer answer = client.send("PATCH", "cameras/" + id, change);
            assertThat(answer.status()).as(change + "").isEqualTo(422);
            assertThat(answer.json().get("errors").get(0).get("field").stringValue())
                    .isEqualTo("password");
        }
        for (Map<String, Object> change :
                List.<Map<String, Object>>of(
                        Map.of("url", "rtsp://10.1.2.3/other"),
                        Map.of("subUrl", "rtsp://10.1.2.3/sub"),
                        Map.of("url", "rtsp://10.1.2.9/c", "password", "new"))) {
            assertThat(client.send("PATCH", "cameras/" + id, change).status())
                    .as(change + "")
                    .isEqualTo(200);
        }
    }

    @Test
    void reachesNoFurtherWithAKey() {
        User mine = person("mine", "here", null, HERE);
        Facility theirs = facility("there");
        List<String> all = List.of(Action.values()).stream().map(Action::id).toList();
        String token =
                client.post("me/tokens", Map.of("name", "k", "actions", all, "days", 1))
                        .json()
                        .get("token")
                        .stringValue();
        Map<String, Integer> calls =
                Map.of(
                        "POST users/" + mine.id() + "/grants",
                        403,
                        "PATCH users/" + mine.id(),
                        403,
                        "POST users/" + mine.id() + "/invitation",
                        403,
                        "DELETE users/" + mine.id() + "/sessions",
                        403,
                        "POST roles",
                        403,
                        "PATCH roles/" + role.id(),
                        403,
                        "PATCH organisations/there",
                        403,
                        "POST me/tokens",
                        403,
                        "PATCH facilities/" + theirs.id(),
                        404,
                        "GET facilities/" + theirs.id(),
                        404);
        calls.forEach((call, status) -> {
            String[] parts = call.split(" ");
            TestClient program = new TestClient(server.url);
            TestClient.Answer answer =
                    program.send(
                            program.request(parts[1])
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .method(parts[0], BodyPublishers.ofString("{}")));
            assertThat(answer.status()).as(call + " " + answer.text()).isEqualTo(status);
        });
    }

    @Test
    void seesForTwoHoursAfterBreakingTheGlassAndNotALongerMoment() throws Exception {
        User chairman =
                person("chair", "here", "chairman", new Scope(null, "here", Set.of(), Set.of()));
        rights.withdraw(rights.grants(chairman.id()).getFirst().id());
        Role glass =
                rights.addRole(
                        "glass",
                        List.of(
                                Permission.of(Action.BREAK_GLASS),
                                Permission.of(Action.CAMERA_READ)));
        give(chairman, glass.id(), HERE);
        Facility mine = facility("here");
        Facility theirs = facility("there");
        String id = camera(mine);
        client = server.as(chairman);
        refused("GET", "cameras/" + id + "/live", null, 403, "forbidden");
        for (Map<String, Object> wrong :
                List.<Map<String, Object>>of(
                        Map.of("reason", "a person fell into the water"),
                        Map.of("reason", "short", "facilityId", mine.id()),
                        Map.of("reason", "a person fell in", "facilityId", theirs.id()))) {
            refused("POST", "break-glass", wrong, 422, "invalid");
        }
        JsonNode grant =
                client.post(
                                "break-glass",
                                Map.of(
                                        "reason",
                                        "a person fell into the water",
                                        "facilityId",
                                        mine.id()))
                        .json();
        Instant until = Instant.parse(grant.get("until").stringValue());
        Instant made = Instant.parse(grant.get("createdAt").stringValue());
        assertThat(Duration.between(made, until))
                .isBetween(Duration.ofSeconds(7_190), Duration.ofHours(2));
        assertThat(
                        rights.mayAnywhere(
                                org.haidang.server.rights.Subject.person(chairman.id()),
                                Action.EXPORT_MAKE))
                .isFalse();
        int[] closed = new int[1];
        client.live(
                id,
                "",
                new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onClose(
                            WebSocket socket, int code, String reason) {
                        closed[0] = code;
                        return null;
                    }
                },
                server.url);
        // Nobody lengthens it, himself least; when it ends, the picture does.
        refused(
                "DELETE",
                "users/" + chairman.id() + "/grants/" + grant.get("id").stringValue(),
                null,
                403,
                "forbidden");
        rights.withdraw(grant.get("id").stringValue());
        await().atMost(Duration.ofSeconds(5)).until(() -> closed[0] == 4403);
        refused("GET", "cameras/" + id + "/live", null, 403, "forbidden");
    }
}
