package org.haidang.uplink.trust;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.haidang.uplink.Refusal;

/**
 * What a centre hands to a site so that it may link: where to dial, whom to believe there, and a
 * token that works once. Its text form is one word of letters, digits, {@code -} and {@code _}, fit
 * for mail, a QR code and a file; a mistyped one is recognised.
 *
 * @param address host and port of the centre, for example {@code giamsat.example.vn:443}
 * @param authority SHA-256 of the centre's authority certificate (DER)
 * @param token 32 random bytes; whoever brings them is taken for the site
 * @param expiresAt after which the centre refuses it
 */
public record Invitation(String address, byte[] authority, byte[] token, Instant expiresAt) {
    /** Bytes of a token and of a SHA-256. */
    public static final int SECRET_BYTES = 32;

    private static final String PREFIX = "haidang1-";
    private static final int MAX_TEXT = 1_000;
    private static final int FIXED_BYTES = 2 * SECRET_BYTES + Long.BYTES + Integer.BYTES;

    public Invitation {
        if (authority.length != SECRET_BYTES || token.length != SECRET_BYTES) {
            throw new IllegalArgumentException("authority and token have 32 bytes");
        }
    }

    /** A new token. */
    public static byte[] newToken(SecureRandom random) {
        byte[] token = new byte[SECRET_BYTES];
        random.nextBytes(token);
        return token;
    }

    /** What the centre keeps of a token, so that its database gives none away. */
    public static String hash(byte[] token) {
        return HexFormat.of().formatHex(Sha256.of(token));
    }

    /** The word to hand over. */
    public String text() {
        byte[] name = address.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(FIXED_BYTES + name.length);
        all.put(authority).put(token).putLong(expiresAt.getEpochSecond()).put(name);
        all.putInt(checksum(all.array(), all.position()));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    /**
     * Reads the word again; blanks and line breaks that mail programs put in do no harm.
     *
     * @throws InvitationException with what to do
     */
    public static Invitation parse(String text) throws InvitationException {
        String word = text.replaceAll("\\s", "");
        if (!word.startsWith(PREFIX) || word.length() > MAX_TEXT) {
            throw new InvitationException(
                    Refusal.UNREADABLE,
                    "This is no invitation: it has to begin with "
                            + PREFIX
                            + ". Copy the whole text that the centre has given.");
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(word.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
        if (bytes.length <= FIXED_BYTES
                || ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES)
                        != checksum(bytes, bytes.length - Integer.BYTES)) {
            throw damaged();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] authority = new byte[SECRET_BYTES];
        byte[] token = new byte[SECRET_BYTES];
        in.get(authority).get(token);
        Instant expiresAt = Instant.ofEpochSecond(in.getLong());
        byte[] name = new byte[bytes.length - FIXED_BYTES];
        in.get(name);
        return new Invitation(
                new String(name, StandardCharsets.UTF_8), authority, token, expiresAt);
    }

    private static InvitationException damaged() {
        return new InvitationException(
                Refusal.UNREADABLE,
                "The invitation is not complete or a letter is wrong. Copy the whole text again.");
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Invitation that
                && address.equals(that.address)
                && Arrays.equals(authority, that.authority)
                && MessageDigest.isEqual(token, that.token)
                && expiresAt.getEpochSecond() == that.expiresAt.getEpochSecond();
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(authority) ^ address.hashCode();
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Invitation[" + address + ", until " + expiresAt + "]";
    }
}
