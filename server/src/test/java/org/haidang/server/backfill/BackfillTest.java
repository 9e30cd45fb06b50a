package org.haidang.server.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.coverage.Gap;
import org.junit.jupiter.api.Test;

class BackfillTest {
    @Test
    void anOutageWithSeveralReasonsIsOneGap() {
        assertThat(
                        Backfill.joined(
                                List.of(
                                        new Gap(100, 200, GapReason.CAMERA_CLOSED),
                                        new Gap(200, 900, GapReason.CAMERA_UNREACHABLE),
                                        new Gap(901, 950, GapReason.OVERLOAD))))
                .containsExactly(
                        new Gap(100, 900, GapReason.CAMERA_CLOSED),
                        new Gap(901, 950, GapReason.OVERLOAD));
    }
}
