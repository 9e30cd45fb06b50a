package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Presence, hand-overs and inspections through the interface. */
class DutyTest {
    private final TestServer server = TestServer.shared();
    private final TestClient client = server.loggedIn();

    @Test
    void aSiteIsNotWatchedUntilItsWatcherConfirms() {
        String facility = operating();
        TestClient watcher = watcher(facility);
        JsonNode before = watcher.get("duty").json().get("sites").get(0);
        assertThat(before.get("state").stringValue()).isEqualTo("NOT_WATCHED");
        assertThat(notWatched()).contains(facility);
        JsonNode after = watcher.post("duty/confirmations", Map.of()).json().get("sites").get(0);
        assertThat(after.get("state").stringValue()).isEqualTo("WATCHED");
        assertThat(notWatched()).doesNotContain(facility);
        assertThat(client.get("audit?kind=duty-confirmed&facility=" + facility).text())
                .contains(facility);
        assertThat(
                        watcher.post(
                                        "duty/confirmations",
                                        Map.of("facilityIds", List.of(facility, operating())))
                                .status())
                .isEqualTo(422);
    }

    @Test
    void aHandOverKeepsWhatWasOpenWhenItWasSigned() {
        String facility = operating();
        TestClient day = watcher(facility);
        TestClient night = watcher(facility);
        String incident =
                day.post(
                                "incidents",
                                Map.of(
                                        "facilityId",
                                        facility,
                                        "kind",
                                        "FIRE",
                                        "severity",
                                        "CRITICAL"))
                        .json()
                        .get("incident")
                        .get("id")
                        .stringValue();
        assertThat(day.get("hand-overs/draft").text()).contains(incident);
        JsonNode offered = day.post("hand-overs", Map.of("note", "Ca ngày")).json();
        String path = "hand-overs/" + offered.get("id").stringValue();
        assertThat(day.post(path + "/take", Map.of()).status()).isEqualTo(409);
        JsonNode taken = night.post(path + "/take", Map.of("words", "Đã nhận")).json();
        assertThat(taken.get("state").stringValue()).isEqualTo("TAKEN");
        assertThat(night.post(path + "/take", Map.of()).status()).isEqualTo(409);
        day.post("incidents/" + incident + "/steps", Map.of("step", "TAKE_UP"));
        JsonNode later = day.get(path).json();
        assertThat(later.get("open").get(0).get("id").stringValue()).isEqualTo(incident);
        assertThat(later.get("open").get(0).get("words").stringValue())
                .contains("Fire")
                .contains("New");
        assertThat(watcher(operating()).get(path).status()).isEqualTo(404);
    }

    @Test
    void aFacilityInOperationIsDueForInspectionAndNoLongerWhenOneIsRecorded() {
        String facility = operating();
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        assertThat(due(facility).get("on").stringValue()).isEqualTo(today.plusDays(15).toString());
        String path = "facilities/" + facility + "/inspections";
        for (Map<String, Object> wrong :
                List.<Map<String, Object>>of(
                        Map.of("on", today.plusDays(1).toString(), "inspectors", "A"),
                        Map.of("on", "hôm qua", "inspectors", "A"),
                        Map.of("on", today.toString(), "inspectors", " "),
                        Map.of(
                                "on",
                                today.toString(),
                                "inspectors",
                                "A",
                                "findings",
                                List.of(Map.of("code", "OTHER", "words", ""))))) {
            assertThat(client.post(path, wrong).status()).as("%s", wrong).isEqualTo(422);
        }
        TestClient.Answer kept =
                client.post(
                        path,
                        Map.of(
                                "on",
                                today.minusDays(20).toString(),
                                "inspectors",
                                "Đoàn Sở Y tế",
                                "findings",
                                List.of(
                                        Map.of(
                                                "code",
                                                "NEEDS_REPAIR",
                                                "words",
                                                "Camera sân",
                                                "mendBy",
                                                today.toString()))));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        assertThat(client.get(path).text()).contains("Camera sân");
        assertThat(due(facility).get("last").stringValue())
                .isEqualTo(today.minusDays(20).toString());
        // It began to operate today, so that an older inspection puts nothing forward.
        assertThat(due(facility).get("state").stringValue()).isEqualTo("DUE");
    }

    private JsonNode due(String facility) {
        return client.get("inspections").json().values().stream()
                .filter(row -> row.get("facilityId").stringValue().equals(facility))
                .findFirst()
                .orElseThrow();
    }

    private List<String> notWatched() {
        return client.get("overview").json().get("notWatched").values().stream()
                .map(row -> row.get("facilityId").stringValue())
                .toList();
    }

    private String operating() {
        String id = server.server.registry().addFacility("Trực " + System.nanoTime(), "").id();
        DutyWalk.to(server.server.programme().lives(), id, FacilityStage.OPERATING);
        return id;
    }

    private TestClient watcher(String facility) {
        User user = server.person("ca-" + System.nanoTime(), null);
        server.server
                .rights()
                .give(
                        user.id(),
                        new Rights.Gift(
                                "duty-watcher",
                                new Scope(null, null, Set.of(facility), Set.of()),
                                null,
                                null),
                        "");
        return server.as(user);
    }
}
