package org.haidang.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * The public half of a wall screen's key: ECDSA on P-256 with SHA-256 (FIPS 186-5), as Web
 * Cryptography makes it. What is signed says what for, so that no answer serves another question.
 */
final class WallKey {
    /** A SubjectPublicKeyInfo of P-256 with an uncompressed point (RFC 5480). */
    private static final int KEY_BYTES = 91;

    /** r and s side by side, as browsers sign (IEEE P1363). */
    private static final int SIGNATURE_BYTES = 64;

    private final PublicKey key;

    private WallKey(PublicKey key) {
        this.key = key;
    }

    /** Empty when it is anything but a point on P-256. */
    static Optional<WallKey> read(String base64url) {
        return bytes(base64url, KEY_BYTES).flatMap(WallKey::decode);
    }

    private static Optional<WallKey> decode(byte[] encoded) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            AlgorithmParameters p256 = AlgorithmParameters.getInstance("EC");
            p256.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec wanted = p256.getParameterSpec(ECParameterSpec.class);
            return factory.generatePublic(new X509EncodedKeySpec(encoded))
                                    instanceof ECPublicKey found
                            && found.getParams().getCurve().equals(wanted.getCurve())
                    ? Optional.of(new WallKey(found))
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Exactly so many bytes, or nothing. */
    private static Optional<byte[]> bytes(String base64url, int length) {
        if (base64url.length() > 2 * length) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64url);
            return bytes.length == length ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What a device signs. */
    static String text(String purpose, String subject, String challenge) {
        return "haidang-wall\n" + purpose + '\n' + subject + '\n' + challenge;
    }

    boolean signed(String text, String signature) {
        Optional<byte[]> given = bytes(signature, SIGNATURE_BYTES);
        if (given.isEmpty()) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(given.get());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
