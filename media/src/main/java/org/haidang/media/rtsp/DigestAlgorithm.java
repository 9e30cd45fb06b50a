package org.haidang.media.rtsp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The hash functions of digest authentication (RFC 7616 section 6.1) that cameras use. */
public enum DigestAlgorithm {
    MD5("MD5"),
    SHA_256("SHA-256");

    private final String token;

    DigestAlgorithm(String token) {
        this.token = token;
    }

    /** The value of the {@code algorithm} parameter. */
    public String token() {
        return token;
    }

    /** By its parameter value in any case, MD5 when there is none, null when it is another. */
    public static @Nullable DigestAlgorithm of(@Nullable String token) {
        if (token == null || token.isBlank()) {
            return MD5;
        }
        return switch (token.strip().toUpperCase(Locale.ROOT)) {
            case "MD5" -> MD5;
            case "SHA-256", "SHA256" -> SHA_256;
            default -> null;
        };
    }

    /** The hash of a text in lower-case hexadecimal digits. */
    String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance(token).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + token, e);
        }
    }

    /**
     * The response value of RFC 7616 section 3.4.1.
     *
     * @param qop null for the form of RFC 2069, without counter and client nonce
     * @param nc eight hexadecimal digits, used with qop only
     */
    String response(
            Credentials credentials,
            String realm,
            String nonce,
            @Nullable String qop,
            @Nullable String nc,
            @Nullable String cnonce,
            String method,
            String uri) {
        String user = hash(credentials.username() + ":" + realm + ":" + credentials.password());
        String request = hash(method + ":" + uri);
        String middle = qop == null ? nonce : nonce + ":" + nc + ":" + cnonce + ":" + qop;
        return hash(user + ":" + middle + ":" + request);
    }
}
