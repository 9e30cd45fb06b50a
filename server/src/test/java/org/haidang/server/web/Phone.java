package org.haidang.server.web;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** A telephone that shows codes, and the paper beside it. */
record Phone(byte[] secret, List<String> paper) {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** Sets itself up in a logged-in browser. */
    static Phone setUp(TestClient client, String password) {
        JsonNode begun = client.post("me/totp", Map.of("password", password)).json();
        Phone phone = new Phone(secret(begun.get("secret").stringValue()), List.of());
        JsonNode done = client.post("me/totp/confirm", Map.of("code", phone.code(0))).json();
        return new Phone(
                phone.secret(),
                done.get("recoveryCodes").valueStream().map(JsonNode::stringValue).toList());
    }

    /**
     * A code.
     *
     * @param drift 0 is now's, 1 the next; later ones than were used are taken
     */
    String code(int drift) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(secret, "HmacSHA1"),
                            Instant.now().plusSeconds(30L * drift));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] secret(String base32) {
        BigInteger number = BigInteger.ONE;
        for (char letter : base32.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(letter)));
        }
        // The leading one keeps leading zeros.
        byte[] raw = number.toByteArray();
        return java.util.Arrays.copyOfRange(raw, raw.length - 20, raw.length);
    }
}
