package org.haidang.programme.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.haidang.programme.duty.Watch.NotWatched;
import org.haidang.programme.duty.Watch.Watched;
import org.haidang.programme.duty.Watch.Why;
import org.haidang.programme.facility.FacilityStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Instant NOW = Instant.parse("2021-05-12T03:00:00Z");
    private static final DutyLimits LIMITS =
            new DutyLimits(Duration.ofHours(2), Duration.ofMinutes(30));

    @Test
    void isWatchedWhileConfirmedAndLookedAt() {
        assertThat(watch(minutesAgo(90), minutesAgo(10)))
                .isEqualTo(new Watched(NOW.plus(Duration.ofMinutes(20))));
        assertThat(watch(minutesAgo(119), NOW)).isEqualTo(new Watched(NOW.plusSeconds(60)));
    }

    @Test
    void isNotWatchedFromTheVeryMomentThatTheConfirmationIsTooOld() {
        assertThat(watch(minutesAgo(120), NOW))
                .isEqualTo(new NotWatched(Why.CONFIRMATION_OLD, NOW));
    }

    @Test
    void isNotWatchedWhenSomebodyConfirmsAndNobodyLooks() {
        assertThat(watch(minutesAgo(60), minutesAgo(45)))
                .isEqualTo(new NotWatched(Why.NOBODY_LOOKS, minutesAgo(15)));
        assertThat(watch(minutesAgo(60), null))
                .isEqualTo(new NotWatched(Why.NOBODY_LOOKS, minutesAgo(30)));
    }

    @Test
    void givesAWatcherWhoHasJustBegunTheWholeTimeToOpenAPicture() {
        assertThat(watch(minutesAgo(20), null)).isInstanceOf(Watched.class);
        assertThat(watch(minutesAgo(20), minutesAgo(600)))
                .as("the day shift's look does not count against the night shift")
                .isInstanceOf(Watched.class);
    }

    @Test
    void isNotWatchedWhenNobodyEverConfirmedEvenIfSomebodyLooks() {
        assertThat(watch(null, NOW)).isEqualTo(new NotWatched(Why.NEVER_CONFIRMED, null));
    }

    @Test
    void asksNobodyToWatchWhatIsNotConnectedOrRests() {
        for (FacilityStage stage : FacilityStage.values()) {
            boolean asked = !(Watch.of(stage, null, null, LIMITS, NOW) instanceof Watch.NotAsked);
            boolean connected =
                    switch (stage) {
                        case CONNECTED, OPERATING, DEGRADED, LOST -> true;
                        default -> false;
                    };
            assertThat(asked).as("%s", stage).isEqualTo(connected);
        }
    }

    @Test
    void takesNoLimitThatWouldNeverOrAlwaysAlarm() {
        assertThatThrownBy(() -> new DutyLimits(Duration.ofMinutes(4), Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DutyLimits(Duration.ofHours(1), Duration.ofHours(25)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Watch watch(@Nullable Instant confirmed, @Nullable Instant viewed) {
        return Watch.of(FacilityStage.OPERATING, confirmed, viewed, LIMITS, NOW);
    }

    private static Instant minutesAgo(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }
}
