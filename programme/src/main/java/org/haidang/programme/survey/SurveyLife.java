package org.haidang.programme.survey;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityEvidence.FoundConditional;
import org.haidang.programme.facility.FacilityEvidence.FoundEligible;
import org.haidang.programme.facility.FacilityEvidence.FoundNotEligible;
import org.haidang.programme.facility.FacilityEvidence.SurveySigned;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.survey.SurveyState.Draft;
import org.haidang.programme.survey.SurveyState.Evaluated;
import org.haidang.programme.survey.SurveyState.SentBack;
import org.haidang.programme.survey.SurveyState.Signed;
import org.haidang.programme.survey.SurveyState.Submitted;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Which stage of a survey follows which. Everything not listed is refused.
 *
 * <pre>
 * from               act           to         on condition
 * DRAFT              submit        SUBMITTED  nothing is missing or disputed
 * SUBMITTED          sign          SUBMITTED  the party has not signed, the person for no other
 * SUBMITTED          sign (third)  SIGNED     the same
 * SUBMITTED, SIGNED  send back     SENT_BACK  a reason is given
 * SIGNED             evaluate      EVALUATED  verdict and findings fit
 * SENT_BACK          next          DRAFT      as version + 1
 * EVALUATED          next          DRAFT      as version + 1: a new survey of the facility
 * </pre>
 *
 * <p>The focal point and the engineer sign in either order, since they were at the site together
 * and an engineer who has left does not come back for weeks; the department signs last, because its
 * signature vouches for theirs.
 */
public final class SurveyLife {

    public static final int MAX_REASON_CHARACTERS = 2_000;

    /** Days of the calendar in documents are those of Việt Nam. */
    private static final ZoneId ICT = ZoneId.of("Asia/Ho_Chi_Minh");

    private SurveyLife() {}

    /** What became of an act. */
    public sealed interface Outcome {}

    public record Done(Survey survey) implements Outcome {}

    public record Refused(Sentence reason) implements Outcome {}

    public static Outcome submit(Survey survey, Answers answers, Author by, Instant at) {
        if (!(survey.state() instanceof Draft)) {
            return notNow(survey, "gửi", "submitted");
        }
        List<Gap> gaps = Gaps.of(answers);
        if (!gaps.isEmpty()) {
            Sentence first = gaps.getFirst().sentence();
            return refused(
                    "Phiếu còn " + gaps.size() + " mục chưa xong. " + first.vietnamese(),
                    gaps.size() + " things are still open. " + first.english());
        }
        return new Done(survey.in(new Submitted(by, at, List.of())));
    }

    public static Outcome sign(Survey survey, Party party, Author by, Instant at) {
        if (!(survey.state()
                instanceof Submitted(Author submitter, Instant sent, List<Signature> signed))) {
            return notNow(survey, "ký", "signed");
        }
        Sentence objection = objection(signed, party, by, at, sent);
        if (objection != null) {
            return new Refused(objection);
        }
        List<Signature> signatures = new ArrayList<>(signed);
        signatures.add(new Signature(party, by, at));
        boolean all = signatures.size() == Party.values().length;
        return new Done(
                survey.in(
                        all
                                ? new Signed(submitter, sent, signatures)
                                : new Submitted(submitter, sent, signatures)));
    }

    private static @Nullable Sentence objection(
            List<Signature> signed, Party party, Author by, Instant at, Instant sent) {
        Instant last = signed.isEmpty() ? sent : signed.getLast().at();
        if (at.isBefore(last)) {
            return new Sentence(
                    "Thời điểm ký sớm hơn bước trước; hãy kiểm tra đồng hồ máy chủ.",
                    "The signature is earlier than the step before; check the server's clock.");
        }
        for (Signature one : signed) {
            if (one.party() == party) {
                return new Sentence(
                        party.words().vietnamese() + " đã ký (" + one.by().name() + ").",
                        party.words().english() + " has signed (" + one.by().name() + ").");
            }
            if (one.by().id().equals(by.id())) {
                return new Sentence(
                        "Bạn đã ký với tư cách "
                                + one.party().words().vietnamese()
                                + "; bên này phải do người khác ký.",
                        "You signed for another party ("
                                + one.party().words().english()
                                + "); somebody else has to sign here.");
            }
        }
        return party == Party.DEPARTMENT && signed.size() < Party.values().length - 1
                ? new Sentence(
                        "Sở ký sau cùng; hãy chờ đầu mối cơ sở và kỹ sư VNPT ký.",
                        "The department signs last; wait for the focal point and the engineer.")
                : null;
    }

    public static Outcome sendBack(Survey survey, Author by, Instant at, String reason) {
        String why = reason.strip();
        return switch (survey.state()) {
            case Submitted _, Signed _ ->
                    why.isEmpty() || why.length() > MAX_REASON_CHARACTERS
                            ? refused(
                                    "Hãy ghi lý do trả lại (tối đa 2.000 ký tự) để người khảo sát"
                                            + " biết phải sửa gì.",
                                    "Give the reason (2,000 characters at most), so that the"
                                            + " surveyor knows what to mend.")
                            : new Done(survey.in(new SentBack(by, at, why)));
            case Draft _, Evaluated _, SentBack _ -> notNow(survey, "trả lại", "sent back");
        };
    }

    /** Takes a decision on what the answers suggest. */
    public static Outcome evaluate(Survey survey, Proposal proposal, Evaluation evaluation) {
        if (!(survey.state() instanceof Signed signed)) {
            return notNow(survey, "kết luận", "evaluated");
        }
        Sentence objection = objection(proposal, evaluation);
        return objection != null
                ? new Refused(objection)
                : new Done(survey.in(new Evaluated(signed, evaluation)));
    }

    private static @Nullable Sentence objection(Proposal proposal, Evaluation evaluation) {
        List<Finding> findings = evaluation.findings();
        boolean forbidden =
                proposal.findings().stream()
                        .anyMatch(finding -> finding.code() == ReasonCode.FORBIDDEN_ZONE);
        if (evaluation.verdict() == Verdict.ELIGIBLE && !findings.isEmpty()) {
            return new Sentence(
                    "Kết luận “Đạt” không đi cùng tồn tại; hãy bỏ tồn tại hoặc chọn kết luận khác.",
                    "“Eligible” has no findings; remove them or choose another verdict.");
        }
        if (evaluation.verdict() == Verdict.ELIGIBLE && forbidden) {
            return new Sentence(
                    "Có camera ở vị trí cấm nên không thể kết luận “Đạt”.",
                    "A camera stands at a forbidden place, so the verdict cannot be “eligible”.");
        }
        if (evaluation.verdict() != Verdict.ELIGIBLE && findings.isEmpty()) {
            return new Sentence(
                    "Hãy chọn ít nhất một tồn tại làm căn cứ cho kết luận này.",
                    "Choose at least one finding that founds this verdict.");
        }
        if (evaluation.verdict() == Verdict.NOT_ELIGIBLE
                && (evaluation.owner().isEmpty() || !later(evaluation))) {
            return new Sentence(
                    "“Không đạt” cần người chịu trách nhiệm và ngày báo cáo lên cấp trên sau hôm"
                            + " nay.",
                    "“Not eligible” needs an owner and a day of escalation after today.");
        }
        return evaluation.verdict() != proposal.verdict() && evaluation.note().isEmpty()
                ? new Sentence(
                        "Kết luận khác với đề xuất từ phiếu; hãy ghi vì sao.",
                        "The verdict differs from what the answers suggest; say why.")
                : null;
    }

    private static boolean later(Evaluation evaluation) {
        LocalDate day = evaluation.escalateOn();
        return day != null && day.isAfter(LocalDate.ofInstant(evaluation.at(), ICT));
    }

    /** The version after this one, with all answers kept. */
    public static Outcome next(Survey survey) {
        return switch (survey.state()) {
            case SentBack _, Evaluated _ when survey.version() >= Survey.MAX_VERSIONS ->
                    refused(
                            "Phiếu đã có " + Survey.MAX_VERSIONS + " phiên bản.",
                            "The survey has " + Survey.MAX_VERSIONS + " versions already.");
            case SentBack _, Evaluated _ ->
                    new Done(
                            new Survey(
                                    survey.id(),
                                    survey.facility(),
                                    survey.version() + 1,
                                    new Draft()));
            case Draft _, Submitted _, Signed _ ->
                    notNow(survey, "lập phiên bản mới", "followed by a new version");
        };
    }

    /** What a step of the facility is founded on; null while the survey is not that far. */
    public static @Nullable FacilityEvidence evidence(Survey survey) {
        String reference = survey.reference();
        return switch (survey.state()) {
            case Draft _, Submitted _, SentBack _ -> null;
            case Signed _ -> new SurveySigned(reference);
            case Evaluated(Signed _, Evaluation evaluation) -> evidence(reference, evaluation);
        };
    }

    private static FacilityEvidence evidence(String reference, Evaluation evaluation) {
        return switch (evaluation.verdict()) {
            case ELIGIBLE -> new FoundEligible(reference);
            case CONDITIONAL -> new FoundConditional(reference, evaluation.findings());
            case NOT_ELIGIBLE -> {
                LocalDate day = evaluation.escalateOn();
                if (day == null) {
                    throw new IllegalArgumentException("not eligible without a day: " + reference);
                }
                yield new FoundNotEligible(
                        reference, evaluation.findings().getFirst(), evaluation.owner(), day);
            }
        };
    }

    /** Where the facility goes with that evidence. */
    public static FacilityStage stage(Verdict verdict) {
        return switch (verdict) {
            case ELIGIBLE -> FacilityStage.ELIGIBLE;
            case CONDITIONAL -> FacilityStage.CONDITIONAL;
            case NOT_ELIGIBLE -> FacilityStage.NOT_ELIGIBLE;
        };
    }

    private static Refused notNow(Survey survey, String vietnamese, String english) {
        Sentence stage = survey.state().stage().words();
        return refused(
                "Không thể " + vietnamese + " phiếu này: phiếu " + stage.vietnamese() + ".",
                "The survey cannot be " + english + ": it is " + stage.english() + ".");
    }

    private static Refused refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }
}
