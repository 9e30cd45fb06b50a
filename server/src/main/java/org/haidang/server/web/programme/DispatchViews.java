package org.haidang.server.web.programme;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.DistributionCheck;
import org.haidang.programme.dispatch.DistributionCheck.Facts;
import org.haidang.programme.dispatch.TaskEvidence;
import org.haidang.programme.dispatch.TaskStanding;
import org.haidang.programme.dispatch.TaskState;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.server.dispatch.store.AddresseeRow;
import org.haidang.server.dispatch.store.DispatchRow;
import org.haidang.server.dispatch.store.FileRow;
import org.haidang.server.dispatch.store.TaskRow;
import org.haidang.server.identity.store.User;
import org.haidang.server.organisation.Directory;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Subject;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/** How letters, tasks and addressees are answered. */
final class DispatchViews {
    record Counts(int open, int overdue, int done) {}

    record Line(
            String id,
            String number,
            String kind,
            LocalDate date,
            String issuer,
            String subject,
            String urgency,
            List<String> parentIds,
            Counts tasks,
            int forgotten) {}

    record Link(String id, String number, String citation) {}

    record FileView(String id, String name, String mediaType, long bytes, String at, String by) {
        static FileView of(FileRow row) {
            return new FileView(
                    row.id(),
                    row.name(),
                    row.mediaType(),
                    row.sizeBytes(),
                    Moments.text(row.createdUs()),
                    row.createdBy());
        }
    }

    record AddresseeView(
            String name,
            @Nullable String organisationId,
            @Nullable String organisation,
            @Nullable String copiedAt,
            @Nullable String copiedBy,
            String access,
            String message) {}

    record May(boolean work, boolean reopen, boolean change, boolean remind) {}

    record TaskView(
            String id,
            String dispatchId,
            String number,
            String urgency,
            String item,
            String agency,
            @Nullable String organisationId,
            String text,
            @Nullable String phrase,
            @Nullable String due,
            @Nullable String limit,
            boolean byHand,
            String state,
            @Nullable String since,
            @Nullable String by,
            String recordedAt,
            String evidence,
            List<String> documentIds,
            String standing,
            long daysOverdue,
            @Nullable Long secondsLeft,
            String standingWords,
            May may) {}

    record Detail(
            String id,
            String number,
            String kind,
            LocalDate date,
            String issuer,
            @Nullable String issuerOrganisationId,
            String subject,
            String urgency,
            String citation,
            String receivedAt,
            String createdAt,
            String createdBy,
            List<String> recipients,
            List<String> parentIds,
            List<Link> chain,
            List<Link> children,
            List<TaskView> tasks,
            List<AddresseeView> addressees,
            List<FileView> files,
            boolean mayChange) {}

    private final Services services;

    DispatchViews(Services services) {
        this.services = services;
    }

    static String said(Sentence sentence, Language language) {
        return language == Language.VI ? sentence.vietnamese() : sentence.english();
    }

    static Link link(DispatchRow row) {
        return new Link(row.id(), row.number(), citation(row));
    }

    static String citation(DispatchRow row) {
        return (row.kind() == org.haidang.programme.dispatch.Dispatch.Kind.TELEGRAM
                        ? "Công điện"
                        : "Công văn")
                + " số "
                + row.number()
                + " ngày "
                + VietnameseDates.numeric(row.issuedOn())
                + " của "
                + row.issuer();
    }

    static Counts counts(DispatchRow letter, List<TaskRow> tasks, Instant now) {
        int open = 0;
        int overdue = 0;
        int done = 0;
        for (TaskRow task : tasks) {
            TaskStanding standing = TaskStanding.of(task.assigned(letter.number()), now);
            open += standing.open() ? 1 : 0;
            overdue += standing.kind() == TaskStanding.Kind.OVERDUE ? 1 : 0;
            done += standing.open() ? 0 : 1;
        }
        return new Counts(open, overdue, done);
    }

    static TaskView view(
            DispatchRow letter, TaskRow task, Instant now, Language language, May may) {
        Deadline deadline = task.deadline();
        TaskStanding standing = TaskStanding.of(task.assigned(letter.number()), now);
        TaskState state = task.state();
        TaskEvidence evidence =
                state instanceof TaskState.Done done
                        ? done.evidence()
                        : new TaskEvidence("", List.of());
        return new TaskView(
                task.id(),
                letter.id(),
                letter.number(),
                letter.urgency().name(),
                task.item(),
                task.agency(),
                task.organisationId(),
                task.wording(),
                deadline == null ? null : deadline.phrase(),
                deadline == null ? null : Moments.text(us(deadline.due())),
                deadline == null ? null : said(deadline.limit(), language),
                task.byHand(),
                switch (state) {
                    case TaskState.Open _ -> "OPEN";
                    case TaskState.InProgress _ -> "IN_PROGRESS";
                    case TaskState.Done _ -> "DONE";
                },
                switch (state) {
                    case TaskState.Open _ -> null;
                    case TaskState.InProgress working -> Moments.text(us(working.since()));
                    case TaskState.Done done -> Moments.text(us(done.at()));
                },
                switch (state) {
                    case TaskState.Open _ -> null;
                    case TaskState.InProgress working -> working.by();
                    case TaskState.Done done -> done.by();
                },
                Moments.text(task.recordedUs()),
                evidence.text(),
                evidence.documents(),
                standing.kind().name(),
                standing.daysOverdue(),
                deadline == null || !standing.open()
                        ? null
                        : Long.valueOf(Duration.between(now, deadline.due()).toSeconds()),
                said(standing.words(), language),
                may);
    }

    // ---- who sees what (D10)

    List<AddresseeView> addressees(List<AddresseeRow> rows, Language language) {
        List<User> people = services.accounts().all();
        List<DistributionCheck.Verdict> verdicts = verdicts(rows, people);
        Directory directory = services.organisations().directory();
        return java.util.stream.IntStream.range(0, rows.size())
                .mapToObj(i -> {
                    AddresseeRow row = rows.get(i);
                    Organisation unit = directory.organisation(row.organisationId());
                    Long copied = row.copiedUs();
                    return new AddresseeView(
                            row.name(),
                            row.organisationId(),
                            unit == null ? null : unit.name(),
                            copied == null ? null : Moments.text(copied),
                            row.copiedBy(),
                            verdicts.get(i).addressee().access().name(),
                            said(verdicts.get(i).words(), language));
                })
                .toList();
    }

    /** How many of a list neither see nor got a copy. */
    int forgotten(List<AddresseeRow> rows, List<User> people) {
        return (int)
                verdicts(rows, people).stream()
                        .filter(v ->
                                v.addressee().access()
                                        == org.haidang.programme.dispatch.Addressee.Access.NONE)
                        .count();
    }

    private List<DistributionCheck.Verdict> verdicts(List<AddresseeRow> rows, List<User> people) {
        return DistributionCheck.of(
                rows.stream()
                        .map(row ->
                                new Facts(
                                        row.name(),
                                        row.organisationId(),
                                        viewers(row.organisationId(), people),
                                        row.copiedUs() != null))
                        .toList());
    }

    private int viewers(@Nullable String unit, List<User> people) {
        if (unit == null) {
            return 0;
        }
        Directory directory = services.organisations().directory();
        return (int)
                people.stream()
                        .filter(User::enabled)
                        .filter(user -> directory.organisationWithin(user.organisationId(), unit))
                        .filter(this::views)
                        .count();
    }

    private boolean views(User user) {
        Subject subject = Subject.person(user.id());
        return services.rights().mayAnywhere(subject, Action.FACILITY_READ)
                || services.rights().mayAnywhere(subject, Action.OVERVIEW_READ);
    }

    List<Line> lines(
            List<DispatchRow> letters,
            Map<String, List<TaskRow>> tasks,
            Map<String, List<AddresseeRow>> addressees,
            Instant now) {
        List<User> people = services.accounts().all();
        return letters.stream()
                .map(row ->
                        new Line(
                                row.id(),
                                row.number(),
                                row.kind().name(),
                                row.issuedOn(),
                                row.issuer(),
                                row.subject(),
                                row.urgency().name(),
                                row.parentIds(),
                                counts(row, tasks.getOrDefault(row.id(), List.of()), now),
                                forgotten(addressees.getOrDefault(row.id(), List.of()), people)))
                .toList();
    }

    private static long us(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
