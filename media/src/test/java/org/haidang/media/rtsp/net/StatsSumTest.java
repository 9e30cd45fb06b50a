package org.haidang.media.rtsp.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.haidang.media.rtp.ReceiverCounters;
import org.junit.jupiter.api.Test;

class StatsSumTest {

    @Test
    void tellsTheClockOffsetOfTheSessionThatRunsAndOfNoneThatEnded() {
        StatsSum ended = new StatsSum();
        ended.add(counters(5_000_000));
        StatsSum sum = new StatsSum();
        sum.add(ended);
        assertThat(sum.snapshot(1, null, 0).clockOffsetUs()).isNull();
        assertThat(sum.snapshot(1, null, 0).packets()).isEqualTo(1);

        sum.add(counters(ReceiverCounters.UNKNOWN_OFFSET));
        assertThat(sum.snapshot(1, null, 0).clockOffsetUs()).isNull();
        sum.add(counters(-300_000));
        assertThat(sum.snapshot(1, null, 0).clockOffsetUs()).isEqualTo(-300_000);
    }

    private static ReceiverCounters counters(long offsetUs) {
        return new ReceiverCounters(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, offsetUs);
    }
}
