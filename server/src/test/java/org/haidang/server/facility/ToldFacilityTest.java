package org.haidang.server.facility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldFacilityTest {
    private static final long NOW_US = 1_800_000_000_000_000L;
    private static final long HOUR_US = 3_600_000_000L;

    private static ToldFacility told(String stage) {
        return new ToldFacility(
                "Trường Thí Dụ", "CIVIL", stage, 7, 40, 12, null, null, null, null, List.of("c1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECTED", "OPERATING", "DEGRADED"})
    void connectedIsOnlyWhatWasSeenHere(String stage) {
        ToldFacility unseen = told(stage).seen(0, NOW_US);
        assertThat(unseen.stage()).isEqualTo("CONNECTING");
        assertThat(unseen.reason()).isNotNull();
        assertThat(unseen.whoActs()).isNotNull();
        assertThat(told(stage).seen(NOW_US - HOUR_US, NOW_US)).isEqualTo(told(stage));
        ToldFacility lost = told(stage).seen(NOW_US - 3 * HOUR_US, NOW_US);
        assertThat(lost.stage()).isEqualTo("LOST");
        assertThat(lost.sinceUs()).isEqualTo(NOW_US - 3 * HOUR_US);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGISTERED", "CONNECTING", "LOST", "SUSPENDED", "CLOSED"})
    void whatIsNotCalledConnectedStaysAsItWasTold(String stage) {
        assertThat(told(stage).seen(0, NOW_US)).isEqualTo(told(stage));
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(ToldFacility.read(told("CONNECTED").json())).isEqualTo(told("CONNECTED"));
    }
}
