package org.haidang.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final long SECOND_US = 1_000_000L;
    private final LoginThrottle throttle = new LoginThrottle();
    private long nowUs = 1_790_000_000L * SECOND_US;

    private int attempt(String account, String address) {
        return throttle.attempt(account, address, nowUs);
    }

    private int failUntilHeard(String account, String address) {
        int wait = attempt(account, address);
        nowUs += wait * SECOND_US;
        assertThat(wait == 0 ? 0 : attempt(account, address)).isZero();
        return wait;
    }

    @Test
    void lengthensTheWaitWithEachFailureUpToItsCapAndNeverLocksOut() {
        for (int i = 0; i < LoginThrottle.ACCOUNT.free(); i++) {
            assertThat(attempt("an", "10.0.0." + i)).isZero();
        }
        int before = 0;
        for (int i = 0; i < 12; i++) {
            int wait = failUntilHeard("an", "10.0.1." + i);
            assertThat(wait).isBetween(Math.max(1, before), LoginThrottle.ACCOUNT.capSeconds());
            before = wait;
        }
        assertThat(before).isEqualTo(LoginThrottle.ACCOUNT.capSeconds());
    }

    @Test
    void slowsAnAddressThatTriesManyAccounts() {
        for (int i = 0; i < LoginThrottle.ADDRESS.free(); i++) {
            assertThat(attempt("user" + i, "10.0.0.1")).isZero();
        }
        assertThat(attempt("another", "10.0.0.1")).isPositive();
        assertThat(attempt("another", "10.0.0.2")).isZero();
    }

    @Test
    void startsAnewAfterASuccess() {
        for (int i = 0; i < LoginThrottle.ACCOUNT.free(); i++) {
            attempt("an", "10.0.0.1");
        }
        throttle.succeeded("an", "10.0.0.1");
        assertThat(attempt("an", "10.0.0.1")).isZero();
    }

    @Test
    void forgetsAnHourAfterTheLastFailure() {
        for (int i = 0; i < 40; i++) {
            failUntilHeard("an", "10.0.0.1");
        }
        nowUs += 3_601 * SECOND_US;
        assertThat(attempt("an", "10.0.0.1")).isZero();
    }

    @Test
    void countsAttemptsThatRunAtTheSameTime() {
        int heard = 0;
        for (int i = 0; i < 100; i++) {
            heard += attempt("an", "10.0." + i + ".1") == 0 ? 1 : 0;
        }
        assertThat(heard).isEqualTo(LoginThrottle.ACCOUNT.free());
    }

    @Test
    void remembersABoundedNumber() {
        for (int i = 0; i < LoginThrottle.MAX_KEYS; i++) {
            attempt("user" + i, "address" + i);
        }
        assertThat(throttle.size()).isEqualTo(LoginThrottle.MAX_KEYS);
    }
}
