package org.haidang.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haidang.onvif.Asker.NOW;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.DigestAlgorithm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The device's side checks every login, and counts them: cameras lock accounts. */
class LoginTest {
    private static final Credentials WRONG = new Credentials("admin", "wrong");
    private static final String INFORMATION = "<Manufacturer>M</Manufacturer><Model>X</Model>";

    private final FakeDevice device = new FakeDevice().on("GetDeviceInformation", INFORMATION);

    @AfterEach
    void close() {
        device.close();
    }

    private OnvifDevice client(@Nullable Credentials login) {
        return Asker.of(device, login);
    }

    private static OnvifFailure failure(OnvifDevice client) {
        try {
            client.information();
        } catch (OnvifException e) {
            return e.failure();
        }
        throw new AssertionError("answered");
    }

    private void refuseAll(String... challenges) {
        device.on("GetSystemDateAndTime", Guards.time(NOW));
        device.behave((request, out) -> {
            if (request.operation().equals("GetSystemDateAndTime")) {
                device.answerByOperation(request, out);
            } else {
                Guards.challenge(out, List.of(challenges));
            }
        });
    }

    @Test
    void sendsNoLoginWhereNoneIsAskedFor() throws OnvifException {
        OnvifDevice client = client(Guards.RIGHT);
        assertThat(client.information().model()).isEqualTo("X");
        assertThat(device.requests()).hasSize(1);
        assertThat(device.logins()).isZero();
    }

    @Test
    void logsInByTokenWithAClockThatIsThreeHoursOff() throws OnvifException {
        for (Duration off : List.of(Duration.ofHours(3), Duration.ofDays(-9000))) {
            device.requests().clear();
            var guard = new Guards.Token(device, NOW.plus(off));
            device.behave(guard);
            OnvifDevice client = client(Guards.RIGHT);
            assertThat(client.deviceTime()).isEqualTo(NOW.plus(off));
            assertThat(client.clockOffset()).isEqualTo(off);
            assertThat(client.information().model()).isEqualTo("X");
            assertThat(client.information().model()).as("nonces count once").isEqualTo("X");
            assertThat(guard.refused()).isZero();
            assertThat(device.requests()).as("the way is remembered").hasSize(4);
        }
    }

    @Test
    void readsTheClockByItselfBeforeItMakesAToken() throws OnvifException {
        var guard = new Guards.Token(device, NOW.plus(Duration.ofHours(3)));
        device.behave(guard);
        OnvifDevice client = client(Guards.RIGHT);
        assertThat(client.information().model()).isEqualTo("X");
        assertThat(guard.refused()).isZero();
        assertThat(client.clockOffset()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void followsAClockThatIsSetWhileWeTalk() throws OnvifException {
        var guard = new Guards.Token(device, NOW);
        device.behave(guard);
        OnvifDevice client = client(Guards.RIGHT);
        client.information();
        guard.set(NOW.plus(Duration.ofDays(1)));
        assertThat(client.information().model()).isEqualTo("X");
        assertThat(guard.refused()).isEqualTo(1);
    }

    @Test
    void goesByTheDateOfHttpWhereTheTimeIsToldToNobody() throws OnvifException {
        Instant theirs = NOW.plus(Duration.ofHours(5));
        var guard = new Guards.Token(device, theirs);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(theirs.atZone(ZoneOffset.UTC));
        device.behave((request, out) -> {
            if (request.signed()) {
                guard.answer(request, out);
            } else {
                FakeDevice.http(out, 401, "", "Date: " + date);
            }
        });
        assertThat(client(Guards.RIGHT).information().model()).isEqualTo("X");
        assertThat(guard.refused()).isZero();
    }

    @Test
    void logsInByDigest() throws OnvifException {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            device.requests().clear();
            device.behave(new Guards.Digest(device, algorithm));
            OnvifDevice client = client(Guards.RIGHT);
            assertThat(client.information().model()).isEqualTo("X");
            assertThat(client.information().model()).isEqualTo("X");
            assertThat(device.requests()).as("asked once for a login").hasSize(3);
            assertThat(device.requests().getLast().authorization()).startsWith("Digest ");
            assertThat(device.requests().getLast().body()).doesNotContain("UsernameToken");
        }
    }

    @Test
    void takesTheStrongestDigest() throws OnvifException {
        device.behave(new Guards.Digest(device, DigestAlgorithm.MD5, DigestAlgorithm.SHA_256));
        client(Guards.RIGHT).information();
        assertThat(device.requests().getLast().authorization()).contains("SHA-256");
    }

    @Test
    void signsAnewWhenANonceHasGrownOld() throws OnvifException {
        var guard = new Guards.Digest(device, DigestAlgorithm.MD5);
        device.behave(guard);
        OnvifDevice client = client(Guards.RIGHT);
        client.information();
        for (int i = 2; i < 9; i++) {
            guard.nonce("n" + i);
            assertThat(client.information().model()).as("nonce %d", i).isEqualTo("X");
        }
        assertThat(device.requests()).hasSize(2 + 7 * 2);
    }

    @Test
    void doesNotGoOnForEverWhenEveryNonceIsOld() {
        var guard = new Guards.Digest(device, DigestAlgorithm.MD5);
        guard.alwaysStale();
        device.behave(guard);
        device.on("GetSystemDateAndTime", Guards.time(NOW));
        assertThat(failure(client(Guards.RIGHT))).isEqualTo(OnvifFailure.LOGIN_REFUSED);
        assertThat(device.requests()).hasSizeLessThan(8);
    }

    @Test
    void sendsExactlyTwoLoginsThatAreRefusedAndNoMore() {
        refuseAll(
                "Digest realm=\"cam\", nonce=\"n\", qop=\"auth\", algorithm=MD5",
                "Digest realm=\"cam\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256",
                "Basic realm=\"cam\"");
        OnvifDevice client = client(WRONG);
        assertThat(failure(client)).isEqualTo(OnvifFailure.LOGIN_REFUSED);
        assertThat(device.logins()).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            assertThat(failure(client)).isEqualTo(OnvifFailure.LOGIN_REFUSED);
        }
        assertThat(device.logins()).as("whatever is asked").isEqualTo(2);
    }

    @Test
    void sendsOneTokenOnlyWhereTheDeviceKnowsNothingElse() {
        var guard = new Guards.Token(device, NOW);
        device.behave(guard);
        OnvifDevice client = client(WRONG);
        assertThat(failure(client)).isEqualTo(OnvifFailure.LOGIN_REFUSED);
        assertThat(failure(client)).isEqualTo(OnvifFailure.LOGIN_REFUSED);
        assertThat(guard.refused()).isEqualTo(1);
    }

    @Test
    void neverSendsAPasswordInTheClear() {
        refuseAll("Basic realm=\"cam\"");
        assertThat(failure(client(Guards.RIGHT))).isEqualTo(OnvifFailure.LOGIN_REFUSED);
        assertThat(device.requests())
                .allSatisfy(r -> assertThat(r.authorization()).doesNotContain("Basic"));
    }

    @Test
    void usesATokenWhereTheOfferedDigestDoesNotWork() throws OnvifException {
        var guard = new Guards.Token(device, NOW);
        device.behave((request, out) -> {
            if (request.body().contains("UsernameToken")
                    || request.operation().equals("GetSystemDateAndTime")) {
                guard.answer(request, out);
            } else {
                Guards.challenge(out, List.of("Digest realm=\"cam\", nonce=\"n\""));
            }
        });
        OnvifDevice client = client(Guards.RIGHT);
        client.information();
        long logins = device.logins();
        assertThat(logins).isEqualTo(2);
        client.information();
        assertThat(device.logins()).as("remembered").isEqualTo(3);
    }

    @Test
    void usesADigestWhereATokenWasRefused() throws OnvifException {
        var guard = new Guards.Digest(device, DigestAlgorithm.MD5);
        device.on("GetSystemDateAndTime", Guards.time(NOW));
        device.behave((request, out) -> {
            if (request.signed()) {
                guard.answer(request, out);
            } else if (request.operation().equals("GetSystemDateAndTime")) {
                device.answerByOperation(request, out);
            } else {
                FakeDevice.http(out, 500, FakeDevice.fault("Sender", "NotAuthorized", "no"));
            }
        });
        assertThat(client(Guards.RIGHT).information().model()).isEqualTo("X");
        assertThat(device.logins()).isEqualTo(2);
    }

    @Test
    void saysWhenALoginIsNeeded() {
        device.behave(new Guards.Token(device, NOW));
        assertThat(failure(client(null))).isEqualTo(OnvifFailure.LOGIN_NEEDED);
        device.behave(new Guards.Digest(device, DigestAlgorithm.MD5));
        assertThat(failure(client(null))).isEqualTo(OnvifFailure.LOGIN_NEEDED);
    }

    @Test
    void stopsAtOnceAtALockedAccount() {
        device.behave((_, out) ->
                FakeDevice.http(
                        out,
                        401,
                        FakeDevice.fault("Sender", "NotAuthorized", "User is locked"),
                        "WWW-Authenticate: Digest realm=\"cam\", nonce=\"n\""));
        OnvifDevice client = client(Guards.RIGHT);
        assertThat(failure(client)).isEqualTo(OnvifFailure.LOCKED);
        assertThat(failure(client)).isEqualTo(OnvifFailure.LOCKED);
        assertThat(device.logins()).isZero();
    }

    @Test
    void goesOnWhenALoginMayNotDoOneThing() throws OnvifException {
        var guard = new Guards.Digest(device, DigestAlgorithm.MD5);
        device.behave((request, out) -> {
            if (request.operation().equals("GetNetworkInterfaces") && request.signed()) {
                FakeDevice.http(out, 400, FakeDevice.fault("Sender", "NotAuthorized", "no right"));
            } else {
                guard.answer(request, out);
            }
        });
        OnvifDevice client = client(Guards.RIGHT);
        client.information();
        for (int i = 0; i < 4; i++) {
            try {
                client.hardwareAddress();
                throw new AssertionError("answered");
            } catch (OnvifException e) {
                assertThat(e.failure()).isEqualTo(OnvifFailure.LOGIN_REFUSED);
            }
        }
        assertThat(client.information().model()).isEqualTo("X");
    }
}
