package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.haidang.server.certificate.Certificates;
import org.haidang.server.settings.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A certificate that is replaced while the server runs. */
class CertificateWatchTest {
    @TempDir Path folder;

    @Test
    void aRenewedCertificateIsShownAndABrokenOneIsNot() throws Exception {
        Certificates.Files shown = made("first");
        try (TestServer server =
                TestServer.fresh(
                        folder.resolve("server"),
                        Map.of(
                                "tls.mode", "files",
                                "tls.certificate", shown.certificate().toString(),
                                "tls.key", shown.key().toString()))) {
            CertificateWatch watch = watch(server);
            assertThat(seen(server)).isEqualTo(read(shown));

            Certificates.Files second = made("second");
            copy(second.certificate(), shown.certificate());
            watch.look();
            assertThat(seen(server))
                    .as("the key is still that of the first")
                    .isNotEqualTo(read(second));
            copy(second.key(), shown.key());
            watch.look();
            assertThat(seen(server)).isEqualTo(read(second));

            Files.writeString(shown.certificate(), "-----BEGIN CERTIFICATE-----\nAAAA\n");
            watch.look();
            Files.delete(shown.key());
            watch.look();
            assertThat(seen(server)).isEqualTo(read(second));

            Certificates.Files third = made("third");
            copy(third.key(), shown.key());
            copy(third.certificate(), shown.certificate());
            watch.look();
            assertThat(seen(server)).isEqualTo(read(third));
        }
    }

    private Certificates.Files made(String name) throws IOException {
        Files.createDirectories(folder.resolve(name));
        return Certificates.files(
                SettingsReader.read(
                        null, Map.of(), Map.of("data", folder.resolve(name).toString())));
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static X509Certificate read(Certificates.Files files) throws Exception {
        try (var in = Files.newInputStream(files.certificate())) {
            return (X509Certificate)
                    java.security.cert.CertificateFactory.getInstance("X.509")
                            .generateCertificate(in);
        }
    }

    private static CertificateWatch watch(TestServer server) {
        var context = (ServletWebServerApplicationContext) server.server.web().context();
        var jetty = (JettyWebServer) Objects.requireNonNull(context.getWebServer());
        return Objects.requireNonNull(jetty.getServer().getBean(CertificateWatch.class));
    }

    /** What a new connection is shown. */
    private static X509Certificate seen(TestServer server) throws Exception {
        SSLContext any = SSLContext.getInstance("TLSv1.3");
        any.init(null, new TrustManager[] {new Anybody()}, null);
        try (SSLSocket socket =
                (SSLSocket)
                        any.getSocketFactory()
                                .createSocket("127.0.0.1", URI.create(server.url).getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
