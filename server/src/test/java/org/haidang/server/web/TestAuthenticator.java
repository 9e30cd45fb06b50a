package org.haidang.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An authenticator with one ES256 key and the browser around it, after Web Authentication Level 3:
 * 6.1 (authenticator data), 6.5.1 (attested data), 6.3.3 (signature). It does what it is told, also
 * what it should not.
 */
final class TestAuthenticator {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final KeyPair key;
    private final byte[] id = new byte[32];
    String origin;
    boolean verifiesUser = true;
    int counter;

    TestAuthenticator(String origin) {
        this.origin = origin;
        new java.security.SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a passkey for creation options. */
    Map<String, Object> create(JsonNode options) {
        byte[] data =
                join(
                        authenticatorData(options.get("rp").get("id").stringValue(), ATTESTED),
                        new byte[16],
                        ByteBuffer.allocate(2).putShort((short) id.length).array(),
                        id,
                        coseKey());
        // {"fmt": "none", "attStmt": {}, "authData": data} in CBOR (RFC 8949).
        byte[] attestation =
                join(
                        new byte[] {(byte) 0xa3},
                        text("fmt"),
                        text("none"),
                        text("attStmt"),
                        new byte[] {(byte) 0xa0},
                        text("authData"),
                        new byte[] {0x58, (byte) data.length},
                        data);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("clientDataJSON", base64(clientData("webauthn.create", options)));
        response.put("attestationObject", base64(attestation));
        response.put("transports", new String[] {"internal"});
        return credential(response);
    }

    /** Answers request options. */
    Map<String, Object> get(JsonNode options) {
        byte[] data = authenticatorData(options.get("rpId").stringValue(), 0);
        byte[] client = clientData("webauthn.get", options);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("clientDataJSON", base64(client));
        response.put("authenticatorData", base64(data));
        response.put("signature", base64(sign(join(data, sha256(client)))));
        return credential(response);
    }

    private Map<String, Object> credential(Map<String, Object> response) {
        Map<String, Object> credential = new LinkedHashMap<>();
        credential.put("id", base64(id));
        credential.put("rawId", base64(id));
        credential.put("type", "public-key");
        credential.put("authenticatorAttachment", "platform");
        credential.put("clientExtensionResults", Map.of());
        credential.put("response", response);
        return credential;
    }

    private byte[] clientData(String type, JsonNode options) {
        return JSON.writeValueAsBytes(
                Map.of(
                        "type",
                        type,
                        "challenge",
                        options.get("challenge").stringValue(),
                        "origin",
                        origin,
                        "crossOrigin",
                        false));
    }

    private byte[] authenticatorData(String host, int more) {
        int flags = USER_PRESENT | (verifiesUser ? USER_VERIFIED : 0) | more;
        return join(
                sha256(host.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) flags},
                ByteBuffer.allocate(4).putInt(++counter).array());
    }

    /** RFC 9053: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}. */
    private byte[] coseKey() {
        ECPublicKey point = (ECPublicKey) key.getPublic();
        return join(
                new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32},
                fixed(point.getW().getAffineX().toByteArray()),
                new byte[] {0x22, 0x58, 32},
                fixed(point.getW().getAffineY().toByteArray()));
    }

    private static byte[] fixed(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private byte[] sign(byte[] data) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] text(String text) {
        return join(
                new byte[] {(byte) (0x60 + text.length())},
                text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (byte[] part : parts) {
                all.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
