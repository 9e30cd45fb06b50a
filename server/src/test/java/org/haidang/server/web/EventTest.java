package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Grant;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is told of what while he listens, and how long. */
class EventTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestServer server = TestServer.shared();
    private final TestClient client = server.loggedIn();
    private final String name = "events-" + System.nanoTime();

    /** What a listener has heard so far. */
    private record Ear(List<String> lines, Thread reader) {
        void hears(String words) {
            await().atMost(SOON).until(() -> lines.stream().anyMatch(l -> l.contains(words)));
        }

        /** What came of one kind, as the data of each. */
        List<String> of(String kind) {
            return java.util.stream.IntStream.range(1, lines.size())
                    .filter(i -> lines.get(i - 1).equals("event: " + kind))
                    .mapToObj(lines::get)
                    .toList();
        }
    }

    private static Ear listen(TestClient listener, @Nullable String key) throws Exception {
        var request = listener.request("events");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        var response =
                listener.http
                        .sendAsync(request.build(), BodyHandlers.ofLines())
                        .get(10, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        List<String> lines = new CopyOnWriteArrayList<>();
        return new Ear(lines, Thread.ofVirtual().start(() -> response.body().forEach(lines::add)));
    }

    private User watcher(String role, String facility) {
        User user = server.person(name + "-" + role, null);
        Scope one = new Scope(null, null, Set.of(facility), Set.of());
        server.server.rights().give(user.id(), new Rights.Gift(role, one, null, null), "");
        return user;
    }

    private String camera(String facility, String more) {
        TestClient.Answer answer =
                client.post(
                        "cameras",
                        Map.of(
                                "facilityId",
                                facility,
                                "name",
                                name + more,
                                "url",
                                "rtsp://10.9.8.7/" + name + more));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("id").stringValue();
    }

    private void incident(String facility) {
        Map<String, String> fire =
                Map.of("facilityId", facility, "kind", "FIRE", "severity", "MINOR");
        assertThat(client.post("incidents", fire).status()).isEqualTo(201);
    }

    private void rename(String facility, String to) {
        assertThat(client.send("PATCH", "facilities/" + facility, Map.of("name", to)).status())
                .isEqualTo(200);
    }

    private void beat() {
        server.server.web().context().getBean(EventHub.class).beat();
    }

    @Test
    void tellsAListenerOnlyOfWhatHeMayReadWhereHeMay() throws Exception {
        String here = client.addFacility(name + "-here");
        String there = client.addFacility(name + "-there");
        String seen = camera(here, "-seen");
        String unseen = camera(there, "-unseen");
        Ear ear = listen(server.as(watcher("focal-point", here)), null);
        Ear agency = listen(server.as(watcher("duty-watcher", here)), null);
        ear.hears(seen);
        String late = camera(there, "-late");
        rename(there, name + "-there again");
        incident(there);
        rename(here, name + "-here again");
        incident(here);
        client.send(
                "POST",
                "facilities/" + here + "/inspections",
                Map.of("on", "2021-05-12", "inspectors", "Lan"));
        ear.hears("\"topic\":\"inspection\"");
        assertThat(ear.of("facility")).anyMatch(line -> line.contains(here));
        assertThat(ear.of("programme"))
                .anyMatch(line -> line.contains("\"topic\":\"incident\"") && line.contains(here));
        assertThat(ear.lines())
                .noneMatch(line ->
                        line.contains(there) || line.contains(unseen) || line.contains(late));
        // Whoever may not read inspections is not told that there is one either.
        agency.hears("\"topic\":\"incident\"");
        rename(here, name + "-last");
        await().atMost(SOON).until(() -> agency.of("facility").size() >= 2);
        assertThat(agency.of("programme")).noneMatch(line -> line.contains("inspection"));
    }

    /** Each event is asked for anew: what was withdrawn meanwhile is gone. */
    @Test
    void tellsOfNothingAnyMoreWhenTheRightIsWithdrawn() throws Exception {
        String here = client.addFacility(name + "-here");
        String seen = camera(here, "-seen");
        User user = watcher("duty-watcher", here);
        Ear ear = listen(server.as(user), null);
        ear.hears(seen);
        Rights rights = server.server.rights();
        for (Grant grant : rights.grants(user.id())) {
            rights.withdraw(grant.id());
        }
        client.send("PATCH", "cameras/" + seen, Map.of("name", name + "-renamed"));
        rename(here, name + "-renamed");
        await().atMost(SOON)
                .until(() ->
                        ear.of("camera").getLast().contains("\"removed\":true")
                                && ear.of("facility").stream()
                                        .anyMatch(l -> l.contains("\"removed\":true")));
        assertThat(ear.lines()).noneMatch(line -> line.contains("renamed"));
        int before = ear.of("camera").size();
        client.send("PATCH", "cameras/" + seen, Map.of("name", name + "-again"));
        incident(here);
        beat();
        await().atMost(SOON).until(() -> ear.lines().contains(":"));
        assertThat(ear.of("camera")).as("and it is said once").hasSize(before);
        assertThat(ear.of("programme")).isEmpty();
    }

    /** A key's bounds hold for what it is told as well. */
    @Test
    void tellsAProgramOnlyWhatItsKeyIsFor() throws Exception {
        String here = client.addFacility(name + "-here");
        String seen = camera(here, "-seen");
        String key =
                client.post(
                                "me/tokens",
                                Map.of("name", name, "actions", List.of("camera.read"), "days", 1))
                        .json()
                        .get("token")
                        .stringValue();
        Ear ear = listen(new TestClient(server.url), key);
        ear.hears(seen);
        rename(here, name + "-renamed");
        incident(here);
        client.send("PATCH", "cameras/" + seen, Map.of("name", name + "-seen again"));
        await().atMost(SOON)
                .until(() ->
                        ear.of("camera").stream()
                                .anyMatch(l -> l.contains(seen) && l.contains("\"changed\":true")));
        assertThat(ear.of("facility")).isEmpty();
        assertThat(ear.of("programme")).isEmpty();
    }

    /** Somebody was kept out by another program on the same database: nobody told this one. */
    @Test
    void endsWithTheNextHeartbeatWhenThePersonMayNotBeHereAnyMore() throws Exception {
        String here = client.addFacility(name + "-here");
        User user = watcher("duty-watcher", here);
        Ear ear = listen(server.as(user), null);
        ear.hears("event: system");
        beat();
        await().atMost(SOON).until(() -> ear.lines().contains(":"));
        server.server.people().users().enable(user.id(), false, 1);
        await().atMost(SOON)
                .until(() -> {
                    beat();
                    return !ear.reader().isAlive();
                });
    }
}
