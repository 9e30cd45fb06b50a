package org.haidang.server.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.haidang.uplink.Refusal;
import org.junit.jupiter.api.Test;

class LinkAlarmsTest {
    private final AtomicInteger told = new AtomicInteger();
    private final LinkAlarms alarms = new LinkAlarms(told::incrementAndGet);

    private void attempt(Refusal kind, String site, long nowUs) {
        alarms.raise(kind, site, "Cơ sở " + site, "10.1.2.3", nowUs);
    }

    @Test
    void attemptsOfOneKindAtOneSiteAreOneAlarm() {
        attempt(Refusal.REVOKED, "a", 1);
        attempt(Refusal.REVOKED, "a", 2);
        attempt(Refusal.REVOKED, "b", 3);
        attempt(Refusal.INVITATION_USED, "a", 4);
        assertThat(alarms.standing(5)).hasSize(3);
        assertThat(alarms.standing(5).getLast().count()).isEqualTo(2);
        assertThat(alarms.standing(5).getLast().sinceUs()).isEqualTo(1);
        assertThat(told).hasValue(4);
    }

    @Test
    void anAlarmEndsADayAfterTheLastAttempt() {
        attempt(Refusal.REVOKED, "a", 1);
        attempt(Refusal.REVOKED, "a", 100);
        assertThat(alarms.standing(LinkAlarms.DAY_US + 99)).hasSize(1);
        assertThat(alarms.standing(LinkAlarms.DAY_US + 100)).isEmpty();
        attempt(Refusal.REVOKED, "a", LinkAlarms.DAY_US + 200);
        assertThat(alarms.standing(LinkAlarms.DAY_US + 200).getFirst().count()).isEqualTo(1);
    }

    @Test
    void whatSomebodyHasSeenIsQuietForADayEvenIfItGoesOn() {
        attempt(Refusal.REVOKED, "a", 1);
        alarms.seen(10);
        assertThat(alarms.standing(11)).isEmpty();
        attempt(Refusal.REVOKED, "a", LinkAlarms.DAY_US);
        assertThat(alarms.standing(LinkAlarms.DAY_US)).isEmpty();
        assertThat(alarms.standing(LinkAlarms.DAY_US + 10)).hasSize(1);
        attempt(Refusal.INVITATION_USED, "a", 20);
        assertThat(alarms.standing(21)).hasSize(1);
    }

    @Test
    void strangersCannotFillTheMemory() {
        for (int i = 0; i < 1_000; i++) {
            attempt(Refusal.REVOKED, "s" + i, i);
        }
        assertThat(alarms.standing(1_000)).hasSize(LinkAlarms.MAX);
    }

    @Test
    void whoHammersAtThePortDoesNotKeepEveryScreenBusy() {
        for (int i = 0; i < 1_000; i++) {
            attempt(Refusal.REVOKED, "a", i);
        }
        assertThat(told).hasValue(10);
        assertThat(alarms.standing(1_000).getFirst().count()).isEqualTo(1_000);
    }
}
