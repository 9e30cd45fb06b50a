package org.haidang.onvif;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.haidang.onvif.net.Fingerprint;

/** A key as cameras make them for themselves; its certificate is over, as that of many is. */
public final class TestKey {
    private static final char[] NO_PASSWORD = {};
    private static final Instant MADE = Instant.parse("2000-01-01T00:00:00Z");

    private final KeyPair pair;

    public TestKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** What the device is known by. */
    public Fingerprint fingerprint() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded());
            return new Fingerprint(HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Shows another certificate each time, of the same key. */
    SSLContext context() {
        return showing(this);
    }

    /** Shows the certificate of a key that it does not have. */
    SSLContext showing(TestKey other) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = {other.certificate()};
            store.setKeyEntry("camera", pair.getPrivate(), NO_PASSWORD, chain);
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private Certificate certificate() throws GeneralSecurityException, OperatorCreationException {
        X500Name name = new X500Name("CN=IPC");
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.valueOf(System.nanoTime()),
                        Date.from(MADE),
                        Date.from(MADE.plusSeconds(1)),
                        name,
                        pair.getPublic());
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(pair.getPrivate())));
    }
}
