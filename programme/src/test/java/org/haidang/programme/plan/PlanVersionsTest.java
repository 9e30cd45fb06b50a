package org.haidang.programme.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.haidang.programme.facility.FacilityEvidence.PlanCovers;
import org.haidang.programme.plan.Plan.Refused;
import org.haidang.programme.plan.PlanState.Draft;
import org.haidang.programme.plan.PlanVersions.Covered;
import org.haidang.programme.plan.PlanVersions.NotCovered;
import org.junit.jupiter.api.Test;

class PlanVersionsTest {

    @Test
    void d5OnlyAnApprovedVersionCoversASite() {
        for (Plan plan : List.of(Given.draft(), Given.proposed(), Given.returned())) {
            assertThat(new PlanVersions(List.of(plan)).covers("F1"))
                    .as("%s", plan.state())
                    .isInstanceOf(NotCovered.class);
        }
        assertThat(PlanVersions.none().covers("F1")).isInstanceOf(NotCovered.class);
        assertThat(new PlanVersions(List.of(Given.approved())).covers("F1"))
                .isEqualTo(
                        new Covered(
                                new PlanCovers("PA", 1),
                                Given.approved().site("F1").orElseThrow()));
    }

    @Test
    void d5AnApprovedPlanWithoutTheSiteDoesNotCoverIt() {
        assertThat(new PlanVersions(List.of(Given.approved())).covers("F9"))
                .isInstanceOfSatisfying(
                        NotCovered.class,
                        not -> assertThat(not.reason().vietnamese()).contains("phiên bản 1"));
    }

    @Test
    void keepsTheApprovedVersionInForceUntilTheNextOneIs() {
        PlanVersions one = new PlanVersions(List.of(Given.approved()));
        Plan second = Given.plan(one.next());
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.state()).isInstanceOf(Draft.class);
        assertThat(second.sites()).isEqualTo(Given.approved().sites());

        Plan smaller = Given.plan(second.withoutSite("F2"));
        PlanVersions two = one.with(smaller);
        assertThat(two.covers("F2")).isInstanceOf(Covered.class);

        Plan proposed = Given.plan(smaller.propose(Given.T0, Given.DEPARTMENT));
        Plan approved = Given.plan(proposed.approve(Given.T0, Given.CHAIRMAN));
        assertThat(two.with(approved).covers("F2")).isInstanceOf(NotCovered.class);
        assertThat(two.with(approved).inForce().orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void makesANextVersionOfEverythingButADraft() {
        for (Plan plan : List.of(Given.proposed(), Given.approved(), Given.returned())) {
            assertThat(Given.plan(new PlanVersions(List.of(plan)).next()).version()).isEqualTo(2);
        }
        assertThat(new PlanVersions(List.of(Given.draft())).next()).isInstanceOf(Refused.class);
        assertThat(PlanVersions.none().next()).isInstanceOf(Refused.class);
    }

    @Test
    void letsNobodyApproveAVersionThatWasOvertaken() {
        PlanVersions one = new PlanVersions(List.of(Given.proposed()));
        PlanVersions two = one.with(Given.plan(one.next()));
        Plan old = two.version(1).orElseThrow();
        assertThat(one.onNewest(old, old.approve(Given.T0, Given.CHAIRMAN)))
                .isInstanceOf(Plan.Done.class);
        assertThat(two.onNewest(old, old.approve(Given.T0, Given.CHAIRMAN)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void holdsVersionsOfOnePlanWithoutHoles() {
        Plan other = Plan.draft("PB", Given.TEMPLATE);
        assertThatThrownBy(() -> new PlanVersions(List.of(Given.draft(), other)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesWhatChangedBetweenTwoVersions() {
        Plan after =
                Given.plan(
                        Given.plan(Given.draft().withSite(Given.site("F1", 9, 20_000)))
                                .withoutSite("F2"));
        assertThat(PlanChanges.between(Given.draft(), after))
                .extracting(change ->
                        change.facility()
                                + " "
                                + change.term()
                                + " "
                                + change.before().english()
                                + ">"
                                + change.after().english())
                .containsExactly("F1 CAMERAS 8>9", "F2 SITE present>–");
        PlanTemplate wider =
                new PlanTemplate(
                        Given.TEMPLATE.main(),
                        Given.TEMPLATE.sub(),
                        Given.TEMPLATE.recording(),
                        Given.TEMPLATE.retentionDays(),
                        Given.TEMPLATE.link(),
                        Given.TEMPLATE.supplies(),
                        new ViewingShare(4, 1),
                        25);
        assertThat(
                        PlanChanges.between(
                                Given.draft(), Given.plan(Given.draft().withTemplate(wider))))
                .extracting(PlanChanges.Change::term)
                .containsExactly(Term.VIEWING);
        assertThat(PlanChanges.between(after, after)).isEmpty();
    }
}
