package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** My sessions, and my keys for programs. */
class OwnSessionsTest {
    private final TestServer server = TestServer.shared();

    private TestClient loggedIn(String username) {
        TestClient client = new TestClient(server.url);
        client.logIn(username, TestServer.PASSWORD);
        return client;
    }

    @Test
    void listsAndEndsMySessionsAndNobodyElses() {
        TestClient here = server.newcomer("several");
        TestClient there = loggedIn("several");
        TestClient elsewhere = loggedIn("several");
        TestClient stranger = server.newcomer("stranger");
        JsonNode list = here.get("me/sessions").json();
        assertThat(list.size()).isEqualTo(3);
        assertThat(list.valueStream().filter(s -> s.get("current").booleanValue())).hasSize(1);
        assertThat(list.get(0).get("address").stringValue()).isEqualTo("127.0.0.1");
        assertThat(list.get(0).get("agent").stringValue()).startsWith("Java-http-client");
        assertThat(list.toString()).doesNotContain(here.cookie("HAIDANG_SESSION").orElseThrow());
        String thereId =
                there.get("me/sessions")
                        .json()
                        .valueStream()
                        .filter(s -> s.get("current").booleanValue())
                        .findFirst()
                        .orElseThrow()
                        .get("id")
                        .stringValue();
        assertThat(stranger.send("DELETE", "me/sessions/" + thereId, null).status()).isEqualTo(404);
        assertThat(here.send("DELETE", "me/sessions/" + thereId, null).status()).isEqualTo(204);
        assertThat(there.get("cameras").status()).isEqualTo(401);
        assertThat(elsewhere.get("cameras").status()).isEqualTo(200);
        assertThat(here.send("DELETE", "me/sessions", null).status()).isEqualTo(204);
        assertThat(elsewhere.get("cameras").status()).isEqualTo(401);
        assertThat(here.get("cameras").status()).isEqualTo(200);
        assertThat(stranger.get("cameras").status()).isEqualTo(200);
    }

    private static TestClient.Answer bearer(
            TestClient client, String method, String path, String token, String body) {
        return client.send(
                client.request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));
    }

    @Test
    void letsAProgramInByItsKeyAndNoFurther() {
        TestClient person = server.newcomer("programmer");
        TestClient.Answer made =
                person.post(
                        "me/tokens",
                        Map.of(
                                "name",
                                "Report",
                                "actions",
                                List.of("camera.read", "facility.write"),
                                "days",
                                30));
        assertThat(made.status()).isEqualTo(201);
        String token = made.json().get("token").stringValue();
        assertThat(token).startsWith("hd_");
        TestClient program = new TestClient(server.url);
        assertThat(bearer(program, "GET", "cameras", token, "").status()).isEqualTo(200);
        // No cookie, so no token of the page either.
        assertThat(bearer(program, "POST", "facilities", token, "{\"name\":\"Bearer\"}").status())
                .isEqualTo(201);
        // The person may read who is there; the key was not made for it.
        assertThat(person.get("users").status()).isEqualTo(200);
        assertThat(bearer(program, "GET", "users", token, "").status()).isEqualTo(403);
        JsonNode session = bearer(program, "GET", "session", token, "").json();
        assertThat(session.get("kind").stringValue()).isEqualTo("token");
        for (String call :
                new String[] {
                    "GET me/tokens",
                    "POST me/tokens",
                    "PATCH me",
                    "GET %6de/tokens",
                    "POST session",
                    "DELETE session",
                    "POST session/passkey/options",
                    "POST setup",
                    "POST invitation",
                    "POST users"
                }) {
            String[] parts = call.split(" ");
            TestClient.Answer answer = bearer(program, parts[0], parts[1], token, "{}");
            assertThat(answer.status()).as(call).isEqualTo(403);
            assertThat(answer.json().get("type").stringValue())
                    .as(call)
                    .isEqualTo("urn:haidang:token-not-here");
        }
        JsonNode list = person.get("me/tokens").json();
        assertThat(list.get(0).get("lastUsedAt").isNull()).isFalse();
        assertThat(list.toString()).doesNotContain(token);
        String id = list.get(0).get("id").stringValue();
        assertThat(server.loggedIn().send("DELETE", "me/tokens/" + id, null).status())
                .isEqualTo(404);
        assertThat(person.send("DELETE", "me/tokens/" + id, null).status()).isEqualTo(204);
        TestClient.Answer removed = bearer(program, "GET", "cameras", token, "");
        assertThat(removed.status()).isEqualTo(401);
        assertThat(removed.json().get("type").stringValue()).isEqualTo("urn:haidang:token-invalid");
    }

    @Test
    void tellsAProgramEventsUntilItsKeyIsRemoved() throws Exception {
        TestClient person = server.newcomer("listener");
        String camera = server.loggedIn().addCamera("heard", Map.of());
        JsonNode made =
                person.post(
                                "me/tokens",
                                Map.of(
                                        "name",
                                        "Listener",
                                        "actions",
                                        List.of("camera.read"),
                                        "days",
                                        1))
                        .json();
        TestClient program = new TestClient(server.url);
        var response =
                program.http
                        .sendAsync(
                                program.request("events")
                                        .header(
                                                "Authorization",
                                                "Bearer " + made.get("token").stringValue())
                                        .build(),
                                java.net.http.HttpResponse.BodyHandlers.ofLines())
                        .get(10, TimeUnit.SECONDS);
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread reader = Thread.ofVirtual().start(() -> response.body().forEach(lines::add));
        await().until(() -> lines.stream().anyMatch(line -> line.contains(camera)));
        EventHub hub = server.server.web().context().getBean(EventHub.class);
        for (int i = 1; i <= 2; i++) {
            int beats = i;
            hub.beat();
            await().until(() -> lines.stream().filter(":"::equals).count() >= beats);
        }
        person.send("DELETE", "me/tokens/" + made.get("id").stringValue(), null);
        assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
    }

    /** The cookie must not slip in beside a key: such a request carries no token of the page. */
    @Test
    void looksAtNoCookieBesideAKey() {
        TestClient person = server.newcomer("both");
        TestClient.Answer answer =
                bearer(person, "POST", "facilities", "hd_wrong", "{\"name\":\"Forged\"}");
        assertThat(answer.status()).isEqualTo(401);
        answer = bearer(person, "POST", "facilities", "other", "{\"name\":\"Forged\"}");
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:haidang:csrf");
    }

    @Test
    void refusesKeysWithoutNameActionOrEnd() {
        TestClient person = server.newcomer("careless");
        List<String> actions = List.of("camera.read");
        for (Map<String, Object> wrong :
                List.<Map<String, Object>>of(
                        Map.of("name", " ", "actions", actions, "days", 1),
                        Map.of("name", "x", "actions", List.of(), "days", 1),
                        Map.of("name", "x", "actions", List.of("rm -rf"), "days", 1),
                        Map.of("name", "x", "actions", actions, "days", 366),
                        Map.of("name", "x", "actions", actions))) {
            assertThat(person.post("me/tokens", wrong).status()).as(wrong + "").isEqualTo(422);
        }
    }
}
