package org.haidang.programme.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haidang.programme.plan.PlanState.Approved;
import org.haidang.programme.plan.PlanState.Draft;
import org.haidang.programme.plan.PlanState.Proposed;
import org.haidang.programme.plan.PlanState.Returned;
import org.haidang.programme.plan.PlanState.Signer;
import org.haidang.programme.plan.SiteParameters.Deviation;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseText;

/**
 * One version of the province's plan (phương án kết nối thống nhất), of dispatch 2220/UBND-KTTH.
 * Everything not listed is refused.
 *
 * <pre>
 * from      act        to        by
 * DRAFT     change     DRAFT     whoever prepares it
 * DRAFT     propose    PROPOSED  Sở TT&amp;TT; every deviation has its reason
 * PROPOSED  approve    APPROVED  the chairman, never who proposed it
 * PROPOSED  send back  RETURNED  the chairman, with a reason
 * any       comment    the same  whoever reads it
 * </pre>
 *
 * <p>What was proposed is never changed: {@link PlanVersions#next} makes the version after it.
 *
 * @param version from 1
 * @param comments in the order they were made
 */
public record Plan(
        String id,
        int version,
        PlanTemplate template,
        List<SiteParameters> sites,
        PlanState state,
        List<Comment> comments) {

    public static final int MAX_SITES = 2_000;
    public static final int MAX_COMMENTS = 500;
    public static final int MAX_TEXT = 2_000;

    /** What became of an act upon the plan. */
    public sealed interface Outcome {}

    public record Done(Plan plan) implements Outcome {}

    public record Refused(Sentence reason) implements Outcome {}

    /**
     * A remark.
     *
     * @param facility the site it is about; empty when about the whole
     */
    public record Comment(Instant at, Signer by, String facility, String text) {
        public Comment {
            text = VietnameseText.normalise(text);
            if (text.isEmpty() || text.length() > MAX_TEXT) {
                throw new IllegalArgumentException("a comment has 1 to 2000 characters");
            }
        }
    }

    /** A site that still owes a reason for a deviation. */
    public record Unreasoned(String facility, Term term) {}

    public Plan {
        sites = List.copyOf(sites);
        comments = List.copyOf(comments);
        if (id.isBlank()
                || version < 1
                || sites.size() > MAX_SITES
                || comments.size() > MAX_COMMENTS) {
            throw new IllegalArgumentException(
                    "plan '" + id + "' " + version + ", " + sites.size() + " sites");
        }
        Set<String> facilities = new HashSet<>();
        for (SiteParameters site : sites) {
            if (!facilities.add(site.facility())) {
                throw new IllegalArgumentException("site twice: " + site.facility());
            }
        }
    }

    public static Plan draft(String id, PlanTemplate template) {
        return new Plan(id, 1, template, List.of(), new Draft(), List.of());
    }

    public Optional<SiteParameters> site(String facility) {
        return sites.stream().filter(site -> site.facility().equals(facility)).findFirst();
    }

    public boolean approved() {
        return state instanceof Approved;
    }

    public Outcome withTemplate(PlanTemplate changed) {
        return changed(new Plan(id, version, changed, sites, state, comments));
    }

    /** Puts a site in, or in place of what the plan said of it. */
    public Outcome withSite(SiteParameters changed) {
        List<SiteParameters> all = new ArrayList<>(sites);
        int at = 0;
        while (at < all.size() && !all.get(at).facility().equals(changed.facility())) {
            at++;
        }
        if (at < all.size()) {
            all.set(at, changed);
        } else if (all.size() == MAX_SITES) {
            return refused(
                    "Phương án đã có 2.000 cơ sở, là số tối đa.",
                    "The plan has 2,000 sites, the most it may have.");
        } else {
            all.add(changed);
        }
        return changed(new Plan(id, version, template, all, state, comments));
    }

    public Outcome withoutSite(String facility) {
        List<SiteParameters> left =
                sites.stream().filter(site -> !site.facility().equals(facility)).toList();
        return changed(new Plan(id, version, template, left, state, comments));
    }

    private Outcome changed(Plan after) {
        return state instanceof Draft
                ? new Done(after)
                : refused(
                        "Phương án đã trình nên không sửa được; hãy lập phiên bản mới.",
                        "The plan was proposed and cannot be changed; make a new version.");
    }

    /** Sites in the order of the plan. */
    public List<Unreasoned> unreasoned() {
        List<Unreasoned> found = new ArrayList<>();
        for (SiteParameters site : sites) {
            for (Deviation deviation : site.deviations(template)) {
                if (deviation.reason().isEmpty()) {
                    found.add(new Unreasoned(site.facility(), deviation.term()));
                }
            }
        }
        return found;
    }

    public Outcome propose(Instant at, Signer by) {
        if (!(state instanceof Draft)) {
            return refused(
                    "Chỉ trình được bản dự thảo; hãy lập phiên bản mới.",
                    "Only a draft can be proposed; make a new version.");
        }
        if (sites.isEmpty()) {
            return refused("Phương án chưa có cơ sở nào.", "The plan has no site yet.");
        }
        int missing = unreasoned().size();
        if (missing > 0) {
            return refused(
                    "Còn "
                            + missing
                            + " điểm khác mẫu chung chưa ghi lý do; hãy ghi lý do cho từng điểm.",
                    missing
                            + " deviations from the template have no reason yet; give each its own.");
        }
        return new Done(with(new Proposed(at, by)));
    }

    public Outcome approve(Instant at, Signer by) {
        return switch (state) {
            case Proposed proposed ->
                    by.id().equals(proposed.by().id())
                            ? refused(
                                    "Người trình không tự phê duyệt được; cần người khác phê duyệt.",
                                    "Who proposed a plan cannot approve it; another person must.")
                            : early(at, proposed, new Approved(at, by, proposed));
            case Draft _, Approved _, Returned _ -> notProposed();
        };
    }

    /**
     * Sends a proposal back.
     *
     * @throws IllegalArgumentException without a reason of 1 to {@value #MAX_TEXT} characters
     */
    public Outcome sendBack(Instant at, Signer by, String reason) {
        String text = VietnameseText.normalise(reason);
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("a plan is sent back with a reason");
        }
        return switch (state) {
            case Proposed proposed -> early(at, proposed, new Returned(at, by, text, proposed));
            case Draft _, Approved _, Returned _ -> notProposed();
        };
    }

    private Outcome early(Instant at, Proposed proposed, PlanState next) {
        return at.isBefore(proposed.at())
                ? refused(
                        "Thời điểm ký sớm hơn lúc trình; hãy kiểm tra đồng hồ máy chủ.",
                        "The signature is earlier than the proposal; check the server's clock.")
                : new Done(with(next));
    }

    private static Refused notProposed() {
        return refused(
                "Chỉ phê duyệt hoặc trả lại được phương án đang trình.",
                "Only a plan that is proposed can be approved or sent back.");
    }

    public Outcome comment(Comment comment) {
        if (comments.size() == MAX_COMMENTS) {
            return refused(
                    "Phiên bản này đã có 500 ý kiến, là số tối đa.",
                    "This version has 500 comments, the most it may have.");
        }
        List<Comment> more = new ArrayList<>(comments);
        more.add(comment);
        return new Done(new Plan(id, version, template, sites, state, more));
    }

    private Plan with(PlanState next) {
        return new Plan(id, version, template, sites, next, comments);
    }

    static Refused refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }
}
