package org.haidang.camerafarm.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.haidang.camerafarm.camera.LoginCount;
import org.haidang.camerafarm.onvif.DeviceLogin.Verdict;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.DigestAlgorithm;
import org.haidang.media.rtsp.ServerLogin;
import org.junit.jupiter.api.Test;

/** Logins by UsernameToken over days and thousands of requests, on a clock of the test. */
class DeviceLoginTest {

    private static final Call CALL = new Call("POST", "/", null, new byte[0]);
    private static final DeviceLogin.Manner PLAIN =
            new DeviceLogin.Manner(true, true, false, false, 0);
    private static final DeviceLogin.Manner LOCKING =
            new DeviceLogin.Manner(true, true, false, true, 0);

    private final LoginCount count = new LoginCount();
    private final DeviceLogin login =
            new DeviceLogin(
                    new ServerLogin("r", List.of(DigestAlgorithm.MD5), false),
                    new Credentials("u", "p"),
                    count,
                    RandomGenerator.of("L64X128MixRandom"));
    private Instant now = Instant.parse("2026-11-27T08:00:00Z");
    private int nonces;

    private Verdict log(String nonce, Instant created, String password) {
        return log(nonce, created, password, PLAIN);
    }

    private Verdict log(String nonce, Instant created, String password, DeviceLogin.Manner manner) {
        byte[] bytes = nonce.getBytes(StandardCharsets.UTF_8);
        String digest = DeviceLogin.passwordDigest(bytes, created.toString(), password);
        Element token =
                element(
                        "UsernameToken",
                        "",
                        Map.of(),
                        element("Username", "u", Map.of()),
                        element("Password", digest, Map.of("Type", "x#PasswordDigest")),
                        element("Nonce", Base64.getEncoder().encodeToString(bytes), Map.of()),
                        element("Created", created.toString(), Map.of()));
        Element security = element("Security", "", Map.of(), token);
        return login.check(CALL, security, manner, new DeviceLogin.Moment(now, now));
    }

    private static Element element(
            String name, String text, Map<String, String> attributes, Element... children) {
        return new Element("", name, attributes, Map.of(), List.of(children), text);
    }

    @Test
    void neverTakesANonceTwiceEvenWhenThousandsCome() {
        Instant first = now;
        assertThat(log("first", first, "p")).isEqualTo(Verdict.OK);
        for (int i = 0; i < DeviceLogin.MAX_NONCES + 10; i++) {
            now = now.plusMillis(1);
            assertThat(log("nonce " + nonces++, now, "p")).isEqualTo(Verdict.OK);
        }
        assertThat(log("first", first, "p"))
                .as("forgotten, but too old")
                .isEqualTo(Verdict.REFUSED);
        assertThat(log("fresh", now, "p")).isEqualTo(Verdict.OK);
    }

    @Test
    void takesTokensOfFiveMinutesAgoOrAhead() {
        assertThat(log("a", now.minusSeconds(300), "p")).isEqualTo(Verdict.OK);
        assertThat(log("b", now.plusSeconds(300), "p")).isEqualTo(Verdict.OK);
        assertThat(log("c", now.minusSeconds(301), "p")).isEqualTo(Verdict.REFUSED);
        assertThat(log("d", now.plusSeconds(301), "p")).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void locksForHalfAMinuteAfterThreeWrongWithinAMinute() {
        for (int i = 0; i < 2; i++) {
            assertThat(log("w" + i, now, "x", LOCKING)).isEqualTo(Verdict.REFUSED);
        }
        now = now.plus(Duration.ofSeconds(61));
        assertThat(log("w2", now, "x", LOCKING)).isEqualTo(Verdict.REFUSED);
        assertThat(log("r", now, "p", LOCKING))
                .as("two of them are long ago")
                .isEqualTo(Verdict.OK);
        assertThat(log("w3", now, "x", LOCKING)).isEqualTo(Verdict.REFUSED);
        assertThat(log("w4", now, "x", LOCKING)).isEqualTo(Verdict.REFUSED);
        assertThat(log("r2", now, "p", LOCKING)).isEqualTo(Verdict.LOCKED);
        now = now.plusSeconds(29);
        assertThat(log("r3", now, "p", LOCKING)).isEqualTo(Verdict.LOCKED);
        now = now.plusSeconds(1);
        assertThat(log("r4", now, "p", LOCKING)).isEqualTo(Verdict.OK);
        assertThat(count.figures()).isEqualTo(new LoginCount.Figures(9, 7, List.of("u")));
    }

    @Test
    void refusesAPasswordInClear() {
        Element token =
                element(
                        "UsernameToken",
                        "",
                        Map.of(),
                        element("Username", "u", Map.of()),
                        element("Password", "p", Map.of("Type", "x#PasswordText")),
                        element("Nonce", "AAAA", Map.of()),
                        element("Created", now.toString(), Map.of()));
        assertThat(
                        login.check(
                                CALL,
                                element("Security", "", Map.of(), token),
                                PLAIN,
                                new DeviceLogin.Moment(now, now)))
                .isEqualTo(Verdict.REFUSED);
    }
}
