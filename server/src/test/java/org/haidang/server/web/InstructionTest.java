package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.server.audit.Actor;
import org.haidang.server.plan.Plans;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nation, province and site, three real servers: what people above want of people below. */
class InstructionTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer nation;

    @SuppressWarnings("NullAway.Init")
    private TestServer province;

    @SuppressWarnings("NullAway.Init")
    private TestServer site;

    @SuppressWarnings("NullAway.Init")
    private TestClient ministry;

    @SuppressWarnings("NullAway.Init")
    private TestClient department;

    @SuppressWarnings("NullAway.Init")
    private TestClient contact;

    @BeforeEach
    void link() throws IOException {
        nation = TestServer.fresh(folder.resolve("nation"), TestServer.centre());
        province = TestServer.fresh(folder.resolve("province"), TestServer.centre());
        site = TestServer.withAdministrator(folder.resolve("site"));
        ministry = as(nation, "bo", "Vụ Bưu chính", "ministry");
        department = as(province, "so", "Trần Thị B", "it-department");
        contact = as(site, "dm", "Nguyễn Văn A", "focal-point");
        site.loggedIn().addCamera("Cổng", Map.of());
        site.join(province, "Khu Phước Dinh");
        await().atMost(LIMIT).until(() -> place(department) != null);
    }

    @AfterEach
    void stop() {
        site.close();
        province.close();
        nation.close();
    }

    private static TestClient as(TestServer on, String username, String name, String role) {
        var user = on.server.accounts().add(username, name, "three old boats at dusk", "vi");
        on.server.rights().give(user.id(), Rights.Gift.everywhere(role), "test");
        return on.as(user);
    }

    /** The facility at a site below about which one may instruct; null while there is none. */
    private static @Nullable String place(TestClient client) {
        for (JsonNode one : client.get("instructions/places").json()) {
            return one.get("facilityId").stringValue();
        }
        return null;
    }

    private static TestClient.Answer give(TestClient client, Map<String, Object> instruction) {
        return client.post("facilities/" + place(client) + "/instructions", instruction);
    }

    private static JsonNode only(TestClient client, String state) {
        JsonNode all = client.get("instructions?state=" + state).json();
        return all.size() == 1 ? all.get(0) : all;
    }

    private static String state(TestClient client, String of) {
        JsonNode one = only(client, of);
        return one.isArray() ? "" : one.get("state").stringValue();
    }

    private static void awaitState(TestClient client, String of, String state) {
        await().atMost(LIMIT).until(() -> state(client, of).equals(state));
    }

    private static List<String> log(TestServer of, String kind) {
        return StreamSupport.stream(
                        of.loggedIn().get("audit?kind=" + kind).json().get("rows").spliterator(),
                        false)
                .map(row -> row.get("message").stringValue())
                .toList();
    }

    @Test
    void anOrderIsSeenAndDoneAndBothSidesKnowWhoDidWhat() {
        String due = Instant.now().plus(Duration.ofDays(1)).toString();
        TestClient.Answer given =
                give(
                        department,
                        Map.of("kind", "ORDER", "words", "Lau ống kính cổng.", "due", due));
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        assertThat(given.json().get("site").stringValue()).isEqualTo("Khu Phước Dinh");
        awaitState(contact, "open", "KEPT");
        awaitState(department, "open", "KEPT");
        JsonNode here = only(contact, "open");
        assertThat(here.get("words").stringValue()).isEqualTo("Lau ống kính cổng.");
        assertThat(here.get("giver").stringValue()).isEqualTo("Trần Thị B");
        assertThat(here.get("overdue").booleanValue()).isFalse();
        assertThat(here.get("site").isNull()).isTrue();
        assertThat(here.get("may").get(0).stringValue()).isEqualTo("answer");
        String id = here.get("id").stringValue();

        assertThat(contact.post("instructions/" + id + "/seen", Map.of()).status()).isEqualTo(200);
        awaitState(department, "open", "SEEN");
        assertThat(only(department, "open").get("seenBy").stringValue()).isEqualTo("Nguyễn Văn A");
        assertThat(contact.post("instructions/" + id + "/done", Map.of()).status()).isEqualTo(422);
        assertThat(
                        contact.post("instructions/" + id + "/done", Map.of("result", "Đã lau."))
                                .json()
                                .get("state")
                                .stringValue())
                .isEqualTo("DONE");
        awaitState(department, "over", "DONE");
        JsonNode done = only(department, "over");
        assertThat(done.get("doneBy").stringValue()).isEqualTo("Nguyễn Văn A");
        assertThat(done.get("result").stringValue()).isEqualTo("Đã lau.");
        assertThat(contact.post("instructions/" + id + "/seen", Map.of()).status()).isEqualTo(409);

        assertThat(log(province, "instruction-given")).hasSize(1);
        assertThat(log(province, "instruction-answered")).hasSize(2);
        assertThat(log(site, "instruction-received")).hasSize(1);
        assertThat(log(site, "instruction-answered")).hasSize(2);
    }

    @Test
    void theSiteIsToldOnceWhatTheApprovedPlanSaysOfIt() {
        String facility = Objects.requireNonNull(place(department));
        Plans plans = province.server.programme().plans();
        Actor proposer = new Actor("u1", "Lê Thị Lan", null, "127.0.0.1", null);
        Actor chairman = new Actor("u2", "Phạm Văn Cường", null, "127.0.0.1", null);
        approve(plans, facility, 4, proposer, chairman);
        awaitState(contact, "open", "KEPT");
        JsonNode order = only(contact, "open");
        assertThat(order.get("kind").stringValue()).isEqualTo("ORDER");
        assertThat(order.get("words").stringValue())
                .contains("4 camera", "H.264 1920x1080", "28 ngày");
        assertThat(order.get("giver").stringValue()).isEqualTo("Phạm Văn Cường");

        // The same again says nothing new; another number of cameras does.
        approve(plans, facility, 4, proposer, chairman);
        approve(plans, facility, 5, proposer, chairman);
        await().atMost(LIMIT)
                .until(() -> contact.get("instructions?state=open").json().size() == 2);
        assertThat(log(province, "instruction-given")).hasSize(2);
    }

    private static void approve(
            Plans plans, String facility, int cameras, Actor proposer, Actor chairman) {
        int version = plans.begin(proposer).version();
        SiteParameters site =
                SiteParameters.asTemplate(
                        facility,
                        cameras,
                        plans.versions().newest().orElseThrow().template(),
                        LocalDate.of(2021, 5, 12),
                        "VNPT");
        plans.putSite(version, site, proposer);
        plans.propose(version, proposer);
        plans.approve(version, chairman);
    }

    @Test
    void whatIsGivenWhileTheLineIsDownArrivesOnceAndWhatIsWithdrawnIsSaidSo() {
        site.close();
        await().atMost(LIMIT)
                .until(() ->
                        province.loggedIn()
                                .get("links")
                                .json()
                                .at("/sites/0/state")
                                .stringValue()
                                .equals("lost"));
        String words = "Báo số người đang cách ly.";
        assertThat(give(department, Map.of("kind", "ORDER", "words", words)).status())
                .isEqualTo(201);
        assertThat(state(department, "open")).isEqualTo("WAITING");

        site = TestServer.withAdministrator(folder.resolve("site"));
        contact = site.as(site.server.accounts().byUsername("dm").orElseThrow());
        awaitState(contact, "open", "KEPT");
        awaitState(department, "open", "KEPT");
        assertThat(log(site, "instruction-received")).hasSize(1);

        String id = only(department, "open").get("id").stringValue();
        assertThat(department.post("instructions/" + id + "/withdrawal", Map.of()).status())
                .isEqualTo(422);
        assertThat(
                        department
                                .post("instructions/" + id + "/withdrawal", Map.of("why", "Nhầm."))
                                .status())
                .isEqualTo(200);
        awaitState(contact, "over", "WITHDRAWN");
        assertThat(only(contact, "over").get("why").stringValue()).isEqualTo("Nhầm.");
        assertThat(contact.post("instructions/" + id + "/seen", Map.of()).status()).isEqualTo(409);
        await().atMost(LIMIT)
                .until(() ->
                        province.server
                                        .tiers()
                                        .instructions()
                                        .byId(id)
                                        .orElseThrow()
                                        .withdrawal()
                                        .keptUs()
                                != 0);
    }

    @Test
    void whatTheNationWantsGoesOnToTheSiteAndItsAnswerComesUp() {
        province.join(nation, "Ninh Thuận");
        await().atMost(LIMIT).until(() -> place(ministry) != null);
        String words = "Kiểm tra camera cổng.";
        assertThat(give(ministry, Map.of("kind", "ORDER", "words", words)).status()).isEqualTo(201);
        awaitState(contact, "open", "KEPT");
        JsonNode here = only(contact, "open");
        assertThat(here.get("giver").stringValue()).isEqualTo("Vụ Bưu chính");
        JsonNode between = department.get("instructions").json();
        assertThat(between).hasSize(2);
        assertThat(between)
                .anySatisfy(one -> assertThat(one.get("onward").asString()).contains("Phước Dinh"))
                .anySatisfy(one -> assertThat(one.get("may")).isEmpty());
        String id = here.get("id").stringValue();
        contact.post("instructions/" + id + "/done", Map.of("result", "Camera tốt."));
        awaitState(ministry, "over", "DONE");
        assertThat(only(ministry, "over").get("doneBy").stringValue()).isEqualTo("Nguyễn Văn A");
        assertThat(only(ministry, "over").get("result").stringValue()).isEqualTo("Camera tốt.");
        assertThat(department.get("instructions").json()).isEmpty();
    }

    @Test
    void aReminderOfAFacilityAtASiteStandsOnItsScreensThoughNoMailIsSetUp() {
        String facility = place(department);
        TestClient.Answer reminded =
                department.post("facilities/" + facility + "/reminders", Map.of("text", ""));
        assertThat(reminded.status()).as(reminded.text()).isEqualTo(200);
        assertThat(reminded.json().get("site").stringValue()).isEqualTo("Khu Phước Dinh");
        awaitState(contact, "open", "KEPT");
        // Asked twice in one breath, it stands there once.
        department.post("facilities/" + facility + "/reminders", Map.of("text", "Nhanh lên"));
        JsonNode here = only(contact, "open");
        assertThat(here.get("kind").stringValue()).isEqualTo("REMIND");
        assertThat(here.get("words").stringValue()).contains("hoàn thành các việc còn lại");
        String id = here.get("id").stringValue();
        contact.post("instructions/" + id + "/seen", Map.of());
        awaitState(department, "over", "DONE");
    }

    @Test
    void whoMayNotIsRefusedAndWhatIsHereHasNobodyBelow() {
        TestClient watcher = as(province, "truc", "Trực", "duty-watcher");
        String facility = place(department);
        assertThat(
                        watcher.post(
                                        "facilities/" + facility + "/instructions",
                                        Map.of("kind", "ORDER", "words", "x"))
                                .status())
                .isEqualTo(403);
        String own = province.loggedIn().addFacility("Bệnh viện");
        TestClient.Answer here =
                department.post(
                        "facilities/" + own + "/instructions",
                        Map.of("kind", "ORDER", "words", "x"));
        assertThat(here.status()).isEqualTo(409);
        assertThat(here.json().get("type").stringValue()).endsWith("instruction-no-site");
        assertThat(
                        give(
                                        department,
                                        Map.of(
                                                "kind",
                                                "ORDER",
                                                "words",
                                                "x",
                                                "due",
                                                "2021-05-14T00:00:00Z"))
                                .status())
                .isEqualTo(422);
        assertThat(give(department, Map.of("kind", "ORDER", "words", " ")).status()).isEqualTo(422);
        assertThat(give(department, Map.of("kind", "SING", "words", "x")).status()).isEqualTo(422);

        // One who answers for another place learns of nothing here.
        give(department, Map.of("kind", "ORDER", "words", "Lau ống kính"));
        awaitState(contact, "open", "KEPT");
        String elsewhere = site.loggedIn().addFacility("Khu khác");
        var user = site.server.accounts().add("k", "K", "three old boats at dusk", "vi");
        site.server
                .rights()
                .give(
                        user.id(),
                        new Rights.Gift(
                                "focal-point",
                                new Scope(
                                        null,
                                        null,
                                        java.util.Set.of(elsewhere),
                                        java.util.Set.of()),
                                null,
                                null),
                        "test");
        TestClient other = site.as(user);
        assertThat(other.get("instructions").json()).isEmpty();
        String id = only(contact, "open").get("id").stringValue();
        assertThat(other.post("instructions/" + id + "/seen", Map.of()).status()).isEqualTo(404);
    }
}
