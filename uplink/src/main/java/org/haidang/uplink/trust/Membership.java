package org.haidang.uplink.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * What a site keeps of its enrolment at one centre: {@code membership.pem} (0600; the key is made
 * here and never sent) and {@code centre.properties}.
 *
 * @param siteId as the centre calls us
 * @param siteName as we call ourselves there
 * @param address where to dial
 * @param chain our certificate, then the centre's authority
 */
public record Membership(
        String siteId,
        String siteName,
        String centreName,
        String address,
        PrivateKey key,
        List<X509Certificate> chain) {
    private static final String PEM = "membership.pem";
    private static final String CENTRE = "centre.properties";

    /** A key of our own with a request to certify it. */
    public record Request(KeyPair keys, byte[] csr) {
        public static Request make() {
            return of(Keys.make());
        }

        private static Request of(KeyPair keys) {
            try {
                return new Request(
                        keys,
                        new JcaPKCS10CertificationRequestBuilder(
                                        new X500Principal("CN=site"), keys.getPublic())
                                .build(
                                        new JcaContentSignerBuilder("SHA256withECDSA")
                                                .build(keys.getPrivate()))
                                .getEncoded());
            } catch (IOException | OperatorCreationException e) {
                throw new IllegalStateException("cannot make a certificate request", e);
            }
        }

        @Override
        public String toString() {
            return "Request[]";
        }
    }

    /**
     * Takes what the centre answered.
     *
     * @param certificate ours, DER
     * @param authority the centre's, DER
     * @param fingerprint what the authority has to be, from the invitation or the one before
     * @throws IOException when it is not what was asked for
     */
    public static Membership of(
            String siteId,
            String siteName,
            String centreName,
            String address,
            Request request,
            byte[] certificate,
            byte[] authority,
            byte[] fingerprint)
            throws IOException {
        X509Certificate own = certificate(certificate);
        X509Certificate above = certificate(authority);
        try {
            own.verify(above.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate is not signed by the centre's authority", e);
        }
        if (!MessageDigest.isEqual(Sha256.of(authority), fingerprint)
                || !own.getPublicKey().equals(request.keys().getPublic())) {
            throw new IOException("the certificate is not the one that was asked for");
        }
        return new Membership(
                siteId,
                siteName,
                centreName,
                address,
                request.keys().getPrivate(),
                List.of(own, above));
    }

    private static X509Certificate certificate(byte[] der) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IOException("the centre's answer holds no certificate", e);
        }
    }

    /** What a site that was never enrolled does not have. */
    public static Optional<Membership> load(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(CENTRE))) {
            return Optional.empty();
        }
        Properties centre = new Properties();
        centre.load(new StringReader(Files.readString(folder.resolve(CENTRE))));
        return Optional.of(
                new Membership(
                        centre.getProperty("site", ""),
                        centre.getProperty("self", ""),
                        centre.getProperty("name", ""),
                        centre.getProperty("address", ""),
                        Keys.readKey(folder.resolve(PEM)),
                        Keys.readChain(folder.resolve(PEM))));
    }

    /** Keeps it; {@code centre.properties} is written last and makes it count. */
    public void save(Path folder) throws IOException {
        Files.createDirectories(folder);
        Keys.write(folder.resolve(PEM), key, chain);
        Keys.writeText(
                folder.resolve(CENTRE),
                "site="
                        + escaped(siteId)
                        + "\nself="
                        + escaped(siteName)
                        + "\nname="
                        + escaped(centreName)
                        + "\naddress="
                        + escaped(address)
                        + "\n",
                "rw-r--r--");
    }

    /** Forgets the centre; the key is gone for good. */
    public static void delete(Path folder) throws IOException {
        // What makes it count goes first.
        Files.deleteIfExists(folder.resolve(CENTRE));
        Files.deleteIfExists(folder.resolve(PEM));
    }

    /** For a properties file, on one line. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replaceAll("[\\r\\n]", " ");
    }

    /** The same enrolment, if with another certificate. */
    public boolean sameSite(Membership other) {
        return siteId.equals(other.siteId)
                && address.equals(other.address)
                && authority().equals(other.authority());
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    public X509Certificate authority() {
        return chain.getLast();
    }

    /** What the centre's authority has to be, also when it renews. */
    public byte[] authorityFingerprint() {
        return Sha256.of(Authority.encoded(authority()));
    }

    /** Two thirds of its life are over. */
    public boolean dueForRenewal(Instant now) {
        long from = certificate().getNotBefore().getTime();
        long to = certificate().getNotAfter().getTime();
        return now.toEpochMilli() > from + (to - from) * 2 / 3;
    }

    /** As certificates are named on both sides. */
    public static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    @Override
    public String toString() {
        return "Membership[" + siteId + " at " + address + "]";
    }
}
