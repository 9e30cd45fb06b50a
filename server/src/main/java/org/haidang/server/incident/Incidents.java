package org.haidang.server.incident;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.haidang.programme.incident.IncidentLife;
import org.haidang.programme.incident.IncidentLife.Answer;
import org.haidang.programme.incident.IncidentLife.Standing;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.IncidentStep;
import org.haidang.programme.incident.IncidentStep.Close;
import org.haidang.programme.incident.IncidentStep.Reopen;
import org.haidang.programme.incident.IncidentStep.Resolve;
import org.haidang.programme.incident.IncidentStep.TakeUp;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.incident.store.IncidentEvent;
import org.haidang.server.incident.store.IncidentFilter;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/** Incidents, by the programme's rules. Thread-safe; changes of one incident cannot overlap. */
public final class Incidents {
    /** Events of one incident that are answered, the newest of them. */
    public static final int MAX_EVENTS = 500;

    /** Open incidents that lists and the one screen look at. */
    public static final int MAX_OPEN = 2_000;

    private final IncidentStore store;
    private final CameraRegistry registry;
    private final Audit audit;
    private final News news;
    private final RandomGenerator random;
    private final InstantSource clock;

    public Incidents(
            IncidentStore store,
            CameraRegistry registry,
            Audit audit,
            News news,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.registry = registry;
        this.audit = audit;
        this.news = news;
        this.random = random;
        this.clock = clock;
    }

    // ---- asking

    public Optional<IncidentRow> incident(String id) {
        return store.byId(id);
    }

    public List<IncidentRow> find(IncidentFilter filter) {
        return store.find(filter);
    }

    /** Every open one, newest first, at most {@link #MAX_OPEN}. */
    public List<IncidentRow> open() {
        List<IncidentState> states =
                List.of(IncidentState.NEW, IncidentState.IN_PROGRESS, IncidentState.RESOLVED);
        return store.find(new IncidentFilter(null, states, null, null, null, null, null, MAX_OPEN));
    }

    public List<IncidentEvent> events(String id) {
        return store.events(id, MAX_EVENTS);
    }

    // ---- acting

    /** Opens one; the draft was judged by the caller. */
    public IncidentRow open(IncidentDraft draft, Actor by) {
        long nowUs = nowUs();
        IncidentRow row =
                new IncidentRow(
                        Ids.next(nowUs, random),
                        draft.facilityId(),
                        draft.cameraIds(),
                        draft.severity(),
                        VietnameseText.normalise(draft.title()),
                        draft.fromUs(),
                        draft.toUs(),
                        null,
                        Standing.begun(draft.kind()),
                        name(by),
                        nowUs,
                        nowUs,
                        null);
        record(row, null, row.standing().state().name(), by);
        store.add(row, event(row, by, "opened", row.title(), nowUs));
        news.tell(Topic.INCIDENT, row.facilityId());
        return row;
    }

    /**
     * Takes one step.
     *
     * @throws StepRefusedException with the rule's sentence
     * @throws IncidentConflictException when somebody was faster
     */
    public IncidentRow step(IncidentRow from, IncidentStep step, Actor by) {
        Standing to = taken(IncidentLife.step(from.standing(), step));
        String ownerId = step instanceof TakeUp ? by.userId() : from.ownerId();
        return put(from, from.with(to, ownerId, nowUs()), by, act(step), words(step));
    }

    private static String act(IncidentStep step) {
        return switch (step) {
            case TakeUp _ -> "taken-up";
            case Resolve _ -> "resolved";
            case Close _ -> "closed";
            case Reopen _ -> "reopened";
        };
    }

    private static String words(IncidentStep step) {
        return switch (step) {
            case TakeUp(String owner) -> owner;
            case Resolve(String remedy) -> remedy;
            case Close _ -> "";
            case Reopen(String reason) -> reason;
        };
    }

    /** Ticks or unticks an item of the checklist. */
    public IncidentRow tick(IncidentRow from, String item, boolean done, Actor by) {
        Standing to =
                taken(
                        done
                                ? IncidentLife.tick(
                                        from.standing(), item, name(by), clock.instant())
                                : IncidentLife.untick(from.standing(), item));
        if (to.equals(from.standing())) {
            return from;
        }
        IncidentRow after = from.with(to, from.ownerId(), nowUs());
        return put(from, after, by, done ? "ticked" : "unticked", item);
    }

    /** Adds a note; a closed one can be noted upon, too. */
    public IncidentRow note(IncidentRow from, String words, Actor by) {
        IncidentRow after = from.with(from.standing(), from.ownerId(), nowUs());
        return put(from, after, by, "noted", VietnameseText.normalise(words));
    }

    /** Changes what it is about: severity, title, time, cameras; judged by the caller. */
    public IncidentRow change(IncidentRow from, IncidentDraft draft, Actor by) {
        IncidentRow after =
                new IncidentRow(
                        from.id(),
                        from.facilityId(),
                        draft.cameraIds(),
                        draft.severity(),
                        VietnameseText.normalise(draft.title()),
                        draft.fromUs(),
                        draft.toUs(),
                        from.ownerId(),
                        from.standing(),
                        from.createdBy(),
                        from.createdUs(),
                        nowUs(),
                        from.keeper());
        return put(from, after, by, "changed", after.severity() + " " + after.title());
    }

    private IncidentRow put(
            IncidentRow before, IncidentRow changed, Actor by, String act, String words) {
        refuseKeptBelow(before);
        // A version is never the one before, however coarse the clock.
        IncidentRow after =
                changed.changedUs() > before.changedUs()
                        ? changed
                        : changed.with(
                                changed.standing(), changed.ownerId(), before.changedUs() + 1);
        record(
                after,
                before.standing().state().name(),
                after.standing().state().name() + " " + act + " " + words,
                by);
        if (!store.put(before, after, event(after, by, act, words, after.changedUs()))) {
            throw new IncidentConflictException(before.id());
        }
        news.tell(Topic.INCIDENT, after.facilityId());
        return after;
    }

    /** One owner a tier: two that work on the same would undo each other's work. */
    private static void refuseKeptBelow(IncidentRow row) {
        IncidentRow.Keeper keeper = row.keeper();
        if (keeper != null) {
            throw new StepRefusedException(
                    new Sentence(
                            "Sự cố này do " + keeper.site() + " xử lý; ở đây chỉ theo dõi.",
                            "This incident is handled by "
                                    + keeper.site()
                                    + "; here it can only be followed."));
        }
    }

    private static Standing taken(Answer answer) {
        return switch (answer) {
            case IncidentLife.Taken(Standing standing) -> standing;
            case IncidentLife.Refused refused -> throw new StepRefusedException(refused.reason());
        };
    }

    private void record(IncidentRow row, @Nullable String before, String after, Actor by) {
        audit.append(
                Entry.of(by, AuditKind.INCIDENT_CHANGED)
                        .about(
                                Subject.facility(
                                        row.facilityId(), registry.facilityName(row.facilityId())))
                        .with("name", row.title())
                        .with("incident", row.id())
                        .with("before", before)
                        .with("after", after));
    }

    private IncidentEvent event(IncidentRow row, Actor by, String act, String words, long atUs) {
        return new IncidentEvent(
                Ids.next(atUs, random), row.id(), atUs, by.userId(), name(by), act, words);
    }

    private static String name(Actor by) {
        String person = by.person();
        return person == null || person.isBlank() ? "Hải Đăng" : person;
    }

    private long nowUs() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
