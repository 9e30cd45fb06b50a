package org.haidang.server.identity;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
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
    private final LongAdder hashes = new LongAdder();

    /** Well formed, as dear as any other, and the hash of nothing known. */
    static final String NOBODY =
            "$argon2id$v=19$m="
                    + MEMORY_KIB
                    + ",t="
                    + PASSES
                    + ",p="
                    + LANES
                    + "$"
                    + "A".repeat(22)
                    + "$"
                    + "A".repeat(43);

    public String hash(String password) {
        running.acquireUninterruptibly();
        hashes.increment();
        try {
            return java.util.Objects.requireNonNull(encoder.encode(password));
        } finally {
            running.release();
        }
    }

    public boolean matches(String password, String hash) {
        running.acquireUninterruptibly();
        hashes.increment();
        try {
            return encoder.matches(password, hash);
        } finally {
            running.release();
        }
    }

    /** Costs the same as {@link #matches} and is always false: for users that do not exist. */
    public boolean matchesNobody(String password) {
        matches(password, NOBODY);
        return false;
    }

    /** Hashes made so far: what an answer has cost, told without a clock. */
    public long hashes() {
        return hashes.sum();
    }
}
