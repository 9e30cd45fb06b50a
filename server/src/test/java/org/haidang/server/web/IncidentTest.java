package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Incidents through the interface: the way to the end, the checklist, the scope. */
class IncidentTest {
    private final TestServer server = TestServer.shared();
    private final TestClient client = server.loggedIn();

    @Test
    void goesFromACameraAndASpanOfTimeToClosedAndKeepsWhoDidWhat() {
        String camera = client.addCamera("cong-" + System.nanoTime(), Map.of());
        TestClient.Answer opened =
                client.post(
                        "incidents",
                        Map.of(
                                "cameraIds",
                                List.of(camera),
                                "kind",
                                "CAMERA_LOST",
                                "severity",
                                "SERIOUS",
                                "title",
                                "Mất hình cổng chính",
                                "from",
                                "2021-05-12T03:00:00Z",
                                "to",
                                "2021-05-12T03:10:00Z"));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        String path = "incidents/" + opened.json().get("incident").get("id").stringValue();
        assertThat(client.post(path + "/close", Map.of()).status()).isEqualTo(409);
        step(path, "TAKE_UP", "");
        step(path, "RESOLVE", "Đã thay nguồn");
        TestClient.Answer tooSoon = client.post(path + "/close", Map.of());
        assertThat(tooSoon.status()).isEqualTo(409);
        assertThat(tooSoon.text()).contains("Confirm that the picture is back");
        for (String item : List.of("call-facility", "picture-back")) {
            assertThat(client.post(path + "/ticks", Map.of("item", item)).status()).isEqualTo(200);
        }
        JsonNode closed = client.post(path + "/close", Map.of()).json();
        assertThat(closed.get("incident").get("state").stringValue()).isEqualTo("CLOSED");
        assertThat(closed.get("incident").get("owner").stringValue()).isNotBlank();
        assertThat(closed.get("events").values().stream().map(e -> e.get("act").stringValue()))
                .containsExactly("opened", "taken-up", "resolved", "ticked", "ticked", "closed");
        assertThat(client.get("incidents?camera=" + camera).json().get("rows")).isEmpty();
        assertThat(client.get("incidents?state=closed&camera=" + camera).json().get("rows"))
                .hasSize(1);
        step(path, "REOPEN", "Tái diễn");
        assertThat(client.get("incidents?camera=" + camera).json().get("rows")).hasSize(1);
        assertThat(client.get("audit?kind=incident-changed").text())
                .contains("Mất hình cổng chính");
    }

    @Test
    void refusesWhatIsNotOneAndNamesTheField() {
        String facility = facility("Khu A");
        for (Map<String, Object> wrong :
                List.<Map<String, Object>>of(
                        Map.of("kind", "FIRE", "severity", "MINOR"),
                        Map.of("facilityId", "none", "kind", "FIRE", "severity", "MINOR"),
                        Map.of("facilityId", facility, "kind", "NOISE", "severity", "MINOR"),
                        Map.of("facilityId", facility, "kind", "FIRE", "severity", "HUGE"),
                        Map.of(
                                "facilityId",
                                facility,
                                "kind",
                                "FIRE",
                                "severity",
                                "MINOR",
                                "from",
                                "2021-05-12T03:00:00Z",
                                "to",
                                "2021-05-12T02:00:00Z"),
                        Map.of(
                                "facilityId",
                                facility,
                                "kind",
                                "FIRE",
                                "severity",
                                "MINOR",
                                "cameraIds",
                                List.of(client.addCamera("c" + System.nanoTime(), Map.of())))))
            assertThat(client.post("incidents", wrong).status()).as("%s", wrong).isEqualTo(422);
    }

    @Test
    void answersWhatLiesOutOfScopeLikeWhatDoesNotExist() {
        String inside = facility("Trong");
        String outside = facility("Ngoài");
        String mine = opened(inside);
        String foreign = opened(outside);
        TestClient watcher = watcher(inside);
        assertThat(watcher.get("incidents").text()).contains(mine).doesNotContain(foreign);
        assertThat(watcher.get("incidents?facility=" + outside).json().get("rows")).isEmpty();
        assertThat(watcher.get("incidents/" + foreign).status()).isEqualTo(404);
        assertThat(watcher.post("incidents/" + foreign + "/notes", Map.of("words", "a")).status())
                .isEqualTo(404);
        assertThat(watcher.post("incidents/" + mine + "/notes", Map.of("words", "a")).status())
                .isEqualTo(200);
        // A watcher works on it; closing is for who answers for it.
        assertThat(watcher.post("incidents/" + mine + "/close", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void putsTheWorstFirst() {
        String facility = facility("Thứ tự");
        for (String severity : List.of("MINOR", "CRITICAL", "SERIOUS")) {
            client.post(
                    "incidents",
                    Map.of("facilityId", facility, "kind", "OTHER", "severity", severity));
        }
        assertThat(
                        client
                                .get("incidents?facility=" + facility)
                                .json()
                                .get("rows")
                                .values()
                                .stream()
                                .map(row -> row.get("severity").stringValue()))
                .containsExactly("CRITICAL", "SERIOUS", "MINOR");
    }

    private void step(String path, String step, String words) {
        TestClient.Answer answer =
                client.post(path + "/steps", Map.of("step", step, "words", words));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private String facility(String name) {
        return server.server.registry().addFacility(name + System.nanoTime(), "").id();
    }

    private String opened(String facility) {
        return client.post(
                        "incidents",
                        Map.of("facilityId", facility, "kind", "OTHER", "severity", "MINOR"))
                .json()
                .get("incident")
                .get("id")
                .stringValue();
    }

    private TestClient watcher(String facility) {
        User user = server.person("truc-" + System.nanoTime(), null);
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
