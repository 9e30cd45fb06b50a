package org.haidang.programme.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haidang.programme.facility.FacilityEvidence.PlanCovers;
import org.haidang.programme.plan.Plan.Outcome;
import org.haidang.programme.plan.Plan.Refused;
import org.haidang.programme.plan.PlanState.Draft;
import org.haidang.programme.vietnamese.Sentence;

/**
 * The versions of one plan, the oldest first. Only the newest goes on: it alone is changed,
 * proposed, approved or sent back. The newest that was approved is in force until the next one is.
 */
public record PlanVersions(List<Plan> all) {

    public static final int MAX_VERSIONS = 500;

    /** Whether an approved version covers a site. */
    public sealed interface Coverage {}

    public record Covered(PlanCovers evidence, SiteParameters site) implements Coverage {}

    public record NotCovered(Sentence reason) implements Coverage {}

    public PlanVersions {
        all = List.copyOf(all);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).version() != i + 1 || !all.get(i).id().equals(all.getFirst().id())) {
                throw new IllegalArgumentException("versions of one plan, from 1: " + i);
            }
        }
    }

    public static PlanVersions none() {
        return new PlanVersions(List.of());
    }

    public Optional<Plan> newest() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    public Optional<Plan> version(int version) {
        return version < 1 || version > all.size()
                ? Optional.empty()
                : Optional.of(all.get(version - 1));
    }

    /** The approved version that holds now. */
    public Optional<Plan> inForce() {
        return all.reversed().stream().filter(Plan::approved).findFirst();
    }

    /** A draft that begins as the version before it ended; a draft itself is changed in place. */
    public Outcome next() {
        if (all.isEmpty()) {
            return Plan.refused(
                    "Chưa có phương án nào để lập phiên bản mới.",
                    "There is no plan to make a new version of.");
        }
        Plan last = all.getLast();
        if (last.state() instanceof Draft) {
            return Plan.refused(
                    "Đang có bản dự thảo; hãy sửa ngay trong bản đó.",
                    "There is a draft already; change that one.");
        }
        if (all.size() == MAX_VERSIONS) {
            return Plan.refused(
                    "Phương án đã có 500 phiên bản, là số tối đa.",
                    "The plan has 500 versions, the most it may have.");
        }
        return new Plan.Done(
                new Plan(
                        last.id(),
                        last.version() + 1,
                        last.template(),
                        last.sites(),
                        new Draft(),
                        List.of()));
    }

    /**
     * The versions with the outcome of an act upon one of them; only the newest may be acted on.
     */
    public Outcome onNewest(Plan plan, Outcome outcome) {
        boolean newest = newest().filter(last -> last.version() == plan.version()).isPresent();
        return newest || outcome instanceof Refused
                ? outcome
                : Plan.refused(
                        "Đã có phiên bản mới hơn; hãy làm việc trên phiên bản đó.",
                        "There is a newer version; work on that one.");
    }

    /** With one version more, or in place of the one of that number. */
    public PlanVersions with(Plan plan) {
        List<Plan> changed = new ArrayList<>(all);
        if (plan.version() <= changed.size()) {
            changed.set(plan.version() - 1, plan);
        } else {
            changed.add(plan);
        }
        return new PlanVersions(changed);
    }

    /** D5: what connecting a site is founded on, or why it has to wait. */
    public Coverage covers(String facility) {
        Optional<Plan> plan = inForce();
        if (plan.isEmpty()) {
            return new NotCovered(noneApproved());
        }
        Optional<SiteParameters> site = plan.get().site(facility);
        if (site.isEmpty()) {
            int version = plan.get().version();
            return new NotCovered(
                    new Sentence(
                            "Phương án kết nối đã phê duyệt (phiên bản "
                                    + version
                                    + ") chưa có cơ sở này; hãy bổ sung vào phiên bản mới và trình phê duyệt.",
                            "The approved connection plan (version "
                                    + version
                                    + ") does not have this site; add it in a new version and propose that."));
        }
        return new Covered(new PlanCovers(plan.get().id(), plan.get().version()), site.get());
    }

    private Sentence noneApproved() {
        if (all.isEmpty()) {
            return new Sentence(
                    "Tỉnh chưa có phương án kết nối; hãy lập và trình phê duyệt trước khi kết nối.",
                    "The province has no connection plan; draw one up and have it approved before connecting.");
        }
        return new Sentence(
                "Phương án kết nối chưa được phê duyệt; chưa thể kết nối cơ sở này.",
                "The connection plan is not approved yet; this site cannot be connected.");
    }
}
