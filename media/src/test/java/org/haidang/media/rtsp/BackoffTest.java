package org.haidang.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.haidang.media.source.FailureReason;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(new SplittableRandom(3));

    @Test
    void k16_doublesFromASecondToAMinuteWithSpread() {
        long[] least = {750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000};
        for (long ms : least) {
            assertThat(backoff.failed(FailureReason.CLOSED, 0, 60))
                    .isBetween(ms, Math.max(ms * 4 / 3, ms == 45_000 ? 60_000 : 0));
        }
    }

    @Test
    void k16_beginsAnewAfterAHealthyMinute() {
        for (int i = 0; i < 10; i++) {
            backoff.failed(FailureReason.CLOSED, 0, 60);
        }
        backoff.healthy();
        assertThat(backoff.failed(FailureReason.CLOSED, 0, 60)).isLessThan(1_001);
        assertThat(backoff.failures()).isEqualTo(1);
    }

    @Test
    void a16_waitsAMinuteAfterTheSecondRefusedLogin() {
        assertThat(backoff.failed(FailureReason.AUTHENTICATION, 1, 60)).isLessThan(1_001);
        assertThat(backoff.failed(FailureReason.AUTHENTICATION, 1, 60)).isBetween(60_000L, 75_000L);
        assertThat(backoff.failed(FailureReason.AUTHENTICATION, 2, 60))
                .isBetween(120_000L, 150_000L);
        backoff.loggedIn();
        assertThat(backoff.failed(FailureReason.AUTHENTICATION, 2, 60)).isBetween(60_000L, 75_000L);
    }

    @Test
    void k11_leavesABusyCameraAloneUntilItsSessionsTimeOut() {
        assertThat(backoff.failed(FailureReason.BUSY, 0, 60)).isBetween(60_000L, 75_000L);
        assertThat(backoff.failed(FailureReason.BUSY, 0, 120)).isBetween(120_000L, 150_000L);
    }
}
