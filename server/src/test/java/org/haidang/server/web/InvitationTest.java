package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvitationTest {
    private final TestServer server = TestServer.shared();

    private static Map<String, String> taking(String token, String username) {
        return Map.of("token", token, "username", username, "password", TestServer.PASSWORD);
    }

    @Test
    void letsANewPersonChooseNameAndPasswordOnce() {
        String id = server.addPerson("Nguyễn Thị Mai");
        String old = server.server.people().invitations().invite(id).token();
        String token = server.server.people().invitations().invite(id).token();
        TestClient client = new TestClient(server.url);
        client.get("session");
        assertThat(client.get("invitation?token=" + old).json().get("valid").booleanValue())
                .isFalse();
        var view = client.get("invitation?token=" + token).json();
        assertThat(view.get("valid").booleanValue()).isTrue();
        assertThat(view.get("displayName").stringValue()).isEqualTo("Nguyễn Thị Mai");
        assertThat(view.get("username").isNull()).isTrue();
        assertThat(client.post("invitation", taking(old, "mai")).status()).isEqualTo(403);
        TestClient.Answer taken = client.post("invitation", taking(token, TestServer.USERNAME));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.json().get("errors").get(0).get("field").stringValue())
                .isEqualTo("username");
        TestClient.Answer done = client.post("invitation", taking(token, "mai"));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().get("user").get("username").stringValue()).isEqualTo("mai");
        assertThat(client.get("cameras").status()).isEqualTo(200);
        TestClient.Answer replayed = client.post("invitation", taking(token, "mai"));
        assertThat(replayed.status()).isEqualTo(403);
        assertThat(replayed.json().get("type").stringValue()).isEqualTo("urn:haidang:invitation");
    }

    @Test
    void demandsTheSecondFactorAfterAResetToo() {
        TestClient client = server.newcomer("forgetful");
        Phone phone = Phone.setUp(client, TestServer.PASSWORD);
        String id = client.get("session").json().get("user").get("id").stringValue();
        String token = server.server.people().invitations().invite(id).token();
        TestClient other = new TestClient(server.url);
        other.get("session");
        TestClient.Answer done = other.post("invitation", taking(token, "somebody"));
        assertThat(done.json().get("step").stringValue()).isEqualTo("second-factor");
        assertThat(other.get("cameras").status()).isEqualTo(401);
        assertThat(client.get("cameras").status()).isEqualTo(401);
        var whole = other.post("session/second-factor", Map.of("code", phone.code(1))).json();
        assertThat(whole.get("user").get("username").stringValue()).isEqualTo("forgetful");
    }

    @Test
    void leadsToEnrolmentWhereItIsDemanded(@TempDir Path folder) {
        try (TestServer strict = TestServer.demanding(folder)) {
            String token =
                    strict.server.people().invitations().invite(strict.addPerson("Lan")).token();
            TestClient client = new TestClient(strict.url);
            client.get("session");
            assertThat(
                            client.get("invitation?token=" + token)
                                    .json()
                                    .get("secondFactorRequired")
                                    .booleanValue())
                    .isTrue();
            assertThat(
                            client.post("invitation", taking(token, "lan"))
                                    .json()
                                    .get("step")
                                    .stringValue())
                    .isEqualTo("enrol");
        }
    }

    @Test
    void tellsNothingOfWhoHasNotComeYet() {
        String id = server.addPerson("Chưa Đến");
        var wrong = new TestClient(server.url).tryLogIn("~" + id, "wrong wrong wrong").json();
        var unknown = new TestClient(server.url).tryLogIn("khongcoai", "wrong wrong wrong").json();
        assertThat(wrong.get("type")).isEqualTo(unknown.get("type"));
        assertThat(wrong.get("detail")).isEqualTo(unknown.get("detail"));
    }
}
