package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Rights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Against a real OpenID provider on loopback. */
class OpenIdTest {
    private static final String MAIL = "An@so.example.vn";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private MockOAuth2Server provider;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    /** The browser: cookies are kept, redirects are followed by hand. */
    @SuppressWarnings("NullAway.Init")
    private TestClient client;

    @BeforeEach
    void start() {
        provider = new MockOAuth2Server();
        provider.start();
        Map<String, String> settings =
                new HashMap<>(
                        Map.of(
                                "openId.issuer", provider.issuerUrl("so").toString(),
                                "openId.clientId", "haidang",
                                "openId.clientSecret", "secret",
                                "openId.name", "Sở"));
        settings.put("administrator.username", TestServer.USERNAME);
        settings.put("administrator.password", TestServer.PASSWORD);
        server = TestServer.fresh(folder, settings);
        client = new TestClient(server.url);
    }

    @AfterEach
    void stop() {
        server.close();
        provider.shutdown();
    }

    private void person(String email) {
        User an = server.server.accounts().addNameless("An", email, null, "vi");
        server.server.rights().give(an.id(), Rights.Gift.everywhere("duty-watcher"), "");
    }

    private void vouch(Map<String, Object> claims) {
        provider.enqueueCallback(
                new DefaultOAuth2TokenCallback(
                        "so",
                        "subject",
                        JOSEObjectType.JWT.getType(),
                        List.of("haidang"),
                        claims,
                        3_600));
    }

    private String next(String url) throws Exception {
        HttpResponse<byte[]> answer =
                HttpClient.newBuilder()
                        .cookieHandler(client.cookies)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()
                        .send(
                                HttpRequest.newBuilder(URI.create(server.url).resolve(url)).build(),
                                BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(url).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** Goes the whole way and says where it ends. */
    private String signIn() throws Exception {
        String atProvider = next("/oauth2/authorization/openid");
        assertThat(atProvider)
                .startsWith(provider.issuerUrl("so").toString())
                .contains("code_challenge_method=S256")
                .contains("nonce=");
        return next(next(atProvider));
    }

    @Test
    void letsInWhomTheProviderVouchesFor() throws Exception {
        person("an@so.example.vn");
        JsonNode offers = client.get("session/providers").json();
        assertThat(offers.get(0).get("name").stringValue()).isEqualTo("Sở");
        vouch(Map.of("email", MAIL, "email_verified", true));
        assertThat(signIn()).endsWith("/");
        JsonNode session = client.get("session").json();
        assertThat(session.get("user").get("displayName").stringValue()).isEqualTo("An");
        assertThat(client.get("cameras").status()).isEqualTo(200);
        assertThat(server.loggedIn().get("audit?kind=login").text()).contains("openid");
    }

    @Test
    void letsNobodyInWhoIsNotKnownHere() throws Exception {
        vouch(Map.of("email", MAIL, "email_verified", true));
        assertThat(signIn()).endsWith("openid=unknown");
        assertThat(client.get("cameras").status()).isEqualTo(401);
    }

    @Test
    void believesOnlyVerifiedAddresses() throws Exception {
        person("an@so.example.vn");
        vouch(Map.of("email", MAIL, "email_verified", false));
        assertThat(signIn()).endsWith("openid=refused");
        vouch(Map.of("email", MAIL));
        assertThat(signIn()).endsWith("openid=refused");
        assertThat(client.get("cameras").status()).isEqualTo(401);
    }

    @Test
    void guessesAmongNoTwoPeopleOfOneAddress() throws Exception {
        person("an@so.example.vn");
        person("AN@so.example.vn");
        vouch(Map.of("email", MAIL, "email_verified", true));
        assertThat(signIn()).endsWith("openid=unknown");
    }

    @Test
    void refusesTokensForOthers() throws Exception {
        person("an@so.example.vn");
        for (Map<String, Object> forged :
                List.of(
                        Map.<String, Object>of("aud", List.of("somebody-else")),
                        Map.<String, Object>of("iss", "https://elsewhere.example.vn"),
                        Map.<String, Object>of("nonce", "of another question"),
                        Map.<String, Object>of("exp", 1_000_000L))) {
            Map<String, Object> claims = new HashMap<>(forged);
            claims.put("email", MAIL);
            claims.put("email_verified", true);
            vouch(claims);
            assertThat(signIn()).as("%s", forged).endsWith("openid=refused");
        }
        assertThat(client.get("cameras").status()).isEqualTo(401);
    }

    @Test
    void refusesAnswersToQuestionsThatItDidNotAsk() throws Exception {
        person("an@so.example.vn");
        assertThat(next("/login/oauth2/code/openid?code=abc&state=def")).endsWith("openid=refused");
        vouch(Map.of("email", MAIL, "email_verified", true));
        String back = next(next("/oauth2/authorization/openid"));
        assertThat(next(back.replaceAll("state=[^&]*", "state=another")))
                .endsWith("openid=refused");
        // The question is spent: the right answer comes too late.
        assertThat(next(back)).endsWith("openid=refused");
        assertThat(client.get("cameras").status()).isEqualTo(401);
    }

    @Test
    void saysWhenTheProviderIsAway() throws Exception {
        provider.shutdown();
        assertThat(next("/oauth2/authorization/openid")).endsWith("openid=unavailable");
    }
}
