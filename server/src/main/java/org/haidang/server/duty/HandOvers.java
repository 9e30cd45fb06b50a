package org.haidang.server.duty;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.haidang.programme.duty.HandOver;
import org.haidang.programme.duty.HandOver.Answer;
import org.haidang.programme.duty.HandOver.OpenItem;
import org.haidang.programme.duty.HandOver.Signature;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.duty.store.DutyStore;
import org.haidang.server.duty.store.HandOverRow;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.store.Ids;

/** Hand-overs from shift to shift. Thread-safe. */
public final class HandOvers {
    /** The newest of them that are listed: with three shifts a day, of ten sites for a week. */
    public static final int MAX_LISTED = 200;

    private final DutyStore store;
    private final Audit audit;
    private final News news;
    private final RandomGenerator random;
    private final InstantSource clock;

    public HandOvers(
            DutyStore store, Audit audit, News news, RandomGenerator random, InstantSource clock) {
        this.store = store;
        this.audit = audit;
        this.news = news;
        this.random = random;
        this.clock = clock;
    }

    /** Newest first. */
    public List<HandOverRow> all() {
        return store.handOvers(MAX_LISTED);
    }

    public Optional<HandOverRow> byId(String id) {
        return store.handOver(id);
    }

    /** The outgoing watcher signs; the list is frozen. */
    public HandOverRow offer(List<String> facilityIds, List<OpenItem> open, String note, Actor by) {
        Signature signature = signature(by);
        HandOverRow row =
                new HandOverRow(
                        Ids.next(us(signature.at()), random),
                        facilityIds,
                        HandOver.offer(open, note, signature));
        record(row, by);
        store.add(row);
        tell(row);
        return row;
    }

    /**
     * The incoming watcher signs.
     *
     * @throws StepRefusedException with the rule's sentence
     */
    public HandOverRow take(HandOverRow row, String remark, Actor by) {
        return finish(row, row.handOver().take(signature(by), remark), by);
    }

    /**
     * The outgoing watcher takes it back.
     *
     * @throws StepRefusedException with the rule's sentence
     */
    public HandOverRow withdraw(HandOverRow row, String reason, Actor by) {
        return finish(row, row.handOver().withdraw(signature(by).personId(), reason), by);
    }

    private HandOverRow finish(HandOverRow row, Answer answer, Actor by) {
        return switch (answer) {
            case HandOver.Refused refused -> throw new StepRefusedException(refused.reason());
            case HandOver.Done done -> {
                HandOverRow after = new HandOverRow(row.id(), row.facilityIds(), done.handOver());
                record(after, by);
                if (!store.finish(after)) {
                    throw new StepRefusedException(HandOver.NO_LONGER_OFFERED);
                }
                tell(after);
                yield after;
            }
        };
    }

    private void record(HandOverRow row, Actor by) {
        HandOver over = row.handOver();
        audit.append(
                Entry.of(by, AuditKind.SHIFT_HANDED_OVER)
                        .with("name", over.outgoing().name())
                        .with("handOver", row.id())
                        .with("after", over.state().name())
                        .with("open", over.open().size())
                        .with("facilities", row.facilityIds()));
    }

    private void tell(HandOverRow row) {
        row.facilityIds().forEach(id -> news.tell(Topic.DUTY, id));
    }

    private Signature signature(Actor by) {
        String id = by.userId();
        String name = by.person();
        if (id == null || name == null) {
            throw new IllegalArgumentException("only a person signs");
        }
        return new Signature(id, name, clock.instant());
    }

    private static long us(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }
}
