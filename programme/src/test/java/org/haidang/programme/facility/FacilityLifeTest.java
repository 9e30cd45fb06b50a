package org.haidang.programme.facility;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haidang.programme.facility.FacilityLife.Refused;
import org.haidang.programme.facility.FacilityLife.Step;
import org.haidang.programme.facility.FacilityLife.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FacilityLifeTest {

    /** The table once more, by hand: a change of the rules is made in both places. */
    private static final Set<String> ALLOWED =
            new TreeSet<>(
                    Arrays.asList(
                            """
                            REGISTERED CONTACT_NAMED ContactNominated
                            CONTACT_NAMED SURVEYED SurveySigned
                            SURVEYED ELIGIBLE FoundEligible
                            SURVEYED CONDITIONAL FoundConditional
                            SURVEYED NOT_ELIGIBLE FoundNotEligible
                            CONDITIONAL SURVEYED SurveySigned
                            NOT_ELIGIBLE SURVEYED SurveySigned
                            ELIGIBLE PLAN_APPROVED PlanCovers
                            CONDITIONAL PLAN_APPROVED PlanCovers
                            PLAN_APPROVED CONNECTING ConnectionOrdered
                            CONNECTING CONNECTED ConnectionProven
                            CONNECTED OPERATING AcceptanceSigned
                            OPERATING DEGRADED SomeCamerasFail
                            OPERATING LOST NothingArrives
                            OPERATING SUSPENDED NoOccupants
                            OPERATING CLOSED ClosingSigned
                            DEGRADED OPERATING ConnectionProven
                            DEGRADED LOST NothingArrives
                            DEGRADED SUSPENDED NoOccupants
                            DEGRADED CLOSED ClosingSigned
                            LOST OPERATING ConnectionProven
                            LOST DEGRADED SomeCamerasFail
                            LOST SUSPENDED NoOccupants
                            LOST CLOSED ClosingSigned
                            SUSPENDED CONNECTING OccupantsReturn
                            SUSPENDED CLOSED ClosingSigned
                            """
                                    .strip()
                                    .split("\n")));

    static Stream<Arguments> allPairs() {
        return Arrays.stream(FacilityStage.values())
                .flatMap(from ->
                        Arrays.stream(FacilityStage.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void goesFromOneStageToAnotherOnTheListedEvidenceAndOnNoOther(
            FacilityStage from, FacilityStage to) {
        for (FacilityEvidence evidence : Given.facilityEvidence()) {
            Step step = FacilityLife.step(Given.state(from), to, Given.PERSON, Given.NOW, evidence);
            String name = from + " " + to + " " + evidence.getClass().getSimpleName();
            if (ALLOWED.contains(name)) {
                assertThat(step)
                        .as(name)
                        .isInstanceOfSatisfying(
                                Taken.class,
                                taken -> {
                                    assertThat(taken.state().stage()).isEqualTo(to);
                                    assertThat(taken.event())
                                            .isEqualTo(
                                                    new FacilityLife.Event(
                                                            from,
                                                            to,
                                                            Given.PERSON,
                                                            Given.NOW,
                                                            evidence));
                                });
            } else {
                assertThat(step).as(name).isInstanceOf(Refused.class);
            }
        }
    }

    @Test
    void d2AFacilityWithoutAValidContactCannotPassContactNamed() {
        Set<String> ways =
                Given.facilityEvidence().stream()
                        .filter(evidence ->
                                FacilityLife.step(
                                                FacilityState.registered(),
                                                FacilityStage.CONTACT_NAMED,
                                                Given.PERSON,
                                                Given.NOW,
                                                evidence)
                                        instanceof Taken)
                        .map(evidence -> evidence.getClass().getSimpleName())
                        .collect(Collectors.toSet());
        assertThat(ways).containsExactly("ContactNominated");
        for (FacilityStage to : FacilityStage.values()) {
            if (to != FacilityStage.CONTACT_NAMED) {
                assertThat(FacilityLife.needed(FacilityStage.REGISTERED, to)).isNull();
            }
        }
    }

    @Test
    void d5NothingConnectsWithoutAnApprovedPlan() {
        for (FacilityStage from : FacilityStage.values()) {
            boolean ways = FacilityLife.needed(from, FacilityStage.CONNECTING) != null;
            assertThat(ways)
                    .as("%s", from)
                    .isEqualTo(
                            from == FacilityStage.PLAN_APPROVED || from == FacilityStage.SUSPENDED);
        }
    }

    @Test
    void letsAMachineMeasureButNotSign() {
        for (FacilityStage from : FacilityStage.values()) {
            for (FacilityStage to : FacilityStage.values()) {
                for (FacilityEvidence evidence : Given.facilityEvidence()) {
                    boolean person =
                            FacilityLife.step(
                                            Given.state(from),
                                            to,
                                            Given.PERSON,
                                            Given.NOW,
                                            evidence)
                                    instanceof Taken;
                    boolean machine =
                            FacilityLife.step(
                                            Given.state(from),
                                            to,
                                            Given.MACHINE,
                                            Given.NOW,
                                            evidence)
                                    instanceof Taken;
                    assertThat(machine)
                            .as("%s %s %s", from, to, evidence)
                            .isEqualTo(person && !evidence.byPerson());
                }
            }
        }
    }

    @Test
    void givesARefusalAnOwnerAndADateAndAWayOn() {
        Step step =
                FacilityLife.step(
                        Given.state(FacilityStage.SURVEYED),
                        FacilityStage.NOT_ELIGIBLE,
                        Given.PERSON,
                        Given.NOW,
                        Given.facilityEvidence().get(4));
        assertThat(((Taken) step).state())
                .isInstanceOfSatisfying(
                        FacilityState.NotEligible.class,
                        not -> {
                            assertThat(not.owner()).isEqualTo("Sở TT&TT");
                            assertThat(not.escalateOn()).isEqualTo("2021-05-14");
                        });
        assertThat(FacilityLife.needed(FacilityStage.NOT_ELIGIBLE, FacilityStage.SURVEYED))
                .isNotNull();
    }

    @Test
    void startsTheRetentionClockWhenItClosesAndStopsRecordingWithoutOccupants() {
        assertThat(((FacilityState.Closed) Given.state(FacilityStage.CLOSED)).wipeAt())
                .isEqualTo(Given.NOW.plus(Duration.ofDays(28)));
        assertThat(Given.state(FacilityStage.SUSPENDED).mayRecord()).isFalse();
        assertThat(Given.state(FacilityStage.CLOSED).mayRecord()).isFalse();
        assertThat(Given.state(FacilityStage.OPERATING).mayRecord()).isTrue();
    }
}
