package org.haidang.server.web.programme;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haidang.programme.incident.IncidentKind;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.IncidentStep;
import org.haidang.programme.incident.Severity;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.incident.IncidentConflictException;
import org.haidang.server.incident.IncidentDraft;
import org.haidang.server.incident.Incidents;
import org.haidang.server.incident.store.IncidentFilter;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.rights.Action;
import org.haidang.server.web.programme.IncidentViews.Kinds;
import org.haidang.server.web.programme.IncidentViews.Row;
import org.haidang.server.web.programme.IncidentViews.Whole;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.ProblemException.Field;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Incidents. */
@RestController
@RequestMapping("/api/v1/incidents")
final class IncidentController {
    static final int MAX_PAGE = 200;

    /** Nobody reports the day after tomorrow; clocks differ by less. */
    private static final long AHEAD_US = 86_400_000_000L;

    record Change(
            @Nullable String facilityId,
            @Nullable List<String> cameraIds,
            @Nullable String kind,
            @Nullable String severity,
            @Nullable String title,
            @Nullable String from,
            @Nullable String to) {}

    record Step(@Nullable String step, @Nullable String words) {}

    record Tick(@Nullable String item, @Nullable Boolean done) {}

    record Note(@Nullable String words) {}

    /**
     * @param next what to ask for the older ones with; null when there are none
     */
    record Page(List<Row> rows, @Nullable String next) {}

    private final Services services;
    private final Incidents incidents;
    private final Gate gate;

    IncidentController(Services services, Gate gate) {
        this.services = services;
        this.incidents = services.duty().incidents();
        this.gate = gate;
    }

    // ---- asking

    @GetMapping("/kinds")
    @Needs(value = Action.INCIDENT_READ, on = Needs.On.SOMEWHERE)
    Kinds kinds(Language language) {
        return IncidentViews.kinds(language);
    }

    @GetMapping
    @Needs(value = Action.INCIDENT_READ, on = Needs.On.SOMEWHERE)
    Page list(
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String severity,
            @RequestParam(required = false) @Nullable String facility,
            @RequestParam(required = false) @Nullable String camera,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String before,
            Caller caller,
            Language language) {
        List<IncidentState> states = states(state);
        if (camera != null && hidden(caller, camera)) {
            return new Page(List.of(), null);
        }
        boolean openOnly = !states.contains(IncidentState.CLOSED);
        int limit = openOnly ? Incidents.MAX_OPEN : MAX_PAGE;
        List<IncidentRow> found =
                incidents.find(
                        new IncidentFilter(
                                inSight(caller, facility),
                                states,
                                kind == null ? null : read(IncidentKind.class, "kind", kind),
                                severity == null
                                        ? null
                                        : read(Severity.class, "severity", severity),
                                camera,
                                mine ? caller.user().id() : null,
                                before,
                                limit));
        List<IncidentRow> rows = new ArrayList<>(found);
        if (openOnly) {
            rows.sort(
                    Comparator.comparing(IncidentRow::severity)
                            .thenComparing(IncidentRow::fromUs)
                            .thenComparing(IncidentRow::id));
        }
        return new Page(
                rows.stream().map(row -> row(row, caller, language)).toList(),
                found.size() == limit ? found.getLast().id() : null);
    }

    /** Null for all, also those of facilities that are gone. */
    private @Nullable Set<String> inSight(Caller caller, @Nullable String facility) {
        if (facility != null) {
            return gate.mayAt(caller, Action.INCIDENT_READ, facility) ? Set.of(facility) : Set.of();
        }
        return gate.mayEverywhere(caller, Action.INCIDENT_READ)
                ? null
                : services.registry().facilities().stream()
                        .filter(one -> gate.may(caller, Action.INCIDENT_READ, one))
                        .map(Facility::id)
                        .collect(Collectors.toSet());
    }

    private static List<IncidentState> states(String state) {
        return switch (state) {
            case "open" -> states(false);
            case "all" -> List.copyOf(EnumSet.allOf(IncidentState.class));
            case "closed" -> states(true);
            default -> List.of(read(IncidentState.class, "state", state));
        };
    }

    private static List<IncidentState> states(boolean closed) {
        return EnumSet.allOf(IncidentState.class).stream()
                .filter(one -> one.open() != closed)
                .toList();
    }

    @GetMapping("/{id}")
    @Needs(value = Action.INCIDENT_READ, on = Needs.On.SOMEWHERE)
    Whole incident(@PathVariable String id, Caller caller, Language language) {
        return whole(need(caller, Action.INCIDENT_READ, id), caller, language);
    }

    private Whole whole(IncidentRow row, Caller caller, Language language) {
        List<String> may =
                List.of(Action.INCIDENT_WRITE, Action.INCIDENT_CLOSE).stream()
                        .filter(action -> row.keeper() == null)
                        .filter(action -> gate.mayAt(caller, action, row.facilityId()))
                        .map(Action::id)
                        .toList();
        return new Whole(
                row(row, caller, language),
                IncidentViews.checklist(row, language),
                incidents.events(row.id()).stream()
                        .map(event -> IncidentViews.event(event, row, language))
                        .toList(),
                may);
    }

    private Row row(IncidentRow row, Caller caller, Language language) {
        return IncidentViews.row(
                row, services.registry(), camera -> sees(caller, camera), language);
    }

    private boolean sees(Caller caller, Camera camera) {
        return gate.may(caller, Action.CAMERA_READ, camera);
    }

    private boolean hidden(Caller caller, String cameraId) {
        return services.registry().camera(cameraId).filter(one -> !sees(caller, one)).isPresent();
    }

    private IncidentRow need(Caller caller, Action action, String id) {
        IncidentRow row = incidents.incident(id).orElseThrow(ProblemException::notFound);
        boolean everywhere = gate.mayEverywhere(caller, action);
        if (!everywhere) {
            gate.needAt(caller, action, row.facilityId(), Action.INCIDENT_READ);
        }
        return row;
    }

    // ---- acting

    @PostMapping
    @Needs(value = Action.INCIDENT_WRITE, on = Needs.On.SOMEWHERE)
    ResponseEntity<Whole> open(@RequestBody Change change, Caller caller, Language language) {
        List<String> cameraIds = change.cameraIds() == null ? List.of() : change.cameraIds();
        String facilityId = change.facilityId();
        if (facilityId == null && !cameraIds.isEmpty()) {
            facilityId =
                    services.registry()
                            .camera(cameraIds.getFirst())
                            .map(Camera::facilityId)
                            .orElse(null);
        }
        if (facilityId == null || !gate.mayAt(caller, Action.INCIDENT_WRITE, facilityId)) {
            throw ProblemException.invalid("facilityId", "incident.facility");
        }
        IncidentKind kind = read(IncidentKind.class, "kind", change.kind());
        IncidentDraft draft = judged(change, facilityId, kind, null, caller);
        IncidentRow row = incidents.open(draft, Acts.actor(caller));
        return ResponseEntity.created(URI.create("/api/v1/incidents/" + row.id()))
                .body(whole(row, caller, language));
    }

    @PatchMapping("/{id}")
    @Needs(value = Action.INCIDENT_WRITE, on = Needs.On.SOMEWHERE)
    Whole change(
            @PathVariable String id, @RequestBody Change change, Caller caller, Language language) {
        IncidentRow row = need(caller, Action.INCIDENT_WRITE, id);
        if (!row.standing().state().open()) {
            throw ProblemException.of(409, "incident-closed");
        }
        IncidentDraft draft = judged(change, row.facilityId(), row.standing().kind(), row, caller);
        return whole(
                settled(() -> incidents.change(row, draft, Acts.actor(caller))), caller, language);
    }

    @PostMapping("/{id}/steps")
    @Needs(value = Action.INCIDENT_WRITE, on = Needs.On.SOMEWHERE)
    Whole step(
            @PathVariable String id, @RequestBody Step wanted, Caller caller, Language language) {
        IncidentRow row = need(caller, Action.INCIDENT_WRITE, id);
        String name = wanted.step() == null ? "" : wanted.step();
        IncidentStep step =
                switch (name) {
                    case "TAKE_UP" -> new IncidentStep.TakeUp(caller.user().displayName());
                    case "RESOLVE" -> new IncidentStep.Resolve(words(wanted.words()));
                    case "REOPEN" -> new IncidentStep.Reopen(words(wanted.words()));
                    default -> throw ProblemException.invalid("step", "incident.step");
                };
        return whole(
                settled(() -> incidents.step(row, step, Acts.actor(caller))), caller, language);
    }

    @PostMapping("/{id}/close")
    @Needs(value = Action.INCIDENT_CLOSE, on = Needs.On.SOMEWHERE)
    Whole close(@PathVariable String id, Caller caller, Language language) {
        IncidentRow row = need(caller, Action.INCIDENT_CLOSE, id);
        return whole(
                settled(() -> incidents.step(row, new IncidentStep.Close(), Acts.actor(caller))),
                caller,
                language);
    }

    @PostMapping("/{id}/ticks")
    @Needs(value = Action.INCIDENT_WRITE, on = Needs.On.SOMEWHERE)
    Whole tick(@PathVariable String id, @RequestBody Tick tick, Caller caller, Language language) {
        IncidentRow row = need(caller, Action.INCIDENT_WRITE, id);
        String item = tick.item() == null ? "" : tick.item();
        boolean done = tick.done() == null || tick.done();
        return whole(
                settled(() -> incidents.tick(row, item, done, Acts.actor(caller))),
                caller,
                language);
    }

    @PostMapping("/{id}/notes")
    @Needs(value = Action.INCIDENT_WRITE, on = Needs.On.SOMEWHERE)
    Whole note(@PathVariable String id, @RequestBody Note note, Caller caller, Language language) {
        IncidentRow row = need(caller, Action.INCIDENT_WRITE, id);
        String words = words(note.words());
        return whole(
                settled(() -> incidents.note(row, words, Acts.actor(caller))), caller, language);
    }

    private static IncidentRow settled(Supplier<IncidentRow> act) {
        try {
            return act.get();
        } catch (IncidentConflictException e) {
            throw ProblemException.of(409, "incident-changed");
        }
    }

    // ---- judging

    private static String words(@Nullable String typed) {
        String words = typed == null ? "" : VietnameseText.normalise(typed);
        if (words.isEmpty() || words.length() > IncidentStep.MAX_WORDS) {
            throw ProblemException.invalid("words", "incident.words", IncidentStep.MAX_WORDS);
        }
        return words;
    }

    private static <E extends Enum<E>> E read(Class<E> type, String field, @Nullable String id) {
        try {
            return Enum.valueOf(type, id == null ? "" : id.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, "incident.choice");
        }
    }

    /**
     * @param before what stays where the change names nothing; null for a new one
     */
    private IncidentDraft judged(
            Change change,
            String facilityId,
            IncidentKind kind,
            @Nullable IncidentRow before,
            Caller caller) {
        List<Field> faults = new ArrayList<>();
        long nowUs = Moments.nowUs(services.clock());
        String title = title(change.title(), before, kind);
        if (title.isEmpty() || title.length() > IncidentDraft.MAX_TITLE) {
            faults.add(new Field("title", "incident.title", List.of(IncidentDraft.MAX_TITLE)));
        }
        long fromUs = moment("from", change.from(), before == null ? nowUs : before.fromUs());
        Long toUs =
                change.to() == null
                        ? before == null ? null : before.toUs()
                        : change.to().isEmpty() ? null : (Long) moment("to", change.to(), 0);
        if (fromUs > nowUs + AHEAD_US) {
            faults.add(new Field("from", "incident.future", List.of()));
        }
        if (toUs != null && toUs < fromUs) {
            faults.add(new Field("to", "incident.span", List.of()));
        }
        List<String> cameras = cameras(change.cameraIds(), before, facilityId, caller, faults);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        Severity severity =
                change.severity() == null && before != null
                        ? before.severity()
                        : read(Severity.class, "severity", change.severity());
        return new IncidentDraft(facilityId, cameras, kind, severity, title, fromUs, toUs);
    }

    private static String title(
            @Nullable String typed, @Nullable IncidentRow before, IncidentKind kind) {
        if (typed == null) {
            return before == null ? kind.words().vietnamese() : before.title();
        }
        String title = VietnameseText.normalise(typed);
        return title.isEmpty() ? kind.words().vietnamese() : title;
    }

    private static long moment(String field, @Nullable String text, long otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        OptionalLong us = Moments.parse(text);
        return us.orElseThrow(() -> ProblemException.invalid(field, "incident.moment"));
    }

    /** Each must be of the facility and known to the person; in the order they were named. */
    private List<String> cameras(
            @Nullable List<String> wanted,
            @Nullable IncidentRow before,
            String facilityId,
            Caller caller,
            List<Field> faults) {
        if (wanted == null) {
            return before == null ? List.of() : before.cameraIds();
        }
        // Who does not see a camera of the incident cannot take it away by naming the others.
        List<String> cameras =
                Stream.concat(
                                wanted.stream(),
                                before == null
                                        ? Stream.of()
                                        : before.cameraIds().stream()
                                                .filter(id -> hidden(caller, id)))
                        .distinct()
                        .toList();
        boolean good =
                cameras.size() <= IncidentDraft.MAX_CAMERAS
                        && cameras.stream()
                                .allMatch(id ->
                                        before != null && before.cameraIds().contains(id)
                                                || services.registry()
                                                        .camera(id)
                                                        .filter(one ->
                                                                one.facilityId().equals(facilityId)
                                                                        && gate.may(
                                                                                caller,
                                                                                Action.CAMERA_READ,
                                                                                one))
                                                        .isPresent());
        if (!good) {
            faults.add(
                    new Field("cameraIds", "incident.cameras", List.of(IncidentDraft.MAX_CAMERAS)));
        }
        return cameras;
    }
}
