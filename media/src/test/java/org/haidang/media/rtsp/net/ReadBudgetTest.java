package org.haidang.media.rtsp.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadBudgetTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private long rate = 100_000;
    private final ReadBudget budget = new ReadBudget(() -> rate);

    @Test
    void keepsToTheRateOverTime() {
        long nowNs = 7;
        long bytes = 0;
        while (nowNs < 10 * SECOND_NS) {
            bytes += 5_000;
            nowNs += 1_000 + budget.read(5_000, nowNs);
        }
        assertThat(bytes).isBetween(1_000_000L, 1_030_000L); // and the burst at the start
    }

    @Test
    void savesUpNoMoreThanABurst() {
        budget.read(5_000, 0);
        assertThat(budget.read(25_000, 100 * SECOND_NS)).isZero();
        assertThat(budget.read(10_000, 100 * SECOND_NS)).isEqualTo(SECOND_NS / 10);
    }

    @Test
    void withoutALimitNothingWaits() {
        rate = 0;
        assertThat(budget.read(1 << 30, 5)).isZero();
        rate = 100_000;
        assertThat(budget.read(50_000, 6)).isEqualTo(SECOND_NS / 4);
    }
}
