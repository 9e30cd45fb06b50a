package org.haidang.programme.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.haidang.programme.plan.Plan.Comment;
import org.haidang.programme.plan.Plan.Done;
import org.haidang.programme.plan.Plan.Outcome;
import org.haidang.programme.plan.Plan.Refused;
import org.haidang.programme.plan.PlanState.Approved;
import org.haidang.programme.plan.PlanState.Proposed;
import org.haidang.programme.plan.PlanState.Returned;
import org.haidang.programme.plan.PlanState.Signer;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Signer THIRD = new Signer("u3", "Phạm Văn Cường");

    private static final Map<String, Plan> STATES = states();

    private static final Map<String, Function<Plan, Outcome>> ACTS = acts();

    /** The table once more, by hand. */
    private static final Set<String> ALLOWED =
            Set.of(
                    "draft template",
                    "draft site",
                    "draft remove",
                    "draft propose",
                    "draft comment",
                    "proposed approve",
                    "proposed send back",
                    "proposed comment",
                    "approved comment",
                    "returned comment");

    private static Map<String, Plan> states() {
        Map<String, Plan> states = new LinkedHashMap<>();
        states.put("draft", Given.draft());
        states.put("proposed", Given.proposed());
        states.put("approved", Given.approved());
        states.put("returned", Given.returned());
        return states;
    }

    private static Map<String, Function<Plan, Outcome>> acts() {
        Map<String, Function<Plan, Outcome>> acts = new LinkedHashMap<>();
        acts.put("template", plan -> plan.withTemplate(Given.TEMPLATE));
        acts.put("site", plan -> plan.withSite(Given.site("F3", 2, null)));
        acts.put("remove", plan -> plan.withoutSite("F2"));
        acts.put("propose", plan -> plan.propose(Given.T0, Given.DEPARTMENT));
        acts.put("approve", plan -> plan.approve(Given.T0.plusSeconds(90), THIRD));
        acts.put("send back", plan -> plan.sendBack(Given.T0.plusSeconds(90), THIRD, "Xem lại."));
        acts.put("comment", plan -> plan.comment(comment("Nên thêm cổng sau.")));
        return acts;
    }

    @Test
    void doesWhatTheTableListsAndRefusesEverythingElse() {
        STATES.forEach((state, plan) ->
                ACTS.forEach((act, how) -> {
                    Outcome outcome = how.apply(plan);
                    assertThat(outcome instanceof Done)
                            .as("%s %s", state, act)
                            .isEqualTo(ALLOWED.contains(state + " " + act));
                }));
    }

    @Test
    void d5KeepsWhatWasProposedAsItWas() {
        for (Plan plan : List.of(Given.proposed(), Given.approved(), Given.returned())) {
            assertThat(plan.withSite(Given.site("F1", 30, null)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.reason().vietnamese())
                                            .contains("phiên bản mới"));
            assertThat(plan.sites()).isEqualTo(Given.draft().sites());
        }
    }

    @Test
    void remembersWhoProposedAndWhoApproved() {
        assertThat(Given.approved().state())
                .isEqualTo(
                        new Approved(
                                Given.T0.plusSeconds(60),
                                Given.CHAIRMAN,
                                new Proposed(Given.T0, Given.DEPARTMENT)));
    }

    @Test
    void letsNobodyApproveHisOwnProposal() {
        assertThat(Given.proposed().approve(Given.T0.plusSeconds(1), Given.DEPARTMENT))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refusesASignatureBeforeTheProposal() {
        assertThat(Given.proposed().approve(Given.T0.minusSeconds(1), Given.CHAIRMAN))
                .isInstanceOf(Refused.class);
    }

    @Test
    void sendsBackWithAReasonOnly() {
        assertThat(Given.returned().state())
                .isInstanceOfSatisfying(
                        Returned.class,
                        back -> assertThat(back.reason()).isEqualTo("Thiếu cơ sở 3."));
        assertThatThrownBy(() -> Given.proposed().sendBack(Given.T0, Given.CHAIRMAN, " \u00a0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void proposesNoPlanWithoutSites() {
        assertThat(Plan.draft("PA", Given.TEMPLATE).propose(Given.T0, Given.DEPARTMENT))
                .isInstanceOf(Refused.class);
    }

    @Test
    void d5EveryDeviationFromTheTemplateNeedsItsReasonBeforeTheProposal() {
        SiteParameters bare = Given.site("F1", 8, 20_000, LinkType.MOBILE, Map.of());
        Plan plan = Given.plan(Given.draft().withSite(bare));
        assertThat(plan.unreasoned()).containsExactly(new Plan.Unreasoned("F1", Term.LINK));
        assertThat(plan.propose(Given.T0, Given.DEPARTMENT))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason().english()).startsWith("1 dev"));

        SiteParameters reasoned =
                Given.site(
                        "F1", 8, 20_000, LinkType.MOBILE, Map.of(Term.LINK, "Chưa kéo được cáp."));
        Plan mended = Given.plan(plan.withSite(reasoned));
        assertThat(mended.propose(Given.T0, Given.DEPARTMENT)).isInstanceOf(Done.class);
        assertThat(mended.site("F1").orElseThrow().deviations(Given.TEMPLATE))
                .containsExactly(
                        new SiteParameters.Deviation(
                                Term.LINK,
                                LinkType.FIBRE.words(),
                                LinkType.MOBILE.words(),
                                "Chưa kéo được cáp."));
    }

    @Test
    void replacesASiteInItsPlace() {
        Plan plan = Given.plan(Given.draft().withSite(Given.site("F1", 30, null)));
        assertThat(plan.sites().stream().map(SiteParameters::facility)).containsExactly("F1", "F2");
        assertThat(plan.site("F1").orElseThrow().cameras()).isEqualTo(30);
    }

    @Test
    void bringsTypedTextToOneForm() {
        assertThat(comment("  Ne\u0302n\u00a0xem ").text()).isEqualTo("Nên xem");
        assertThatThrownBy(() -> comment("\u200b")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Comment comment(String text) {
        return new Comment(Given.T0, Given.CHAIRMAN, "", text);
    }
}
