package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PasskeyTest {
    private static final Map<String, String> PASSWORD = Map.of("password", TestServer.PASSWORD);
    private final TestServer server = TestServer.shared();

    /** By its name: browsers make no passkeys for an address. */
    private String url;

    private TestAuthenticator key;

    @BeforeEach
    void open() {
        url = server.url.replace("127.0.0.1", "localhost");
        key = new TestAuthenticator(url);
    }

    private TestClient person(String username) {
        server.newcomer(username);
        TestClient client = new TestClient(url);
        client.logIn(username, TestServer.PASSWORD);
        return client;
    }

    private TestClient.Answer register(TestClient client, TestAuthenticator authenticator) {
        TestClient.Answer options = client.post("me/passkeys/options", PASSWORD);
        assertThat(options.status()).as(options.text()).isEqualTo(200);
        return client.post(
                "me/passkeys",
                Map.of("name", "Khoá", "credential", authenticator.create(options.json())));
    }

    private static JsonNode ask(TestClient client) {
        client.get("session");
        return client.post("session/passkey/options", Map.of()).json();
    }

    private static TestClient.Answer show(TestClient client, Map<String, Object> credential) {
        return client.post("session/passkey", Map.of("credential", credential));
    }

    private static void refused(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.json().get("type").stringValue())
                .isEqualTo("urn:haidang:passkey-refused");
    }

    @Test
    void registersAPasskeyAndLogsInWithIt() {
        TestClient client = person("passkey");
        JsonNode options = client.post("me/passkeys/options", PASSWORD).json();
        assertThat(options.get("rp").get("id").stringValue()).isEqualTo("localhost");
        assertThat(options.get("user").get("name").stringValue()).isEqualTo("passkey");
        JsonNode selection = options.get("authenticatorSelection");
        assertThat(selection.get("userVerification").stringValue()).isEqualTo("required");
        assertThat(selection.get("residentKey").stringValue()).isEqualTo("required");
        TestClient.Answer made = register(client, key);
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(made.json().get("name").stringValue()).isEqualTo("Khoá");
        assertThat(made.json().get("lastUsedAt").isNull()).isTrue();
        // The browser is told which ones there are already, so that it makes no second.
        assertThat(
                        client.post("me/passkeys/options", PASSWORD)
                                .json()
                                .get("excludeCredentials")
                                .size())
                .isEqualTo(1);

        TestClient other = new TestClient(url);
        TestClient.Answer in = show(other, key.get(ask(other)));
        assertThat(in.status()).as(in.text()).isEqualTo(200);
        assertThat(in.json().get("user").get("username").stringValue()).isEqualTo("passkey");
        assertThat(in.json().get("step").isNull()).isTrue();
        assertThat(other.get("cameras").status()).isEqualTo(200);
        JsonNode state = client.get("me/second-factors").json().get("passkeys").get(0);
        assertThat(state.get("lastUsedAt").isNull()).isFalse();

        // The password alone is not enough any more.
        TestClient third = new TestClient(url);
        assertThat(third.tryLogIn("passkey", TestServer.PASSWORD).json().get("step").stringValue())
                .isEqualTo("second-factor");
        assertThat(show(third, key.get(ask(third))).status()).isEqualTo(200);

        String id = state.get("id").stringValue();
        String remove = "me/passkeys/" + id + "/remove";
        assertThat(server.newcomer("nobody").post(remove, PASSWORD).status()).isEqualTo(404);
        assertThat(client.post(remove, PASSWORD).status()).isEqualTo(204);
        TestClient last = new TestClient(url);
        refused(show(last, key.get(ask(last))));
    }

    @Test
    void refusesAnotherOrigin() {
        TestClient client = person("origin");
        key.origin = "https://localhost.example";
        assertThat(register(client, key).status()).isEqualTo(422);
        key.origin = url;
        assertThat(register(client, key).status()).isEqualTo(200);
        TestClient other = new TestClient(url);
        key.origin = "https://localhost.example";
        refused(show(other, key.get(ask(other))));
    }

    @Test
    void refusesAnAnswerToAnotherQuestion() {
        TestClient client = person("challenge");
        assertThat(register(client, key).status()).isEqualTo(200);
        TestClient one = new TestClient(url);
        TestClient two = new TestClient(url);
        Map<String, Object> answerOfOne = key.get(ask(one));
        ask(two);
        refused(show(two, answerOfOne));
        // Asked once, answered once: the first try, right or wrong, spends the question.
        Map<String, Object> good = key.get(ask(two));
        String cookie = two.cookie("HAIDANG_PASSKEY").orElseThrow();
        assertThat(show(two, good).status()).isEqualTo(200);
        two.cookies
                .getCookieStore()
                .add(
                        java.net.URI.create(url),
                        java.net.HttpCookie.parse(
                                        "HAIDANG_PASSKEY="
                                                + cookie
                                                + "; Path=/api/v1/session/passkey")
                                .getFirst());
        refused(show(two, good));
        TestClient unasked = new TestClient(url);
        unasked.get("session");
        refused(show(unasked, good));
    }

    @Test
    void refusesAKeyThatDoesNotAskForItsOwner() {
        TestClient client = person("unverified");
        key.verifiesUser = false;
        assertThat(register(client, key).status()).isEqualTo(422);
        key.verifiesUser = true;
        assertThat(register(client, key).status()).isEqualTo(200);
        key.verifiesUser = false;
        TestClient other = new TestClient(url);
        refused(show(other, key.get(ask(other))));
    }

    @Test
    void refusesACopyWhoseCounterLagsBehind() {
        TestClient client = person("copied");
        assertThat(register(client, key).status()).isEqualTo(200);
        TestClient other = new TestClient(url);
        assertThat(show(other, key.get(ask(other))).status()).isEqualTo(200);
        key.counter = 0;
        refused(show(other, key.get(ask(other))));
    }

    @Test
    void refusesSomebodyElsesKeyAndRubbish() {
        TestClient client = person("rubbish");
        assertThat(register(client, key).status()).isEqualTo(200);
        // The same key again, by another person.
        assertThat(register(person("thief"), key).status()).isEqualTo(422);
        TestClient other = new TestClient(url);
        refused(show(other, new TestAuthenticator(url).get(ask(other))));
        for (Map<String, Object> rubbish :
                java.util.List.<Map<String, Object>>of(
                        Map.of(),
                        Map.of("rawId", "AAAA"),
                        Map.of("id", "x", "rawId", "!", "response", Map.of()),
                        Map.of("id", "x", "rawId", "AAAA", "type", "x", "response", 7))) {
            ask(other);
            refused(show(other, rubbish));
            client.post("me/passkeys/options", PASSWORD);
            assertThat(
                            client.post("me/passkeys", Map.of("name", "x", "credential", rubbish))
                                    .status())
                    .isEqualTo(422);
        }
        assertThat(client.post("session/passkey", Map.of("credential", "text")).status())
                .isEqualTo(422);
    }

    @Test
    void saysThatAnAddressIsNoName() {
        TestClient client = new TestClient(server.url);
        client.get("session");
        assertThat(
                        client.post("session/passkey/options", Map.of())
                                .json()
                                .get("type")
                                .stringValue())
                .isEqualTo("urn:haidang:passkey-needs-name");
    }

    @Test
    void completesAnEnrolmentAndKeepsTheLastOne(@TempDir Path folder) {
        try (TestServer strict = TestServer.demanding(folder)) {
            url = strict.url.replace("127.0.0.1", "localhost");
            key = new TestAuthenticator(url);
            TestClient client = new TestClient(url);
            client.logIn(TestServer.USERNAME, TestServer.PASSWORD);
            String before = client.cookie("HAIDANG_SESSION").orElseThrow();
            assertThat(client.get("cameras").status()).isEqualTo(403);
            String id = register(client, key).json().get("id").stringValue();
            assertThat(client.cookie("HAIDANG_SESSION").orElseThrow()).isNotEqualTo(before);
            assertThat(client.get("cameras").status()).isEqualTo(200);
            assertThat(client.post("me/passkeys/" + id + "/remove", PASSWORD).status())
                    .isEqualTo(409);
        }
    }
}
