package org.haidang.server.web.programme;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.dispatch.DistributionText;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.dispatch.DeadlineInput;
import org.haidang.server.dispatch.DispatchInput;
import org.haidang.server.dispatch.Dispatches;
import org.haidang.server.dispatch.Documents;
import org.haidang.server.dispatch.InvalidDispatchException;
import org.haidang.server.dispatch.store.AddresseeRow;
import org.haidang.server.dispatch.store.DispatchRow;
import org.haidang.server.dispatch.store.FileRow;
import org.haidang.server.dispatch.store.TaskRow;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.rights.Action;
import org.haidang.server.web.programme.DispatchViews.Detail;
import org.haidang.server.web.programme.DispatchViews.FileView;
import org.haidang.server.web.programme.DispatchViews.Line;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The register of letters: what came from whom, carries out what, tells whom, and reaches whom. */
@RestController
@RequestMapping("/api/v1")
final class DispatchController {
    /** Left out keeps. */
    record DispatchChange(
            @Nullable String number,
            @Nullable String kind,
            @Nullable String date,
            @Nullable String issuer,
            @Nullable String issuerOrganisationId,
            @Nullable String subject,
            @Nullable String urgency,
            @Nullable String receivedAt,
            @Nullable List<String> recipients,
            @Nullable List<String> parentIds) {}

    record AddresseeChange(
            @Nullable String name, @Nullable String organisationId, @Nullable Boolean copied) {}

    record AddresseesChange(@Nullable List<AddresseeChange> addressees) {}

    record Pasted(@Nullable String text, @Nullable List<String> recipients) {}

    record ReadName(String name, @Nullable String organisationId) {}

    record PhraseQuestion(
            @Nullable String phrase, @Nullable String due, @Nullable String receivedAt) {}

    record PhraseAnswer(String due, String limit, String words, boolean byHand) {}

    private final Services services;
    private final Dispatches dispatches;
    private final Documents documents;
    private final Gate gate;
    private final Acts acts;
    private final DispatchSight sight;
    private final DispatchViews views;

    DispatchController(Services services, Gate gate, Acts acts) {
        this.services = services;
        this.dispatches = services.programme().dispatches();
        this.documents = services.programme().documents();
        this.gate = gate;
        this.acts = acts;
        this.sight = new DispatchSight(services, gate);
        this.views = new DispatchViews(services);
    }

    // ---- letters

    @GetMapping("/dispatches")
    @Needs(value = Action.DISPATCH_READ, on = Needs.On.SOMEWHERE)
    List<Line> list(Caller caller) {
        Map<String, List<TaskRow>> tasks =
                dispatches.tasks().stream().collect(Collectors.groupingBy(TaskRow::dispatchId));
        Map<String, List<AddresseeRow>> addressees = dispatches.addressees();
        List<DispatchRow> seen =
                dispatches.all().stream()
                        .filter(row ->
                                sight.sees(
                                        caller,
                                        row,
                                        tasks.getOrDefault(row.id(), List.of()),
                                        addressees.getOrDefault(row.id(), List.of())))
                        .toList();
        return views.lines(seen, tasks, addressees, dispatches.now());
    }

    @GetMapping("/dispatches/{id}")
    @Needs(value = Action.DISPATCH_READ, on = Needs.On.SOMEWHERE)
    Detail dispatch(@PathVariable String id, Caller caller, Language language) {
        return detail(seen(caller, id), caller, language);
    }

    private DispatchRow seen(Caller caller, String id) {
        DispatchRow row = dispatches.find(id).orElseThrow(ProblemException::notFound);
        if (!sees(caller, row)) {
            throw ProblemException.notFound();
        }
        return row;
    }

    private boolean sees(Caller caller, DispatchRow row) {
        return sight.sees(
                caller, row, dispatches.tasksOf(row.id()), dispatches.addressees(row.id()));
    }

    private DispatchRow changeable(Caller caller, String id) {
        DispatchRow row = seen(caller, id);
        if (!sight.writes(caller, row)) {
            throw ProblemException.of(403, "forbidden");
        }
        return row;
    }

    private Detail detail(DispatchRow row, Caller caller, Language language) {
        List<DispatchRow> all = dispatches.all();
        Instant now = dispatches.now();
        boolean mayChange = sight.writes(caller, row);
        Stream<DispatchRow> children =
                all.stream().filter(one -> one.parentIds().contains(row.id()));
        return new Detail(
                row.id(),
                row.number(),
                row.kind().name(),
                row.issuedOn(),
                row.issuer(),
                row.issuerOrganisationId(),
                row.subject(),
                row.urgency().name(),
                DispatchViews.citation(row),
                Moments.text(row.receivedUs()),
                Moments.text(row.createdUs()),
                row.createdBy(),
                row.recipients(),
                row.parentIds(),
                // A letter's own text names what it carries out, so its readers may know of it.
                Dispatches.chain(all, row).stream().map(DispatchViews::link).toList(),
                children.filter(one -> sees(caller, one)).map(DispatchViews::link).toList(),
                dispatches.tasksOf(row.id()).stream()
                        .map(task ->
                                DispatchViews.view(
                                        row, task, now, language, may(caller, row, task)))
                        .toList(),
                views.addressees(dispatches.addressees(row.id()), language),
                documents.of(row.id()).stream().map(FileView::of).toList(),
                mayChange);
    }

    private DispatchViews.May may(Caller caller, DispatchRow row, TaskRow task) {
        boolean works = sight.works(caller, task);
        boolean writes = sight.writes(caller, row);
        return new DispatchViews.May(works, works || writes, writes, sight.reminds(caller, task));
    }

    @PostMapping("/dispatches")
    @Needs(value = Action.DISPATCH_WRITE, on = Needs.On.SOMEWHERE)
    ResponseEntity<Detail> add(
            @RequestBody DispatchChange change, Caller caller, Language language) {
        DispatchRow row =
                said(() ->
                        dispatches.judge(
                                input(caller, change, null),
                                null,
                                caller.user().organisationId(),
                                caller.user().displayName()));
        // Whoever could not change it afterwards must not add it either.
        if (!sight.writes(caller, row)) {
            throw ProblemException.of(403, "forbidden");
        }
        acts.changed(
                caller,
                AuditKind.DISPATCH_CHANGED,
                row.number(),
                null,
                DispatchViews.citation(row));
        run(() -> dispatches.add(row));
        return ResponseEntity.created(URI.create("/api/v1/dispatches/" + row.id()))
                .body(detail(row, caller, language));
    }

    @PatchMapping("/dispatches/{id}")
    @Needs(value = Action.DISPATCH_WRITE, on = Needs.On.SOMEWHERE)
    Detail change(
            @PathVariable String id,
            @RequestBody DispatchChange change,
            Caller caller,
            Language language) {
        DispatchRow before = changeable(caller, id);
        DispatchRow after =
                said(() ->
                        dispatches.judge(
                                input(caller, change, before),
                                before,
                                before.organisationId(),
                                before.createdBy()));
        acts.changed(caller, AuditKind.DISPATCH_CHANGED, before.number(), before, after);
        run(() -> dispatches.change(after));
        return detail(after, caller, language);
    }

    @DeleteMapping("/dispatches/{id}")
    @Needs(value = Action.DISPATCH_WRITE, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Caller caller) throws IOException {
        DispatchRow row = changeable(caller, id);
        if (!dispatches.removable(row)) {
            throw ProblemException.of(409, "dispatch-in-use", row.number());
        }
        acts.changed(
                caller,
                AuditKind.DISPATCH_CHANGED,
                row.number(),
                DispatchViews.citation(row),
                null);
        documents.removeAll(id);
        dispatches.remove(id);
    }

    private DispatchInput input(
            Caller caller, DispatchChange change, @Nullable DispatchRow before) {
        List<String> parents =
                or(change.parentIds(), before == null ? List.of() : before.parentIds());
        for (String parent : parents) {
            if (before == null || !before.parentIds().contains(parent)) {
                // A letter that this person may not see is as unknown as one that is none.
                if (dispatches.find(parent).filter(row -> sees(caller, row)).isEmpty()) {
                    throw ProblemException.invalid("parentIds", "dispatch.parent-unknown");
                }
            }
        }
        return new DispatchInput(
                or(change.number(), before == null ? "" : before.number()),
                choice(
                        "kind",
                        Dispatch.Kind.class,
                        change.kind(),
                        before == null ? Dispatch.Kind.LETTER : before.kind()),
                date(change.date(), before == null ? null : before.issuedOn()),
                or(change.issuer(), before == null ? "" : before.issuer()),
                change.issuerOrganisationId() == null && before != null
                        ? before.issuerOrganisationId()
                        : change.issuerOrganisationId(),
                or(change.subject(), before == null ? "" : before.subject()),
                choice(
                        "urgency",
                        Dispatch.Urgency.class,
                        change.urgency(),
                        before == null ? Dispatch.Urgency.NORMAL : before.urgency()),
                change.receivedAt() == null || change.receivedAt().isBlank()
                        ? received(change, before)
                        : Long.valueOf(moment("receivedAt", change.receivedAt())),
                or(change.recipients(), before == null ? List.of() : before.recipients()),
                parents);
    }

    /** Another date of issue begins anew; otherwise it stays. */
    private static @Nullable Long received(DispatchChange change, @Nullable DispatchRow before) {
        return before == null || change.date() != null || change.receivedAt() != null
                ? null
                : Long.valueOf(before.receivedUs());
    }

    private static <T> T or(@Nullable T given, T before) {
        return given == null ? before : given;
    }

    private static LocalDate date(@Nullable String given, @Nullable LocalDate before) {
        if (given == null && before != null) {
            return before;
        }
        try {
            LocalDate date = LocalDate.parse(Objects.requireNonNullElse(given, "").strip());
            if (date.getYear() >= 1945 && date.getYear() <= 9_000) {
                return date;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw ProblemException.invalid("date", "dispatch.date");
    }

    static long moment(String field, String given) {
        OptionalLong us = Moments.parse(given.strip());
        if (us.isEmpty()) {
            throw ProblemException.invalid(field, "field.type", "2021-05-14T16:30:00+07:00");
        }
        return us.getAsLong();
    }

    private static <E extends Enum<E>> E choice(
            String field, Class<E> kind, @Nullable String given, E before) {
        if (given == null) {
            return before;
        }
        for (E one : Objects.requireNonNull(kind.getEnumConstants())) {
            if (one.name().equals(given.strip().toUpperCase(Locale.ROOT))) {
                return one;
            }
        }
        throw ProblemException.invalid(field, "field.type", List.of(kind.getEnumConstants()));
    }

    // ---- addressees

    @PutMapping("/dispatches/{id}/addressees")
    @Needs(value = Action.DISPATCH_WRITE, on = Needs.On.SOMEWHERE)
    Detail addressees(
            @PathVariable String id,
            @RequestBody AddresseesChange change,
            Caller caller,
            Language language) {
        DispatchRow row = changeable(caller, id);
        List<AddresseeRow> before = dispatches.addressees(id);
        List<AddresseeRow> after = new ArrayList<>();
        for (AddresseeChange one :
                change.addressees() == null ? List.<AddresseeChange>of() : change.addressees()) {
            after.add(addressee(one, before, caller));
        }
        List<AddresseeRow> judged = said(() -> dispatches.judge(after));
        acts.changed(
                caller,
                AuditKind.DISPATCH_CHANGED,
                row.number(),
                before.stream().map(AddresseeRow::name).toList(),
                judged.stream().map(AddresseeRow::name).toList());
        dispatches.put(id, judged);
        return detail(row, caller, language);
    }

    /** A copy that was noted stays noted with its time and name. */
    private AddresseeRow addressee(
            AddresseeChange change, List<AddresseeRow> before, Caller caller) {
        String name = VietnameseText.normalise(or(change.name(), ""));
        boolean copied = Boolean.TRUE.equals(change.copied());
        AddresseeRow noted =
                before.stream()
                        .filter(row -> row.name().equals(name) && row.copiedUs() != null)
                        .findFirst()
                        .orElse(null);
        return new AddresseeRow(
                name,
                change.organisationId(),
                !copied
                        ? null
                        : noted == null ? Long.valueOf(us(dispatches.now())) : noted.copiedUs(),
                !copied ? null : noted == null ? caller.user().displayName() : noted.copiedBy());
    }

    @PostMapping("/distribution-readings")
    @Needs(value = Action.DISPATCH_WRITE, on = Needs.On.SOMEWHERE)
    List<ReadName> read(@RequestBody Pasted pasted) {
        String text = or(pasted.text(), "");
        if (text.length() > DistributionText.MAX_CHARACTERS) {
            throw ProblemException.invalid("text", "field.long", DistributionText.MAX_CHARACTERS);
        }
        List<String> recipients = or(pasted.recipients(), List.of());
        List<Organisation> units = services.organisations().organisations();
        return DistributionText.read(text, recipients).stream()
                .limit(Dispatch.MAX_ITEMS)
                .map(name -> new ReadName(name, unit(name, units)))
                .toList();
    }

    /** The one unit of that name, or whose name begins so; none where it is not certain. */
    private static @Nullable String unit(String name, List<Organisation> units) {
        String key = VietnameseText.searchKey(name);
        for (boolean whole : new boolean[] {true, false}) {
            List<Organisation> found =
                    units.stream()
                            .filter(unit -> {
                                String its = VietnameseText.searchKey(unit.name());
                                return whole ? its.equals(key) : its.startsWith(key + " ");
                            })
                            .toList();
            if (found.size() == 1) {
                return found.getFirst().id();
            }
        }
        return null;
    }

    // ---- deadlines

    @PostMapping("/deadline-readings")
    @Needs(value = Action.DISPATCH_READ, on = Needs.On.SOMEWHERE)
    PhraseAnswer deadline(@RequestBody PhraseQuestion question, Language language) {
        Instant received =
                question.receivedAt() == null || question.receivedAt().isBlank()
                        ? dispatches.now()
                        : instant(moment("receivedAt", question.receivedAt()));
        DeadlineInput.Judged judged =
                said(() ->
                        deadline(question.phrase(), question.due())
                                .judge(received, dispatches.calendar()));
        Deadline deadline = judged.deadline();
        if (deadline == null) {
            throw ProblemException.invalid("phrase", "field.required");
        }
        return new PhraseAnswer(
                Moments.text(us(deadline.due())),
                DispatchViews.said(deadline.limit(), language),
                DispatchViews.said(
                        org.haidang.programme.deadline.Countdown.words(deadline, dispatches.now()),
                        language),
                judged.byHand());
    }

    static DeadlineInput deadline(@Nullable String phrase, @Nullable String due) {
        return new DeadlineInput(
                phrase, due == null || due.isBlank() ? null : instant(moment("due", due)));
    }

    // ---- files

    @PostMapping("/dispatches/{id}/files")
    @Needs(value = Action.DISPATCH_READ, on = Needs.On.SOMEWHERE)
    ResponseEntity<FileView> addFile(
            @PathVariable String id,
            @RequestPart(name = "file", required = false) @Nullable MultipartFile file,
            Caller caller)
            throws IOException {
        DispatchRow row = seen(caller, id);
        // Whoever does a task of the letter attaches evidence to it.
        if (!sight.writes(caller, row)
                && dispatches.tasksOf(id).stream().noneMatch(task -> sight.works(caller, task))) {
            throw ProblemException.of(403, "forbidden");
        }
        if (file == null) {
            throw ProblemException.invalid("file", "field.required");
        }
        if (file.getSize() > Documents.MAX_BYTES) {
            throw ProblemException.of(413, "too-large", "20 MiB");
        }
        try (InputStream in = file.getInputStream();
                Documents.Draft draft =
                        documents.take(
                                id,
                                or(file.getOriginalFilename(), ""),
                                in,
                                caller.user().displayName())) {
            acts.changed(
                    caller,
                    AuditKind.DISPATCH_CHANGED,
                    row.number(),
                    null,
                    draft.row().name() + " sha256 " + draft.row().sha256());
            draft.keep();
            return ResponseEntity.status(HttpStatus.CREATED).body(FileView.of(draft.row()));
        } catch (InvalidDispatchException e) {
            throw invalid(e);
        }
    }

    private FileRow file(String dispatchId, String fileId) {
        return documents
                .find(fileId)
                .filter(file -> file.dispatchId().equals(dispatchId))
                .orElseThrow(ProblemException::notFound);
    }

    @GetMapping("/dispatches/{id}/files/{fileId}")
    @Needs(value = Action.DISPATCH_READ, on = Needs.On.SOMEWHERE)
    ResponseEntity<byte[]> file(@PathVariable String id, @PathVariable String fileId, Caller caller)
            throws IOException {
        seen(caller, id);
        FileRow row = file(id, fileId);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(row.mediaType()))
                // A stranger's document must not run as a page of ours.
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(row.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(documents.read(row));
    }

    @DeleteMapping("/dispatches/{id}/files/{fileId}")
    @Needs(value = Action.DISPATCH_WRITE, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeFile(@PathVariable String id, @PathVariable String fileId, Caller caller)
            throws IOException {
        DispatchRow row = changeable(caller, id);
        FileRow file = file(id, fileId);
        if (dispatches.tasksOf(id).stream().anyMatch(task -> rests(task, fileId))) {
            throw ProblemException.of(409, "document-in-use", file.name());
        }
        acts.changed(
                caller,
                AuditKind.DISPATCH_CHANGED,
                row.number(),
                file.name() + " sha256 " + file.sha256(),
                null);
        documents.remove(file);
    }

    private static boolean rests(TaskRow task, String fileId) {
        return task.state() instanceof org.haidang.programme.dispatch.TaskState.Done done
                && done.evidence().documents().contains(fileId);
    }

    // ---- what was typed

    interface Judging<T> {
        T get();
    }

    static <T> T said(Judging<T> judging) {
        try {
            return judging.get();
        } catch (InvalidDispatchException e) {
            throw invalid(e);
        }
    }

    static void run(Runnable keeping) {
        try {
            keeping.run();
        } catch (InvalidDispatchException e) {
            throw invalid(e);
        }
    }

    static ProblemException invalid(InvalidDispatchException e) {
        return ProblemException.invalid(
                List.of(new ProblemException.Field(e.field(), e.key(), e.arguments())));
    }

    static Instant instant(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }

    static long us(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
