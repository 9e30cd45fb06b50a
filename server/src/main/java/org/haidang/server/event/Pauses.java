package org.haidang.server.event;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.haidang.onvif.OnvifFailure;

/**
 * How long a device is left alone after a failure. One that has refused a login waits so long that
 * no camera locks the account for it, and longer each time; one that answers nothing is asked
 * oftener, but less and less. Chance keeps devices apart that went away together.
 */
final class Pauses {
    static final Duration FIRST = Duration.ofSeconds(2);
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final Duration REFUSED = Duration.ofMinutes(15);
    static final Duration REFUSED_LONGEST = Duration.ofHours(4);

    /** After which one that has no events may have learnt to. */
    static final Duration INCAPABLE = Duration.ofHours(6);

    private final RandomGenerator random;
    private int failures;
    private int refusals;

    Pauses(RandomGenerator random) {
        this.random = random;
    }

    /** It tells its events. */
    void succeeded() {
        failures = 0;
        refusals = 0;
    }

    /**
     * After a failure.
     *
     * @param subscribed whether it had told its events before
     */
    Duration after(OnvifFailure failure, boolean subscribed) {
        return switch (failure) {
            case LOGIN_REFUSED, LOGIN_NEEDED, LOCKED ->
                    longer(doubled(REFUSED, refusals++, REFUSED_LONGEST));
            case UNSUPPORTED, FORBIDDEN_ADDRESS ->
                    subscribed ? again() : longer(INCAPABLE); // else it has been restarted
            default -> again();
        };
    }

    private Duration again() {
        long ms = doubled(FIRST, failures++, LONGEST).toMillis();
        return Duration.ofMillis(ms / 2 + random.nextLong(ms));
    }

    private Duration longer(Duration least) {
        return least.plusMillis(random.nextLong(least.toMillis() / 10));
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        Duration wanted = first.multipliedBy(1L << Math.min(times, 20));
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }
}
