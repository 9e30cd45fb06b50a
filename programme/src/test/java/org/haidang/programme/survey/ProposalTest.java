package org.haidang.programme.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalTest {

    @Test
    void findsNothingWrongWhereNothingIs() {
        Answers answers = Filled.complete().answers();
        assertThat(Gaps.of(answers)).isEmpty();
        assertThat(Proposal.of(answers)).isEqualTo(new Proposal(Verdict.ELIGIBLE, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    site/COOPERATES           | NO           | NOT_ELIGIBLE | NO_COOPERATION
                    site/POWER                | NONE         | NOT_ELIGIBLE | NO_POWER
                    site/UPLINK               | NONE         | NOT_ELIGIBLE | NO_UPLINK
                    site/UP_MBPS              | 0            | NOT_ELIGIBLE | NO_UPLINK
                    camera/k1/REMOVED         | YES          | NOT_ELIGIBLE | NO_CAMERA
                    camera/k1/CONDITION       | OBSOLETE     | NOT_ELIGIBLE | OBSOLETE
                    camera/k1/CONDITION       | LOCKED       | NOT_ELIGIBLE | LOCKED
                    camera/k1/CONDITION       | NEEDS_REPAIR | CONDITIONAL  | NEEDS_REPAIR
                    camera/k1/FORBIDDEN_PLACE | ROOM         | CONDITIONAL  | FORBIDDEN_ZONE
                    camera/k1/DEFAULT_PASSWORD | ACCEPTED    | CONDITIONAL  | OTHER
                    zone/CORRIDOR/A/1         | MISSING      | CONDITIONAL  | INSUFFICIENT_ZONES
                    """)
    void proposesAReasonForEachAnswerThatFallsShort(
            String path, String typed, Verdict verdict, ReasonCode code) {
        Proposal proposal = Proposal.of(Filled.complete().with(path, typed).answers());
        assertThat(proposal.verdict()).isEqualTo(verdict);
        assertThat(proposal.findings()).extracting(Finding::code).containsExactly(code);
    }

    @Test
    void takesAPlaceThatDoesNotExistAsSettledAndOneNobodyKnowsAsMissing() {
        assertThat(
                        Proposal.of(
                                        Filled.complete()
                                                .with("zone/OUTSIDE_BATHROOM/A/1", "NO_SUCH_PLACE")
                                                .answers())
                                .verdict())
                .isEqualTo(Verdict.ELIGIBLE);
        Proposal unknown =
                Proposal.of(
                        Filled.complete()
                                .unknown("zone/YARD", "Trời tối, chưa vào được")
                                .answers());
        assertThat(unknown.findings())
                .containsExactly(new Finding(ReasonCode.INSUFFICIENT_ZONES, "Sân"));
    }

    @Test
    void excludesForObsoleteCamerasOnlyWhenAllAre() {
        Filled two =
                Filled.complete()
                        .with("site/CAMERAS", "2")
                        .with("camera/k2/CODE", "CAM-02")
                        .with("camera/k2/CONDITION", "OBSOLETE");
        assertThat(Proposal.of(two.answers()))
                .isEqualTo(
                        new Proposal(
                                Verdict.CONDITIONAL,
                                List.of(new Finding(ReasonCode.OBSOLETE, "CAM-02"))));
    }

    @Test
    void namesManyPlacesWithoutEndOnlyByTheirNumber() {
        StringBuilder floors = new StringBuilder("A: 1");
        for (int i = 2; i <= 400; i++) {
            floors.append(", ").append(i);
        }
        Proposal proposal =
                Proposal.of(Filled.complete().with("site/LAYOUT", floors.toString()).answers());
        assertThat(proposal.findings().getFirst().text()).endsWith("và 1177 mục khác");
    }

    @Test
    void asksForNoMoreThanARefusalWhereNobodyIsLetIn() {
        Filled closed =
                new Filled().with("site/ADDRESS", "Số 1 đường Ví Dụ").with("site/COOPERATES", "NO");
        assertThat(Gaps.of(closed.answers())).isEmpty();
    }

    @Test
    void asksForNoZonesWhereThereIsNoCamera() {
        Filled none =
                Filled.complete().with("site/LAYOUT", "A: 1, 2").with("camera/k1/REMOVED", "YES");
        assertThat(Gaps.of(none.answers())).isNotEmpty();
        assertThat(Gaps.of(none.with("site/CAMERAS", "0").answers())).isEmpty();
    }

    @Test
    void asksForBlockAndFloorWhereTheZoneIsOfAFloor() {
        Filled corridor = Filled.complete().with("camera/k1/ZONE", "CORRIDOR");
        assertThat(Gaps.of(corridor.answers())).hasSize(2);
        assertThat(
                        Gaps.of(
                                corridor.with("camera/k1/BLOCK", "A")
                                        .with("camera/k1/FLOOR", "1")
                                        .answers()))
                .isEmpty();
    }

    @Test
    void saysWhenCamerasAreMiscounted() {
        assertThat(Gaps.of(Filled.complete().with("site/CAMERAS", "3").answers()))
                .containsExactly(new Gap.Miscounted(3, 1));
    }
}
