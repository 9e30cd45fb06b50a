package org.haidang.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        // From one place, whose appointments are soon used up.
        List<Integer> waits = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            waits.add(failUntilHeard("an", "10.0.1.1"));
        }
        assertThat(waits).allMatch(wait -> wait <= LoginThrottle.ACCOUNT.capSeconds());
        assertThat(waits).startsWith(1, 2).endsWith(16, 32, 60, 60, 60, 60, 60, 60, 60);
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

    /**
     * 500 addresses guess at all of 200 accounts, each again every second; half an hour later one
     * person comes to each from a place where he never was. Counted is what is heard of the attack.
     */
    @Test
    void letsThePersonThroughAtANewPlaceWhileTheAttackGoesOn() {
        int networks = 500;
        int accounts = 200;
        int[] heardOf = new int[accounts];
        long[] cameUs = new long[accounts];
        boolean[] in = new boolean[accounts];
        long longestUs = 0;
        long arrivalUs = nowUs + 1_800 * SECOND_US;
        long boundUs = (long) (networks + 1) * LoginLane.SLOT_SECONDS * SECOND_US;
        for (int second = 0; nowUs < arrivalUs + boundUs; second++, nowUs += SECOND_US) {
            for (int a = 0; a < accounts; a++) {
                // The first account is what they want most: all of them, all the time.
                int from = a == 0 ? 0 : (second + a * 7) % networks;
                int to = a == 0 ? networks : from + 1;
                for (int n = from; n < to; n++) {
                    heardOf[a] += attempt("user" + a, "net" + n) == 0 ? 1 : 0;
                }
                if (nowUs >= arrivalUs && !in[a]) {
                    cameUs[a] = cameUs[a] == 0 ? nowUs : cameUs[a];
                    in[a] = attempt("user" + a, "home" + a) == 0;
                    longestUs = Math.max(longestUs, nowUs - cameUs[a]);
                }
            }
        }
        assertThat(in).doesNotContain(false);
        assertThat(longestUs).isLessThanOrEqualTo(boundUs);
        long seconds = 1_800 + boundUs / SECOND_US;
        for (int a = 0; a < accounts; a++) {
            assertThat(heardOf[a])
                    .as("heard of the attack at account %d", a)
                    .isLessThan(
                            (int) (seconds / LoginThrottle.ACCOUNT.capSeconds())
                                    + 20
                                    + (int) (seconds / LoginLane.SLOT_SECONDS));
        }
        // Twenty of each address are free, ten go while its wait grows, then one in 15 minutes.
        assertThat(Arrays.stream(heardOf).sum())
                .isLessThan(networks * (LoginThrottle.ADDRESS.free() + 10 + 5));
    }

    /** Places of one network are few, so that it cannot reserve the time of many. */
    @Test
    void givesANetworkNoSecondAppointmentBeforeTheFirstHasPassed() {
        LoginLane lane = new LoginLane();
        long slotUs = LoginLane.SLOT_SECONDS * SECOND_US;
        assertThat(lane.wait("an", "a", nowUs)).isEqualTo(slotUs);
        for (int i = 0; i < 100; i++) {
            lane.wait("other" + i, "a", nowUs);
            assertThat(lane.wait("an", "a", nowUs)).isEqualTo(slotUs);
        }
        assertThat(lane.wait("an", "b", nowUs)).isEqualTo(2 * slotUs);
        nowUs += slotUs;
        assertThat(lane.wait("an", "a", nowUs)).isZero();
        lane.used("an", "a");
        assertThat(lane.wait("an", "a", nowUs)).isEqualTo(2 * slotUs);
        for (int i = 0; i < LoginLane.MAX_NETWORKS + 100; i++) {
            lane.wait("an", "more" + i, nowUs);
        }
        assertThat(lane.size())
                .isEqualTo(LoginLane.MAX_NETWORKS + LoginLane.MAX_ACCOUNTS_OF_ONE - 1);
        // Whoever had a place before the crowd came has it still.
        assertThat(lane.wait("an", "b", nowUs)).isEqualTo(slotUs);
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
        int appointments = 1_000 * LoginLane.TRIES;
        assertThat(heard)
                .isBetween(1_000, 86_400 / LoginThrottle.ACCOUNT.capSeconds() + 20 + appointments);
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
