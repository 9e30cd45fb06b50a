package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Devices that speak HTTPS, each with a certificate of its own making. */
class SecureDeviceTest {

    private static TestFarm farm;

    @BeforeAll
    static void play() throws Exception {
        farm = TestFarm.of(List.of(TestCameras.plain(), TestCameras.withSub()), "--onvif-https");
    }

    @AfterAll
    static void close() throws Exception {
        farm.close();
    }

    /** Remembers what was shown to it. */
    private static final class Witness extends X509ExtendedTrustManager {
        volatile @Nullable X509Certificate shown;

        private void see(X509Certificate[] chain) {
            shown = chain[0];
        }

        X509Certificate certificate() {
            X509Certificate seen = shown;
            if (seen == null) {
                throw new AssertionError("nothing was shown");
            }
            return seen;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by, SSLEngine engine) {
            see(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by, Socket socket) {
            see(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by) {
            see(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String by, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String by, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String by) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private record Heard(String body, X509Certificate certificate) {}

    /** Over a connection of its own. */
    private static Heard ask(int device, String protocol) throws Exception {
        Witness witness = new Witness();
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(null, new TrustManager[] {witness}, new SecureRandom());
        URI service =
                URI.create(
                        "https://"
                                + farm.address(device)
                                + ":"
                                + TestFarm.PORT
                                + TestDevice.DEVICE);
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(context)
                        .build()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(service)
                                    .timeout(Duration.ofSeconds(20))
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    TestDevice.envelope("", "<tds:GetServices/>")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return new Heard(answer.body(), witness.certificate());
        }
    }

    private static String fingerprint(X509Certificate certificate) throws Exception {
        byte[] key = certificate.getPublicKey().getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    }

    @Test
    void speaksBothVersionsOfTlsThatAreSafe() throws Exception {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            assertThat(ask(1, protocol).body())
                    .as(protocol)
                    .contains("https://" + farm.address(1) + ":" + TestFarm.PORT)
                    .doesNotContain("http://" + farm.address(1));
        }
    }

    @Test
    void hasSignedItsCertificateItself() throws Exception {
        X509Certificate certificate = ask(1, "TLS").certificate();
        certificate.checkValidity();
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSubjectX500Principal())
                .isEqualTo(certificate.getIssuerX500Principal());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=HF-C2010");
        assertThat(certificate.getSerialNumber()).isPositive();
    }

    @Test
    void eachHasAKeyOfItsOwn() throws Exception {
        assertThat(fingerprint(ask(1, "TLS").certificate()))
                .isNotEqualTo(fingerprint(ask(2, "TLS").certificate()));
    }

    @Test
    void showsAnotherKeyWhileToldTo() throws Exception {
        String own = fingerprint(ask(2, "TLS").certificate());
        assertThat(farm.control().device(farm.address(2))).contains(own);
        farm.control().misbehave(farm.address(2), "certificate", "");
        String other = fingerprint(ask(2, "TLS").certificate());
        assertThat(other).isNotEqualTo(own);
        assertThat(farm.control().device(farm.address(2))).contains(other);
        farm.control().behave(farm.address(2));
        assertThat(fingerprint(ask(2, "TLS").certificate())).isEqualTo(own);
    }
}
