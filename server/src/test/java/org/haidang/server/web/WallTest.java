package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.haidang.server.identity.WallDevice;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Grant;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A screen on the wall: how it is set up, what it may, how it ends, and who cannot take it over.
 */
class WallTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String NAME = "Màn hình phòng trực";

    private final TestServer server = TestServer.shared();

    /** A device that became a screen. */
    private record Screen(TestClient browser, WallDevice device, String id) {
        TestClient.Answer prove() {
            return prove(browser, device);
        }

        TestClient.Answer prove(TestClient from, WallDevice by) {
            String challenge =
                    from.post("wall/challenge", Map.of("id", id))
                            .json()
                            .get("challenge")
                            .stringValue();
            return from.post(
                    "wall/proof",
                    Map.of(
                            "id",
                            id,
                            "challenge",
                            challenge,
                            "signature",
                            by.sign("proof", id, challenge)));
        }

        String cookie() {
            return browser.cookie("HAIDANG_SESSION").orElseThrow();
        }
    }

    private User watcher(String facility) {
        User user = server.person("wall-" + System.nanoTime(), null);
        Scope scope =
                facility.isEmpty()
                        ? Scope.EVERYWHERE
                        : new Scope(null, null, Set.of(facility), Set.of());
        server.server
                .rights()
                .give(user.id(), new Rights.Gift("focal-point", scope, null, null), "");
        return user;
    }

    private static String link(TestClient person) {
        TestClient.Answer made =
                person.post("me/walls", Map.of("name", NAME, "password", TestServer.PASSWORD));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().get("qr").stringValue()).startsWith("<svg");
        String link = made.json().get("link").stringValue();
        return link.substring(link.indexOf("/#/wall?token=") + 14);
    }

    private TestClient browser() {
        TestClient browser = new TestClient(server.url);
        browser.get("session");
        return browser;
    }

    private static TestClient.Answer claim(TestClient browser, WallDevice device, String token) {
        JsonNode offer = browser.post("wall/link", Map.of("token", token)).json();
        String challenge =
                offer.get("valid").booleanValue() ? offer.get("challenge").stringValue() : "none";
        return browser.post(
                "wall/claim",
                Map.of(
                        "token",
                        token,
                        "challenge",
                        challenge,
                        "publicKey",
                        device.publicKey(),
                        "signature",
                        device.sign("claim", token, challenge)));
    }

    private Screen screen(TestClient person) {
        TestClient browser = browser();
        WallDevice device = new WallDevice();
        TestClient.Answer answer = claim(browser, device, link(person));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).isNotEmpty();
        return new Screen(browser, device, answer.json().get("user").get("id").stringValue());
    }

    /** What a screen's tile got. */
    private static final class Tile implements WebSocket.Listener {
        volatile int closed;
        volatile boolean open;

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            open = true;
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed = code;
            return null;
        }
    }

    private Tile tile(Screen screen, String camera) throws Exception {
        Tile tile = new Tile();
        screen.browser().live(camera, "", tile, server.url);
        await().atMost(SOON).until(() -> tile.open);
        return tile;
    }

    @Test
    void showsWhatItsPersonMaySeeAndTellsNothingOfThePerson() throws Exception {
        TestClient administrator = server.loggedIn();
        String here = administrator.addCamera("wall-here", Map.of());
        String facility =
                administrator.get("cameras/" + here).json().get("facilityId").stringValue();
        String elsewhere = administrator.addCamera("wall-elsewhere", Map.of());
        User user = watcher(facility);
        Screen screen = screen(server.as(user));
        JsonNode session = screen.browser().get("session").json();
        assertThat(session.get("kind").stringValue()).isEqualTo("wall");
        assertThat(session.get("actions").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrder(
                        "facility.read",
                        "camera.read",
                        "live.view",
                        "alarm.read",
                        "overview.read",
                        "incident.read");
        assertThat(session.get("user").get("displayName").stringValue()).isEqualTo(NAME);
        assertThat(session.toString()).doesNotContain(user.username(), user.id());
        assertThat(screen.browser().get("cameras").json().size()).isEqualTo(1);
        assertThat(screen.browser().get("cameras/" + elsewhere).status()).isEqualTo(404);
        tile(screen, here);
        assertThatThrownBy(() -> tile(screen, elsewhere))
                .hasCauseInstanceOf(java.net.http.WebSocketHandshakeException.class);
        assertThat(
                        screen.browser()
                                .get("cameras/" + here + "/recordings?from=1000000&to=2000000")
                                .status())
                .isEqualTo(403);
    }

    /** Everything in the contract, asked by a screen whose person may do nearly all of it. */
    @Test
    void reachesNothingButWhatItShows() {
        User user = server.person("wall-strong-" + System.nanoTime(), null);
        for (String role : List.of("administrator", "military-command", "inspector")) {
            server.server.rights().give(user.id(), Rights.Gift.everywhere(role), "");
        }
        Screen screen = screen(server.as(user));
        List<String> allowed = new ArrayList<>();
        for (Operation operation : Operation.all()) {
            if (operation.open() || operation.path().equals("/session")) {
                continue;
            }
            TestClient.Answer answer =
                    operation.path().equals("/events")
                            ? null
                            : screen.browser()
                                    .send(
                                            operation.verb(),
                                            operation.at("none"),
                                            operation.reads() ? null : Map.of());
            // Refused for what it is, before its person's rights are asked for.
            if (answer != null && !answer.text().contains("urn:haidang:wall-not-here")) {
                allowed.add(operation.name());
            }
        }
        assertThat(allowed)
                .containsExactlyInAnyOrder(
                        "GET /cameras",
                        "GET /cameras/{id}",
                        "GET /cameras/{id}/live",
                        "GET /cameras/{id}/snapshot.jpg",
                        "GET /facilities",
                        "GET /facilities/{id}",
                        "GET /overview",
                        "GET /overview/facilities",
                        "GET /overview/cameras");
    }

    /**
     * For a television in the duty room: what is where, and what is wrong, but not whom to call.
     */
    @Test
    void showsTheOneScreenWithItsIncidentsAndWithoutContacts() {
        TestClient administrator = server.loggedIn();
        String facility = administrator.addFacility("Cơ sở màn hình lớn");
        administrator.post(
                "facilities/" + facility + "/contacts",
                Map.of(
                        "fullName", "Trần Văn Bình",
                        "title", "Trưởng cơ sở",
                        "phone", "0912345678",
                        "email", "binh@example.vn"));
        administrator.post(
                "incidents",
                Map.of(
                        "facilityId", facility,
                        "kind", "FIRE",
                        "severity", "CRITICAL",
                        "title", "Cháy ở kho"));
        User user = watcher(facility);
        TestClient person = server.as(user);
        TestClient screen = screen(person).browser();
        for (String path : List.of("overview", "overview/facilities")) {
            assertThat(person.get(path).text()).contains("0912 345 678");
            assertThat(screen.get(path).status()).isEqualTo(200);
            assertThat(screen.get(path).text())
                    .contains("Cơ sở màn hình lớn")
                    .doesNotContain("0912 345 678", "Trần Văn Bình");
        }
        assertThat(screen.get("overview").text()).contains("Cháy ở kho");
        assertThat(screen.get("incidents").status()).isEqualTo(403);
        // Of another facility it tells no more than its person may know.
        String other = administrator.addFacility("Cơ sở khác màn hình");
        assertThat(screen.get("overview").text()).doesNotContain(other);
        User guard = server.person("wall-guard-" + System.nanoTime(), null);
        server.server.rights().give(guard.id(), Rights.Gift.everywhere("duty-watcher"), "");
        assertThat(screen(server.as(guard)).browser().get("overview").status()).isEqualTo(403);
    }

    @Test
    void isGivenOnlyByWhoMayWatchAndSitsThere() {
        User user = server.person("wall-inspector-" + System.nanoTime(), null);
        server.server.rights().give(user.id(), Rights.Gift.everywhere("inspector"), "");
        assertThat(
                        server.as(user)
                                .post(
                                        "me/walls",
                                        Map.of("name", NAME, "password", TestServer.PASSWORD))
                                .status())
                .isEqualTo(403);
        TestClient person = server.as(watcher(""));
        assertThat(person.post("me/walls", Map.of("name", NAME, "password", "no")).status())
                .isEqualTo(422);
        assertThat(person.post("me/walls", Map.of("name", NAME)).status()).isEqualTo(422);
        assertThat(
                        person.post(
                                        "me/walls",
                                        Map.of("name", " ", "password", TestServer.PASSWORD))
                                .status())
                .isEqualTo(422);
    }

    @Test
    void takesALinkOnceAndFromOneDevice() {
        TestClient person = server.as(watcher(""));
        String token = link(person);
        WallDevice device = new WallDevice();
        TestClient browser = browser();
        String challenge =
                browser.post("wall/link", Map.of("token", token))
                        .json()
                        .get("challenge")
                        .stringValue();
        Map<String, Object> body =
                Map.of(
                        "token",
                        token,
                        "challenge",
                        challenge,
                        "publicKey",
                        device.publicKey(),
                        "signature",
                        device.sign("claim", token, challenge));
        Map<String, Object> forged = new LinkedHashMap<>(body);
        forged.put("publicKey", new WallDevice().publicKey());
        assertThat(browser.post("wall/claim", forged).status()).isEqualTo(403);
        // The question is spent; the link is not.
        assertThat(browser.post("wall/claim", body).status()).isEqualTo(409);
        assertThat(claim(browser, device, token).status()).isEqualTo(200);
        TestClient late = browser();
        assertThat(
                        late.post("wall/link", Map.of("token", token))
                                .json()
                                .get("valid")
                                .booleanValue())
                .isFalse();
        TestClient.Answer replayed = claim(late, new WallDevice(), token);
        assertThat(replayed.status()).isEqualTo(403);
        assertThat(replayed.json().get("type").stringValue()).isEqualTo("urn:haidang:wall-link");
        assertThat(late.get("cameras").status()).isEqualTo(401);
    }

    @Test
    void losesACopiedCookieWithTheNextProof() throws Exception {
        String camera = server.loggedIn().addCamera("wall-copied", Map.of());
        Screen screen = screen(server.as(watcher("")));
        TestClient thief = browser();
        thief.plant("HAIDANG_SESSION", screen.cookie());
        assertThat(thief.get("cameras").status()).isEqualTo(200);
        Tile stolen = tile(new Screen(thief, screen.device(), screen.id()), camera);
        TestClient.Answer proved = screen.prove();
        assertThat(proved.status()).as(proved.text()).isEqualTo(200);
        assertThat(proved.response().headers().allValues("Set-Cookie"))
                .anyMatch(c ->
                        c.startsWith("HAIDANG_SESSION=")
                                && c.contains("HttpOnly")
                                && c.contains("Max-Age=" + Duration.ofDays(90).toSeconds()));
        assertThat(thief.get("cameras").status()).isEqualTo(401);
        await().atMost(Duration.ofSeconds(5)).until(() -> stolen.closed == 4401);
        assertThat(screen.browser().get("cameras").status()).isEqualTo(200);
    }

    @Test
    void losesACopiedCookieAtOnceWhenItsHolderCannotProveTheKey() {
        TestClient inspector = server.loggedIn();
        Screen screen = screen(server.as(watcher("")));
        TestClient thief = browser();
        thief.plant("HAIDANG_SESSION", screen.cookie());
        TestClient.Answer refused = screen.prove(thief, new WallDevice());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().get("type").stringValue()).isEqualTo("urn:haidang:wall-ended");
        assertThat(thief.get("cameras").status()).isEqualTo(401);
        assertThat(inspector.get("audit?kind=wall-refused").text()).contains("\"copied\":true");
        // The screen itself begins again by its key.
        assertThat(screen.browser().get("cameras").status()).isEqualTo(401);
        assertThat(screen.prove().status()).isEqualTo(200);
        assertThat(screen.browser().get("cameras").status()).isEqualTo(200);
    }

    @Test
    void takesNoSignatureTwiceNotEvenFromAnotherBrowserWithItsCookie() {
        Screen screen = screen(server.as(watcher("")));
        String challenge =
                screen.browser()
                        .post("wall/challenge", Map.of("id", screen.id()))
                        .json()
                        .get("challenge")
                        .stringValue();
        Map<String, String> proof =
                Map.of(
                        "id",
                        screen.id(),
                        "challenge",
                        challenge,
                        "signature",
                        screen.device().sign("proof", screen.id(), challenge));
        assertThat(screen.browser().post("wall/proof", proof).status()).isEqualTo(200);
        TestClient thief = browser();
        thief.plant("HAIDANG_SESSION", screen.cookie());
        assertThat(thief.post("wall/proof", proof).status()).isEqualTo(409);
        assertThat(screen.browser().get("cameras").status()).isEqualTo(200);
    }

    @Test
    void endsWithinFiveSecondsWhenItsPersonEndsIt() throws Exception {
        String camera = server.loggedIn().addCamera("wall-ended", Map.of());
        TestClient person = server.as(watcher(""));
        Screen screen = screen(person);
        List<Tile> tiles = List.of(tile(screen, camera), tile(screen, camera));
        JsonNode listed =
                person.get("me/sessions")
                        .json()
                        .valueStream()
                        .filter(s -> s.get("kind").stringValue().equals("wall"))
                        .findFirst()
                        .orElseThrow();
        assertThat(listed.get("name").stringValue()).isEqualTo(NAME);
        assertThat(listed.get("provedAt").stringValue()).isNotBlank();
        assertThat(person.send("DELETE", "me/sessions/" + screen.id(), null).status())
                .isEqualTo(204);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> tiles.stream().allMatch(tile -> tile.closed == 4401));
        assertThat(screen.browser().get("cameras").status()).isEqualTo(401);
        assertThat(screen.prove().status()).isEqualTo(401);
        assertThat(server.loggedIn().get("audit?kind=wall-ended").text()).contains(NAME);
        assertThat(server.loggedIn().get("audit?kind=wall-claimed").text()).contains(NAME);
        assertThat(server.loggedIn().get("audit?kind=wall-link").text()).contains(NAME);
    }

    @Test
    void endsWithinFiveSecondsAfterItsPersonsRightAndWithTheAccount() throws Exception {
        String camera = server.loggedIn().addCamera("wall-rights", Map.of());
        User user = watcher("");
        Screen screen = screen(server.as(user));
        Tile tile = tile(screen, camera);
        Rights rights = server.server.rights();
        for (Grant grant : rights.grants(user.id())) {
            rights.withdraw(grant.id());
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> tile.closed != 0);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> screen.browser().get("session").json().get("user").isNull());
        assertThat(screen.prove().status()).isEqualTo(401);
        assertThat(server.loggedIn().get("audit?kind=wall-ended").text()).contains("no-right");

        User other = watcher("");
        Screen second = screen(server.as(other));
        Tile playing = tile(second, camera);
        server.server.accounts().enable(other, false);
        await().atMost(Duration.ofSeconds(5)).until(() -> playing.closed == 4401);
        assertThat(second.prove().status()).isEqualTo(401);
    }

    @Test
    void watchesInTheNameOfItsPersonAndOfTheScreen() throws Exception {
        String camera = server.loggedIn().addCamera("wall-audit", Map.of());
        User user = watcher("");
        tile(screen(server.as(user)), camera);
        assertThat(server.loggedIn().get("audit?kind=view&person=" + user.id()).text())
                .contains(user.displayName() + " (" + NAME + ")");
    }

    @Test
    void survivesAPersonWhoLogsInAndOutAtItsBrowser() {
        Screen screen = screen(server.as(watcher("")));
        screen.browser().logIn(TestServer.USERNAME, TestServer.PASSWORD);
        assertThat(screen.browser().get("session").json().get("kind").stringValue())
                .isEqualTo("browser");
        screen.browser().send("DELETE", "session", null);
        screen.browser().get("session");
        assertThat(screen.prove().status()).isEqualTo(200);
        assertThat(screen.browser().get("session").json().get("kind").stringValue())
                .isEqualTo("wall");
    }
}
