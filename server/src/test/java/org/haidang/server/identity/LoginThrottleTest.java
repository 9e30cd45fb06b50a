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
        for (int i = 0; i < LoginThrottle.MAX_KEYS + 100; i++) {
            attempt("user" + i, "address" + i);
        }
        assertThat(throttle.size()).isEqualTo(2 * LoginThrottle.MAX_KEYS);
    }

    /** From as many addresses as he likes. */
    @Test
    void cannotBeMadeToForgetByFillingIt() {
        for (int i = 0; i < 30; i++) {
            failUntilHeard("an", "10.0.1.1");
        }
        for (int i = 0; i < 2 * LoginThrottle.MAX_KEYS; i++) {
            attempt("user" + i, "flood" + i);
        }
        assertThat(attempt("an", "10.0.0.2")).isPositive();
        assertThat(attempt("binh", "10.0.1.1")).isPositive();
    }

    @Test
    void forgetsTheOldestWhenAllAreBeingDelayed() {
        for (int i = 0; i < LoginThrottle.MAX_KEYS + 100; i++) {
            for (int k = 0; k <= LoginThrottle.ACCOUNT.free(); k++) {
                attempt("user" + i, "address" + i);
            }
        }
        assertThat(throttle.size()).isEqualTo(2 * LoginThrottle.MAX_KEYS);
    }

    /** A day of guessing from a thousand addresses, each as soon as it is heard. */
    @Test
    void keepsNobodyOutWhereHeHasLoggedInBefore() {
        assertThat(attempt("an", "home")).isZero();
        throttle.succeeded("an", "home");
        long endUs = nowUs + 86_400 * SECOND_US;
        int heard = 0;
        for (int i = 0; nowUs < endUs; i++, nowUs += SECOND_US) {
            heard += attempt("an", "10.0." + i % 1_000 + ".1") == 0 ? 1 : 0;
            if (i % 3_600 == 3_599) {
                assertThat(attempt("an", "home")).isZero();
                throttle.succeeded("an", "home");
            }
        }
        assertThat(heard).isBetween(1_000, 86_400 / LoginThrottle.ACCOUNT.capSeconds() + 20);
    }

    @Test
    void countsFailuresWhereThePersonIsKnownToo() {
        attempt("an", "home");
        throttle.succeeded("an", "home");
        for (int i = 0; i < LoginThrottle.ACCOUNT.free(); i++) {
            assertThat(attempt("an", "home")).isZero();
        }
        assertThat(attempt("an", "home")).isPositive();
        nowUs += LoginThrottle.ACCOUNT.capSeconds() * SECOND_US;
        assertThat(attempt("an", "home")).isZero();
    }

    /** Else one who is in could guess at others, himself in between. */
    @Test
    void doesNotForgetTheFailuresAtOtherAccountsForASuccess() {
        for (int i = 0; i < LoginThrottle.ADDRESS.free(); i++) {
            attempt("user" + i, "10.0.0.1");
            if (attempt("own", "10.0.0.1") == 0) {
                throttle.succeeded("own", "10.0.0.1");
            }
        }
        assertThat(attempt("another", "10.0.0.1")).isPositive();
    }

    @Test
    void remembersTheNewestNetworksOfAPerson() {
        for (int i = 0; i <= LoginThrottle.MAX_NETWORKS; i++) {
            attempt("an", "place" + i);
            throttle.succeeded("an", "place" + i);
        }
        for (int i = 0; i < 40; i++) {
            attempt("an", "10.0.0." + i);
        }
        assertThat(attempt("an", "place0")).isPositive();
        assertThat(attempt("an", "place" + LoginThrottle.MAX_NETWORKS)).isZero();
    }

    @Test
    void letsNoStrangerHinderWhoIsLoggedIn() {
        for (int i = 0; i < 40; i++) {
            attempt("an", "10.0.0.1");
        }
        assertThat(throttle.attemptConfirmation("u1", "10.0.0.1", nowUs)).isZero();
    }
}
