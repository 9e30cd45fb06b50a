package org.haidang.server.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based codes, RFC 6238: SHA-1, 30 s, six digits, because that is what every telephone's
 * program knows.
 */
final class Totp {
    static final int STEP_SECONDS = 30;

    /** RFC 4226, 4, R6 recommends 160 bits. */
    private static final int SECRET_BYTES = 20;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String ISSUER = "Hải Đăng";
    private static final TimeBasedOneTimePasswordGenerator GENERATOR =
            new TimeBasedOneTimePasswordGenerator();

    private Totp() {}

    static byte[] newSecret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /**
     * The step whose code it is: now's, the one before or the one after (RFC 6238, 5.2).
     *
     * @param lastStep the last one that was used; it and what lies before are not taken again
     */
    static OptionalLong step(byte[] secret, String code, long nowUs, long lastStep) {
        long now = Math.floorDiv(nowUs, STEP_SECONDS * 1_000_000L);
        OptionalLong found = OptionalLong.empty();
        for (long step = now - 1; step <= now + 1; step++) {
            boolean same =
                    MessageDigest.isEqual(
                            code(secret, step).getBytes(StandardCharsets.US_ASCII),
                            code.getBytes(StandardCharsets.UTF_8));
            if (same && step > lastStep && found.isEmpty()) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    static String code(byte[] secret, long step) {
        try {
            return GENERATOR.generateOneTimePasswordString(
                    new SecretKeySpec(secret, "HmacSHA1"),
                    Instant.ofEpochSecond(step * STEP_SECONDS),
                    Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 4648, 6, without padding: how people type a secret that they cannot scan. */
    /**
     * What a Base32 text stands for, as authenticator apps write secrets.
     *
     * @throws IllegalArgumentException if it is none, or shorter than 128 bits
     */
    static byte[] secret(String base32) {
        String text = base32.replaceAll("[\\s=]", "").toUpperCase(java.util.Locale.ROOT);
        byte[] bytes = new byte[text.length() * 5 / 8];
        int held = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = BASE32.indexOf(text.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("not Base32");
            }
            held = (held << 5 | value) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >> bits);
            }
        }
        if (bytes.length < 16) {
            throw new IllegalArgumentException("a secret has 128 bits or more");
        }
        return bytes;
    }

    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte b : bytes) {
            held = held << 8 | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32.charAt(held >> (bits - 5) & 31));
                bits -= 5;
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt(held << (5 - bits) & 31));
        }
        return text.toString();
    }

    /** What a telephone's program reads, after the key URI format that Google Authenticator set. */
    static String uri(String username, byte[] secret) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=%d"
                .formatted(
                        escaped(ISSUER),
                        escaped(username),
                        base32(secret),
                        escaped(ISSUER),
                        STEP_SECONDS);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
