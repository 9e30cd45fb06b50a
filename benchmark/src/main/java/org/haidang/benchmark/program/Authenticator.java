package org.haidang.benchmark.program;

import java.time.Instant;

/**
 * A person's authenticator app. A server takes each code once, and the next one up to a step early;
 * so every code here is a new one, and only who asks for more than one in half a minute waits.
 */
public final class Authenticator {
    private final String secret;
    private long lastStep;

    /**
     * @param secret Base32
     */
    public Authenticator(String secret) {
        this.secret = secret;
    }

    /** A code that this app never gave. */
    public synchronized String code() {
        long step = Math.max(Totp.step(Instant.now()), lastStep + 1);
        long earliest = (step - 1) * Totp.STEP_S * 1_000L;
        try {
            // Not longer than two steps, for each code asked for uses one up.
            Thread.sleep(Math.max(0, earliest - System.currentTimeMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        lastStep = step;
        return Totp.code(secret, Instant.ofEpochSecond(step * Totp.STEP_S));
    }
}
