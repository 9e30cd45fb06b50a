package org.haidang.server.web.programme;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.deadline.DeadlineReading;
import org.haidang.programme.deadline.WorkingDays;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.dispatch.DispatchNumber;
import org.haidang.programme.report.ReportKind;
import org.haidang.programme.report.ReportState;
import org.haidang.programme.report.ReportText;
import org.haidang.programme.report.Signer;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.document.OfficialDocument;
import org.haidang.server.organisation.Directory;
import org.haidang.server.organisation.store.Area;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.report.Frame;
import org.haidang.server.report.ReportPaper;
import org.haidang.server.report.ReportPaper.Format;
import org.haidang.server.report.Reports;
import org.haidang.server.report.StoredReport;
import org.haidang.server.report.store.ReportStore.FileRow;
import org.haidang.server.rights.Action;
import org.haidang.server.web.programme.ReportViews.Detail;
import org.haidang.server.web.programme.ReportViews.Line;
import org.haidang.server.web.programme.ReportViews.Preview;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reports: drafting, the way to issue, papers. Who may not see all that was counted sees none. */
@RestController
@RequestMapping("/api/v1/reports")
final class ReportController {
    private static final int MAX_LETTERS = 20;
    private static final int MAX_PHRASE = 200;
    private static final int PAPERS_AT_ONCE = 3;

    record Letter(
            @Nullable String number,
            @Nullable String date,
            @Nullable String issuer,
            @Nullable Boolean telegram) {}

    /**
     * @param deadline the phrase; null or empty for none
     * @param cutOff RFC 3339; null or empty for now
     */
    record Order(
            @Nullable String kind,
            @Nullable String deadline,
            @Nullable String cutOff,
            @Nullable String subject,
            @Nullable String difficulties,
            @Nullable String proposals,
            @Nullable Frame frame,
            @Nullable List<Letter> letters) {}

    /** What is not given stays. */
    record Change(
            @Nullable Long revision,
            @Nullable String subject,
            @Nullable String difficulties,
            @Nullable String proposals,
            @Nullable Frame frame) {}

    record Act(
            @Nullable Long revision,
            @Nullable String reason,
            @Nullable Integer number,
            @Nullable String date) {}

    private final Services services;
    private final Reports reports;
    private final Gate gate;
    private final Acts acts;
    private final Dispatches dispatches;
    private final DispatchSight sight;
    private final Semaphore papers = new Semaphore(PAPERS_AT_ONCE);

    ReportController(Services services, Gate gate, Acts acts) {
        this.services = services;
        this.reports = services.programme().reports();
        this.gate = gate;
        this.acts = acts;
        this.dispatches = services.programme().dispatches();
        this.sight = new DispatchSight(services, gate);
    }

    // ---- reading

    @GetMapping
    @Needs(value = Action.REPORT_READ, on = Needs.On.SOMEWHERE)
    List<Line> list(Caller caller) {
        Instant now = reports.now();
        return reports.newest().stream()
                .filter(report -> may(caller, Action.REPORT_READ, report))
                .map(report -> ReportViews.line(report, now))
                .toList();
    }

    /** What a new report begins with: as the last one, or as the caller's agency suggests. */
    @GetMapping("/frame")
    @Needs(value = Action.REPORT_WRITE, on = Needs.On.SOMEWHERE)
    Frame frame(Caller caller) {
        return reports.newest().stream()
                .filter(report -> may(caller, Action.REPORT_READ, report))
                .map(StoredReport::frame)
                .findFirst()
                .orElseGet(() -> firstFrame(caller));
    }

    private Frame firstFrame(Caller caller) {
        Directory directory = services.organisations().directory();
        Organisation agency = directory.organisation(caller.user().organisationId());
        Area area = agency == null ? null : directory.area(agency.areaCode());
        return Frame.of(
                agency == null ? "Sở Thông tin và Truyền thông" : agency.name(),
                area == null ? "" : area.name().replaceFirst("^(?i)tỉnh ", ""));
    }

    @GetMapping("/{id}")
    @Needs(value = Action.REPORT_READ, on = Needs.On.SOMEWHERE)
    Detail report(@PathVariable String id, Caller caller) {
        return detail(known(caller, id, Action.REPORT_READ));
    }

    private Detail detail(StoredReport report) {
        return ReportViews.detail(report, reports.acts(report.id()), reports.now());
    }

    @GetMapping("/{id}/preview")
    @Needs(value = Action.REPORT_READ, on = Needs.On.SOMEWHERE)
    Preview preview(@PathVariable String id, Caller caller) {
        OfficialDocument document = ReportPaper.document(known(caller, id, Action.REPORT_READ));
        return ReportViews.preview(document);
    }

    /** The paper as it was issued, or as it would be now; the header tells its SHA-256. */
    @GetMapping("/{id}/files/{format}")
    @Needs(value = Action.REPORT_READ, on = Needs.On.SOMEWHERE)
    void file(
            @PathVariable String id,
            @PathVariable String format,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        StoredReport report = known(caller, id, Action.REPORT_READ);
        Format wanted = format(format);
        if (!papers.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        FileRow paper;
        try {
            acts.of(
                    caller,
                    AuditKind.DOCUMENT_MADE,
                    report.report().text().subject() + " (" + wanted.id() + ")");
            paper = reports.paper(report, wanted);
        } finally {
            papers.release();
        }
        response.setContentType(wanted.mime());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Haidang-Sha256", paper.sha256());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name(report) + "." + wanted.id(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setContentLength(paper.bytes().length);
        response.getOutputStream().write(paper.bytes());
    }

    private static Format format(String id) {
        for (Format format : Format.values()) {
            if (format.id().equals(id)) {
                return format;
            }
        }
        throw ProblemException.notFound();
    }

    private static String name(StoredReport report) {
        return report.report().state() instanceof ReportState.Issued issued
                ? "bao-cao-" + issued.number() + "-" + issued.date()
                : "du-thao-bao-cao";
    }

    // ---- drafting

    @PostMapping
    @Needs(value = Action.REPORT_WRITE, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.CREATED)
    Detail draft(@RequestBody Order order, Caller caller) {
        List<ProblemException.Field> mistakes = new ArrayList<>();
        ReportKind kind = kind(order.kind(), mistakes);
        Deadline deadline = deadline(order.deadline(), kind, mistakes);
        Instant cutOff = cutOff(order.cutOff(), mistakes);
        ReportText text = text(order.subject(), order.difficulties(), order.proposals(), mistakes);
        Frame frame = order.frame() == null ? frame(caller) : order.frame();
        check(frame, mistakes);
        List<Dispatch> letters = letters(caller, order.letters(), mistakes);
        if (!mistakes.isEmpty() || text == null || kind == null) {
            throw ProblemException.invalid(mistakes);
        }
        StoredReport draft =
                reports.draft(
                        new Reports.Order(kind, deadline, cutOff, text, frame, letters),
                        facility -> gate.may(caller, Action.REPORT_WRITE, facility));
        // Whoever could not change it afterwards must not draft it either.
        if (!may(caller, Action.REPORT_WRITE, draft)) {
            throw ProblemException.of(403, "forbidden");
        }
        acts.changed(
                caller,
                AuditKind.REPORT_CHANGED,
                text.subject(),
                null,
                Map.of("report", draft.id(), "figures", draft.figuresSha256()));
        reports.keep(draft, signer(caller));
        return detail(draft);
    }

    @PatchMapping("/{id}")
    @Needs(value = Action.REPORT_WRITE, on = Needs.On.SOMEWHERE)
    Detail change(@PathVariable String id, @RequestBody Change change, Caller caller) {
        StoredReport before = known(caller, id, Action.REPORT_WRITE);
        List<ProblemException.Field> mistakes = new ArrayList<>();
        ReportText old = before.report().text();
        ReportText text =
                text(
                        or(change.subject(), old.subject()),
                        or(change.difficulties(), old.difficulties()),
                        or(change.proposals(), old.proposals()),
                        mistakes);
        Frame frame = change.frame() == null ? before.frame() : change.frame();
        check(frame, mistakes);
        if (!mistakes.isEmpty() || text == null) {
            throw ProblemException.invalid(mistakes);
        }
        needRevision(before, change.revision());
        return kept(caller, AuditKind.REPORT_CHANGED, before, reports.write(before, text, frame));
    }

    // ---- the way to issue

    @PostMapping("/{id}/submission")
    @Needs(value = Action.REPORT_WRITE, on = Needs.On.SOMEWHERE)
    Detail submit(@PathVariable String id, @RequestBody Act act, Caller caller) {
        StoredReport before = known(caller, id, Action.REPORT_WRITE);
        needRevision(before, act.revision());
        Reports.Step step = reports.submit(before, signer(caller));
        return kept(caller, AuditKind.REPORT_CHANGED, before, step);
    }

    @PostMapping("/{id}/return")
    @Needs(value = Action.REPORT_APPROVE, on = Needs.On.SOMEWHERE)
    Detail sendBack(@PathVariable String id, @RequestBody Act act, Caller caller) {
        StoredReport before = known(caller, id, Action.REPORT_APPROVE);
        String reason = act.reason() == null ? "" : act.reason().strip();
        if (reason.isEmpty()) {
            throw ProblemException.invalid("reason", "field.required");
        }
        if (reason.length() > ReportState.Returned.MAX_REASON) {
            throw ProblemException.invalid("reason", "field.long", ReportState.Returned.MAX_REASON);
        }
        needRevision(before, act.revision());
        Reports.Step step = reports.sendBack(before, signer(caller), reason);
        return kept(caller, AuditKind.REPORT_APPROVED, before, step);
    }

    @PostMapping("/{id}/approval")
    @Needs(value = Action.REPORT_APPROVE, on = Needs.On.SOMEWHERE)
    Detail approve(@PathVariable String id, @RequestBody Act act, Caller caller) {
        StoredReport before = known(caller, id, Action.REPORT_APPROVE);
        needRevision(before, act.revision());
        Reports.Step step = reports.approve(before, signer(caller));
        return kept(caller, AuditKind.REPORT_APPROVED, before, step);
    }

    @PostMapping("/{id}/issue")
    @Needs(value = Action.REPORT_WRITE, on = Needs.On.SOMEWHERE)
    Detail issue(@PathVariable String id, @RequestBody Act act, Caller caller) {
        StoredReport before = known(caller, id, Action.REPORT_WRITE);
        List<ProblemException.Field> mistakes = new ArrayList<>();
        Integer number = act.number();
        if (number == null) {
            mistakes.add(new ProblemException.Field("number", "field.required", List.of()));
        }
        LocalDate date = date("date", act.date(), mistakes);
        if (number == null || date == null) {
            throw ProblemException.invalid(mistakes);
        }
        needRevision(before, act.revision());
        Reports.Step step = reports.issue(before, signer(caller), number, date);
        return kept(caller, AuditKind.REPORT_APPROVED, before, step);
    }

    private Detail kept(Caller caller, AuditKind kind, StoredReport before, Reports.Step step) {
        acts.changed(
                caller,
                kind,
                before.report().text().subject(),
                Map.of("report", before.id(), "state", ReportViews.state(before)),
                Map.of(
                        "act", step.name(),
                        "state", ReportViews.state(step.after()),
                        "words", step.words()));
        return detail(reports.keep(step, signer(caller)));
    }

    // ---- asking

    private StoredReport known(Caller caller, String id, Action action) {
        StoredReport report = reports.byId(id).orElseThrow(ProblemException::notFound);
        if (!may(caller, Action.REPORT_READ, report)) {
            throw ProblemException.notFound();
        }
        if (!may(caller, action, report)) {
            throw ProblemException.of(403, "forbidden");
        }
        return report;
    }

    private boolean may(Caller caller, Action action, StoredReport report) {
        return gate.mayAtAll(caller, action, report.facilities());
    }

    private void needRevision(StoredReport report, @Nullable Long seen) {
        if (seen == null) {
            throw ProblemException.invalid("revision", "field.required");
        }
        reports.needRevision(report, seen);
    }

    private static Signer signer(Caller caller) {
        return new Signer(caller.user().id(), caller.user().displayName());
    }

    // ---- reading what was typed

    private static String or(@Nullable String given, String old) {
        return given == null ? old : given;
    }

    private static @Nullable ReportKind kind(
            @Nullable String typed, List<ProblemException.Field> mistakes) {
        for (ReportKind kind : ReportKind.values()) {
            if (kind.name().equals(typed)) {
                return kind;
            }
        }
        mistakes.add(new ProblemException.Field("kind", "field.required", List.of()));
        return null;
    }

    private @Nullable Deadline deadline(
            @Nullable String phrase,
            @Nullable ReportKind kind,
            List<ProblemException.Field> mistakes) {
        String typed = phrase == null ? "" : VietnameseText.normalise(phrase);
        if (typed.isEmpty()) {
            if (kind == ReportKind.BY_DEADLINE) {
                mistakes.add(new ProblemException.Field("deadline", "field.required", List.of()));
            }
            return null;
        }
        if (typed.length() > MAX_PHRASE) {
            mistakes.add(new ProblemException.Field("deadline", "field.long", List.of(MAX_PHRASE)));
            return null;
        }
        WorkingDays days = new WorkingDays(java.util.Set.of(), java.util.Set.of());
        return switch (DeadlineReading.of(typed, reports.now(), days)) {
            case DeadlineReading.Understood(Deadline deadline) -> deadline;
            case DeadlineReading.NotUnderstood(String part, Sentence reason) -> {
                mistakes.add(new ProblemException.Field("deadline", "field.said", List.of(reason)));
                yield null;
            }
        };
    }

    private static @Nullable Instant cutOff(
            @Nullable String typed, List<ProblemException.Field> mistakes) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var us = Moments.parse(typed);
        if (us.isEmpty()) {
            mistakes.add(new ProblemException.Field("cutOff", "time.form", List.of()));
            return null;
        }
        return Instant.EPOCH.plus(us.getAsLong(), ChronoUnit.MICROS);
    }

    private static @Nullable ReportText text(
            @Nullable String subject,
            @Nullable String difficulties,
            @Nullable String proposals,
            List<ProblemException.Field> mistakes) {
        String title = subject == null ? "" : VietnameseText.normalise(subject);
        if (title.isEmpty()) {
            mistakes.add(new ProblemException.Field("subject", "field.required", List.of()));
        }
        tooLong("subject", title, ReportText.MAX_SUBJECT, mistakes);
        String hard = difficulties == null ? "" : difficulties;
        String wanted = proposals == null ? "" : proposals;
        tooLong("difficulties", hard, ReportText.MAX_CHARACTERS, mistakes);
        tooLong("proposals", wanted, ReportText.MAX_CHARACTERS, mistakes);
        return mistakes.isEmpty() ? new ReportText(title, hard, wanted) : null;
    }

    private static void tooLong(
            String field, String text, int most, List<ProblemException.Field> mistakes) {
        if (text.length() > most) {
            mistakes.add(new ProblemException.Field(field, "field.long", List.of(most)));
        }
    }

    private static void check(Frame frame, List<ProblemException.Field> mistakes) {
        frame.missing()
                .forEach(part ->
                        mistakes.add(
                                new ProblemException.Field(
                                        "frame." + part, "field.required", List.of())));
    }

    private List<Dispatch> letters(
            Caller caller, @Nullable List<Letter> typed, List<ProblemException.Field> mistakes) {
        if (typed == null) {
            return List.of();
        }
        if (typed.size() > MAX_LETTERS) {
            mistakes.add(
                    new ProblemException.Field("letters", "field.range", List.of(0, MAX_LETTERS)));
            return List.of();
        }
        List<Dispatch> letters = new ArrayList<>();
        for (int i = 0; i < typed.size(); i++) {
            Dispatch letter = letter(caller, typed.get(i), "letters[" + i + "]", mistakes);
            if (letter != null) {
                letters.add(letter);
            }
        }
        return letters;
    }

    /**
     * As the register has it, for whoever may see it there; else as it was typed, which then has no
     * tasks.
     */
    private @Nullable Dispatch letter(
            Caller caller, Letter typed, String field, List<ProblemException.Field> mistakes) {
        DispatchNumber number;
        try {
            number = new DispatchNumber(typed.number() == null ? "" : typed.number());
        } catch (IllegalArgumentException e) {
            mistakes.add(new ProblemException.Field(field + ".number", "report.number", List.of()));
            return null;
        }
        if (sees(caller, number)) {
            var registered = reports.knowledge().letter(number);
            if (registered.isPresent()) {
                return registered.get();
            }
        }
        LocalDate date = date(field + ".date", typed.date(), mistakes);
        String issuer = typed.issuer() == null ? "" : VietnameseText.normalise(typed.issuer());
        if (issuer.isEmpty() || issuer.length() > Frame.MAX_LINE) {
            mistakes.add(
                    new ProblemException.Field(field + ".issuer", "field.required", List.of()));
        }
        if (date == null || issuer.isEmpty() || issuer.length() > Frame.MAX_LINE) {
            return null;
        }
        return new Dispatch(
                number,
                Boolean.TRUE.equals(typed.telegram())
                        ? Dispatch.Kind.TELEGRAM
                        : Dispatch.Kind.LETTER,
                date,
                issuer,
                Dispatch.Urgency.NORMAL,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The newest of that number, which is the one that a report would take over. */
    private boolean sees(Caller caller, DispatchNumber number) {
        return dispatches.all().stream()
                .filter(row -> row.number().equals(number.text()))
                .findFirst()
                .filter(row ->
                        sight.sees(
                                caller,
                                row,
                                dispatches.tasksOf(row.id()),
                                dispatches.addressees(row.id())))
                .isPresent();
    }

    private static @Nullable LocalDate date(
            String field, @Nullable String typed, List<ProblemException.Field> mistakes) {
        if (typed == null || typed.isBlank()) {
            mistakes.add(new ProblemException.Field(field, "field.required", List.of()));
            return null;
        }
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException e) {
            mistakes.add(new ProblemException.Field(field, "report.date", List.of()));
            return null;
        }
    }
}
