package org.haidang.programme.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.inspection.InspectionDue.Due;
import org.haidang.programme.inspection.InspectionDue.NotRequired;
import org.haidang.programme.inspection.InspectionDue.Overdue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InspectionTest {

    private static final LocalDate FIRST = LocalDate.of(2021, 5, 1);

    @Test
    void isDueOnTheFifteenthDayAndOverdueOnTheSixteenth() {
        assertThat(due(FIRST, null, FIRST.plusDays(14))).isEqualTo(new Due(FIRST.plusDays(15), 1));
        assertThat(due(FIRST, null, FIRST.plusDays(15))).isEqualTo(new Due(FIRST.plusDays(15), 0));
        assertThat(due(FIRST, null, FIRST.plusDays(16)))
                .isEqualTo(new Overdue(FIRST.plusDays(15), 1));
    }

    @Test
    void countsFromTheNewestInspectionOrFromWhenItOperatedAgain() {
        LocalDate today = LocalDate.of(2021, 6, 1);
        assertThat(due(FIRST, LocalDate.of(2021, 5, 30), today))
                .isEqualTo(new Due(LocalDate.of(2021, 6, 14), 13));
        assertThat(due(LocalDate.of(2021, 5, 31), LocalDate.of(2021, 5, 2), today))
                .isEqualTo(new Due(LocalDate.of(2021, 6, 15), 14));
    }

    @Test
    void isDueTodayWhenNobodyKnowsSinceWhenItOperates() {
        assertThat(due(null, null, FIRST)).isEqualTo(new Due(FIRST, 0));
    }

    @Test
    void asksOnlyForFacilitiesThatOperate() {
        Set<FacilityStage> asked = EnumSet.noneOf(FacilityStage.class);
        for (FacilityStage stage : FacilityStage.values()) {
            if (!(InspectionDue.of(stage, FIRST, null, FIRST.plusDays(40))
                    instanceof NotRequired)) {
                asked.add(stage);
            }
        }
        assertThat(asked)
                .containsExactly(
                        FacilityStage.OPERATING, FacilityStage.DEGRADED, FacilityStage.LOST);
    }

    @Test
    void keepsNoInspectionOfTomorrowNorOneThatNobodyMade() {
        Inspection inspection = new Inspection(FIRST, "Nguyễn  Văn Hòa", List.of(), "");
        assertThat(inspection.happenedBy(FIRST)).isTrue();
        assertThat(inspection.happenedBy(FIRST.minusDays(1))).isFalse();
        assertThat(inspection.inspectors()).isEqualTo("Nguyễn Văn Hòa");
        assertThatThrownBy(() -> new Inspection(FIRST, " ", List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class);
        Inspection.Noted early =
                new Inspection.Noted(
                        new Finding(ReasonCode.NEEDS_REPAIR, "Cổng"), FIRST.minusDays(1));
        assertThatThrownBy(() -> new Inspection(FIRST, "Hòa", List.of(early), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static InspectionDue due(
            @Nullable LocalDate since, @Nullable LocalDate last, LocalDate today) {
        return InspectionDue.of(FacilityStage.OPERATING, since, last, today);
    }
}
