package org.haidang.server.web.programme;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.haidang.programme.dispatch.AssignedTask;
import org.haidang.programme.dispatch.TaskBoard;
import org.haidang.programme.dispatch.TaskEvidence;
import org.haidang.programme.dispatch.TaskLife;
import org.haidang.programme.dispatch.TaskState;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.dispatch.Documents;
import org.haidang.server.dispatch.ReminderDesk;
import org.haidang.server.dispatch.TaskInput;
import org.haidang.server.dispatch.TaskRefusedException;
import org.haidang.server.dispatch.store.AddresseeRow;
import org.haidang.server.dispatch.store.DispatchRow;
import org.haidang.server.dispatch.store.TaskEventRow;
import org.haidang.server.dispatch.store.TaskRow;
import org.haidang.server.instruction.InstructionRefusedException;
import org.haidang.server.instruction.Instructions;
import org.haidang.server.instruction.store.Instruction;
import org.haidang.server.rights.Action;
import org.haidang.server.web.programme.DispatchViews.FileView;
import org.haidang.server.web.programme.DispatchViews.TaskView;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What letters tell whom to do, and how far it is. */
@RestController
@RequestMapping("/api/v1")
final class TaskController {
    /** Clocks differ a little. */
    private static final Duration AHEAD = Duration.ofMinutes(2);

    /** Left out keeps; an empty phrase removes the deadline. */
    record TaskChange(
            @Nullable String item,
            @Nullable String agency,
            @Nullable String organisationId,
            @Nullable String text,
            @Nullable String phrase,
            @Nullable String due) {}

    record Done(
            @Nullable String evidence, @Nullable List<String> documentIds, @Nullable String at) {}

    record Reopening(@Nullable String reason) {}

    record ReminderText(@Nullable String text) {}

    record ReminderAnswer(List<String> people) {}

    /**
     * @param site the site below that is told, too; null when it is at none
     */
    record FacilityReminded(List<String> people, @Nullable String site) {}

    record ColumnView(
            String agency,
            @Nullable String organisationId,
            int overdue,
            int open,
            List<TaskView> tasks) {}

    record Board(String at, List<ColumnView> columns) {}

    record EventView(String at, String person, String act, String words) {
        static EventView of(TaskEventRow row) {
            return new EventView(Moments.text(row.atUs()), row.person(), row.act(), row.words());
        }
    }

    record TaskDetail(
            TaskView task, String citation, List<EventView> events, List<FileView> files) {}

    private final Services services;
    private final Dispatches dispatches;
    private final Documents documents;
    private final ReminderDesk reminders;
    private final Acts acts;
    private final DispatchSight sight;

    TaskController(Services services, Gate gate, Acts acts) {
        this.services = services;
        this.dispatches = services.programme().dispatches();
        this.documents = services.programme().documents();
        this.reminders = services.programme().reminders();
        this.acts = acts;
        this.sight = new DispatchSight(services, gate);
    }

    // ---- the board

    @GetMapping("/tasks")
    @Needs(value = Action.DISPATCH_READ, on = Needs.On.SOMEWHERE)
    Board board(Caller caller, Language language) {
        Instant now = dispatches.now();
        Map<String, DispatchRow> letters = new HashMap<>();
        dispatches.all().forEach(row -> letters.put(row.id(), row));
        Map<String, List<TaskRow>> byLetter = new HashMap<>();
        for (TaskRow row : dispatches.tasks()) {
            byLetter.computeIfAbsent(row.dispatchId(), _ -> new ArrayList<>()).add(row);
        }
        Map<String, List<AddresseeRow>> addressees = dispatches.addressees();
        Map<String, TaskRow> seen = new HashMap<>();
        List<AssignedTask> tasks = new ArrayList<>();
        byLetter.forEach((id, rows) -> {
            DispatchRow letter = Objects.requireNonNull(letters.get(id));
            if (sight.sees(caller, letter, rows, addressees.getOrDefault(id, List.of()))) {
                for (TaskRow row : rows) {
                    seen.put(row.id(), row);
                    tasks.add(row.assigned(letter.number()));
                }
            }
        });
        return new Board(
                Moments.text(DispatchController.us(now)),
                TaskBoard.columns(tasks, now).stream()
                        .map(column -> column(column, seen, letters, now, caller, language))
                        .toList());
    }

    private ColumnView column(
            TaskBoard.Column column,
            Map<String, TaskRow> rows,
            Map<String, DispatchRow> letters,
            Instant now,
            Caller caller,
            Language language) {
        List<TaskView> tasks = new ArrayList<>();
        String organisationId = null;
        for (TaskBoard.Line line : column.lines()) {
            TaskRow row = Objects.requireNonNull(rows.get(line.task().id()));
            DispatchRow letter = Objects.requireNonNull(letters.get(row.dispatchId()));
            organisationId = row.organisationId() == null ? organisationId : row.organisationId();
            tasks.add(DispatchViews.view(letter, row, now, language, may(caller, letter, row)));
        }
        return new ColumnView(
                column.agency(), organisationId, column.overdue(), column.open(), tasks);
    }

    private DispatchViews.May may(Caller caller, DispatchRow letter, TaskRow task) {
        boolean works = sight.works(caller, task);
        boolean writes = sight.writes(caller, letter);
        return new DispatchViews.May(works, works || writes, writes, sight.reminds(caller, task));
    }

    // ---- one task

    private record Known(DispatchRow letter, TaskRow task) {}

    private Known known(Caller caller, String id) {
        TaskRow task = dispatches.task(id).orElseThrow(ProblemException::notFound);
        DispatchRow letter = letter(caller, task.dispatchId());
        return new Known(letter, task);
    }

    private DispatchRow letter(Caller caller, String id) {
        return dispatches
                .find(id)
                .filter(row ->
                        sight.sees(caller, row, dispatches.tasksOf(id), dispatches.addressees(id)))
                .orElseThrow(ProblemException::notFound);
    }

    private TaskDetail detail(Known known, Caller caller, Language language) {
        return new TaskDetail(
                DispatchViews.view(
                        known.letter(),
                        known.task(),
                        dispatches.now(),
                        language,
                        may(caller, known.letter(), known.task())),
                DispatchViews.citation(known.letter()),
                dispatches.events(known.task().id()).stream().map(EventView::of).toList(),
                documents.of(known.letter().id()).stream().map(FileView::of).toList());
    }

    private TaskDetail after(String id, Caller caller, Language language) {
        return detail(known(caller, id), caller, language);
    }

    @GetMapping("/tasks/{id}")
    @Needs(value = Action.DISPATCH_READ, on = Needs.On.SOMEWHERE)
    TaskDetail task(@PathVariable String id, Caller caller, Language language) {
        return after(id, caller, language);
    }

    @PostMapping("/dispatches/{id}/tasks")
    @Needs(value = Action.DISPATCH_WRITE, on = Needs.On.SOMEWHERE)
    ResponseEntity<TaskDetail> add(
            @PathVariable String id,
            @RequestBody TaskChange change,
            Caller caller,
            Language language) {
        DispatchRow letter = letter(caller, id);
        needWrites(caller, letter);
        TaskRow row =
                DispatchController.said(() -> dispatches.judge(letter, input(change, null), null));
        acts.changed(caller, AuditKind.TASK_CHANGED, name(letter, row), null, row);
        dispatches.add(row, caller.user().displayName());
        return ResponseEntity.created(URI.create("/api/v1/tasks/" + row.id()))
                .body(after(row.id(), caller, language));
    }

    @PatchMapping("/tasks/{id}")
    @Needs(value = Action.DISPATCH_WRITE, on = Needs.On.SOMEWHERE)
    TaskDetail change(
            @PathVariable String id,
            @RequestBody TaskChange change,
            Caller caller,
            Language language) {
        Known known = known(caller, id);
        needWrites(caller, known.letter());
        TaskRow after =
                DispatchController.said(() ->
                        dispatches.judge(
                                known.letter(), input(change, known.task()), known.task()));
        acts.changed(
                caller,
                AuditKind.TASK_CHANGED,
                name(known.letter(), known.task()),
                known.task(),
                after);
        refusing(() -> dispatches.change(after, caller.user().displayName()));
        return after(id, caller, language);
    }

    @DeleteMapping("/tasks/{id}")
    @Needs(value = Action.DISPATCH_WRITE, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Caller caller) {
        Known known = known(caller, id);
        needWrites(caller, known.letter());
        if (!(known.task().state() instanceof TaskState.Open)) {
            throw ProblemException.of(409, "task-begun");
        }
        acts.changed(
                caller,
                AuditKind.TASK_CHANGED,
                name(known.letter(), known.task()),
                known.task(),
                null);
        dispatches.removeTask(id);
    }

    private void needWrites(Caller caller, DispatchRow letter) {
        if (!sight.writes(caller, letter)) {
            throw ProblemException.of(403, "forbidden");
        }
    }

    private static TaskInput input(TaskChange change, @Nullable TaskRow before) {
        boolean keeps = before != null && change.phrase() == null && change.due() == null;
        String phrase = change.phrase();
        String due = change.due();
        if (before != null && before.deadline() != null) {
            phrase = phrase == null ? before.deadline().phrase() : phrase;
            due = keeps ? Moments.text(DispatchController.us(before.deadline().due())) : due;
        }
        return new TaskInput(
                given(change.item(), before == null ? "" : before.item()),
                given(change.agency(), before == null ? "" : before.agency()),
                change.organisationId() == null && before != null
                        ? before.organisationId()
                        : change.organisationId(),
                given(change.text(), before == null ? "" : before.wording()),
                DispatchController.deadline(phrase, due));
    }

    private static String given(@Nullable String given, String before) {
        return given == null ? before : given;
    }

    private static String name(DispatchRow letter, TaskRow task) {
        return letter.number() + " (" + task.item() + ") " + task.agency();
    }

    // ---- its life

    @PostMapping("/tasks/{id}/taking")
    @Needs(value = Action.TASK_WRITE, on = Needs.On.SOMEWHERE)
    TaskDetail take(@PathVariable String id, Caller caller, Language language) {
        Known known = known(caller, id);
        needWorks(caller, known.task());
        return step(
                known,
                new TaskLife.Take(caller.user().displayName(), dispatches.now()),
                caller,
                language);
    }

    @PostMapping("/tasks/{id}/done")
    @Needs(value = Action.TASK_WRITE, on = Needs.On.SOMEWHERE)
    TaskDetail done(
            @PathVariable String id, @RequestBody Done done, Caller caller, Language language) {
        Known known = known(caller, id);
        needWorks(caller, known.task());
        return step(
                known,
                new TaskLife.Finish(
                        caller.user().displayName(),
                        at(done, known.letter()),
                        evidence(done, known)),
                caller,
                language);
    }

    /** Paper may have come in before somebody noted it here: the time of coming in counts. */
    private Instant at(Done done, DispatchRow letter) {
        Instant now = dispatches.now();
        if (done.at() == null || done.at().isBlank()) {
            return now;
        }
        Instant at = DispatchController.instant(DispatchController.moment("at", done.at()));
        if (at.isAfter(now.plus(AHEAD)) || DispatchController.us(at) < letter.receivedUs()) {
            throw ProblemException.invalid("at", "task.at");
        }
        return at;
    }

    private TaskEvidence evidence(Done done, Known known) {
        String text = VietnameseText.normalise(given(done.evidence(), ""));
        if (text.length() > TaskEvidence.MAX_CHARACTERS) {
            throw ProblemException.invalid("evidence", "field.long", TaskEvidence.MAX_CHARACTERS);
        }
        List<String> ids = done.documentIds() == null ? List.of() : done.documentIds();
        if (ids.size() > TaskEvidence.MAX_DOCUMENTS) {
            throw ProblemException.invalid(
                    "documentIds", "document.many", TaskEvidence.MAX_DOCUMENTS);
        }
        for (String id : ids) {
            if (documents
                    .find(id)
                    .filter(file -> file.dispatchId().equals(known.letter().id()))
                    .isEmpty()) {
                throw ProblemException.invalid("documentIds", "document.unknown");
            }
        }
        return new TaskEvidence(text, ids);
    }

    @PostMapping("/tasks/{id}/reopening")
    @Needs(value = Action.TASK_WRITE, on = Needs.On.SOMEWHERE)
    TaskDetail reopen(
            @PathVariable String id,
            @RequestBody Reopening reopening,
            Caller caller,
            Language language) {
        Known known = known(caller, id);
        if (!sight.works(caller, known.task()) && !sight.writes(caller, known.letter())) {
            throw ProblemException.of(403, "forbidden");
        }
        return step(
                known,
                new TaskLife.Reopen(
                        caller.user().displayName(),
                        dispatches.now(),
                        given(reopening.reason(), "")),
                caller,
                language);
    }

    private void needWorks(Caller caller, TaskRow task) {
        if (!sight.works(caller, task)) {
            throw ProblemException.of(403, "forbidden");
        }
    }

    private TaskDetail step(Known known, TaskLife.Act act, Caller caller, Language language) {
        TaskRow after = refused(() -> dispatches.judge(known.task(), act));
        acts.changed(
                caller,
                AuditKind.TASK_CHANGED,
                name(known.letter(), known.task()),
                known.task().state(),
                after.state());
        refusing(() -> dispatches.step(after, act));
        return after(known.task().id(), caller, language);
    }

    private static <T> T refused(DispatchController.Judging<T> judging) {
        try {
            return judging.get();
        } catch (TaskRefusedException e) {
            throw ProblemException.of(409, "step-refused", e.reason());
        }
    }

    private static void refusing(Runnable keeping) {
        try {
            keeping.run();
        } catch (TaskRefusedException e) {
            throw ProblemException.of(409, "step-refused", e.reason());
        }
    }

    // ---- reminding

    @PostMapping("/tasks/{id}/reminders")
    @Needs(value = Action.REMINDER_SEND, on = Needs.On.SOMEWHERE)
    ReminderAnswer remind(@PathVariable String id, @RequestBody ReminderText body, Caller caller) {
        Known known = known(caller, id);
        if (!sight.reminds(caller, known.task())) {
            throw ProblemException.of(403, "forbidden");
        }
        if (known.task().state() instanceof TaskState.Done) {
            throw ProblemException.of(409, "reminder-done");
        }
        String words = words(body);
        acts.changed(
                caller,
                AuditKind.REMINDER_SENT,
                name(known.letter(), known.task()),
                null,
                words.isEmpty() ? null : words);
        return answer(
                reminders.remind(known.letter(), known.task(), words, caller.user().displayName()));
    }

    @PostMapping("/facilities/{id}/reminders")
    @Needs(value = Action.REMINDER_SEND, on = Needs.On.FACILITY)
    FacilityReminded remindFacility(
            @PathVariable String id, @RequestBody ReminderText body, Caller caller) {
        String words = words(body);
        acts.reminded(caller, id, words);
        Optional<String> site = remindSite(caller, id, words);
        ReminderDesk.Asked asked =
                reminders.remind(
                        id,
                        Objects.requireNonNullElse(services.registry().facilityName(id), id),
                        words,
                        caller.user().displayName());
        return site.isEmpty()
                ? new FacilityReminded(answer(asked).people(), null)
                : new FacilityReminded(asked.people(), site.get());
    }

    /** Where a facility is worked on elsewhere, people there are reminded on their screens. */
    private Optional<String> remindSite(Caller caller, String facilityId, String words) {
        try {
            return services.tiers()
                    .instructions()
                    .remind(
                            Acts.actor(caller),
                            new Instructions.Draft(
                                    facilityId,
                                    Instruction.Kind.REMIND,
                                    words.isEmpty()
                                            ? Words.of(Language.VI, "notification.facility.usual")
                                            : words,
                                    null,
                                    caller.user().displayName(),
                                    InstructionController.issuer(services, caller)));
        } catch (InstructionRefusedException e) {
            throw InstructionController.refused(e);
        }
    }

    private static String words(ReminderText body) {
        String words = VietnameseText.normalise(given(body.text(), ""));
        if (words.length() > ReminderDesk.MAX_WORDS) {
            throw ProblemException.invalid("text", "field.long", ReminderDesk.MAX_WORDS);
        }
        return words;
    }

    private ReminderAnswer answer(ReminderDesk.Asked asked) {
        if (!asked.people().isEmpty()) {
            return new ReminderAnswer(asked.people());
        }
        if (services.programme().outbox().kinds().isEmpty()) {
            throw ProblemException.of(409, "reminder-no-channel");
        }
        throw ProblemException.of(
                409,
                asked.recently()
                        ? "reminder-recently"
                        : asked.full() ? "outbox-full" : "reminder-nobody");
    }
}
