package org.haidang.server.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.haidang.server.certificate.Certificates;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on loopback that keeps what it gets. */
public final class MailServer implements AutoCloseable {
    public static final String USERNAME = "camera";
    public static final String PASSWORD = "mat khau thu";

    /** Mail to this local part is refused for ever. */
    public static final String NOBODY = "nobody";

    /** One mail as it came over the wire. */
    public record Received(String from, String to, byte[] data) {
        public MimeMessage mail() {
            try {
                return new MimeMessage(
                        Session.getInstance(new Properties()), new ByteArrayInputStream(data));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        public String text() {
            try {
                return ((String) mail().getContent()).replace("\r\n", "\n").strip();
            } catch (IOException | MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        public String raw() {
            return new String(data, StandardCharsets.UTF_8);
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final SMTPServer server;

    private MailServer(int port, Certificates.@Nullable Files files) {
        SMTPServer.Builder builder =
                SMTPServer.port(port)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .connectionTimeoutMs(10_000)
                        .authenticationHandlerFactory(
                                new EasyAuthenticationHandlerFactory(
                                        (username, password, context) -> {
                                            if (!username.equals(USERNAME)
                                                    || !password.equals(PASSWORD)) {
                                                throw new LoginFailedException();
                                            }
                                        }))
                        .requireAuth()
                        .messageHandler((context, from, to, data) -> {
                            if (to.startsWith(NOBODY + "@")) {
                                throw new RejectException(550, "no such mailbox");
                            }
                            received.add(new Received(from, to, data));
                        });
        if (files != null) {
            builder.startTlsSocketFactory(context(files)).enableTLS().requireTLS();
        }
        this.server = builder.build();
        server.start();
    }

    public static MailServer plain() {
        return new MailServer(0, null);
    }

    /** On the port of one that was closed. */
    public static MailServer plain(int port) {
        return new MailServer(port, null);
    }

    static MailServer starttls(Certificates.Files files) {
        return new MailServer(0, files);
    }

    public int port() {
        return server.getPortAllocated();
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    private static SSLContext context(Certificates.Files files) {
        try {
            List<Certificate> chain =
                    List.copyOf(
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificates(
                                            Files.newInputStream(files.certificate())));
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry(
                    "k", key(files.key()), new char[0], chain.toArray(Certificate[]::new));
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey key(Path pem) throws GeneralSecurityException {
        try {
            String base64 =
                    Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
