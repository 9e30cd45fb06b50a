package org.haidang.server.web.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.report.Remaining;
import org.haidang.programme.report.Report;
import org.haidang.programme.report.ReportFigures;
import org.haidang.programme.report.ReportState;
import org.haidang.programme.report.Split;
import org.haidang.programme.report.Step;
import org.haidang.server.document.Annex;
import org.haidang.server.document.Block;
import org.haidang.server.document.Heading;
import org.haidang.server.document.OfficialDocument;
import org.haidang.server.document.Signature;
import org.haidang.server.report.Frame;
import org.haidang.server.report.StoredReport;
import org.haidang.server.report.store.ReportStore;
import org.haidang.server.web.request.Moments;
import org.jspecify.annotations.Nullable;

/** Reports as the interface shows them. */
final class ReportViews {
    private ReportViews() {}

    record Line(
            String id,
            long revision,
            String kind,
            String subject,
            String state,
            String standing,
            @Nullable String deadline,
            @Nullable String due,
            String cutOff,
            String createdAt,
            @Nullable Integer number,
            @Nullable LocalDate date) {}

    record StepView(String step, int military, int civil, int hotel, int unsaid, int total) {
        static StepView of(Step step, Split split) {
            return new StepView(
                    step.name(),
                    split.military(),
                    split.civil(),
                    split.hotel(),
                    split.unsaid(),
                    split.total());
        }
    }

    record RemainingView(
            String facility, String cause, String detail, String responsible, String telephone) {
        static RemainingView of(Remaining one) {
            return new RemainingView(
                    one.facility(), one.cause(), one.detail(), one.responsible(), one.telephone());
        }
    }

    record LetterView(String number, LocalDate date, String issuer, String citation) {
        static LetterView of(Dispatch dispatch) {
            return new LetterView(
                    dispatch.number().text(),
                    dispatch.date(),
                    dispatch.issuer(),
                    dispatch.citation());
        }
    }

    record ActView(String at, String act, String person, String words) {}

    record Detail(
            Line report,
            String difficulties,
            String proposals,
            Frame frame,
            List<LetterView> letters,
            List<StepView> steps,
            ReportFigures.Cameras cameras,
            List<RemainingView> remaining,
            String figuresSha256,
            @Nullable String reason,
            List<ActView> acts) {}

    static String state(StoredReport stored) {
        return switch (stored.report().state()) {
            case ReportState.Draft() -> "DRAFT";
            case ReportState.Submitted _ -> "SUBMITTED";
            case ReportState.Returned _ -> "RETURNED";
            case ReportState.Approved _ -> "APPROVED";
            case ReportState.Issued _ -> "ISSUED";
        };
    }

    static Line line(StoredReport stored, Instant now) {
        Report report = stored.report();
        Deadline deadline = report.deadline();
        ReportState.Issued issued = report.state() instanceof ReportState.Issued one ? one : null;
        return new Line(
                stored.id(),
                stored.revision(),
                report.kind().name(),
                report.text().subject(),
                state(stored),
                report.standing(now).name(),
                deadline == null ? null : deadline.phrase(),
                deadline == null ? null : text(deadline.due()),
                text(report.figures().cutOff()),
                Moments.text(stored.createdUs()),
                issued == null ? null : (Integer) issued.number(),
                issued == null ? null : issued.date());
    }

    static Detail detail(StoredReport stored, List<ReportStore.Act> acts, Instant now) {
        ReportFigures figures = stored.report().figures();
        List<StepView> steps = new ArrayList<>();
        for (Step step : Step.values()) {
            steps.add(StepView.of(step, figures.count(step)));
        }
        return new Detail(
                line(stored, now),
                stored.report().text().difficulties(),
                stored.report().text().proposals(),
                stored.frame(),
                stored.letters().stream().map(LetterView::of).toList(),
                steps,
                figures.cameras(),
                figures.remaining().stream().map(RemainingView::of).toList(),
                stored.figuresSha256(),
                stored.report().state() instanceof ReportState.Returned returned
                        ? returned.reason()
                        : null,
                acts.stream()
                        .map(act ->
                                new ActView(
                                        Moments.text(act.atUs()),
                                        act.act(),
                                        act.person(),
                                        act.words()))
                        .toList());
    }

    private static String text(Instant at) {
        return Moments.text(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000);
    }

    // ---- the paper as it will be

    record SpanView(String text, boolean bold, boolean italic) {}

    /**
     * @param style {@code body}, {@code centred} or {@code plain}; null for a table
     */
    record BlockView(
            @Nullable String style,
            List<SpanView> spans,
            List<String> columns,
            List<List<String>> rows) {}

    record AnnexView(String label, String subject, String citation, List<BlockView> blocks) {}

    record SignatureView(List<String> authority, String name) {}

    record Preview(
            List<String> superior,
            List<String> issuer,
            String number,
            String place,
            String title,
            String subject,
            List<String> recipients,
            List<BlockView> body,
            List<String> distribution,
            List<SignatureView> signatures,
            List<AnnexView> annexes) {}

    static Preview preview(OfficialDocument document) {
        Heading heading = document.heading();
        return new Preview(
                document.letterhead().superior(),
                document.letterhead().issuer(),
                document.letterhead().numberLine(),
                document.letterhead().placeLine(),
                heading instanceof Heading.Titled titled ? titled.title() : "",
                switch (heading) {
                    case Heading.Titled titled -> titled.subject();
                    case Heading.Letter letter -> letter.subject();
                },
                heading.recipients(),
                blocks(document.body()),
                document.distribution(),
                document.signatures().stream().map(ReportViews::signature).toList(),
                document.annexes().stream().map(ReportViews::annex).toList());
    }

    private static SignatureView signature(Signature signature) {
        return new SignatureView(signature.authority(), signature.name());
    }

    private static AnnexView annex(Annex annex) {
        return new AnnexView(
                annex.label(), annex.subject(), annex.citation(), blocks(annex.blocks()));
    }

    private static List<BlockView> blocks(List<Block> blocks) {
        List<BlockView> views = new ArrayList<>();
        for (Block block : blocks) {
            switch (block) {
                case Block.Paragraph paragraph ->
                        views.add(
                                new BlockView(
                                        switch (paragraph.style()) {
                                            case BODY -> "body";
                                            case CENTRED -> "centred";
                                            case PLAIN -> "plain";
                                        },
                                        paragraph.spans().stream()
                                                .map(span ->
                                                        new SpanView(
                                                                span.text(),
                                                                span.bold(),
                                                                span.italic()))
                                                .toList(),
                                        List.of(),
                                        List.of()));
                case Block.Table table ->
                        views.add(
                                new BlockView(
                                        null,
                                        List.of(),
                                        table.columns().stream().map(Block.Column::title).toList(),
                                        table.rows()));
                case Block.Picture _ -> {
                    // Reports have none.
                }
            }
        }
        return views;
    }
}
