package org.haidang.uplink.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MediaBudgetTest {
    private final AtomicLong nowNs = new AtomicLong(5);
    private final AtomicLong rate = new AtomicLong(800_000);
    private final MediaBudget budget = new MediaBudget(rate::get, nowNs::get);

    /** Bytes that go out in ten seconds when everybody takes what he may. */
    private long[] tenSeconds(long liveBytesPerMs, int piece) {
        long live = 0;
        long recorded = 0;
        long offered = 0;
        for (int ms = 0; ms < 10_000; ms++) {
            nowNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            offered += liveBytesPerMs;
            while (offered >= piece && budget.liveWaitNs() == 0) {
                budget.sent(piece);
                live += piece;
                offered -= piece;
            }
            while (budget.recordedWaitNs() == 0) {
                budget.sent(4_096);
                recorded += 4_096;
            }
        }
        return new long[] {live, recorded};
    }

    @Test
    void noMoreGoesOutThanTheBudget() {
        long[] sent = tenSeconds(1_000, 20_000);
        // A second's worth was there at the beginning.
        assertThat(sent[0] + sent[1]).isBetween(980_000L, 1_130_000L);
    }

    @Test
    void recordingsTakeWhatLivePicturesLeave() {
        long[] sent = tenSeconds(80, 4_000);
        assertThat(sent[0]).as("live").isGreaterThanOrEqualTo(790_000);
        assertThat(sent[1]).as("recorded").isBetween(200_000L, 320_000L);
    }

    @Test
    void theWaitIsAsLongAsItTakes() {
        budget.sent(150_000);
        long waitNs = budget.liveWaitNs();
        assertThat(waitNs).isBetween(499_000_000L, 501_000_000L);
        nowNs.addAndGet(waitNs);
        assertThat(budget.liveWaitNs()).isZero();
        assertThat(budget.recordedWaitNs()).isBetween(499_000_000L, 501_000_000L);
    }

    @Test
    void anotherHourBringsAnotherBudget() {
        budget.sent(1_000_000);
        assertThat(budget.liveWaitNs()).isPositive();
        rate.set(0);
        assertThat(budget.liveWaitNs()).isZero();
        assertThat(budget.recordedWaitNs()).isZero();
        assertThat(budget.bitsPerSecond()).isZero();
    }
}
