package org.haidang.server.dispatch;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.dispatch.DispatchNumber;
import org.haidang.programme.dispatch.TaskLife;
import org.haidang.programme.dispatch.TaskState;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.dispatch.store.AddressRow;
import org.haidang.server.dispatch.store.AddresseeRow;
import org.haidang.server.dispatch.store.DispatchRow;
import org.haidang.server.dispatch.store.DispatchStore;
import org.haidang.server.dispatch.store.TaskEventRow;
import org.haidang.server.dispatch.store.TaskRow;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.organisation.Organisations;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The register: judges what is typed in by the programme's rules and keeps it. Who may do what, and
 * the audit log, are the caller's. Thread-safe.
 */
public final class Dispatches {
    public static final int MAX_DISPATCHES = 10_000;
    public static final int MAX_EVENTS = 500;
    static final int MAX_NAME = 200;
    static final int MAX_WORDING = 4_000;

    private final DispatchStore store;
    private final Organisations organisations;
    private final Calendar calendar;
    private final News news;
    private final RandomGenerator random;
    private final InstantSource clock;

    public Dispatches(
            DispatchStore store,
            Organisations organisations,
            Calendar calendar,
            News news,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.organisations = organisations;
        this.calendar = calendar;
        this.news = news;
        this.random = random;
        this.clock = clock;
    }

    // ---- asking

    /** The programme's time, which may be an exercise's. */
    public Instant now() {
        return clock.instant();
    }

    /** The newest first. */
    public List<DispatchRow> all() {
        return store.dispatches();
    }

    public Optional<DispatchRow> find(String id) {
        return store.dispatch(id);
    }

    public List<TaskRow> tasks() {
        return store.tasks();
    }

    public List<TaskRow> tasksOf(String dispatchId) {
        return store.tasksOf(dispatchId);
    }

    public Optional<TaskRow> task(String id) {
        return store.task(id);
    }

    public List<TaskEventRow> events(String taskId) {
        return store.events(taskId, MAX_EVENTS);
    }

    public List<AddresseeRow> addressees(String dispatchId) {
        return store.addressees(dispatchId);
    }

    public Map<String, List<AddresseeRow>> addressees() {
        return store.addressees();
    }

    public List<AddressRow> addresses() {
        return store.addresses();
    }

    public Calendar calendar() {
        return calendar;
    }

    /** The newest letter of that number with its tasks, as the programme's rules take it. */
    public Optional<Dispatch> letter(DispatchNumber number) {
        List<DispatchRow> all = all();
        Map<String, DispatchNumber> numbers = new HashMap<>();
        all.forEach(row -> numbers.put(row.id(), new DispatchNumber(row.number())));
        return all.stream()
                .filter(row -> row.number().equals(number.text()))
                .findFirst()
                .map(row ->
                        new Dispatch(
                                number,
                                row.kind(),
                                row.issuedOn(),
                                row.issuer(),
                                row.urgency(),
                                row.parentIds().stream()
                                        .map(numbers::get)
                                        .filter(Objects::nonNull)
                                        .toList(),
                                row.recipients(),
                                tasksOf(row.id()).stream()
                                        .map(task -> task.assigned(row.number()).task())
                                        .toList(),
                                List.of()));
    }

    /**
     * A report that a letter asks for.
     *
     * @param done when it was handed in; null until then
     */
    public record Reporting(Deadline deadline, @Nullable Instant done) {}

    /** The next report that is due; when none is, the one that was done last. */
    public Optional<Reporting> reporting() {
        List<TaskRow> reports =
                tasks().stream()
                        .filter(row -> row.deadline() != null)
                        .filter(row -> VietnameseText.finds("báo cáo", row.wording()))
                        .toList();
        Optional<Reporting> open =
                reports.stream()
                        .flatMap(row -> reporting(row).stream())
                        .filter(one -> one.done() == null)
                        .min(Comparator.comparing(one -> one.deadline().due()));
        return open.isPresent()
                ? open
                : reports.stream()
                        .flatMap(row -> reporting(row).stream())
                        .max(Comparator.comparing(one -> one.deadline().due()));
    }

    private static Optional<Reporting> reporting(TaskRow row) {
        Instant done = row.state() instanceof TaskState.Done one ? one.at() : null;
        return Optional.ofNullable(row.deadline()).map(deadline -> new Reporting(deadline, done));
    }

    /** The letter and everything it goes back to, the oldest first. */
    public static List<DispatchRow> chain(List<DispatchRow> all, DispatchRow from) {
        Map<String, DispatchRow> byId = new HashMap<>();
        all.forEach(row -> byId.put(row.id(), row));
        Set<DispatchRow> chain =
                new TreeSet<>(
                        Comparator.comparing(DispatchRow::issuedOn).thenComparing(DispatchRow::id));
        Deque<DispatchRow> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            DispatchRow row = open.pop();
            if (chain.add(row)) {
                for (String parent : row.parentIds()) {
                    DispatchRow above = byId.get(parent);
                    if (above != null) {
                        open.push(above);
                    }
                }
            }
        }
        return List.copyOf(chain);
    }

    // ---- letters

    /**
     * Judges a letter and keeps nothing.
     *
     * @param before the letter it changes; null for a new one
     * @param register whose register a new one comes into
     * @throws InvalidDispatchException in the reader's words
     */
    public DispatchRow judge(
            DispatchInput input,
            @Nullable DispatchRow before,
            @Nullable String register,
            String by) {
        String number;
        try {
            number = new DispatchNumber(VietnameseText.normalise(input.number())).text();
        } catch (IllegalArgumentException e) {
            throw new InvalidDispatchException("number", "dispatch.number");
        }
        List<String> recipients =
                input.recipients().stream()
                        .map(VietnameseText::normalise)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
        if (recipients.size() > Dispatch.MAX_ITEMS) {
            throw new InvalidDispatchException("recipients", "dispatch.many", Dispatch.MAX_ITEMS);
        }
        recipients.forEach(name -> needShort("recipients", name, MAX_NAME));
        long receivedUs =
                input.receivedUs() == null ? startOf(input.issuedOn()) : input.receivedUs();
        if (receivedUs < startOf(input.issuedOn())) {
            throw new InvalidDispatchException("receivedAt", "dispatch.received");
        }
        return new DispatchRow(
                before == null ? Ids.next(nowUs(), random) : before.id(),
                number,
                input.kind(),
                input.issuedOn(),
                text("issuer", input.issuer(), MAX_NAME),
                organisation("issuerOrganisationId", input.issuerOrganisationId()),
                text("subject", input.subject(), MAX_WORDING),
                input.urgency(),
                receivedUs,
                recipients,
                before == null ? register : before.organisationId(),
                before == null ? nowUs() : before.createdUs(),
                before == null ? by : before.createdBy(),
                parents(input, before));
    }

    private List<String> parents(DispatchInput input, @Nullable DispatchRow before) {
        List<String> wanted = input.parentIds().stream().distinct().sorted().toList();
        if (wanted.isEmpty()) {
            return wanted;
        }
        if (wanted.size() > Dispatch.MAX_ITEMS) {
            throw new InvalidDispatchException("parentIds", "dispatch.many", Dispatch.MAX_ITEMS);
        }
        List<DispatchRow> all = store.dispatches();
        for (String id : wanted) {
            DispatchRow parent =
                    all.stream()
                            .filter(row -> row.id().equals(id))
                            .findFirst()
                            .orElseThrow(() ->
                                    new InvalidDispatchException(
                                            "parentIds", "dispatch.parent-unknown"));
            if (parent.issuedOn().isAfter(input.issuedOn())) {
                throw new InvalidDispatchException(
                        "parentIds", "dispatch.parent-later", parent.number());
            }
            if (before != null
                    && chain(all, parent).stream().anyMatch(row -> row.id().equals(before.id()))) {
                throw new InvalidDispatchException(
                        "parentIds", "dispatch.parent-circle", parent.number());
            }
        }
        return wanted;
    }

    /** Keeps a judged new one. */
    public void add(DispatchRow row) {
        if (store.dispatches().size() >= MAX_DISPATCHES) {
            throw new InvalidDispatchException("number", "dispatch.many", MAX_DISPATCHES);
        }
        needFree(store.add(row), row);
        news.tell(Topic.DISPATCH, null);
    }

    /** Keeps a judged change. */
    public void change(DispatchRow row) {
        needFree(store.change(row), row);
        news.tell(Topic.DISPATCH, null);
    }

    private static void needFree(boolean kept, DispatchRow row) {
        if (!kept) {
            throw new InvalidDispatchException(
                    "number",
                    "dispatch.number-taken",
                    row.number(),
                    VietnameseDates.numeric(row.issuedOn()));
        }
    }

    /** Whether nothing hangs on it: no other letter carries it out and no task was begun. */
    public boolean removable(DispatchRow row) {
        return store.dispatches().stream().noneMatch(one -> one.parentIds().contains(row.id()))
                && store.tasksOf(row.id()).stream()
                        .allMatch(task -> task.state() instanceof TaskState.Open);
    }

    public void remove(String id) {
        store.remove(id);
        news.tell(Topic.DISPATCH, null);
    }

    // ---- tasks

    /**
     * Judges a task and keeps nothing.
     *
     * @param before the task it changes; null for a new one
     * @throws InvalidDispatchException in the reader's words
     */
    public TaskRow judge(DispatchRow dispatch, TaskInput input, @Nullable TaskRow before) {
        if (before == null && store.tasksOf(dispatch.id()).size() >= Dispatch.MAX_ITEMS) {
            throw new InvalidDispatchException("item", "dispatch.many", Dispatch.MAX_ITEMS);
        }
        DeadlineInput.Judged deadline =
                input.deadline().judge(instant(dispatch.receivedUs()), calendar);
        return new TaskRow(
                before == null ? Ids.next(nowUs(), random) : before.id(),
                dispatch.id(),
                text("item", input.item(), 20),
                text("agency", input.agency(), MAX_NAME),
                organisation("organisationId", input.organisationId()),
                text("text", input.wording(), MAX_WORDING),
                deadline.deadline(),
                deadline.byHand(),
                before == null ? new TaskState.Open() : before.state(),
                before == null ? nowUs() : before.recordedUs(),
                before == null ? 1 : before.version() + 1);
    }

    public void add(TaskRow row, String by) {
        store.add(row, event(row.id(), by, "given", ""));
        news.tell(Topic.DISPATCH, null);
    }

    public void change(TaskRow row, String by) {
        needFirst(store.change(row, event(row.id(), by, "changed", "")));
    }

    public void removeTask(String id) {
        store.removeTask(id);
        news.tell(Topic.DISPATCH, null);
    }

    /**
     * What a task becomes by an act; keeps nothing.
     *
     * @throws TaskRefusedException where the rules say no
     */
    public TaskRow judge(TaskRow row, TaskLife.Act act) {
        return switch (TaskLife.step(row.state(), act)) {
            case TaskLife.Refused refused -> throw new TaskRefusedException(refused.reason());
            case TaskLife.Taken taken -> row.with(taken.state(), nowUs());
        };
    }

    /** Keeps what {@link #judge(TaskRow, TaskLife.Act)} made of it. */
    public void step(TaskRow after, TaskLife.Act act) {
        String words =
                switch (act) {
                    case TaskLife.Take _ -> "";
                    case TaskLife.Finish finish -> finish.evidence().text();
                    case TaskLife.Reopen reopen -> VietnameseText.normalise(reopen.reason());
                };
        String kind =
                switch (act) {
                    case TaskLife.Take _ -> "taken";
                    case TaskLife.Finish _ -> "done";
                    case TaskLife.Reopen _ -> "reopened";
                };
        needFirst(store.change(after, event(after.id(), act.by(), kind, words)));
    }

    private void needFirst(boolean first) {
        if (!first) {
            throw new TaskRefusedException(
                    new org.haidang.programme.vietnamese.Sentence(
                            "Vừa có người khác thay đổi nhiệm vụ này; hãy xem lại rồi làm tiếp.",
                            "Somebody else has just changed this task; look at it again first."));
        }
        news.tell(Topic.DISPATCH, null);
    }

    /** Notes that a task was reminded of by hand. */
    void reminded(String taskId, String by, String words) {
        store.add(event(taskId, by, "reminded", words));
    }

    private TaskEventRow event(String taskId, String by, String act, String words) {
        long nowUs = nowUs();
        return new TaskEventRow(Ids.next(nowUs, random), taskId, nowUs, by, act, words);
    }

    // ---- addressees

    /**
     * Judges a distribution list and keeps nothing.
     *
     * @throws InvalidDispatchException in the reader's words
     */
    public List<AddresseeRow> judge(List<AddresseeRow> rows) {
        if (rows.size() > Dispatch.MAX_ITEMS) {
            throw new InvalidDispatchException("addressees", "dispatch.many", Dispatch.MAX_ITEMS);
        }
        List<AddresseeRow> judged = new ArrayList<>();
        for (AddresseeRow row : rows) {
            judged.add(
                    new AddresseeRow(
                            text("addressees", row.name(), MAX_NAME),
                            organisation("addressees", row.organisationId()),
                            row.copiedUs(),
                            row.copiedBy()));
        }
        return judged;
    }

    public void put(String dispatchId, List<AddresseeRow> rows) {
        store.put(dispatchId, rows);
        news.tell(Topic.DISPATCH, null);
    }

    public void putAddresses(String organisationId, List<AddressRow> rows) {
        store.putAddresses(organisationId, rows);
    }

    // ---- fields

    private @Nullable String organisation(String field, @Nullable String id) {
        if (id == null || id.isBlank()) {
            return null;
        }
        if (organisations.directory().organisation(id) == null) {
            throw new InvalidDispatchException(field, "organisation.unknown");
        }
        return id;
    }

    private static String text(String field, String typed, int max) {
        String text = VietnameseText.normalise(typed);
        if (text.isEmpty()) {
            throw new InvalidDispatchException(field, "field.required");
        }
        needShort(field, text, max);
        return text;
    }

    private static void needShort(String field, String text, int max) {
        if (text.length() > max) {
            throw new InvalidDispatchException(field, "field.long", max);
        }
    }

    private static long startOf(LocalDate day) {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, day.atStartOfDay(VietnameseDates.ZONE).toInstant());
    }

    private static Instant instant(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }

    private long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
