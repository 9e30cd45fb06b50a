package org.haidang.programme.dispatch;

import java.util.List;
import org.haidang.programme.dispatch.Addressee.Access;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * D10: each addressee of a distribution list sees the data or gets a copy. Computed from facts that
 * the register and the rights hand in; nobody can tick it off.
 */
public final class DistributionCheck {

    private DistributionCheck() {}

    /**
     * What is known of one line.
     *
     * @param organisation its unit in the register, null when none was chosen
     * @param viewers people of that unit who may see the facilities now
     * @param copy a copy was handed over, on paper or by mail
     */
    public record Facts(String name, @Nullable String organisation, int viewers, boolean copy) {}

    /** The verdict and what to do about it. */
    public record Verdict(Addressee addressee, Sentence words) {}

    public static List<Verdict> of(List<Facts> lines) {
        if (lines.size() > Dispatch.MAX_ITEMS) {
            throw new IllegalArgumentException("too many addressees: " + lines.size());
        }
        return lines.stream().map(DistributionCheck::verdict).toList();
    }

    private static Verdict verdict(Facts facts) {
        if (facts.organisation() != null && facts.viewers() > 0) {
            return verdict(
                    facts,
                    Access.VIEW_ROLE,
                    facts.viewers() + " người của đơn vị xem được trên hệ thống.",
                    (facts.viewers() == 1 ? "1 person" : facts.viewers() + " people")
                            + " of this unit can see it in the system.");
        }
        if (facts.copy() || DistributionText.archive(facts.name())) {
            return verdict(facts, Access.COPY, "Nhận bản sao.", "Gets a copy.");
        }
        return facts.organisation() == null
                ? verdict(
                        facts,
                        Access.NONE,
                        "Chưa biết đơn vị nào trên hệ thống: hãy chọn đơn vị, hoặc ghi nhận đã gửi bản"
                                + " sao.",
                        "No unit of the system is known for this name: choose one, or note that a copy"
                                + " was sent.")
                : verdict(
                        facts,
                        Access.NONE,
                        "Đơn vị chưa có ai xem được: hãy mời một người và cấp quyền xem, hoặc gửi bản"
                                + " sao.",
                        "Nobody of this unit can see it: invite a person with a role that sees, or send"
                                + " a copy.");
    }

    private static Verdict verdict(Facts facts, Access access, String vietnamese, String english) {
        return new Verdict(new Addressee(facts.name(), access), new Sentence(vietnamese, english));
    }
}
