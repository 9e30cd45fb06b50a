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

    /**
     * What one hash takes.
     *
     * @param memoryKib of the block that is filled
     * @param passes over it
     */
    record Cost(int memoryKib, int passes) {
        /** As OWASP's cheat sheet on password storage has it for Argon2id. */
        static final Cost STANDARD = new Cost(19 * 1024, 2);
    }

    private final Semaphore running = new Semaphore(AT_ONCE, true);
    private final Argon2PasswordEncoder encoder;
    private final LongAdder hashes = new LongAdder();

    /** Well formed, as dear as any other, and the hash of nothing known. */
    private final String nobody;

    public Passwords() {
        this(Cost.STANDARD);
    }

    /** No other cost can be had from outside of this package. */
    Passwords(Cost cost) {
        this.encoder =
                new Argon2PasswordEncoder(
                        SALT_BYTES, HASH_BYTES, LANES, cost.memoryKib(), cost.passes());
        this.nobody =
                "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                        .formatted(
                                cost.memoryKib(),
                                cost.passes(),
                                LANES,
                                "A".repeat(22),
                                "A".repeat(43));
    }

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
        matches(password, nobody);
        return false;
    }

    /** The hash that {@link #matchesNobody} compares with. */
    String nobody() {
        return nobody;
    }

    /** Hashes made so far: what an answer has cost, told without a clock. */
    public long hashes() {
        return hashes.sum();
    }
}
