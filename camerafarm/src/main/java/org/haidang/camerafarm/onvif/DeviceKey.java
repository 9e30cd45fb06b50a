package org.haidang.camerafarm.onvif;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A device's key for HTTPS, and a certificate that it has signed itself, as cameras make them
 * (X.509 version 3 without extensions, RFC 5280 section 4.1). Its few fields are encoded by hand:
 * the JDK makes none, and a library for one certificate would be carried by every farm.
 */
public final class DeviceKey {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int VERSION = 0xA0;

    /** ecdsa-with-SHA256, 1.2.840.10045.4.3.2 (RFC 5758 section 3.2). */
    private static final byte[] SIGNED_BY = HexFormat.of().parseHex("06082a8648ce3d040302");

    /** commonName, 2.5.4.3. */
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

    private static final byte[] VERSION_3 = {INTEGER, 1, 2};
    private static final Duration LIFE = Duration.ofDays(3_650);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PrivateKey key;
    private final X509Certificate certificate;

    private DeviceKey(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * Makes a key.
     *
     * @param name in the certificate
     * @param since when the certificate begins
     */
    static DeviceKey make(String name, Instant since, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] algorithm = tlv(SEQUENCE, SIGNED_BY);
            byte[] subject =
                    tlv(SEQUENCE, tlv(SET, tlv(SEQUENCE, COMMON_NAME, text(UTF8_STRING, name))));
            byte[] content =
                    tlv(
                            SEQUENCE,
                            tlv(VERSION, VERSION_3),
                            tlv(INTEGER, new BigInteger(64, random).add(BigInteger.ONE)),
                            algorithm,
                            subject,
                            tlv(
                                    SEQUENCE,
                                    text(UTC_TIME, MOMENT.format(since)),
                                    text(UTC_TIME, MOMENT.format(since.plus(LIFE)))),
                            subject,
                            pair.getPublic().getEncoded());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate(), random);
            signature.update(content);
            byte[] whole =
                    tlv(
                            SEQUENCE,
                            content,
                            algorithm,
                            tlv(BIT_STRING, new byte[] {0}, signature.sign()));
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(whole));
            return new DeviceKey(pair.getPrivate(), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has ECDSA", e);
        }
    }

    private static byte[] text(int tag, String text) {
        return tlv(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] tlv(int tag, BigInteger number) {
        return tlv(tag, number.toByteArray());
    }

    /** Tag, length, value (X.690 section 8.1), of less than 64 KiB. */
    private static byte[] tlv(int tag, byte[]... parts) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            value.writeBytes(part);
        }
        int length = value.size();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length >= 0x100) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length >= 0x80) {
            out.write(0x81);
        }
        out.write(length);
        out.writeBytes(value.toByteArray());
        return out.toByteArray();
    }

    public PrivateKey key() {
        return key;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** SHA-256 of the public key, by which a client knows it again. */
    String fingerprint() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(certificate.getPublicKey().getEncoded());
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
