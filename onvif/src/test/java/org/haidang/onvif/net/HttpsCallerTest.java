package org.haidang.onvif.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.haidang.onvif.FakeDevice;
import org.haidang.onvif.Loopback;
import org.haidang.onvif.TestKey;
import org.haidang.onvif.net.CallException.Reason;
import org.haidang.onvif.net.CertificateRule.Verdict;
import org.junit.jupiter.api.Test;

/** Over real sockets: what is encrypted, with whom, and for how long at most. */
class HttpsCallerTest {
    private static final CallLimits LIMITS =
            new CallLimits(Duration.ofMillis(800), Duration.ofSeconds(2), 64 << 10);
    private static final long SOON_MS = 6_000;

    /** Alert protocol_version (RFC 5246 section 7.2). */
    private static final byte[] NOT_THIS_VERSION = {21, 3, 1, 0, 2, 2, 70};

    /** Alert handshake_failure: no cipher that both have. */
    private static final byte[] NO_CIPHER = {21, 3, 3, 0, 2, 2, 40};

    /** A ServerHello of TLS 1.0 (RFC 2246 section 7.4.1.3): random of zeros, no session. */
    private static final byte[] HELLO_OF_1_0 = hello((byte) 1);

    private static byte[] hello(byte minor) {
        byte[] hello = new byte[5 + 4 + 38];
        byte[] head = {22, 3, minor, 0, 42, 2, 0, 0, 38, 3, minor};
        System.arraycopy(head, 0, hello, 0, head.length);
        hello[hello.length - 3] = (byte) 0xC0; // TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
        hello[hello.length - 2] = 0x13; // which clients of TLS 1.2 offer, too
        return hello;
    }

    private static HttpAnswer call(URI address, CertificateRule rule) throws CallException {
        return new HttpCaller(LIMITS, InetAddress::isLoopbackAddress, rule)
                .call("POST", address, Map.of("Authorization", "secret"), new byte[] {'x'});
    }

    /** And checks that it did not take long. */
    private static CallException failure(URI address, CertificateRule rule) {
        long start = System.nanoTime();
        try {
            call(address, rule);
        } catch (CallException e) {
            assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(SOON_MS);
            return e;
        }
        throw new AssertionError("answered");
    }

    @Test
    void asksAKeyThatIsTrustedWhateverItsCertificateSays() throws Exception {
        TestKey key = new TestKey();
        List<Fingerprint> shown = new CopyOnWriteArrayList<>();
        try (var device = new FakeDevice(key)) {
            device.behave((_, out) -> FakeDevice.http(out, 200, "fine"));
            URI address = device.service();
            HttpAnswer answer =
                    call(
                            address,
                            (at, fingerprint) -> {
                                assertThat(at).isEqualTo(address);
                                shown.add(fingerprint);
                                return Verdict.TRUSTED;
                            });
            assertThat(answer.body()).asString().isEqualTo("fine");
        }
        assertThat(shown).containsExactly(key.fingerprint());
    }

    @Test
    void knowsAKeyAgainInAnotherCertificate() throws Exception {
        TestKey key = new TestKey();
        for (int i = 0; i < 2; i++) {
            try (var device = new FakeDevice(key)) {
                device.behave((_, out) -> FakeDevice.http(out, 200, "fine"));
                CertificateRule only =
                        (_, shown) ->
                                shown.equals(key.fingerprint()) ? Verdict.TRUSTED : Verdict.CHANGED;
                assertThat(call(device.service(), only).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void sendsNothingToAKeyThatIsNotTrusted() {
        TestKey key = new TestKey();
        try (var device = new FakeDevice(key)) {
            CallException changed = failure(device.service(), (_, _) -> Verdict.CHANGED);
            assertThat(changed.reason()).isEqualTo(Reason.CERTIFICATE_CHANGED);
            assertThat(changed.shown()).isEqualTo(key.fingerprint());
            CallException unknown = failure(device.service(), CertificateRule.nobody());
            assertThat(unknown.reason()).isEqualTo(Reason.CERTIFICATE_UNKNOWN);
            assertThat(unknown.shown()).isEqualTo(key.fingerprint());
            assertThat(device.requests()).isEmpty();
        }
    }

    @Test
    void believesNoKeyThatIsOnlyShown() {
        TestKey camera = new TestKey();
        List<Fingerprint> judged = new CopyOnWriteArrayList<>();
        CertificateRule first =
                (_, shown) -> {
                    judged.add(shown);
                    return Verdict.TRUSTED;
                };
        try (var between = new FakeDevice(new TestKey(), camera)) {
            CallException refused = failure(between.service(), first);
            assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(Reason.MALFORMED);
            assertThat(between.requests()).isEmpty();
        }
        assertThat(judged).isEmpty();
    }

    @Test
    void cutsAnAnswerThatDripsAtItsDeadline() {
        CountDownLatch over = new CountDownLatch(1);
        try (var device = new FakeDevice(new TestKey())) {
            device.behave((_, out) -> {
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                while (!awaited(over, 50)) {
                    out.write('a');
                    out.flush();
                }
            });
            assertThat(failure(device.service(), CertificateRule.anybody()).reason())
                    .isEqualTo(Reason.TIMEOUT);
        } finally {
            over.countDown();
        }
    }

    @Test
    void saysThatADeviceKnowsOnlyOldTls() throws Exception {
        for (byte[] answer : List.of(NOT_THIS_VERSION, NO_CIPHER, HELLO_OF_1_0)) {
            assertThat(failureWith(answer, true))
                    .as("%d", answer[0])
                    .isEqualTo(Reason.OUTDATED_TLS);
        }
    }

    @Test
    void takesWhatIsNoTlsForNoDevice() throws Exception {
        byte[] http = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(failureWith(http, true)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void saysWhenADeviceHangsUpInTheHandshake() throws Exception {
        assertThat(failureWith(new byte[0], true)).isEqualTo(Reason.CLOSED);
    }

    @Test
    void cutsAHandshakeThatDripsAtItsDeadline() throws Exception {
        // The head of a record that is longer than anybody waits for.
        byte[] record = new byte[5 + 16_000];
        System.arraycopy(new byte[] {22, 3, 3, 62, (byte) 128}, 0, record, 0, 5);
        assertThat(failureWith(record, false)).isEqualTo(Reason.TIMEOUT);
    }

    /** Of a device that answers a hello with these bytes: at once, or one every 50 ms. */
    private static Reason failureWith(byte[] answer, boolean atOnce) throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        InetAddress address = Loopback.address();
        try (var socket = new ServerSocket(0, 5, address)) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (Socket client = socket.accept()) {
                            InputStream in = client.getInputStream();
                            assertThat(in.read(new byte[2_048])).isPositive();
                            OutputStream out = client.getOutputStream();
                            if (atOnce) {
                                out.write(answer);
                                return;
                            }
                            for (int i = 0; i < answer.length && !awaited(over, 50); i++) {
                                out.write(answer[i]);
                            }
                        } catch (IOException e) {
                            // hung up on
                        }
                    });
            URI at =
                    URI.create("https://" + address.getHostAddress() + ":" + socket.getLocalPort());
            return failure(at, CertificateRule.anybody()).reason();
        } finally {
            over.countDown();
        }
    }

    private static boolean awaited(CountDownLatch over, long ms) {
        try {
            return over.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
