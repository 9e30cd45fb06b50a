package org.haidang.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NtpTimeTest {

    @Test
    void writesTheUnixEpochAsSecondsSince1900() {
        assertThat(NtpTime.ofWallUs(0)).isEqualTo(2_208_988_800L << 32);
        assertThat(NtpTime.ofWallUs(500_000)).isEqualTo(2_208_988_800L << 32 | 0x8000_0000L);
    }

    @Test
    void givesBackEveryMicrosecond() {
        Random random = new Random(20);
        for (int i = 0; i < 100_000; i++) {
            long wallUs = random.nextLong(0, 4_000_000_000_000_000L);
            assertThat(NtpTime.toWallUs(NtpTime.ofWallUs(wallUs))).isEqualTo(wallUs);
        }
    }

    @Test
    void goesOnAfterTheEraEndsIn2036() {
        long wallUs =
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2040-05-06T07:08:09Z"));
        assertThat(NtpTime.toWallUs(NtpTime.ofWallUs(wallUs))).isEqualTo(wallUs);
    }
}
