package org.haidang.onvif.net;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.util.HexFormat;

/**
 * What a device is known by over HTTPS: the SHA-256 of its public key (SubjectPublicKeyInfo, RFC
 * 5280 section 4.1). Of the key and not of the certificate, because cameras make themselves a new
 * certificate for the same key when their name, address or date changes.
 *
 * @param sha256 64 digits, {@code 0} to {@code 9} and {@code a} to {@code f}
 */
public record Fingerprint(String sha256) {

    public Fingerprint {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
    }

    static Fingerprint of(Certificate certificate) {
        try {
            byte[] key = certificate.getPublicKey().getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return new Fingerprint(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return sha256;
    }
}
