package org.haidang.programme.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.plan.Bandwidth.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandwidthTest {

    /**
     * Template: main 2048, sub 384, 3 main views, 25 % headroom. 8 cameras need (8 × 384 + 3 ×
     * 2048) × 1.25 = 11,520 kbit/s, of that 3,840 for the sub streams.
     */
    @ParameterizedTest
    @CsvSource({
        "8, 11520, ENOUGH, 0",
        "8, 11519, ENOUGH_FOR_SUB_ONLY, 1",
        "8, 3840, ENOUGH_FOR_SUB_ONLY, 7680",
        "8, 3839, NOT_ENOUGH, 7681",
        "8, 0, NOT_ENOUGH, 11520",
        "8, , UNMEASURED, 0",
        // One camera is viewed once, however many views there are: (384 + 2048) × 1.25.
        "1, 3040, ENOUGH, 0",
        "1, 3039, ENOUGH_FOR_SUB_ONLY, 1",
        "500, 247680, ENOUGH, 0"
    })
    void judgesAnUplinkByWhatThePlanWants(
            int cameras, @Nullable Integer uplink, Verdict verdict, long missing) {
        Bandwidth bandwidth = Bandwidth.of(Given.TEMPLATE, Given.site("F1", cameras, uplink));
        assertThat(bandwidth.verdict()).isEqualTo(verdict);
        assertThat(bandwidth.missingKbps()).isEqualTo(missing);
    }

    @Test
    void saysItInBothLanguages() {
        assertThat(sentence(20_000))
                .isEqualTo("Đủ băng thông: cần 11,5 Mbit/s, đo được 20,0 Mbit/s.");
        assertThat(sentence(3_000))
                .isEqualTo(
                        "Không đủ băng thông: cần 11,5 Mbit/s, đo được 3,0 Mbit/s, thiếu 8,5 Mbit/s."
                                + " Hãy nâng đường truyền hoặc giảm tốc độ luồng.");
        assertThat(Bandwidth.of(Given.TEMPLATE, Given.site("F1", 8, 5_000)).sentence().english())
                .isEqualTo(
                        "Enough for the small pictures of the wall only; 6.5 Mbit/s are missing to"
                                + " view 3 large ones at once. Raise the uplink or lower the main stream's rate.");
        assertThat(sentence(null)).startsWith("Chưa đo đường lên; cần 11,5 Mbit/s.");
    }

    @Test
    void namesWhoseLinkItIs() {
        assertThat(Bandwidth.of(Given.TEMPLATE, Given.site("F1", 8, 20_000)).whoActs()).isNull();
        assertThat(who(Supply.By.OPERATOR, 1)).isEqualTo(WhoActs.OPERATOR);
        assertThat(who(Supply.By.FACILITY, 1)).isEqualTo(WhoActs.FACILITY);
        assertThat(who(Supply.By.PROVINCE, 1)).isEqualTo(WhoActs.DEPARTMENT);
        assertThat(who(Supply.By.FACILITY, null)).isEqualTo(WhoActs.OPERATOR);
    }

    private static @Nullable WhoActs who(Supply.By link, @Nullable Integer uplink) {
        PlanTemplate standard = Given.TEMPLATE;
        Map<Supply, Supply.By> supplies = new EnumMap<>(standard.supplies());
        supplies.put(Supply.LINK, link);
        PlanTemplate template =
                new PlanTemplate(
                        standard.main(),
                        standard.sub(),
                        standard.recording(),
                        standard.retentionDays(),
                        standard.link(),
                        supplies,
                        standard.viewing(),
                        standard.headroomPercent());
        return Bandwidth.of(template, Given.site("F1", 8, uplink)).whoActs();
    }

    private static String sentence(@Nullable Integer uplink) {
        return Bandwidth.of(Given.TEMPLATE, Given.site("F1", 8, uplink)).sentence().vietnamese();
    }
}
