package org.haidang.server.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.AssignedTask;
import org.haidang.programme.dispatch.TaskStanding;
import org.haidang.programme.dispatch.TaskState;
import org.haidang.programme.reminder.Reminder;
import org.haidang.programme.reminder.ReminderPolicy;
import org.haidang.programme.reminder.ReminderStep;
import org.haidang.programme.reminder.Reminders;
import org.haidang.programme.reminder.WatchedTask;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.dispatch.AddressBook.Person;
import org.haidang.server.dispatch.store.DispatchRow;
import org.haidang.server.dispatch.store.TaskRow;
import org.haidang.server.instruction.store.Instruction;
import org.haidang.server.notification.Outbox;
import org.haidang.server.notification.Outbox.Queued;
import org.haidang.server.notification.Outbox.Wanted;
import org.haidang.server.notification.store.Notification.About;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;

/** Writes reminders: those that the policy finds due, and those that a person asks for. */
public final class ReminderDesk {
    private static final String PREFIX = "reminder|";
    private static final Duration LIFE = Duration.ofDays(3);

    /** Nobody is asked by hand more often than this, by whomever. */
    private static final long PAUSE_US = Duration.ofMinutes(10).toMillis() * 1_000;

    public static final int MAX_WORDS = 1_000;

    private static final DateTimeFormatter DUE =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/uuuu", Locale.ROOT)
                    .withZone(VietnameseDates.ZONE);

    private final Dispatches dispatches;
    private final AddressBook book;
    private final Outbox outbox;
    private final Audit audit;
    private final ReminderPolicy policy;
    private final @Nullable String publicUrl;
    private final InstantSource clock;

    /**
     * Makes one.
     *
     * @param publicUrl where the console is, for links; null: none are written
     */
    public ReminderDesk(
            Dispatches dispatches,
            AddressBook book,
            Outbox outbox,
            Audit audit,
            ReminderPolicy policy,
            @Nullable String publicUrl,
            InstantSource clock) {
        this.dispatches = dispatches;
        this.book = book;
        this.outbox = outbox;
        this.audit = audit;
        this.policy = policy;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    public ReminderPolicy policy() {
        return policy;
    }

    /**
     * What a reminder by hand came to.
     *
     * @param people names of those who will get it
     * @param recently some were reminded within the last minutes and are not again
     */
    public record Asked(List<String> people, boolean recently, boolean full) {}

    // ---- by the policy

    /** Puts what is due now into the outbox; how much that was. */
    int round() {
        if (outbox.kinds().isEmpty()) {
            return 0;
        }
        Map<String, DispatchRow> letters = new HashMap<>();
        dispatches.all().forEach(row -> letters.put(row.id(), row));
        Function<@Nullable String, List<Person>> agencies = remembering(book::agency);
        Function<@Nullable String, List<Person>> issuers = remembering(book::issuer);
        Map<String, Person> people = new HashMap<>();
        Map<String, TaskRow> rows = new HashMap<>();
        List<WatchedTask> watched = new ArrayList<>();
        for (TaskRow row : dispatches.tasks()) {
            DispatchRow letter = letters.get(row.dispatchId());
            if (letter != null
                    && row.deadline() != null
                    && !(row.state() instanceof TaskState.Done)) {
                rows.put(row.id(), row);
                watched.add(
                        new WatchedTask(
                                row.assigned(letter.number()),
                                keys(agencies.apply(row.organisationId()), people),
                                keys(issuers.apply(letter.issuerOrganisationId()), people)));
            }
        }
        Instant now = clock.instant();
        int sent = 0;
        for (Reminder reminder : Reminders.due(watched, sent(), now, policy).send()) {
            TaskRow row = rows.get(reminder.task().id());
            Person person = people.get(reminder.sent().addressee());
            if (row != null && person != null && send(reminder, row, person, now)) {
                sent++;
            }
        }
        return sent;
    }

    private static Function<@Nullable String, List<Person>> remembering(
            Function<@Nullable String, List<Person>> find) {
        Map<String, List<Person>> known = new HashMap<>();
        return id -> known.computeIfAbsent(id == null ? "" : id, _ -> find.apply(id));
    }

    private static List<String> keys(List<Person> found, Map<String, Person> people) {
        found.forEach(person -> people.put(person.key(), person));
        return found.stream().map(Person::key).toList();
    }

    private Set<Reminder.Sent> sent() {
        Set<Reminder.Sent> sent = new HashSet<>();
        for (String key : outbox.onceKeys(PREFIX)) {
            String[] parts = key.split("\\|", 5);
            Optional<ReminderStep> step =
                    parts.length == 5 ? ReminderStep.of(parts[3]) : Optional.empty();
            if (step.isPresent() && parts[2].matches("-?\\d{1,18}")) {
                sent.add(
                        new Reminder.Sent(
                                parts[1],
                                Instant.EPOCH.plus(Long.parseLong(parts[2]), ChronoUnit.MICROS),
                                parts[4],
                                step.get()));
            }
        }
        return sent;
    }

    private boolean send(Reminder reminder, TaskRow row, Person person, Instant now) {
        Reminder.Sent key = reminder.sent();
        boolean escalated = key.step().kind() == ReminderStep.Kind.ESCALATED;
        audit.append(
                Entry.of(Actor.system(), AuditKind.REMINDER_SENT)
                        .with("name", person.name())
                        .with("task", row.id())
                        .with("step", key.step().key()));
        Queued queued =
                outbox.put(
                        new Wanted(
                                escalated ? "escalation" : "reminder",
                                person.channel(),
                                person.address(),
                                person.name(),
                                subject(reminder.task(), person.language(), escalated),
                                text(reminder.task(), row, person, escalated, now),
                                false,
                                PREFIX
                                        + key.taskId()
                                        + "|"
                                        + ChronoUnit.MICROS.between(Instant.EPOCH, key.due())
                                        + "|"
                                        + key.step().key()
                                        + "|"
                                        + key.addressee(),
                                new About(row.dispatchId(), row.id(), null),
                                "",
                                LIFE));
        return queued == Queued.WAITING;
    }

    private static String subject(AssignedTask task, Language language, boolean escalated) {
        return Words.of(
                language,
                escalated ? "notification.escalation.subject" : "notification.reminder.subject",
                task.dispatch().text(),
                task.task().item(),
                task.task().agency());
    }

    private String text(
            AssignedTask task, TaskRow row, Person person, boolean escalated, Instant now) {
        Language language = person.language();
        Deadline deadline = task.task().deadline();
        StringBuilder text = new StringBuilder();
        greet(text, person);
        line(
                text,
                Words.of(
                        language,
                        escalated ? "notification.escalation.text" : "notification.reminder.text",
                        task.dispatch().text(),
                        task.task().item(),
                        task.task().agency()));
        line(text, "  " + task.task().text());
        if (deadline != null) {
            line(
                    text,
                    Words.of(
                            language,
                            "notification.deadline",
                            deadline.phrase(),
                            said(deadline.limit(), language)));
            line(text, said(TaskStanding.of(task, now).words(), language) + ".");
        }
        link(text, language, "/#/tasks?task=" + row.id());
        return text.toString();
    }

    // ---- by hand

    /** Reminds an agency of a task. */
    public Asked remind(DispatchRow letter, TaskRow row, String words, String by) {
        Instant now = clock.instant();
        AssignedTask task = row.assigned(letter.number());
        Asked asked =
                put(
                        book.agency(row.organisationId()),
                        "task|" + row.id(),
                        new About(letter.id(), row.id(), null),
                        by,
                        person -> subject(task, person.language(), false),
                        person ->
                                byHand(person.language(), by, words)
                                        + text(task, row, person, false, now));
        if (!asked.people().isEmpty()) {
            dispatches.reminded(row.id(), by, words);
        }
        return asked;
    }

    /** Reminds a facility's contact. */
    public Asked remind(String facilityId, String facility, String words, String by) {
        return put(
                book.facility(facilityId),
                "facility|" + facilityId,
                new About(null, null, facilityId),
                by,
                person -> Words.of(person.language(), "notification.facility.subject", facility),
                person -> {
                    Language language = person.language();
                    StringBuilder text = new StringBuilder();
                    greet(text, person);
                    line(text, Words.of(language, "notification.facility.text", by, facility));
                    line(
                            text,
                            "  "
                                    + (words.isEmpty()
                                            ? Words.of(language, "notification.facility.usual")
                                            : words));
                    link(text, language, "/#/facilities?facility=" + facilityId);
                    return text.toString();
                });
    }

    /** Writes to a facility's contact that the tier above wants something. */
    public void instructed(Instruction instruction) {
        Long dueUs = instruction.asked().dueUs();
        put(
                book.facility(instruction.facilityId()),
                "instruction|" + instruction.id(),
                new About(null, null, instruction.facilityId()),
                instruction.giver(),
                person ->
                        Words.of(
                                person.language(),
                                "notification.instruction.subject",
                                instruction.issuer(),
                                instruction.facility()),
                person -> {
                    Language language = person.language();
                    StringBuilder text = new StringBuilder();
                    greet(text, person);
                    line(
                            text,
                            Words.of(
                                    language,
                                    "notification.instruction.text",
                                    instruction.giver(),
                                    instruction.issuer(),
                                    instruction.facility()));
                    line(text, "  " + instruction.asked().words());
                    if (dueUs != null) {
                        line(
                                text,
                                Words.of(
                                        language,
                                        "notification.instruction.due",
                                        DUE.format(Instant.EPOCH.plus(dueUs, ChronoUnit.MICROS))));
                    }
                    link(text, language, "/#/instructions?id=" + instruction.id());
                    return text.toString();
                });
    }

    private static String byHand(Language language, String by, String words) {
        return words.isEmpty()
                ? Words.of(language, "notification.by-hand", by) + "\n\n"
                : Words.of(language, "notification.by-hand.words", by, words) + "\n\n";
    }

    private Asked put(
            List<Person> people,
            String about,
            About ids,
            String by,
            Function<Person, String> subject,
            Function<Person, String> text) {
        List<String> names = new ArrayList<>();
        boolean recently = false;
        boolean full = false;
        long bucket = clock.millis() * 1_000 / PAUSE_US;
        for (Person person : people) {
            Queued queued =
                    outbox.put(
                            new Wanted(
                                    "request",
                                    person.channel(),
                                    person.address(),
                                    person.name(),
                                    subject.apply(person),
                                    text.apply(person),
                                    false,
                                    "request|" + about + "|" + bucket + "|" + person.key(),
                                    ids,
                                    by,
                                    LIFE));
            switch (queued) {
                case WAITING -> names.add(person.name());
                case KNOWN -> recently = true;
                case FULL -> full = true;
                case NOT_SET_UP, BAD_ADDRESS -> {}
            }
        }
        return new Asked(List.copyOf(names), recently, full);
    }

    // ---- words

    private void link(StringBuilder text, Language language, String path) {
        line(text, "");
        if (publicUrl != null) {
            line(text, Words.of(language, "notification.link", publicUrl + path));
        }
        line(text, Words.of(language, "notification.automatic"));
    }

    private static void greet(StringBuilder text, Person person) {
        line(text, Words.of(person.language(), "notification.greeting", person.name()));
        line(text, "");
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private static String said(Sentence sentence, Language language) {
        return language == Language.VI ? sentence.vietnamese() : sentence.english();
    }
}
