package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.haidang.server.store.Ids;
import org.haidang.server.store.TestPostgres;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The one screen through the interface. */
class OverviewTest {
    private static final int FACILITIES = 200;
    private static final int CAMERAS = 2_000;
    private static final int EVENTS = 50_000;

    @TempDir Path folder;

    @Test
    void everyNumberIsTheLengthOfItsListAndOfTheCallersScopeOnly() {
        try (TestServer server = TestServer.withAdministrator(folder)) {
            String registered = facility(server, "Khu đăng ký", null);
            String surveyed = facility(server, "Khu khảo sát", FacilityStage.SURVEYED);
            String operating = facility(server, "Khu vận hành", FacilityStage.OPERATING);
            server.server.registry().add(camera(operating));
            TestClient all = server.loggedIn();
            JsonNode overview = all.get("overview").json();
            assertThat(overview.get("funnel")).hasSize(6);
            for (JsonNode step : overview.get("funnel").values()) {
                String name = step.get("step").stringValue();
                int count = step.get("count").intValue();
                assertThat(all.get("overview/facilities?step=" + name).json()).hasSize(count);
                assertThat(all.get("overview/facilities?reached=false&step=" + name).json())
                        .hasSize(3 - count);
            }
            assertThat(
                            overview.get("funnel").values().stream()
                                    .map(step -> step.get("count").intValue()))
                    .containsExactly(3, 2, 2, 1, 1, 1);
            assertThat(all.get("overview/cameras").json()).hasSize(1);
            assertThat(overview.get("notConnected").get(0).get("facilityId").stringValue())
                    .isEqualTo(registered);

            TestClient own = chairmanOf(server, surveyed);
            JsonNode part = own.get("overview").json();
            assertThat(part.get("funnel").get(0).get("count").intValue()).isEqualTo(1);
            assertThat(part.get("cameras").get("existing").intValue()).isZero();
            assertThat(part.get("notWatched")).isEmpty();
            assertThat(own.get("overview").text()).doesNotContain(registered, operating);
            assertThat(own.get("overview/facilities").text()).doesNotContain(registered, operating);
        }
    }

    @Test
    void answersAWholeProvinceOnSqlite() {
        measure(Map.of());
    }

    @Test
    void answersAWholeProvinceOnPostgres() {
        measure(TestPostgres.freshSettings());
    }

    private void measure(Map<String, String> database) {
        Map<String, String> more = new HashMap<>(database);
        more.put("administrator.username", TestServer.USERNAME);
        more.put("administrator.password", TestServer.PASSWORD);
        more.put("cameras.max", "3000");
        try (TestServer server = TestServer.fresh(folder, more)) {
            fill(server);
            TestClient client = server.loggedIn();
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 8; i++) {
                long begun = System.nanoTime();
                TestClient.Answer answer = client.get("overview");
                best = Math.min(best, System.nanoTime() - begun);
                assertThat(answer.json().get("cameras").get("existing").intValue())
                        .isEqualTo(CAMERAS);
            }
            // Said and not judged: machines differ.
            System.out.printf("overview of a province: %.1f ms%n", best / 1e6);
        }
    }

    private static void fill(TestServer server) {
        List<Facility> facilities = new ArrayList<>();
        List<CameraInput> cameras = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < FACILITIES; i++) {
            facilities.add(
                    new Facility(
                            Ids.next(1_000_000L * i, random), "Cơ sở " + i, "", 0, null, null));
        }
        for (int i = 0; i < CAMERAS; i++) {
            cameras.add(camera(facilities.get(i % FACILITIES).id()));
        }
        server.server.registry().add(facilities, cameras);
        List<FacilityStage> stages =
                Arrays.asList(
                        null,
                        FacilityStage.CONTACT_NAMED,
                        FacilityStage.PLAN_APPROVED,
                        FacilityStage.OPERATING);
        for (int i = 0; i < FACILITIES; i++) {
            FacilityStage stage = stages.get(i % stages.size());
            if (stage != null) {
                DutyWalk.to(server.server.programme().lives(), facilities.get(i).id(), stage);
            }
        }
        // Old events are in the tables that the screen asks; it must not read them.
        server.server
                .web()
                .context()
                .getBean(Services.class)
                .database()
                .write(c -> {
                    for (int i = 0; i < EVENTS; i++) {
                        String facility = facilities.get(i % FACILITIES).id();
                        c.sql(
                                        "insert into incidents (id, facility_id, cameras, kind, severity,"
                                                + " title, from_us, to_us, state, owner_id, owner,"
                                                + " created_by, created_us, changed_us) values (?, ?, '',"
                                                + " 'OTHER', 'MINOR', 'x', ?, null, ?, null, null, 'a', ?,"
                                                + " ?)")
                                .params(
                                        Ids.next(2_000_000L * i, random),
                                        facility,
                                        i,
                                        i % 500 == 0 ? "NEW" : "CLOSED",
                                        i,
                                        i)
                                .update();
                    }
                    return EVENTS;
                });
    }

    private static String facility(TestServer server, String name, @Nullable FacilityStage stage) {
        String id = server.server.registry().addFacility(name, "").id();
        if (stage != null) {
            DutyWalk.to(server.server.programme().lives(), id, stage);
        }
        return id;
    }

    private static CameraInput camera(String facility) {
        return CameraInput.of(facility, "c", "rtsp://10.1.2.3/c").enabled(false);
    }

    private static TestClient chairmanOf(TestServer server, String facility) {
        User user = server.person("chu-tich", null);
        server.server
                .rights()
                .give(
                        user.id(),
                        new Rights.Gift(
                                "chairman",
                                new Scope(null, null, Set.of(facility), Set.of()),
                                null,
                                null),
                        "");
        return server.as(user);
    }
}
