package org.haidang.server.tier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalLimitTest {
    private final RefusalLimit limit = RefusalLimit.ofSites();

    @Test
    void recordsSomeAndThenTellsHowManyItPassedOver() {
        for (int i = 0; i < RefusalLimit.RECORDED; i++) {
            assertThat(limit.next("", i)).hasValue(0);
        }
        for (int i = 0; i < 500; i++) {
            assertThat(limit.next("", 1_000 + i)).isEmpty();
        }
        assertThat(limit.next("", RefusalLimit.WINDOW_US)).hasValue(500);
        assertThat(limit.next("", RefusalLimit.WINDOW_US + 1)).hasValue(0);
    }

    @Test
    void aCameraThatIsAskedForAgainAndAgainIsRecordedOnceAndAllTogetherBounded() {
        RefusalLimit cameras = RefusalLimit.ofCameras();
        assertThat(cameras.next("gate", 1)).hasValue(0);
        assertThat(cameras.next("gate", 2)).isEmpty();
        for (int i = 1; i < RefusalLimit.RECORDED_OF_CAMERAS; i++) {
            assertThat(cameras.next("c" + i, 3)).hasValue(0);
        }
        assertThat(cameras.next("one more", 4)).isEmpty();
        assertThat(cameras.next("gate", RefusalLimit.WINDOW_US + 1)).hasValue(1);
    }

    @Test
    void strangersDoNotUseUpWhatASiteMaySay() {
        for (int i = 0; i < 1_000; i++) {
            limit.next("", i);
        }
        assertThat(limit.next("site", 2_000)).hasValue(0);
    }
}
