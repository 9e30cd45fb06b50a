package org.haidang.server.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals short secrets with AES-256-GCM under a key that lies in a file beside the database, bound
 * to what they belong to: a seal moved to another row does not open. Thread-safe.
 */
public final class Sealer {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String VERSION = "v1:";

    private final SecretKeySpec key;
    private final SecureRandom random;

    private Sealer(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /** With a key that lives as long as the object. */
    public static Sealer forThisRun(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new Sealer(key, random);
    }

    /**
     * With the key in a file, made with permissions 0600 if it is not there.
     *
     * @throws IOException if the file cannot be read or is no key
     */
    public static Sealer withKeyFile(Path file, SecureRandom random) throws IOException {
        if (Files.notExists(file)) {
            create(file, random);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not a key file", e);
        }
        if (key.length != KEY_BYTES) {
            throw new IOException(file + " holds " + key.length + " bytes, a key has " + KEY_BYTES);
        }
        return new Sealer(key, random);
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        byte[] text =
                (Base64.getEncoder().encodeToString(key) + "\n")
                        .getBytes(StandardCharsets.US_ASCII);
        var mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel =
                Files.newByteChannel(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DSYNC),
                        mode)) {
            channel.write(ByteBuffer.wrap(text));
        } catch (FileAlreadyExistsException e) {
            // Another start made it meanwhile; it is read next.
        }
    }

    public String seal(String secret, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, owner)
                            .doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] both =
                    ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array();
            return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Opens a seal.
     *
     * @throws SealException if it was sealed with another key, for another owner, or was changed
     */
    public String open(String sealed, String owner) {
        try {
            if (!sealed.startsWith(VERSION)) {
                throw new SealException("not a seal of this program", null);
            }
            byte[] both = Base64.getUrlDecoder().decode(sealed.substring(VERSION.length()));
            if (both.length < NONCE_BYTES) {
                throw new SealException("too short", null);
            }
            byte[] nonce = java.util.Arrays.copyOf(both, NONCE_BYTES);
            byte[] secret =
                    cipher(Cipher.DECRYPT_MODE, nonce, owner)
                            .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SealException("the seal does not open with this key", e);
        }
    }

    /**
     * A key of its own for proving what this server wrote, derived by HKDF-Expand (RFC 5869, 2.3):
     * who sees it learns nothing of the sealing key or of a key for another purpose.
     */
    public MacKey macKey(String purpose) {
        try {
            return new MacKey(
                    KDF.getInstance("HKDF-SHA256")
                            .deriveKey(
                                    "HmacSHA256",
                                    HKDFParameterSpec.expandOnly(
                                            key,
                                            ("haidang mac " + purpose)
                                                    .getBytes(StandardCharsets.UTF_8),
                                            MacKey.BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A hash that only this key makes: for secrets too short to be safe under a plain hash. The
     * same secret of the same owner always has the same mark.
     */
    public String mark(String secret, String owner) {
        try {
            // A key of its own, derived from ours: AES and HMAC must not share one.
            byte[] own = hmac(key.getEncoded(), "mark");
            return HexFormat.of().formatHex(hmac(own, owner + '\n' + secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
