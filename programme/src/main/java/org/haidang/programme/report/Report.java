package org.haidang.programme.report;

import java.time.Instant;
import java.time.LocalDate;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.report.ReportState.Approved;
import org.haidang.programme.report.ReportState.Draft;
import org.haidang.programme.report.ReportState.Issued;
import org.haidang.programme.report.ReportState.Returned;
import org.haidang.programme.report.ReportState.Submitted;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.jspecify.annotations.Nullable;

/**
 * One report and its life. Everything not listed is refused.
 *
 * <pre>
 * from              to         act       by
 * DRAFT, RETURNED   the same   write     the department
 * DRAFT, RETURNED   SUBMITTED  submit    the department
 * SUBMITTED         RETURNED   sendBack  the chairman, with a reason
 * SUBMITTED         APPROVED   approve   the chairman; never who submitted it
 * APPROVED          ISSUED     issue     the clerk, with number and date
 * </pre>
 *
 * @param deadline null for reports that nobody waits for on a day
 */
public record Report(
        ReportKind kind,
        @Nullable Deadline deadline,
        ReportFigures figures,
        ReportText text,
        ReportState state) {

    /** What became of an act upon a report. */
    public sealed interface Outcome {}

    public record Done(Report report) implements Outcome {}

    public record Refused(Sentence reason) implements Outcome {}

    /** Against the deadline, at some moment. */
    public enum Standing {
        NO_DEADLINE,
        DUE,
        OVERDUE,
        ON_TIME,
        LATE
    }

    public Report {
        if (kind == ReportKind.BY_DEADLINE && deadline == null) {
            throw new IllegalArgumentException("a report by deadline has one");
        }
    }

    public static Report draft(
            ReportKind kind, @Nullable Deadline deadline, ReportFigures figures, ReportText text) {
        return new Report(kind, deadline, figures, text, new Draft());
    }

    /** Changes what people write; the figures have no such act. */
    public Outcome write(ReportText changed) {
        return state.writable()
                ? new Done(new Report(kind, deadline, figures, changed, state))
                : refused(
                        "Báo cáo đã trình nên không sửa được; đề nghị người duyệt trả lại.",
                        "The report was submitted and cannot be changed; ask for it to be sent"
                                + " back.");
    }

    public Outcome submit(Instant at, Signer by) {
        return state.writable()
                ? to(new Submitted(at, by))
                : refused("Báo cáo đã trình rồi.", "The report was submitted already.");
    }

    public Outcome sendBack(Instant at, Signer by, String reason) {
        return state instanceof Submitted ? to(new Returned(at, by, reason)) : notSubmitted();
    }

    public Outcome approve(Instant at, Signer by) {
        if (!(state instanceof Submitted submitted)) {
            return notSubmitted();
        }
        return submitted.by().id().equals(by.id())
                ? refused(
                        "Người trình không được tự duyệt báo cáo; cần một người khác duyệt.",
                        "Who submitted a report does not approve it; another person has to.")
                : to(new Approved(at, by));
    }

    /**
     * @param at when it leaves: this decides on time or late, not the date on the paper
     * @param date from the day of approval to the day of {@code at}, as Viet Nam counts days
     */
    public Outcome issue(Instant at, Signer by, int number, LocalDate date) {
        if (!(state instanceof Approved approved)) {
            return refused(
                    "Báo cáo chưa được duyệt nên chưa phát hành được.",
                    "The report is not approved and cannot be issued yet.");
        }
        if (number < 1 || number > Issued.MAX_NUMBER) {
            return refused(
                    "Số văn bản phải từ 1 đến " + Issued.MAX_NUMBER + ".",
                    "The number has to be 1 to " + Issued.MAX_NUMBER + ".");
        }
        LocalDate first = day(approved.at());
        LocalDate last = day(at);
        if (date.isBefore(first) || date.isAfter(last)) {
            return refused(
                    "Ngày văn bản phải từ ngày duyệt (%s) đến hôm nay (%s)."
                            .formatted(
                                    VietnameseDates.numeric(first), VietnameseDates.numeric(last)),
                    "The date has to be from the day of approval (%s) to today (%s)."
                            .formatted(first, last));
        }
        return to(new Issued(at, by, number, date));
    }

    /** How it stands against its deadline at {@code now}; once issued, for ever the same. */
    public Standing standing(Instant now) {
        if (deadline == null) {
            return Standing.NO_DEADLINE;
        }
        if (state instanceof Issued issued) {
            return deadline.onTime(issued.at()) ? Standing.ON_TIME : Standing.LATE;
        }
        return deadline.onTime(now) ? Standing.DUE : Standing.OVERDUE;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(VietnameseDates.ZONE).toLocalDate();
    }

    private Done to(ReportState next) {
        return new Done(new Report(kind, deadline, figures, text, next));
    }

    private static Refused notSubmitted() {
        return refused(
                "Báo cáo không ở trạng thái chờ duyệt.", "The report is not waiting for approval.");
    }

    private static Refused refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }
}
