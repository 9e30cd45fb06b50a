package org.haidang.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineBudgetTest {
    private static long at(String budget, String time) {
        return LineBudget.parse(budget).bitsPerSecond(LocalTime.parse(time));
    }

    @ParameterizedTest
    @CsvSource({
        "6M, 6000000",
        "800k, 800000",
        "64000, 64000",
        "1G, 1000000000",
        "0, 0",
        "'', 0",
        "' 6 m ', 6000000"
    })
    void oneFigureIsForAllDay(String text, long bits) {
        for (String time : new String[] {"00:00", "12:00", "23:59:59"}) {
            assertThat(at(text, time)).isEqualTo(bits);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "06:59:59, 20000000",
        "07:00, 2000000",
        "17:29:59, 2000000",
        "17:30, 20000000",
        "21:59, 20000000",
        "22:00, 0",
        "03:00, 0",
        "05:00, 20000000"
    })
    void theFirstPartThatFitsCounts(String time, long bits) {
        assertThat(at("7:00-17:30 2M, 22:00-05:00 0, 20M", time)).isEqualTo(bits);
    }

    @Test
    void aDayEndsAt24() {
        assertThat(at("18:00-24:00 1M", "23:59")).isEqualTo(1_000_000);
        assertThat(at("18:00-24:00 1M", "00:00")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fast",
                "6 Mbit/s",
                "-1M",
                "7-17 2M",
                "07:00-25:00 2M",
                "07:00-17:30",
                "07:60-08:00 1M",
                "1.5M"
            })
    void whatIsNoneIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> LineBudget.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'07:00-17:30 2M, 20M'");
    }

    @Test
    void tooLittleIsNoBudget() {
        assertThatThrownBy(() -> LineBudget.parse("20k")).hasMessageContaining("64k");
    }
}
