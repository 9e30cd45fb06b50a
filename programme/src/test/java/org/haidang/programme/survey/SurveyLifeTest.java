package org.haidang.programme.survey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haidang.programme.survey.Filled.ANH;
import static org.haidang.programme.survey.Filled.BINH;
import static org.haidang.programme.survey.Filled.HOA;
import static org.haidang.programme.survey.Filled.T0;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.survey.SurveyLife.Done;
import org.haidang.programme.survey.SurveyLife.Outcome;
import org.haidang.programme.survey.SurveyLife.Refused;
import org.haidang.programme.survey.SurveyState.SentBack;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SurveyLifeTest {

    private static final Answers COMPLETE = Filled.complete().answers();
    private static final Proposal GOOD = new Proposal(Verdict.ELIGIBLE, List.of());
    private static final Finding REPAIR = new Finding(ReasonCode.NEEDS_REPAIR, "CAM-01");
    private static final Finding FORBIDDEN = new Finding(ReasonCode.FORBIDDEN_ZONE, "CAM-01");

    /** The table once more, by hand: a change of the rules is made in both places. */
    private static final Set<String> ALLOWED =
            new TreeSet<>(
                    Set.of(
                            "DRAFT submit SUBMITTED",
                            "SUBMITTED sign SUBMITTED",
                            "SUBMITTED sendBack SENT_BACK",
                            "SIGNED sendBack SENT_BACK",
                            "SIGNED evaluate EVALUATED",
                            "SENT_BACK next DRAFT",
                            "EVALUATED next DRAFT"));

    private static final Map<String, Function<Survey, Outcome>> ACTS =
            new TreeMap<>(
                    Map.of(
                            "submit", survey -> SurveyLife.submit(survey, COMPLETE, HOA, T0),
                            "sign", survey -> SurveyLife.sign(survey, Party.FOCAL_POINT, HOA, T0),
                            "sendBack",
                                    survey -> SurveyLife.sendBack(survey, ANH, T0, "Thiếu ảnh."),
                            "evaluate", survey -> evaluate(survey, GOOD, Verdict.ELIGIBLE),
                            "next", SurveyLife::next));

    static Stream<Arguments> allStagesAndActs() {
        return Arrays.stream(SurveyStage.values())
                .flatMap(stage -> ACTS.keySet().stream().map(act -> Arguments.of(stage, act)));
    }

    @ParameterizedTest
    @MethodSource("allStagesAndActs")
    void takesTheListedActsAndRefusesAllOthers(SurveyStage stage, String act) {
        Outcome outcome = requireNonNull(ACTS.get(act)).apply(at(stage));
        String result =
                outcome instanceof Done(Survey survey)
                        ? stage + " " + act + " " + survey.state().stage()
                        : "";
        boolean allowed = ALLOWED.stream().anyMatch(row -> row.startsWith(stage + " " + act + " "));
        if (allowed) {
            assertThat(ALLOWED).contains(result);
        } else {
            assertThat(outcome).isInstanceOf(Refused.class);
        }
    }

    @Test
    void isSignedOnceByEachOfThreePeopleAndByTheDepartmentLast() {
        Survey survey = at(SurveyStage.SUBMITTED);
        assertRefused(SurveyLife.sign(survey, Party.DEPARTMENT, ANH, T0), "Sở ký sau cùng");
        survey = done(SurveyLife.sign(survey, Party.ENGINEER, BINH, T0));
        assertRefused(SurveyLife.sign(survey, Party.ENGINEER, HOA, T0), "đã ký");
        assertRefused(SurveyLife.sign(survey, Party.FOCAL_POINT, BINH, T0), "người khác");
        assertRefused(SurveyLife.sign(survey, Party.DEPARTMENT, ANH, T0), "Sở ký sau cùng");
        assertRefused(
                SurveyLife.sign(survey, Party.FOCAL_POINT, HOA, T0.minusSeconds(1)), "sớm hơn");
        survey = done(SurveyLife.sign(survey, Party.FOCAL_POINT, HOA, T0));
        assertRefused(SurveyLife.sign(survey, Party.DEPARTMENT, HOA, T0), "người khác");
        survey = done(SurveyLife.sign(survey, Party.DEPARTMENT, ANH, T0));
        assertThat(survey.state().stage()).isEqualTo(SurveyStage.SIGNED);
        assertThat(survey.state().signatures())
                .extracting(Signature::party)
                .containsExactly(Party.ENGINEER, Party.FOCAL_POINT, Party.DEPARTMENT);
    }

    @Test
    void isNotSubmittedWhileAnythingIsMissingOrDisputed() {
        Filled filled = Filled.complete().with("site/ISP", "");
        assertRefused(
                SurveyLife.submit(at(SurveyStage.DRAFT), filled.answers(), HOA, T0),
                "Nhà cung cấp Internet");
        filled.unknown("site/ISP", "Không ai ở cơ sở biết");
        assertThat(SurveyLife.submit(at(SurveyStage.DRAFT), filled.answers(), HOA, T0))
                .isInstanceOf(Done.class);
        filled.add(Filled.operation("operation-x1", "site/ISP", 1, "VNPT", BINH))
                .add(Filled.operation("operation-x2", "site/ISP", 2, "Viettel", HOA));
        assertRefused(
                SurveyLife.submit(at(SurveyStage.DRAFT), filled.answers(), HOA, T0), "khác nhau");
    }

    @Test
    void isSentBackWithAReasonOnlyAndGoesOnAsANewVersion() {
        Survey submitted = at(SurveyStage.SUBMITTED);
        assertRefused(SurveyLife.sendBack(submitted, ANH, T0, " \n"), "lý do");
        assertRefused(SurveyLife.sendBack(submitted, ANH, T0, "x".repeat(2_001)), "lý do");
        Survey back = done(SurveyLife.sendBack(submitted, ANH, T0, "Thiếu ảnh cổng."));
        assertThat(back.state()).isEqualTo(new SentBack(ANH, T0, "Thiếu ảnh cổng."));
        assertThat(done(SurveyLife.next(back)))
                .isEqualTo(new Survey("s1", "f1", 2, new SurveyState.Draft()));
    }

    @Test
    void takesOnlyVerdictsThatFitTheirFindings() {
        Survey signed = at(SurveyStage.SIGNED);
        Proposal conditional = new Proposal(Verdict.CONDITIONAL, List.of(REPAIR));
        Proposal forbidden = new Proposal(Verdict.CONDITIONAL, List.of(FORBIDDEN));
        LocalDate tomorrow = LocalDate.of(2021, 5, 13);
        assertRefused(decide(signed, GOOD, Verdict.ELIGIBLE, List.of(REPAIR), "", null, ""), "Đạt");
        assertRefused(
                decide(signed, forbidden, Verdict.ELIGIBLE, List.of(), "", null, "Đã dời."),
                "vị trí cấm");
        assertRefused(
                decide(signed, conditional, Verdict.CONDITIONAL, List.of(), "", null, ""),
                "ít nhất một");
        assertRefused(
                decide(signed, conditional, Verdict.ELIGIBLE, List.of(), "", null, ""), "vì sao");
        assertThat(decide(signed, conditional, Verdict.ELIGIBLE, List.of(), "", null, "Đã sửa."))
                .isInstanceOf(Done.class);
        assertRefused(
                decide(signed, GOOD, Verdict.NOT_ELIGIBLE, List.of(REPAIR), "", tomorrow, "x"),
                "người chịu trách nhiệm");
        assertRefused(
                decide(signed, GOOD, Verdict.NOT_ELIGIBLE, List.of(REPAIR), "Sở", null, "x"),
                "ngày");
        assertRefused(
                decide(
                        signed,
                        GOOD,
                        Verdict.NOT_ELIGIBLE,
                        List.of(REPAIR),
                        "Sở",
                        tomorrow.minusDays(1),
                        "x"),
                "sau hôm");
        assertThat(decide(signed, GOOD, Verdict.NOT_ELIGIBLE, List.of(REPAIR), "Sở", tomorrow, "x"))
                .isInstanceOf(Done.class);
    }

    @Test
    void givesTheFacilityItsEvidence() {
        Survey signed = at(SurveyStage.SIGNED);
        LocalDate day = LocalDate.of(2021, 5, 20);
        assertThat(SurveyLife.evidence(at(SurveyStage.SUBMITTED))).isNull();
        assertThat(SurveyLife.evidence(signed))
                .isEqualTo(new FacilityEvidence.SurveySigned("s1/1"));
        assertThat(SurveyLife.evidence(at(SurveyStage.EVALUATED)))
                .isEqualTo(new FacilityEvidence.FoundEligible("s1/1"));
        assertThat(
                        SurveyLife.evidence(
                                done(
                                        decide(
                                                signed,
                                                GOOD,
                                                Verdict.CONDITIONAL,
                                                List.of(REPAIR),
                                                "",
                                                null,
                                                "x"))))
                .isEqualTo(new FacilityEvidence.FoundConditional("s1/1", List.of(REPAIR)));
        assertThat(
                        SurveyLife.evidence(
                                done(
                                        decide(
                                                signed,
                                                GOOD,
                                                Verdict.NOT_ELIGIBLE,
                                                List.of(REPAIR, FORBIDDEN),
                                                "Sở",
                                                day,
                                                "x"))))
                .isEqualTo(new FacilityEvidence.FoundNotEligible("s1/1", REPAIR, "Sở", day));
    }

    private static Outcome decide(
            Survey survey,
            Proposal proposal,
            Verdict verdict,
            List<Finding> findings,
            String owner,
            @Nullable LocalDate day,
            String note) {
        return SurveyLife.evaluate(
                survey, proposal, new Evaluation(verdict, findings, owner, day, note, ANH, T0));
    }

    private static Outcome evaluate(Survey survey, Proposal proposal, Verdict verdict) {
        return decide(survey, proposal, verdict, List.of(), "", null, "");
    }

    private static Survey at(SurveyStage stage) {
        Survey draft = Survey.first("s1", "f1");
        return switch (stage) {
            case DRAFT -> draft;
            case SUBMITTED -> done(SurveyLife.submit(draft, COMPLETE, HOA, T0));
            case SIGNED -> signed(at(SurveyStage.SUBMITTED), T0);
            case EVALUATED -> done(evaluate(at(SurveyStage.SIGNED), GOOD, Verdict.ELIGIBLE));
            case SENT_BACK ->
                    done(SurveyLife.sendBack(at(SurveyStage.SUBMITTED), ANH, T0, "Thiếu ảnh."));
        };
    }

    private static Survey signed(Survey survey, Instant at) {
        Survey one = done(SurveyLife.sign(survey, Party.FOCAL_POINT, HOA, at));
        Survey two = done(SurveyLife.sign(one, Party.ENGINEER, BINH, at));
        return done(SurveyLife.sign(two, Party.DEPARTMENT, ANH, at));
    }

    private static Survey done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done) outcome).survey();
    }

    private static void assertRefused(Outcome outcome, String because) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason().vietnamese()).contains(because));
    }
}
