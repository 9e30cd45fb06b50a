package org.haidang.programme.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.haidang.programme.plan.Plan.Done;
import org.haidang.programme.plan.Plan.Outcome;
import org.haidang.programme.plan.PlanState.Signer;
import org.jspecify.annotations.Nullable;

/** A plan of two sites and the people who sign it. */
final class Given {

    static final Instant T0 = Instant.parse("2021-05-11T01:00:00Z");
    static final Signer DEPARTMENT = new Signer("u1", "Trần Văn Bình");
    static final Signer CHAIRMAN = new Signer("u2", "Lê Thị Ánh");
    static final PlanTemplate TEMPLATE = PlanTemplate.standard();

    private Given() {}

    static SiteParameters site(String facility, int cameras, @Nullable Integer uplinkKbps) {
        return site(facility, cameras, uplinkKbps, LinkType.FIBRE, Map.of());
    }

    static SiteParameters site(
            String facility,
            int cameras,
            @Nullable Integer uplinkKbps,
            LinkType link,
            Map<Term, String> reasons) {
        return new SiteParameters(
                facility,
                cameras,
                2_048,
                384,
                RecordingMode.CONTINUOUS_MAIN,
                28,
                link,
                uplinkKbps,
                LocalDate.of(2021, 5, 12),
                "VNPT Ninh Thuận",
                reasons);
    }

    static Plan draft() {
        return plan(
                plan(Plan.draft("PA", TEMPLATE).withSite(site("F1", 8, 20_000)))
                        .withSite(site("F2", 4, null)));
    }

    static Plan proposed() {
        return plan(draft().propose(T0, DEPARTMENT));
    }

    static Plan approved() {
        return plan(proposed().approve(T0.plusSeconds(60), CHAIRMAN));
    }

    static Plan returned() {
        return plan(proposed().sendBack(T0.plusSeconds(60), CHAIRMAN, "Thiếu cơ sở 3."));
    }

    static Plan plan(Outcome outcome) {
        return switch (outcome) {
            case Done(Plan plan) -> plan;
            case Plan.Refused(var reason) -> throw new AssertionError(reason.english());
        };
    }
}
