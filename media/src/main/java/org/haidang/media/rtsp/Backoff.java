package org.haidang.media.rtsp;

import java.util.random.RandomGenerator;
import org.haidang.media.source.FailureReason;

/**
 * When to try a camera again: 1 s after the first failure, doubled up to a minute, spread so that
 * cameras that failed together do not return together. Not thread-safe.
 *
 * <p>Two failures need more care. Cameras lock an account after a few wrong passwords, so after
 * {@value #MAX_QUICK_LOGINS} refused logins the next try is a minute away and later ones further
 * (A16). A camera without a free session keeps one of ours until it times out (K11).
 */
public final class Backoff {

    static final int MAX_QUICK_LOGINS = 2;
    private static final long MIN_MS = 1_000;
    private static final long MAX_MS = 60_000;
    private static final long MIN_LOGIN_MS = 60_000;
    private static final long MAX_LOGIN_MS = 300_000;

    /** Media for this long makes the next failure the first one again. */
    public static final long HEALTHY_NS = 60_000_000_000L;

    private final RandomGenerator random;
    private int failures;
    private int refusedLogins;
    private int loginFailures;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Failures in a row. */
    public int failures() {
        return failures;
    }

    /** Media has come for {@link #HEALTHY_NS}. */
    public void healthy() {
        failures = 0;
    }

    /** The camera has accepted a login and plays. */
    public void loggedIn() {
        refusedLogins = 0;
        loginFailures = 0;
    }

    /**
     * Another failure.
     *
     * @param logins how many logins the camera refused in this attempt
     * @param sessionTimeoutS how long the camera keeps a session it hears nothing from
     * @return milliseconds to wait
     */
    public long failed(FailureReason reason, int logins, int sessionTimeoutS) {
        failures++;
        long doubled = MIN_MS << Math.min(failures - 1, 10);
        long usual = spread(Math.min(doubled, MAX_MS), 0.75);
        return switch (reason) {
            case AUTHENTICATION -> {
                refusedLogins += Math.max(logins, 1);
                if (refusedLogins < MAX_QUICK_LOGINS) {
                    yield usual;
                }
                long pause = MIN_LOGIN_MS << Math.min(loginFailures++, 10);
                yield spread(Math.min(pause, MAX_LOGIN_MS), 1.0);
            }
            case BUSY -> Math.max(usual, spread(sessionTimeoutS * 1_000L, 1.0));
            case UNKNOWN_HOST,
                    UNREACHABLE,
                    REFUSED,
                    NOT_FOUND,
                    REJECTED,
                    PROTOCOL,
                    UNSUPPORTED,
                    NO_MEDIA,
                    FROZEN,
                    CLOSED,
                    FORBIDDEN_ADDRESS,
                    NO_LINK,
                    NOT_GRANTED,
                    GIVES_WAY ->
                    usual;
        };
    }

    private long spread(long ms, double least) {
        return (long) (ms * random.nextDouble(least, least + 0.25));
    }
}
