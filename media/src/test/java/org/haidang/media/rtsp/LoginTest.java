package org.haidang.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haidang.media.source.FailureReason;
import org.junit.jupiter.api.Test;

/** Rows A of the catalogue; the server's side proves the client's and the other way round. */
class LoginTest {
    private static final Credentials RIGHT = new Credentials("admin", "p@ss:w/rd");
    private static final String MD5 =
            "WWW-Authenticate: Digest realm=\"cam\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"";
    private static final String MD5_OLD = "WWW-Authenticate: Digest realm=\"cam\", nonce=\"n1\"";
    private static final String SHA =
            "WWW-Authenticate: Digest realm=\"cam\", nonce=\"n1\", algorithm=SHA-256,"
                    + " qop=\"auth\"";
    private static final String BASIC = "WWW-Authenticate: Basic realm=\"cam\"";

    private static final ServerLogin SERVER =
            new ServerLogin("cam", List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256), true);

    private static ServerLogin.Verdict verdict(RtspRequest request, String nonce) {
        return SERVER.verify(request, RIGHT, nonce);
    }

    private static String scheme(Dialogue d) {
        String value = d.header("Authorization");
        return value.startsWith("Basic")
                ? "Basic"
                : value.contains("SHA-256")
                        ? "SHA-256"
                        : value.startsWith("Digest") ? "MD5" : "none";
    }

    @Test
    void a01_takesTheStrongestOfSeveralChallenges() {
        Dialogue d = Dialogue.withPassword().start().status(401, BASIC, MD5, SHA);
        assertThat(scheme(d)).isEqualTo("SHA-256");
        assertThat(verdict(d.last(), "n1")).isEqualTo(ServerLogin.Verdict.OK);
    }

    @Test
    void a01_readsSeveralChallengesInOneLine() {
        Dialogue d =
                Dialogue.withPassword()
                        .start()
                        .status(
                                401,
                                "WWW-Authenticate: Basic realm=\"a, b\", Digest realm=\"cam\","
                                        + " nonce=\"n1\", stale=FALSE");
        assertThat(scheme(d)).isEqualTo("MD5");
        assertThat(verdict(d.last(), "n1")).isEqualTo(ServerLogin.Verdict.OK);
    }

    @Test
    void a02_passesOverUnknownAlgorithms() {
        String unknown =
                "WWW-Authenticate: Digest realm=\"cam\", nonce=\"x\", algorithm=SHA-512-256";
        Dialogue d = Dialogue.withPassword().start().status(401, unknown, MD5);
        assertThat(scheme(d)).isEqualTo("MD5");
        Dialogue none = Dialogue.withPassword().start().status(401, unknown);
        assertThat(none.failure).isEqualTo(FailureReason.AUTHENTICATION);
    }

    @Test
    void a03_triesTheNextSchemeOnceAndRemembersIt() {
        Dialogue d = Dialogue.withPassword().start().status(401, MD5, BASIC);
        d.status(401, MD5, BASIC);
        assertThat(scheme(d)).isEqualTo("Basic");
        d.ok();
        assertThat(d.failure).isNull();
        d.retry().status(401, MD5, BASIC);
        assertThat(scheme(d)).as("the next session").isEqualTo("Basic");
    }

    @Test
    void a04_signsWithSha256() {
        Dialogue d = Dialogue.withPassword().start().status(401, SHA);
        assertThat(d.header("Authorization")).contains("algorithm=SHA-256", "qop=auth");
        assertThat(verdict(d.last(), "n1")).isEqualTo(ServerLogin.Verdict.OK);
    }

    @Test
    void a04_matchesTheExampleOfRfc7616() {
        // RFC 7616 section 3.9.1
        Credentials mufasa = new Credentials("Mufasa", "Circle of Life");
        String cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        String nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
        assertThat(
                        DigestAlgorithm.SHA_256.response(
                                mufasa,
                                "http-auth@example.org",
                                nonce,
                                "auth",
                                "00000001",
                                cnonce,
                                "GET",
                                "/dir/index.html"))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
        assertThat(
                        DigestAlgorithm.MD5.response(
                                mufasa,
                                "http-auth@example.org",
                                nonce,
                                "auth",
                                "00000001",
                                cnonce,
                                "GET",
                                "/dir/index.html"))
                .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
    }

    @Test
    void a06_sendsCounterAndClientNonceOnlyWithQop() {
        Dialogue d = Dialogue.withPassword().start().status(401, MD5_OLD);
        assertThat(d.header("Authorization")).doesNotContain("qop", "nc=", "cnonce", "opaque");
        assertThat(verdict(d.last(), "n1")).isEqualTo(ServerLogin.Verdict.OK);
        Dialogue q =
                Dialogue.withPassword()
                        .start()
                        .status(401, MD5.replace("MD5", "md5") + ", opaque=\"\"");
        assertThat(q.header("Authorization"))
                .contains("qop=auth", "nc=00000001", "cnonce=", "opaque=\"\"");
        assertThat(verdict(q.last(), "n1")).isEqualTo(ServerLogin.Verdict.OK);
    }

    @Test
    void a07_signsAnewWhenAKeepaliveFindsTheNonceStale() {
        Dialogue d = Dialogue.withPassword().start().status(401, MD5).ok("Public: GET_PARAMETER");
        d.described(Dialogue.SDP).ok("Session: 1").ok();
        assertThat(d.playing).isTrue();
        d.pass(26_000);
        assertThat(d.last().method()).isEqualTo("GET_PARAMETER");
        d.status(401, MD5.replace("n1", "n2"));
        assertThat(d.last().method()).isEqualTo("GET_PARAMETER");
        assertThat(verdict(d.last(), "n2")).isEqualTo(ServerLogin.Verdict.OK);
        assertThat(d.header("Authorization")).as("counter begins anew").contains("nc=00000001");
        d.ok().pass(26_000);
        assertThat(d.header("Authorization")).contains("nc=00000002");
        assertThat(d.failure).isNull();
    }

    @Test
    void a07_doesNotRepeatARequestForEver() {
        Dialogue d = Dialogue.withPassword().start();
        for (int i = 0; i < 20 && d.failure == null; i++) {
            d.status(401, MD5.replace("n1", "n" + i) + ", stale=true");
        }
        assertThat(d.failure).isEqualTo(FailureReason.AUTHENTICATION);
        assertThat(d.sent).hasSizeLessThan(6);
    }

    @Test
    void a08_readsTheAnswerToAKeepaliveThatNobodyAwaits() {
        Dialogue d = Dialogue.withPassword().start().status(401, MD5).ok().described(Dialogue.SDP);
        d.ok("Session: 1").ok().pass(26_000);
        int before = d.sent.size();
        d.status(401, MD5.replace("n1", "n9"));
        assertThat(d.sent).hasSize(before + 1);
        assertThat(verdict(d.last(), "n9")).isEqualTo(ServerLogin.Verdict.OK);
    }

    @Test
    void a10_hashesTheAddressExactlyAsItStandsInTheRequestLine() {
        String url = "rtsp://192.0.2.7/cam/realmonitor?channel=1&subtype=0";
        Dialogue d = new Dialogue(url, RIGHT, TransportChoice.AUTO);
        d.start().status(401, MD5).ok().described(Dialogue.SDP);
        assertThat(d.last().uri()).isEqualTo(url + "/trackID=0");
        assertThat(d.header("Authorization")).contains("uri=\"" + d.last().uri() + "\"");
        assertThat(verdict(d.last(), "n1")).isEqualTo(ServerLogin.Verdict.OK);
    }

    @Test
    void a11_acceptsTheAddressVariantsOfOtherClients() {
        for (String hashed :
                new String[] {"/live", "rtsp://h/live/", "rtsp://h/live", "rtsp://h/live/t=1"}) {
            String response =
                    DigestAlgorithm.MD5.response(
                            RIGHT, "cam", "n", null, null, null, "SETUP", hashed);
            RtspRequest request =
                    RtspRequest.of("SETUP", "rtsp://h/live/t=1", 1)
                            .with(
                                    "Authorization",
                                    "Digest username=\"admin\", realm=\"cam\", nonce=\"n\", uri=\""
                                            + hashed
                                            + "\", response=\""
                                            + response
                                            + "\"");
            assertThat(verdict(request, "n")).as(hashed).isEqualTo(ServerLogin.Verdict.OK);
        }
    }

    @Test
    void a13_keepsOddPasswordsWhole() throws Exception {
        assertThat(credentials("rtsp://u:p%40ss%3Aw%2Frd@h/x").password()).isEqualTo("p@ss:w/rd");
        assertThat(credentials("rtsp://u:p@ss@h:554/x@y").password()).isEqualTo("p@ss");
        assertThat(credentials("rtsp://u:100%@h/x").password()).isEqualTo("100%");
        assertThat(credentials("rtsp://u:a:b@h/x").password()).isEqualTo("a:b");
        assertThat(credentials("rtsp://u:a#b@h/x").password()).isEqualTo("a#b");
        assertThat(credentials("rtsp://u:a/b@h/x").password()).isEqualTo("a/b");
        assertThat(RtspUri.parse("rtsp://h:554/x@y").credentials()).isNull();
        assertThat(RtspUri.of("rtsp://u:p@ss@h:554/x@y")).hasToString("rtsp://h:554/x@y");
    }

    private static Credentials credentials(String address) throws Exception {
        Credentials found = RtspUri.parse(address).credentials();
        assertThat(found).isNotNull();
        return found == null ? RIGHT : found;
    }

    @Test
    void a15_signsAnewAtALaterSetupAndAtTeardown() {
        Dialogue d = Dialogue.withPassword().start().status(401, MD5).ok();
        d.described(Dialogue.SDP_WITH_AUDIO).ok("Session: 1");
        d.status(401, MD5.replace("n1", "n2"));
        assertThat(d.last().method()).isEqualTo("SETUP");
        assertThat(verdict(d.last(), "n2")).isEqualTo(ServerLogin.Verdict.OK);
        d.ok("Session: 1").ok();
        d.conversation.teardown(d.nowNs);
        d.status(401, MD5.replace("n1", "n3"));
        assertThat(d.last().method()).isEqualTo("TEARDOWN");
        assertThat(verdict(d.last(), "n3")).isEqualTo(ServerLogin.Verdict.OK);
        d.ok();
        assertThat(d.tornDown).isTrue();
    }

    @Test
    void a16_givesUpAfterTwoRefusedLogins() {
        Dialogue d = Dialogue.withPassword().start().status(401, SHA, MD5, BASIC);
        d.status(401, SHA, MD5, BASIC).status(401, SHA, MD5, BASIC);
        assertThat(d.failure).isEqualTo(FailureReason.AUTHENTICATION);
        long signed =
                d.sent.stream().filter(r -> r.headers().first("Authorization") != null).count();
        assertThat(signed).isEqualTo(2);
        assertThat(d.sentence).doesNotContain("p@ss");
    }

    @Test
    void asksForCredentialsWhenThereAreNone() {
        Dialogue d = Dialogue.plain().start().status(401, MD5);
        assertThat(d.failure).isEqualTo(FailureReason.AUTHENTICATION);
        assertThat(d.sentence).contains("user name and password");
    }

    @Test
    void theServerRefusesWrongPasswordsAndOldNonces() {
        Dialogue d = Dialogue.withPassword().start().status(401, MD5);
        assertThat(verdict(d.last(), "other")).isEqualTo(ServerLogin.Verdict.STALE);
        assertThat(SERVER.verify(d.last(), new Credentials("admin", "x"), "n1"))
                .isEqualTo(ServerLogin.Verdict.WRONG);
        assertThat(verdict(RtspRequest.of("PLAY", "rtsp://h/", 1), "n1"))
                .isEqualTo(ServerLogin.Verdict.MISSING);
    }

    @Test
    void noPasswordStandsInAnyText() {
        assertThat(RIGHT.toString()).doesNotContain("p@ss");
    }
}
