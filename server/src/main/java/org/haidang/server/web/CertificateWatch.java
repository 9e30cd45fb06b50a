package org.haidang.server.web;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.haidang.server.certificate.Certificates;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

/**
 * Shows a renewed certificate without a restart: what a person or an ACME client (RFC 8555) put in
 * place of the files, and our own before it runs out. What cannot be used is said and not shown;
 * the one before stays. Connections that stand go on.
 */
final class CertificateWatch extends AbstractLifeCycle {
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final System.Logger LOG = System.getLogger(CertificateWatch.class.getName());

    private final Supplier<Certificates.Files> files;
    private final SslContextFactory.Server tls;
    private @Nullable ScheduledExecutorService thread;
    private ByteBuffer seen = ByteBuffer.allocate(0);

    /** What was said last, and is not said twice. */
    private String trouble = "";

    /**
     * @param files where they lie; asked again for each look
     */
    CertificateWatch(Supplier<Certificates.Files> files, SslContextFactory.Server tls) {
        this.files = files;
        this.tls = tls;
    }

    @Override
    protected void doStart() throws IOException {
        seen = contents(files.get());
        ScheduledExecutorService made =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("certificate-watch").factory());
        thread = made;
        var _ =
                made.scheduleWithFixedDelay(
                        this::look, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        ScheduledExecutorService running = thread;
        if (running != null) {
            running.shutdownNow();
        }
    }

    /** Takes what has changed since the last look. */
    synchronized void look() {
        try {
            Certificates.Files now = files.get();
            ByteBuffer contents = contents(now);
            if (contents.equals(seen)) {
                return;
            }
            // Each content is tried once: what is half written is another one by the next look.
            seen = contents;
            take(now);
            trouble = "";
        } catch (Exception e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(trouble)) {
                LOG.log(
                        Level.WARNING,
                        "the certificate changed and cannot be used, the one before stays: {0}",
                        why);
            }
            trouble = why;
        }
    }

    private void take(Certificates.Files now) throws Exception {
        List<X509Certificate> chain = PemContent.load(now.certificate()).getCertificates();
        PrivateKey key = PemContent.load(now.key()).getPrivateKey();
        if (chain == null || chain.isEmpty() || key == null) {
            throw new IOException("no certificate or no key in it");
        }
        if (!fits(key, chain.getFirst().getPublicKey())) {
            throw new IOException("the key is not that of the certificate");
        }
        Instant until = chain.getFirst().getNotAfter().toInstant();
        if (until.isBefore(Instant.now())) {
            throw new IOException("it ran out on " + until);
        }
        KeyStore store = new PemSslStoreBundle(PemSslStore.of(chain, key), null).getKeyStore();
        tls.reload(factory -> factory.setKeyStore(store));
        LOG.log(Level.INFO, "the certificate is renewed until {0}", until);
    }

    /** Whether what one signs the other confirms. */
    private static boolean fits(PrivateKey key, PublicKey certified)
            throws GeneralSecurityException {
        String way =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                };
        byte[] something = {1, 2, 3};
        Signature signature = Signature.getInstance(way);
        signature.initSign(key);
        signature.update(something);
        byte[] signed = signature.sign();
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        signature.initVerify(certified);
        signature.update(something);
        return signature.verify(signed);
    }

    private static ByteBuffer contents(Certificates.Files files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : List.of(files.certificate(), files.key())) {
                digest.update(Files.readAllBytes(file));
                digest.update((byte) 0);
            }
            return ByteBuffer.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
