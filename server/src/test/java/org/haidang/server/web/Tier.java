package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Rights;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One of several linked servers, its engineer, and what it calls the camera that is looked at. */
class Tier {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    final TestServer server;
    final TestClient engineer;
    String camera = "";

    Tier(TestServer server) {
        this.server = server;
        this.engineer = server.loggedIn();
    }

    TestClient person(String name, String role) {
        User user = server.person(name, null);
        server.server.rights().give(user.id(), Rights.Gift.everywhere(role), "test");
        return server.as(user);
    }

    JsonNode row() {
        return engineer.get("cameras/" + camera).json();
    }

    /** Sentences of a kind in the log, the newest first. */
    List<String> log(String kind) {
        return engineer.get("audit?kind=" + kind)
                .json()
                .get("rows")
                .valueStream()
                .map(row -> row.get("message").stringValue())
                .toList();
    }

    /** What the newest row of a kind says more. */
    JsonNode detail(String kind) {
        return engineer.get("audit?kind=" + kind).json().at("/rows/0/detail");
    }

    /** Decides what the tier above may have of the camera. */
    void give(Map<String, Object> grant) {
        Map<String, Object> body = new HashMap<>(grant);
        body.put("cameraIds", List.of(camera));
        assertThat(engineer.send("PUT", "links/grants", body).status()).isEqualTo(200);
    }

    /** Waits until the camera is there. */
    void awaitCamera(String name) {
        await().atMost(LIMIT).until(() -> found(name) != null);
        camera = Objects.requireNonNull(found(name));
    }

    private @Nullable String found(String name) {
        return engineer.get("cameras")
                .json()
                .valueStream()
                .filter(one -> one.get("name").stringValue().equals(name))
                .map(one -> one.get("id").stringValue())
                .findFirst()
                .orElse(null);
    }
}
