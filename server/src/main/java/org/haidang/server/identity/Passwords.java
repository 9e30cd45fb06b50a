package org.haidang.server.identity;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes passwords with Argon2id. At most two at a time, for each takes 19 MiB and a core for tens
 * of milliseconds: a flood of logins waits here and cannot take the machine from the recorder.
 */
public final class Passwords {
    private static final int AT_ONCE = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private final Semaphore running = new Semaphore(AT_ONCE, true);
    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private volatile @Nullable String nobody;

    public String hash(String password) {
        running.acquireUninterruptibly();
        try {
            return java.util.Objects.requireNonNull(encoder.encode(password));
        } finally {
            running.release();
        }
    }

    public boolean matches(String password, String hash) {
        running.acquireUninterruptibly();
        try {
            return encoder.matches(password, hash);
        } finally {
            running.release();
        }
    }

    /** Takes as long as {@link #matches} and is always false: for users that do not exist. */
    public boolean matchesNobody(String password) {
        String hash = nobody;
        if (hash == null) {
            hash = hash("no password of anybody");
            nobody = hash;
        }
        matches(password, hash);
        return false;
    }
}
