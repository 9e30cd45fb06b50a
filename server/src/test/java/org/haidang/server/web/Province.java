package org.haidang.server.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.audit.Actor;
import org.haidang.server.connection.ConnectionRounds;
import org.haidang.server.facility.Lives;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.haidang.server.store.Ids;
import tools.jackson.databind.JsonNode;

/** People and facilities of a province, as far as a test of plan and connection needs them. */
final class Province {
    private static final Actor LAN = new Actor("u1", "Lê Thị Lan", null, "127.0.0.1", null);
    private static final FacilityEvidence CONTACT =
            new FacilityEvidence.ContactNominated(
                    new Contact(
                            new PersonName("Trần Văn Bình"),
                            "Trưởng cơ sở",
                            List.of(new Phone.Line("+84912345678", "")),
                            new EmailAddress("binh@example.vn")));

    final TestServer server;
    final TestClient department;
    final TestClient chairman;
    final TestClient engineer;

    Province(TestServer server) {
        this.server = server;
        this.department = person("so-tttt", "it-department", Scope.EVERYWHERE);
        this.chairman = person("chu-tich", "chairman", Scope.EVERYWHERE);
        this.engineer = person("ky-su", "connection-engineer", Scope.EVERYWHERE);
    }

    TestClient person(String name, String role, Scope scope) {
        User user = server.person(name + "-" + Ids.next(System.nanoTime(), new Random()), null);
        server.server.rights().give(user.id(), new Rights.Gift(role, scope, null, null), "test");
        return server.as(user);
    }

    /** Somebody of one facility. */
    TestClient of(String facility, String role) {
        return person(role, role, new Scope(null, null, Set.of(facility), Set.of()));
    }

    /** A facility that was surveyed and found eligible, and may record. */
    String eligible(String name) {
        String id = server.server.registry().addFacility(name, "").id();
        ok(department.send("PUT", "facilities/" + id + "/profile", TestClient.PAPERS), 200);
        Lives lives = server.server.programme().lives();
        lives.advance(id, FacilityStage.CONTACT_NAMED, LAN, CONTACT);
        lives.advance(id, FacilityStage.SURVEYED, LAN, new FacilityEvidence.SurveySigned("KS"));
        lives.advance(id, FacilityStage.ELIGIBLE, LAN, new FacilityEvidence.FoundEligible("KS"));
        return id;
    }

    FacilityStage stage(String facility) {
        return server.server.programme().lives().facility(facility).state().stage();
    }

    /** A draft, whatever stood there before. */
    int draft() {
        JsonNode plan = department.get("plan").json();
        if (plan.get("version").isNull()
                || !plan.get("versions").get(0).get("state").stringValue().equals("DRAFT")) {
            plan = ok(department.post("plan", Map.of()), 201);
        }
        return plan.get("version").intValue();
    }

    void add(int version, String... facilities) {
        ok(
                department.post(
                        "plan/sites",
                        Map.of(
                                "version",
                                version,
                                "facilityIds",
                                List.of(facilities),
                                "startOn",
                                LocalDate.of(2021, 5, 12).toString(),
                                "responsible",
                                "VNPT Ninh Thuận")),
                200);
    }

    /** Has a plan approved that covers these. */
    void approve(String... facilities) {
        int version = draft();
        add(version, facilities);
        ok(department.post("plan/proposal", Map.of("version", version)), 200);
        ok(chairman.post("plan/approval", Map.of("version", version)), 200);
    }

    String camera(String facility, String name, String host, Map<String, Object> more) {
        Map<String, Object> camera = new HashMap<>();
        camera.put("facilityId", facility);
        camera.put("name", name);
        camera.put("url", "rtsp://" + host + "/" + name);
        camera.put("username", "vnpt");
        camera.put("password", TestServer.STRICT_PASSWORD);
        camera.putAll(more);
        return ok(department.post("cameras", camera), 201).get("id").stringValue();
    }

    void round() {
        try (ConnectionRounds rounds = new ConnectionRounds(server.server.connections())) {
            rounds.round();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For answers that are lines of JSON. */
    static void ok200(TestClient.Answer answer) {
        if (answer.status() != 200 || !answer.text().contains("\"step\":\"result\"")) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
    }

    static JsonNode ok(TestClient.Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.json();
    }
}
