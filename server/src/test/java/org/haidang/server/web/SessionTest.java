package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private final TestServer server = TestServer.shared();

    @Test
    void tellsNothingWithoutASession() {
        TestClient client = new TestClient(server.url);
        assertThat(client.get("session").json().get("user").isNull()).isTrue();
        TestClient.Answer answer = client.get("cameras");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:haidang:login-required");
        assertThat(answer.json().get("reference").stringValue()).matches("[2-9A-Z]{4}-[2-9A-Z]{4}");
    }

    @Test
    void logsInAndOut() {
        TestClient client = server.loggedIn();
        assertThat(client.get("session").json().get("user").get("username").stringValue())
                .isEqualTo(TestServer.USERNAME);
        assertThat(client.send("DELETE", "session", null).status()).isEqualTo(204);
        assertThat(client.get("cameras").status()).isEqualTo(401);
    }

    @Test
    void setsCookiesThatStayInThisBrowserAndThisSite() {
        TestClient client = new TestClient(server.url);
        TestClient.Answer answer = client.tryLogIn(TestServer.USERNAME, TestServer.PASSWORD);
        String session =
                answer.response().headers().allValues("Set-Cookie").stream()
                        .filter(c -> c.startsWith("HAIDANG_SESSION="))
                        .findFirst()
                        .orElseThrow();
        assertThat(session).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self'");
    }

    @Test
    void refusesAChangeWithoutTheTokenOfThePage() {
        TestClient client = server.loggedIn();
        TestClient.Answer answer =
                client.send(
                        client.request("facilities")
                                .header("Content-Type", "application/json")
                                .POST(
                                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                                "{\"name\":\"x\"}")));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:haidang:csrf");
    }

    @Test
    void keepsTheTokenWhileRequestsRunSideBySide() {
        TestClient client = server.loggedIn();
        String before = client.cookie("XSRF-TOKEN").orElseThrow();
        client.get("cameras");
        client.get("system");
        assertThat(client.cookie("XSRF-TOKEN")).contains(before);
    }

    @Test
    void givesTheSameAnswerForAnUnknownNameAndAWrongPassword() {
        TestClient client = new TestClient(server.url);
        var unknown = client.tryLogIn("khongcoai", "wrong wrong wrong").json();
        var wrong = client.tryLogIn(TestServer.USERNAME, "wrong wrong wrong").json();
        for (String field : new String[] {"type", "title", "detail", "status"}) {
            assertThat(wrong.get(field)).isEqualTo(unknown.get(field));
        }
    }

    @Test
    void slowsDownWhoKeepsGuessing() {
        TestClient client = new TestClient(server.url);
        TestClient.Answer last = client.tryLogIn("nanniguess", "wrong wrong wrong");
        for (int i = 0; i < 8 && last.status() == 401; i++) {
            last = client.tryLogIn("nanniguess", "wrong wrong wrong");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        assertThat(last.json().get("detail").stringValue()).contains("wait");
        // Another account from the same address is still heard.
        assertThat(client.tryLogIn(TestServer.USERNAME, TestServer.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void changesTheProfileAndRefusesNonsense() {
        TestClient client = server.loggedIn();
        assertThat(
                        client.send("PATCH", "me", Map.of("language", "en", "theme", "dark"))
                                .json()
                                .get("theme")
                                .stringValue())
                .isEqualTo("dark");
        TestClient.Answer wrong = client.send("PATCH", "me", Map.of("theme", "pink"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("errors").get(0).get("field").stringValue()).isEqualTo("theme");
        assertThat(client.send("PATCH", "me", Map.of("colour", "pink")).status()).isEqualTo(422);
    }

    @Test
    void survivesARestartAndEndsOtherSessionsWithThePassword(@TempDir Path folder) {
        TestClient first;
        TestClient second;
        String token;
        try (TestServer before = TestServer.withAdministrator(folder)) {
            token = before.loggedIn().cookie("HAIDANG_SESSION").orElseThrow();
        }
        try (TestServer after = TestServer.withAdministrator(folder)) {
            first = new TestClient(after.url);
            assertThat(first.get("cameras", "Cookie", "HAIDANG_SESSION=" + token).status())
                    .isEqualTo(200);
            second = after.loggedIn();
            assertThat(
                            second.post(
                                            "me/password",
                                            Map.of("current", TestServer.PASSWORD, "next", "short"))
                                    .json()
                                    .get("errors")
                                    .get(0)
                                    .get("field")
                                    .stringValue())
                    .isEqualTo("next");
            assertThat(
                            second.post(
                                            "me/password",
                                            Map.of(
                                                    "current",
                                                    TestServer.PASSWORD,
                                                    "next",
                                                    "bon con ga an rau muong"))
                                    .status())
                    .isEqualTo(204);
            assertThat(second.get("cameras").status()).isEqualTo(200);
            assertThat(first.get("cameras", "Cookie", "HAIDANG_SESSION=" + token).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void makesTheFirstAdministratorByALinkThatWorksOnce(@TempDir Path folder) {
        try (TestServer fresh = TestServer.fresh(folder, Map.of())) {
            TestClient client = new TestClient(fresh.url);
            assertThat(client.get("session").json().get("setupRequired").booleanValue()).isTrue();
            String token = fresh.server.accounts().newSetupToken();
            assertThat(client.get("setup?token=" + token).json().get("valid").booleanValue())
                    .isTrue();
            assertThat(client.get("setup?token=guess").json().get("valid").booleanValue())
                    .isFalse();
            Map<String, String> weak =
                    Map.of("token", token, "username", "an", "password", "passwordpassword");
            assertThat(client.post("setup", weak).status()).isEqualTo(422);
            Map<String, String> good =
                    Map.of(
                            "token",
                            token,
                            "username",
                            "an",
                            "password",
                            TestServer.PASSWORD,
                            "facilityName",
                            "Ánh Dương");
            TestClient.Answer made = client.post("setup", good);
            assertThat(made.status()).isEqualTo(200);
            assertThat(client.get("facilities").json().get(0).get("name").stringValue())
                    .isEqualTo("Ánh Dương");
            assertThat(new TestClient(fresh.url).get("setup?token=" + token).text())
                    .contains("false");
            assertThat(client.post("setup", good).status()).isEqualTo(403);
        }
    }
}
