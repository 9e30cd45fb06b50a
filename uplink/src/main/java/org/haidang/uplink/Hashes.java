package org.haidang.uplink;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes of what goes over the link. */
public final class Hashes {
    private Hashes() {}

    /** A fresh SHA-256 (FIPS 180-4). */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
