package org.haidang.server.web.programme;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.survey.Answer;
import org.haidang.programme.survey.Entry;
import org.haidang.programme.survey.Evaluation;
import org.haidang.programme.survey.Gap;
import org.haidang.programme.survey.Party;
import org.haidang.programme.survey.Question;
import org.haidang.programme.survey.Signature;
import org.haidang.programme.survey.Slot;
import org.haidang.programme.survey.SurveyState;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.survey.SurveyView;
import org.haidang.server.survey.Taken;
import org.haidang.server.survey.store.OperationRow;
import org.haidang.server.survey.store.PhotoRow;
import org.haidang.server.survey.store.UplinkRow;
import org.haidang.server.survey.store.VersionRow;
import org.haidang.server.web.request.Moments;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/** A survey as the interface tells it. */
final class SurveyAnswer {
    record EntryView(String text, boolean notKnown, String by, String typedAt, String source) {
        static EntryView of(Entry entry) {
            return new EntryView(
                    entry.answer().text(),
                    entry.answer() instanceof Answer.Unknown,
                    entry.by().name(),
                    moment(entry.typedAt()),
                    entry.source().name());
        }
    }

    /**
     * A field.
     *
     * @param entries one; several where people contradict each other
     */
    record SlotView(String path, int version, List<EntryView> entries) {}

    record LateView(String path, EntryView entry) {}

    record GapView(@Nullable String path, String kind, String message) {}

    record FindingView(String code, String text) {
        static List<FindingView> of(List<Finding> findings) {
            return findings.stream().map(f -> new FindingView(f.code().name(), f.text())).toList();
        }
    }

    record ProposalView(String verdict, List<FindingView> findings) {}

    record ActView(String by, String at) {}

    record SignatureView(String party, String by, String at) {}

    record EvaluationView(
            String verdict,
            List<FindingView> findings,
            String owner,
            @Nullable String escalateOn,
            String note,
            String by,
            String at) {}

    record VersionView(
            int version,
            String stage,
            String begunAt,
            @Nullable ActView submitted,
            List<SignatureView> signatures,
            @Nullable ActView sentBack,
            @Nullable String reason,
            @Nullable EvaluationView evaluation) {}

    record PhotoView(
            String id,
            int width,
            int height,
            long bytes,
            String sha256,
            String place,
            String caption,
            String by,
            String receivedAt) {
        static PhotoView of(PhotoRow row) {
            return new PhotoView(
                    row.id(),
                    row.width(),
                    row.height(),
                    row.bytes(),
                    row.sha256(),
                    row.place(),
                    row.caption(),
                    row.by().name(),
                    Moments.text(row.receivedUs()));
        }
    }

    record UplinkView(
            String at, double upMbps, double downMbps, long bytes, String method, String by) {
        static UplinkView of(UplinkRow row) {
            return new UplinkView(
                    Moments.text(row.atUs()),
                    row.upKbps() / 1_000.0,
                    row.downKbps() / 1_000.0,
                    row.bytes(),
                    row.method(),
                    row.by().name());
        }
    }

    /**
     * What the person who asks may do now.
     *
     * @param sign parties to sign for
     */
    record MayView(boolean write, boolean submit, List<String> sign, boolean approve) {}

    record View(
            String id,
            String facilityId,
            String facility,
            String facilityStage,
            int version,
            String stage,
            String changedAt,
            List<SlotView> answers,
            List<String> cameras,
            List<LateView> late,
            List<GapView> gaps,
            ProposalView proposal,
            List<VersionView> versions,
            List<PhotoView> photos,
            List<UplinkView> uplinks,
            MayView may) {}

    record TakenView(String id, String outcome, int version, @Nullable String message) {
        static TakenView of(Taken taken, Language language) {
            Sentence reason = taken.reason();
            return new TakenView(
                    taken.id(),
                    taken.outcome().name(),
                    taken.version(),
                    reason == null ? null : said(reason, language));
        }
    }

    private SurveyAnswer() {}

    static View of(
            SurveyView view,
            String facility,
            String facilityStage,
            MayView may,
            Language language) {
        List<SlotView> slots = new ArrayList<>();
        for (Question question : view.answers().answered()) {
            Slot slot = view.answers().slot(question);
            slots.add(
                    new SlotView(
                            question.path(),
                            slot.version(),
                            slot.standing().stream().map(EntryView::of).toList()));
        }
        return new View(
                view.row().id(),
                view.row().facilityId(),
                facility,
                facilityStage,
                view.row().version(),
                view.row().stage().name(),
                Moments.text(view.row().changedUs()),
                slots,
                view.answers().cameras(),
                view.late().stream().map(SurveyAnswer::late).toList(),
                view.gaps().stream().map(gap -> gap(gap, language)).toList(),
                new ProposalView(
                        view.proposal().verdict().name(),
                        FindingView.of(view.proposal().findings())),
                view.versions().stream().map(SurveyAnswer::version).toList(),
                view.photos().stream().map(PhotoView::of).toList(),
                view.uplinks().stream().map(UplinkView::of).toList(),
                may);
    }

    private static LateView late(OperationRow row) {
        return new LateView(
                row.operation().question().path(), EntryView.of(row.operation().entry()));
    }

    private static GapView gap(Gap gap, Language language) {
        String message = said(gap.sentence(), language);
        return switch (gap) {
            case Gap.Unanswered(Question question, Sentence _) ->
                    new GapView(question.path(), "UNANSWERED", message);
            case Gap.Undecided(Question question, Sentence _) ->
                    new GapView(question.path(), "UNDECIDED", message);
            case Gap.Miscounted _ -> new GapView(null, "MISCOUNTED", message);
        };
    }

    private static VersionView version(VersionRow row) {
        SurveyState state = row.survey().state();
        SurveyState.SentBack back = state instanceof SurveyState.SentBack one ? one : null;
        Evaluation evaluation =
                state instanceof SurveyState.Evaluated(var _, Evaluation one) ? one : null;
        return new VersionView(
                row.survey().version(),
                state.stage().name(),
                Moments.text(row.begunUs()),
                submitted(state),
                state.signatures().stream().map(SurveyAnswer::signature).toList(),
                back == null ? null : new ActView(back.by().name(), moment(back.at())),
                back == null ? null : back.reason(),
                evaluation == null ? null : evaluation(evaluation));
    }

    private static @Nullable ActView submitted(SurveyState state) {
        return switch (state) {
            case SurveyState.Draft _, SurveyState.SentBack _ -> null;
            case SurveyState.Submitted(var by, Instant at, var _) ->
                    new ActView(by.name(), moment(at));
            case SurveyState.Signed(var by, Instant at, var _) ->
                    new ActView(by.name(), moment(at));
            case SurveyState.Evaluated(SurveyState.Signed signed, var _) ->
                    new ActView(signed.by().name(), moment(signed.at()));
        };
    }

    private static SignatureView signature(Signature signature) {
        return new SignatureView(
                signature.party().name(), signature.by().name(), moment(signature.at()));
    }

    private static EvaluationView evaluation(Evaluation evaluation) {
        return new EvaluationView(
                evaluation.verdict().name(),
                FindingView.of(evaluation.findings()),
                evaluation.owner(),
                Objects.toString(evaluation.escalateOn(), null),
                evaluation.note(),
                evaluation.by().name(),
                moment(evaluation.at()));
    }

    /** Parties that have not signed yet. */
    static List<Party> unsigned(SurveyState state) {
        return java.util.Arrays.stream(Party.values())
                .filter(party -> state.signatures().stream().noneMatch(s -> s.party() == party))
                .toList();
    }

    static String said(Sentence sentence, Language language) {
        return language == Language.VI ? sentence.vietnamese() : sentence.english();
    }

    private static String moment(Instant at) {
        return Moments.text(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }
}
