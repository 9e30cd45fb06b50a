package org.haidang.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.haidang.onvif.OnvifFailure;
import org.junit.jupiter.api.Test;

class PausesTest {
    private final Pauses pauses = new Pauses(new Random(1));

    @Test
    void leavesADeviceThatRefusedALoginAloneLongerEachTime() {
        Duration least = Duration.ofMinutes(15);
        for (int i = 0; i < 50; i++) {
            Duration pause = pauses.after(OnvifFailure.LOGIN_REFUSED, i % 2 == 0);
            assertThat(pause).isBetween(least, least.multipliedBy(11).dividedBy(10));
            least = least.multipliedBy(2);
            least = least.compareTo(Pauses.REFUSED_LONGEST) > 0 ? Pauses.REFUSED_LONGEST : least;
        }
        pauses.succeeded();
        for (OnvifFailure failure :
                new OnvifFailure[] {OnvifFailure.LOCKED, OnvifFailure.LOGIN_NEEDED}) {
            assertThat(pauses.after(failure, false)).isGreaterThanOrEqualTo(Pauses.REFUSED);
        }
    }

    @Test
    void asksAgainLessAndLessAndNeverAllAtOnce() {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 100; i++) {
            Duration pause = pauses.after(OnvifFailure.TIMEOUT, true);
            assertThat(pause)
                    .isBetween(Duration.ofSeconds(1), Pauses.LONGEST.multipliedBy(3).dividedBy(2));
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertThat(longest).isGreaterThan(Pauses.LONGEST);
        pauses.succeeded();
        assertThat(pauses.after(OnvifFailure.CLOSED, true)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void comesBackHoursLaterToOneThatHasNoEvents() {
        assertThat(pauses.after(OnvifFailure.UNSUPPORTED, false))
                .isGreaterThanOrEqualTo(Pauses.INCAPABLE);
        assertThat(pauses.after(OnvifFailure.UNSUPPORTED, true))
                .as("it had some, and was restarted")
                .isLessThan(Duration.ofSeconds(4));
    }
}
