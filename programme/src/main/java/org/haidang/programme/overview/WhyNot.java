package org.haidang.programme.overview;

import java.util.List;
import java.util.stream.Collectors;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.Shortfall;
import org.haidang.programme.overview.FacilityFacts.Acting;
import org.haidang.programme.overview.FacilityFacts.Refusal;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/** Why a facility is not connected yet, in one sentence, and who must act. */
final class WhyNot {

    private static final Sentence MILITARY_COMMAND =
            new Sentence("Bộ Chỉ huy Quân sự tỉnh", "Provincial Military Command");
    private static final Sentence DEPARTMENT = Shortfall.WhoActs.DEPARTMENT.words();
    private static final Sentence OPERATOR = Shortfall.WhoActs.OPERATOR.words();
    private static final Sentence FACILITY = Shortfall.WhoActs.FACILITY.words();
    private static final Sentence COMMITTEE =
            new Sentence("Ủy ban nhân dân tỉnh", "Provincial People's Committee");

    private WhyNot() {}

    static Acting of(FacilityFacts facility) {
        Acting measured = facility.measured();
        if (measured != null) {
            return measured;
        }
        return switch (facility.stage()) {
            case REGISTERED -> acting("Chưa cử đầu mối", "No contact named", MILITARY_COMMAND);
            case CONTACT_NAMED -> acting("Chưa khảo sát", "Not surveyed", DEPARTMENT);
            case SURVEYED ->
                    acting(
                            "Đã khảo sát, chưa kết luận đánh giá",
                            "Surveyed, not evaluated yet",
                            DEPARTMENT);
            case CONDITIONAL -> found(facility.findings(), FACILITY);
            case NOT_ELIGIBLE -> found(facility.findings(), owner(facility.refusal()));
            case ELIGIBLE ->
                    acting(
                            "Đạt điều kiện, chờ duyệt phương án kết nối",
                            "Eligible, its plan is not approved yet",
                            COMMITTEE);
            case PLAN_APPROVED ->
                    acting(
                            "Đã duyệt phương án, chưa triển khai kết nối",
                            "Plan approved, connecting has not begun",
                            OPERATOR);
            case CONNECTING ->
                    acting(
                            "Đang kết nối, chưa đủ 24 giờ đo kiểm",
                            "Connecting, not measured for 24 h yet",
                            OPERATOR);
            case CONNECTED, OPERATING, DEGRADED, LOST, SUSPENDED, CLOSED ->
                    throw new IllegalArgumentException(facility.id() + " was connected");
        };
    }

    /** Whether a stage belongs on the list of those not connected. */
    static boolean applies(FacilityStage stage) {
        return !Milestone.CONNECTED.reachedBy(stage);
    }

    private static Acting found(List<Finding> findings, Sentence who) {
        if (findings.isEmpty()) {
            return acting("Chưa đạt điều kiện kết nối", "Not eligible yet", who);
        }
        return new Acting(
                new Sentence(
                        findings.stream()
                                .map(f -> words(f, f.code().words().vietnamese()))
                                .collect(Collectors.joining("; ")),
                        findings.stream()
                                .map(f -> words(f, f.code().words().english()))
                                .collect(Collectors.joining("; "))),
                who);
    }

    private static String words(Finding finding, String code) {
        return finding.text().isEmpty() ? code : code + ": " + finding.text();
    }

    /** A name that somebody typed is the same in both languages. */
    private static Sentence owner(@Nullable Refusal refusal) {
        return refusal == null || refusal.owner().isBlank()
                ? DEPARTMENT
                : new Sentence(refusal.owner(), refusal.owner());
    }

    private static Acting acting(String vietnamese, String english, Sentence who) {
        return new Acting(new Sentence(vietnamese, english), who);
    }
}
