package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Grant;
import org.haidang.server.rights.Rights;
import org.haidang.server.store.Database;
import org.haidang.server.web.request.Services;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people do stands in the log, and what cannot stand there is not done. */
class ActsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SECRET = "s3cret-of-the-camera";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private TestClient client;

    @BeforeEach
    void start() {
        server = TestServer.withAdministrator(folder);
        client = server.loggedIn();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Rows of a kind, newest first. */
    private List<JsonNode> rows(String filter) {
        List<JsonNode> rows = new ArrayList<>();
        client.get("audit?limit=500&" + filter).json().get("rows").forEach(rows::add);
        return rows;
    }

    @Test
    void comingAndGoing() {
        TestClient stranger = new TestClient(server.url);
        assertThat(stranger.tryLogIn("quantri", "not the password at all").status()).isEqualTo(401);
        JsonNode failed = rows("kind=login-failed").getFirst();
        assertThat(failed.get("person").stringValue()).isEqualTo("quantri");
        assertThat(failed.get("address").stringValue()).isEqualTo("127.0.0.1");
        assertThat(rows("kind=login")).hasSize(1);
        TestClient second = server.loggedIn();
        assertThat(rows("kind=login")).hasSize(2);
        second.send("DELETE", "session", null);
        assertThat(rows("kind=logout")).hasSize(1);
        assertThat(client.get("audit?limit=500").text()).doesNotContain("not the password");
    }

    @Test
    void camerasAndFacilitiesBeforeAndAfter() {
        String id = client.addCamera("watched", Map.of("username", "u", "password", SECRET));
        JsonNode added = rows("kind=camera-added&camera=" + id).getFirst();
        assertThat(added.get("detail").get("after").get("hasPassword").booleanValue()).isTrue();
        client.send("PATCH", "cameras/" + id, Map.of("zone", "gate"));
        JsonNode detail = rows("kind=camera-changed&camera=" + id).getFirst().get("detail");
        assertThat(detail.get("before").get("zone").stringValue()).isEmpty();
        assertThat(detail.get("after").get("zone").stringValue()).isEqualTo("gate");
        // A change that changes nothing, and one that cannot be, are none.
        client.send("PATCH", "cameras/" + id, Map.of("zone", "gate"));
        client.send("PATCH", "cameras/" + id, Map.of("url", "not an address"));
        assertThat(rows("kind=camera-changed&camera=" + id)).hasSize(1);
        client.send("DELETE", "cameras/" + id, null);
        assertThat(rows("kind=camera-removed&camera=" + id)).hasSize(1);
        assertThat(rows("kind=facility-added")).hasSize(1);
        assertThat(client.get("audit?limit=500").text()).doesNotContain(SECRET);
    }

    @Test
    void whoSawACameraLiveFromWhenToWhen() throws Exception {
        User watcher =
                server.server.accounts().add("watcher", "Ba", "three old boats at dusk", "vi");
        Grant grant =
                server.server
                        .rights()
                        .give(watcher.id(), Rights.Gift.everywhere("duty-watcher"), "");
        String id = client.addCamera("live", Map.of());
        server.sources.named("live/main").live();
        TestClient own = new TestClient(server.url);
        own.logIn("watcher", "three old boats at dusk");
        int[] closed = {0};
        own.live(
                id,
                "",
                new WebSocket.Listener() {
                    @Override
                    public java.util.concurrent.@org.jspecify.annotations.Nullable CompletionStage<
                                    ?>
                            onClose(WebSocket socket, int code, String reason) {
                        closed[0] = code;
                        return null;
                    }
                },
                server.url);
        String filter = "kind=view&camera=" + id + "&person=" + watcher.id();
        JsonNode begin = rows(filter).getFirst();
        assertThat(begin.get("detail").get("phase").stringValue()).isEqualTo("begin");
        assertThat(begin.get("person").stringValue()).isEqualTo("Ba");
        server.server.rights().withdraw(grant.id());
        await().atMost(Duration.ofSeconds(5)).until(() -> closed[0] == 4403);
        await().atMost(SOON).until(() -> rows(filter).size() == 2);
        JsonNode end = rows(filter).getFirst();
        assertThat(end.get("detail").get("phase").stringValue()).isEqualTo("end");
        assertThat(end.get("from").stringValue()).isEqualTo(begin.get("from").stringValue());
        assertThat(end.get("to").stringValue()).isGreaterThan(end.get("from").stringValue());
    }

    @Test
    void whatWasPlayedAndTakenAway() {
        long startUs = System.currentTimeMillis() * 1_000 - 1_000_000;
        String id = client.addCamera("played", Map.of());
        server.sources.named("played/main").live();
        server.sources.named("played/main").pictures(31, 400);
        String range = "?from=" + startUs + "&to=" + (startUs + 60_000_000);
        await().atMost(SOON)
                .until(() ->
                        client.get("cameras/" + id + "/playback?at=" + startUs).status() == 200);
        JsonNode played = rows("kind=playback&camera=" + id).getFirst();
        assertThat(played.get("from").stringValue()).isNotEmpty();
        assertThat(client.get("cameras/" + id + "/video.mp4" + range).status()).isEqualTo(200);
        JsonNode export = rows("kind=export&camera=" + id).getFirst();
        assertThat(export.get("to").stringValue()).isGreaterThan(export.get("from").stringValue());
    }

    @Test
    void rightsAndTheirWithdrawal() {
        String id = server.addPerson("Tư");
        JsonNode grant =
                client.post(
                                "users/" + id + "/grants",
                                Map.of("roleId", "duty-watcher", "scope", Map.of()))
                        .json();
        JsonNode given = rows("kind=grant").getFirst();
        assertThat(given.get("detail").get("role").stringValue()).isEqualTo("duty-watcher");
        assertThat(given.get("detail").get("user").stringValue()).isEqualTo(id);
        client.send("DELETE", "users/" + id + "/grants/" + grant.get("id").stringValue(), null);
        assertThat(rows("kind=grant-withdrawn")).hasSize(1);
        client.send("PATCH", "users/" + id, Map.of("enabled", false));
        assertThat(rows("kind=user-disabled")).hasSize(1);
    }

    @Test
    void emergencyAccessReportsItself() {
        User chairman =
                server.server
                        .accounts()
                        .add("chairman", "Chủ tịch", "three old boats at dusk", "vi");
        server.server.rights().give(chairman.id(), Rights.Gift.everywhere("chairman"), "");
        String id = client.addCamera("seen", Map.of());
        TestClient own = new TestClient(server.url);
        own.logIn("chairman", "three old boats at dusk");
        String recordings = "cameras/" + id + "/recordings?from=1000000&to=2000000";
        assertThat(own.get(recordings).status()).isEqualTo(403);
        assertThat(own.post("break-glass", Map.of("reason", "short")).status()).isEqualTo(422);
        assertThat(own.post("break-glass", Map.of("reason", "khách bị ngã ở hành lang")).status())
                .isEqualTo(201);
        assertThat(own.get(recordings).status()).isEqualTo(200);
        JsonNode row = rows("kind=break-glass").getFirst();
        assertThat(row.get("person").stringValue()).isEqualTo("Chủ tịch");
        assertThat(row.get("message").stringValue()).contains("khách bị ngã ở hành lang");
        assertThat(client.get("system").json().get("alarms").toString())
                .contains("break-glass")
                .contains("Chủ tịch");
    }

    private Database database() {
        return server.server.web().context().getBean(Services.class).database();
    }

    /** Lets the database take no more page, and fills those that it has. */
    private void fillDisk() {
        var _ =
                database()
                        .write(c -> {
                            int now = c.sql("pragma page_count").query(Integer.class).single();
                            c.sql("pragma max_page_count = " + now).query(Integer.class).single();
                            return now;
                        });
        for (int i = 0; i < 1_000; i++) {
            if (client.get("audit/export.csv?person=nobody").status() == 503) {
                return;
            }
        }
        throw new AssertionError("the database takes rows for ever");
    }

    @Test
    void nothingIsDoneThatCannotBeRecorded() {
        String id = client.addCamera("kept", Map.of());
        server.sources.named("kept/main").live();
        int facilities = client.get("facilities").json().size();
        fillDisk();
        assertThat(client.post("facilities", Map.of("name", "Mới")).status()).isEqualTo(503);
        assertThat(client.get("facilities").json().size()).isEqualTo(facilities);
        assertThat(client.send("DELETE", "cameras/" + id, null).status()).isEqualTo(503);
        assertThat(client.get("cameras/" + id).status()).isEqualTo(200);
        assertThat(client.send("PATCH", "cameras/" + id, Map.of("zone", "waiting-hall")).status())
                .isEqualTo(503);
        assertThat(client.get("cameras/" + id).json().get("zone").stringValue()).isEmpty();
        assertThatThrownBy(() -> client.live(id, "", new WebSocket.Listener() {}, server.url))
                .hasCauseInstanceOf(java.net.http.WebSocketHandshakeException.class);
        assertThat(
                        new TestClient(server.url)
                                .tryLogIn(TestServer.USERNAME, TestServer.PASSWORD)
                                .status())
                .isEqualTo(503);
        assertThat(client.get("audit/verification").json().get("ok").booleanValue()).isTrue();
    }
}
