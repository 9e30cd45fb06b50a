package org.haidang.camerafarm.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.haidang.media.MalformedInputException;
import org.junit.jupiter.api.Test;

/** Absolute times in headers and packets. */
class ClockRangeTest {

    @Test
    void readsWhatTheSpecificationWrites() throws Exception {
        assertThat(ClockRange.parse("clock=20261128T001500.250Z-20261128T002500Z"))
                .isEqualTo(
                        new ClockRange(
                                Instant.parse("2026-11-28T00:15:00.250Z"),
                                Instant.parse("2026-11-28T00:25:00Z")));
        assertThat(ClockRange.parse(" clock=20261128T001500.25Z- ").to()).isNull();
        assertThat(ClockRange.parse("npt=0.000-")).isEqualTo(ClockRange.ALL);
    }

    @Test
    void refusesEverythingElse() {
        for (String text :
                List.of(
                        "",
                        "clock=",
                        "clock=20261128T001500Z",
                        "clock=20261128T001500-",
                        "clock=20261128T250000Z-",
                        "clock=20261128T001500.Z-",
                        "npt=now-",
                        "npt=5-")) {
            assertThatThrownBy(() -> ClockRange.parse(text))
                    .as(text)
                    .isInstanceOf(MalformedInputException.class);
        }
    }

    @Test
    void writesNoMoreDigitsThanItNeedsAndNeverFewerThanThree() {
        assertThat(
                        ClockRange.header(
                                Instant.parse("2026-11-28T00:15:00Z"),
                                Instant.parse("2026-11-28T00:15:00.123456Z")))
                .isEqualTo("clock=20261128T001500.000Z-20261128T001500.123456Z");
    }

    @Test
    void losesNoNanosecondInTimestamps() {
        for (int nano = 0; nano < 1_000_000_000; nano += 999_983) {
            ByteBuffer out = ByteBuffer.allocate(8);
            Instant time = Instant.ofEpochSecond(1_795_824_000L, nano);
            Ntp.put(out, time);
            long seconds = Integer.toUnsignedLong(out.getInt(0)) - 2_208_988_800L;
            long nanos = Integer.toUnsignedLong(out.getInt(4)) * 1_000_000_000L >>> 32;
            assertThat(Instant.ofEpochSecond(seconds, nanos)).isEqualTo(time);
        }
    }
}
