package org.haidang.uplink.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * The centre's own small certificate authority (RFC 5280 profile: P-256, one level). Sites believe
 * nothing but it, so no name of the centre matters and none has to be bought. Thread-safe.
 */
public final class Authority {
    /** The name that every centre has in its certificate; sites ask for it whatever they dial. */
    public static final String CENTRE_NAME = "centre.haidang.internal";

    static final Duration SITE_LIFE = Duration.ofDays(90);
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(20 * 365);
    private static final Duration CENTRE_LIFE = Duration.ofDays(397);
    private static final Duration CLOCK_SLACK = Duration.ofHours(1);

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final InstantSource clock;
    private final SecureRandom random;

    /** A private key with its certificate and those above it. */
    public record Credentials(PrivateKey key, List<X509Certificate> chain) {
        @Override
        public String toString() {
            return "Credentials[" + chain.getFirst().getSubjectX500Principal() + "]";
        }
    }

    private Authority(
            X509Certificate certificate, PrivateKey key, InstantSource clock, SecureRandom random) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens the authority in a folder; makes it when there is none.
     *
     * @throws IOException also when half of it is missing: then sites would not know the centre any
     *     more, and that must not happen by itself
     */
    public static Authority open(Path folder, InstantSource clock, SecureRandom random)
            throws IOException {
        Files.createDirectories(folder);
        Path certificateFile = folder.resolve("authority.pem");
        Path keyFile = folder.resolve("authority-key.pem");
        boolean haveCertificate = Files.exists(certificateFile);
        if (haveCertificate != Files.exists(keyFile)) {
            throw new IOException(
                    "of "
                            + certificateFile
                            + " and "
                            + keyFile
                            + " one is missing. Bring it back from a backup; without it every"
                            + " site has to enrol again (then delete the other one too).");
        }
        if (!haveCertificate) {
            make(certificateFile, keyFile, clock, random);
        }
        return new Authority(
                Keys.readChain(certificateFile).getFirst(), Keys.readKey(keyFile), clock, random);
    }

    private static void make(
            Path certificateFile, Path keyFile, InstantSource clock, SecureRandom random)
            throws IOException {
        KeyPair pair = Keys.make();
        X500Name name = name("Hai Dang authority " + new BigInteger(48, random).toString(36));
        Instant now = clock.instant();
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(127, random),
                        Date.from(now.minus(CLOCK_SLACK)),
                        Date.from(now.plus(AUTHORITY_LIFE)),
                        name,
                        pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        Keys.write(keyFile, pair.getPrivate());
        Keys.write(certificateFile, List.of(signed(builder, pair.getPrivate())));
    }

    /** What invitations carry so that a site knows the centre. */
    public byte[] fingerprint() {
        return Sha256.of(encoded(certificate));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A fresh key and certificate for the centre's own port. */
    public Credentials forCentre() throws IOException {
        KeyPair pair = Keys.make();
        JcaX509v3CertificateBuilder builder =
                builder(name(CENTRE_NAME), pair.getPublic(), CENTRE_LIFE);
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, CENTRE_NAME)));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        return new Credentials(pair.getPrivate(), List.of(signed(builder, key), certificate));
    }

    /**
     * A certificate for a site's own key; what the request says of names is not believed.
     *
     * @param csr PKCS #10, DER
     * @throws IOException when it is no request, or not signed by the key it names
     */
    public X509Certificate forSite(byte[] csr, String siteId) throws IOException {
        try {
            JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(csr);
            PublicKey publicKey = request.getPublicKey();
            if (!publicKey.getAlgorithm().equals("EC")
                    || !request.isSignatureValid(
                            new JcaContentVerifierProviderBuilder().build(publicKey))) {
                throw new IOException("the request is not signed by a P-256 key of its own");
            }
            JcaX509v3CertificateBuilder builder = builder(name(siteId), publicKey, SITE_LIFE);
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            return signed(builder, key);
        } catch (GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new IOException("the request cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("the request cannot be read", e);
        }
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, PublicKey of, Duration life)
            throws IOException {
        Instant now = clock.instant();
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                        new BigInteger(127, random),
                        Date.from(now.minus(CLOCK_SLACK)),
                        Date.from(now.plus(life)),
                        subject,
                        of);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        return builder;
    }

    private static X500Name name(String common) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, common).build();
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey by)
            throws IOException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot sign a certificate", e);
        }
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
