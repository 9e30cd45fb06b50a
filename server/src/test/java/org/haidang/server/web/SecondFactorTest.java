package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondFactorTest {
    private final TestServer server = TestServer.shared();

    private TestClient half(String username) {
        TestClient client = new TestClient(server.url);
        TestClient.Answer answer = client.tryLogIn(username, TestServer.PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("user").isNull()).isTrue();
        assertThat(answer.json().get("step").stringValue()).isEqualTo("second-factor");
        return client;
    }

    private static TestClient.Answer code(TestClient client, String code) {
        return client.post("session/second-factor", Map.of("code", code));
    }

    private static String session(TestClient client) {
        return client.cookie("HAIDANG_SESSION").orElseThrow();
    }

    private int withCookie(String session) {
        return new TestClient(server.url)
                .get("cameras", "Cookie", "HAIDANG_SESSION=" + session)
                .status();
    }

    @Test
    void givesTheSessionANewTokenAtEachStep() {
        TestClient first = server.newcomer("fixation");
        Phone phone = Phone.setUp(first, TestServer.PASSWORD);
        TestClient client = new TestClient(server.url);
        client.get("session");
        java.net.HttpCookie planted = new java.net.HttpCookie("HAIDANG_SESSION", "planted");
        planted.setDomain("127.0.0.1");
        planted.setPath("/");
        planted.setVersion(0);
        client.cookies.getCookieStore().add(java.net.URI.create(server.url), planted);
        client.post("session", Map.of("username", "fixation", "password", TestServer.PASSWORD));
        String half = session(client);
        assertThat(half).isNotEqualTo("planted");
        String csrf = client.cookie("XSRF-TOKEN").orElseThrow();
        TestClient.Answer whole = code(client, phone.code(1));
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.json().get("step").isNull()).isTrue();
        assertThat(whole.json().get("user").get("username").stringValue()).isEqualTo("fixation");
        assertThat(session(client)).isNotEqualTo(half);
        assertThat(client.cookie("XSRF-TOKEN").orElseThrow()).isNotEqualTo(csrf);
        assertThat(withCookie(half)).isEqualTo(401);
        assertThat(withCookie(session(client))).isEqualTo(200);
    }

    @Test
    void endsTheSessionThatABrowserHadWhenItLogsInAnew() {
        TestClient client = server.newcomer("again");
        String before = session(client);
        client.post("session", Map.of("username", "again", "password", TestServer.PASSWORD));
        assertThat(session(client)).isNotEqualTo(before);
        assertThat(withCookie(before)).isEqualTo(401);
    }

    @Test
    void letsAHalfSessionDoNothingButItsSecondStep() {
        Phone.setUp(server.newcomer("half"), TestServer.PASSWORD);
        TestClient client = half("half");
        for (String path :
                new String[] {
                    "cameras", "me/second-factors", "me/sessions", "me/tokens", "system", "events"
                }) {
            assertThat(client.get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(client.post("me/totp", Map.of("password", TestServer.PASSWORD)).status())
                .isEqualTo(401);
        assertThat(client.send("PATCH", "me", Map.of("theme", "dark")).status()).isEqualTo(401);
        assertThat(client.get("session").json().get("step").stringValue())
                .isEqualTo("second-factor");
        assertThat(client.send("DELETE", "session", null).status()).isEqualTo(204);
        assertThat(code(client, "000000").json().get("type").stringValue())
                .isEqualTo("urn:haidang:login-required");
    }

    @Test
    void refusesACodeThatWasUsed() {
        Phone phone = Phone.setUp(server.newcomer("replay"), TestServer.PASSWORD);
        String code = phone.code(1);
        assertThat(code(half("replay"), code).status()).isEqualTo(200);
        TestClient.Answer again = code(half("replay"), code);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.json().get("type").stringValue()).isEqualTo("urn:haidang:code-wrong");
        String paper = phone.paper().getFirst();
        assertThat(code(half("replay"), paper).status()).isEqualTo(200);
        assertThat(code(half("replay"), paper).status()).isEqualTo(401);
    }

    @Test
    void asksForThePasswordBeforeAnythingChanges() {
        TestClient client = server.newcomer("asked");
        Map<String, String> wrong = Map.of("password", "wrong wrong wrong");
        for (String path : new String[] {"me/totp", "me/totp/remove", "me/recovery-codes"}) {
            TestClient.Answer answer = client.post(path, wrong);
            assertThat(answer.status()).as(path).isEqualTo(422);
            assertThat(answer.json().get("errors").get(0).get("field").stringValue())
                    .isEqualTo("password");
        }
    }

    @Test
    void setsUpShowsAndRemovesATelephone() {
        TestClient client = server.newcomer("telephone");
        Map<String, String> password = Map.of("password", TestServer.PASSWORD);
        assertThat(client.post("me/recovery-codes", password).status()).isEqualTo(409);
        var begun = client.post("me/totp", password).json();
        assertThat(begun.get("qr").stringValue()).startsWith("<svg");
        assertThat(begun.get("uri").stringValue())
                .contains("secret=" + begun.get("secret").stringValue());
        assertThat(client.get("me/second-factors").json().get("totp").booleanValue()).isFalse();
        assertThat(client.post("me/totp/confirm", Map.of("code", "12")).status()).isEqualTo(422);
        Phone.setUp(client, TestServer.PASSWORD);
        var state = client.get("me/second-factors").json();
        assertThat(state.get("totp").booleanValue()).isTrue();
        assertThat(state.get("required").booleanValue()).isFalse();
        assertThat(state.get("recoveryCodesLeft").intValue()).isEqualTo(10);
        assertThat(client.post("me/recovery-codes", password).json().get("recoveryCodes").size())
                .isEqualTo(10);
        assertThat(client.post("me/totp/remove", password).status()).isEqualTo(204);
        state = client.get("me/second-factors").json();
        assertThat(state.get("totp").booleanValue()).isFalse();
        assertThat(state.get("recoveryCodesLeft").intValue()).isZero();
        assertThat(
                        new TestClient(server.url)
                                .tryLogIn("telephone", TestServer.PASSWORD)
                                .json()
                                .get("step")
                                .isNull())
                .isTrue();
    }

    @Test
    void keepsOutWhoMustEnrolUntilItIsDone(@TempDir Path folder) {
        try (TestServer strict = TestServer.demanding(folder)) {
            TestClient client = new TestClient(strict.url);
            var session = client.tryLogIn(TestServer.USERNAME, TestServer.PASSWORD).json();
            assertThat(session.get("step").stringValue()).isEqualTo("enrol");
            assertThat(session.get("user").get("username").stringValue())
                    .isEqualTo(TestServer.USERNAME);
            for (String path : new String[] {"cameras", "system", "%63ameras"}) {
                TestClient.Answer refused = client.get(path);
                assertThat(refused.status()).as(path).isEqualTo(403);
                assertThat(refused.json().get("type").stringValue()).isEqualTo("urn:haidang:enrol");
            }
            assertThat(client.get("me/second-factors").json().get("required").booleanValue())
                    .isTrue();
            String before = session(client);
            Phone phone = Phone.setUp(client, TestServer.PASSWORD);
            assertThat(session(client)).isNotEqualTo(before);
            assertThat(client.get("cameras").status()).isEqualTo(200);
            assertThat(
                            new TestClient(strict.url)
                                    .get("me/sessions", "Cookie", "HAIDANG_SESSION=" + before)
                                    .status())
                    .isEqualTo(401);
            TestClient.Answer last =
                    client.post("me/totp/remove", Map.of("password", TestServer.PASSWORD));
            assertThat(last.status()).isEqualTo(409);
            assertThat(phone.paper()).hasSize(10);
        }
    }
}
