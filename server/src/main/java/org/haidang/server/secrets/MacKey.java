package org.haidang.server.secrets;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Proves that this server wrote something: HMAC-SHA-256, RFC 2104. Thread-safe. */
public final class MacKey {
    /** Bytes of a proof. */
    public static final int BYTES = 32;

    private final SecretKey key;

    MacKey(SecretKey key) {
        this.key = key;
    }

    public byte[] prove(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "MacKey[...]";
    }
}
