package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.haidang.programme.incident.IncidentKind;
import org.haidang.programme.incident.IncidentLife.Standing;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.Severity;
import org.haidang.server.fact.FactKind;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.fact.store.StoredFact;
import org.haidang.server.incident.store.IncidentEvent;
import org.haidang.server.incident.store.IncidentFact;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.tier.store.Site;
import org.haidang.server.tier.store.SiteFactStore;
import org.haidang.server.tier.store.SiteStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told from tier to tier, and must neither be lost nor count twice, on every database. */
abstract class FactStoresContract {
    private static final String BODY = "{\"a\":1}";

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private FactOutbox outbox;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
        outbox = new FactOutbox(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private void tell(String subject) {
        database.write(c -> {
            outbox.append(new Transaction(c), FactKind.CAMERA_STATE, subject, 7, () -> BODY);
            return 0;
        });
    }

    private List<String> waiting(long after) {
        return outbox.after(after, 100).stream()
                .map(fact -> fact.number() + " " + fact.subject())
                .toList();
    }

    @Test
    void nothingIsWrittenWithoutACentre() {
        tell("a");
        assertThat(waiting(0)).isEmpty();
        assertThat(outbox.head().last()).isZero();
    }

    @Test
    void factsWaitInOrderUntilTheCentreKeepsThem() {
        assertThat(outbox.open("me", c -> {})).isTrue();
        assertThat(outbox.open("me", c -> {})).isFalse();
        tell("a");
        tell("b");
        tell("c");
        assertThat(waiting(0)).containsExactly("1 a", "2 b", "3 c");
        assertThat(outbox.after(1, 1))
                .containsExactly(new StoredFact(2, "camera-state", "b", 7, BODY));
        outbox.applied(2);
        assertThat(waiting(0)).containsExactly("3 c");
        assertThat(outbox.head().waiting()).isEqualTo(1);
        outbox.applied(1);
        assertThat(outbox.head().applied()).isEqualTo(2);
        assertThat(waiting(3)).isEmpty();
        tell("d");
        assertThat(waiting(3)).containsExactly("4 d");
        assertThat(new FactOutbox(database).after(0, 9)).hasSize(2);
    }

    @Test
    void aFactIsThereOnlyWithWhatItTellsOf() {
        outbox.open("me", c -> {});
        assertThatThrownBy(() ->
                        database.write(c -> {
                            outbox.append(
                                    new Transaction(c), FactKind.INCIDENT, "x", 7, () -> BODY);
                            throw new IllegalStateException("does not work out");
                        }))
                .hasMessageContaining("does not work out");
        tell("a");
        assertThat(waiting(0)).containsExactly("1 a");
    }

    @Test
    void anotherCentreBeginsAtOneAndLearnsWhatWasBefore() {
        outbox.open("me", c -> {});
        tell("a");
        outbox.applied(1);
        tell("b");
        assertThat(
                        outbox.open(
                                "me-elsewhere",
                                c -> outbox.append(c, FactKind.INCIDENT, "old", 1, () -> BODY)))
                .isTrue();
        tell("c");
        assertThat(waiting(0)).containsExactly("1 old", "2 c");
        outbox.close();
        tell("d");
        assertThat(waiting(0)).isEmpty();
    }

    @Test
    void aServerSetBackToAnOlderCopyNumbersOn() {
        outbox.open("me", c -> {});
        tell("a");
        outbox.applied(1);
        tell("b");
        tell("c");
        outbox.applied(40);
        assertThat(waiting(40)).containsExactly("41 b", "42 c");
        tell("d");
        assertThat(waiting(42)).containsExactly("43 d");
        outbox.applied(43);
        assertThat(outbox.head().waiting()).isZero();
    }

    @Test
    void whenTooManyWaitOnlyWhatIsVitalIsWrittenAndTheRestCounted() {
        outbox = new FactOutbox(database, 2);
        outbox.open("me", c -> {});
        tell("a");
        tell("b");
        tell("lost");
        tell("lost too");
        database.write(c -> {
            outbox.append(new Transaction(c), FactKind.INCIDENT, "fire", 7, () -> BODY);
            return 0;
        });
        assertThat(outbox.after(0, 9))
                .extracting(StoredFact::kind)
                .containsExactly("camera-state", "camera-state", "passed-over", "incident");
        assertThat(outbox.after(2, 1).getFirst().body()).isEqualTo("{\"count\":2}");
        outbox.applied(4);
        tell("e");
        assertThat(waiting(4)).containsExactly("5 e");
    }

    // ---- above

    private SiteFactStore site(String id) {
        new SiteStore(database)
                .invite(
                        new Site(id, "Điểm " + id, null, 1, 9, 0, 0, "", "", 0, 0, ""),
                        "hash" + id);
        return new SiteFactStore(database);
    }

    private static List<StoredFact> facts(long from, long to) {
        List<StoredFact> facts = new ArrayList<>();
        for (long number = from; number <= to; number++) {
            facts.add(new StoredFact(number, "camera-state", "camera", number, BODY));
        }
        return facts;
    }

    @Test
    void whatComesAgainChangesNothing() {
        SiteFactStore store = site("s1");
        site("s2");
        List<Long> effects = new ArrayList<>();
        assertThat(store.take("s1", facts(1, 3), 5, (c, fact) -> effects.add(fact.number())))
                .isEqualTo(3);
        assertThat(store.take("s1", facts(2, 5), 6, (c, fact) -> effects.add(fact.number())))
                .isEqualTo(5);
        assertThat(store.take("s1", facts(1, 2), 6, (c, fact) -> effects.add(fact.number())))
                .isEqualTo(5);
        assertThat(effects).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(store.applied("s1")).isEqualTo(5);
        assertThat(store.applied("s2")).isZero();
        assertThat(store.newest("s1", 5, 2))
                .extracting(one -> one.fact().number() + " at " + one.receivedUs())
                .containsExactly("4 at 6", "3 at 5");
    }

    @Test
    void anEffectThatFailsLeavesNothingBehind() {
        SiteFactStore store = site("s1");
        assertThatThrownBy(() ->
                        store.take(
                                "s1",
                                facts(1, 3),
                                5,
                                (c, fact) -> {
                                    if (fact.number() == 3) {
                                        throw new IllegalStateException("disk full");
                                    }
                                }))
                .hasMessageContaining("disk full");
        assertThat(store.applied("s1")).isZero();
        assertThat(store.newest("s1", Long.MAX_VALUE, 9)).isEmpty();
    }

    // ---- incidents

    private static IncidentRow incident(
            String id, IncidentState state, long changedUs, IncidentRow.@Nullable Keeper keeper) {
        return new IncidentRow(
                id,
                "f1",
                List.of("c1"),
                Severity.SERIOUS,
                "Khói ở bếp",
                1,
                null,
                null,
                new Standing(IncidentKind.FIRE, state, "Chín", java.util.Map.of()),
                "An",
                1,
                changedUs,
                keeper);
    }

    private static IncidentEvent event(String id, String incident) {
        return new IncidentEvent(id, incident, 2, "u1", "An", "noted", "đã gọi 114");
    }

    @Test
    void anIncidentIsToldAndTakenOnceAndOnlyByItsSite() {
        IncidentStore store = new IncidentStore(database, outbox);
        outbox.open("me", c -> {});
        IncidentRow own = incident("i1", IncidentState.NEW, 1, null);
        store.add(own, event("e1", "i1"));
        IncidentFact told = IncidentFact.read(outbox.after(0, 1).getFirst().body());
        assertThat(told.row("f1", List.of("c1"), new IncidentRow.Keeper("s", "S")).title())
                .isEqualTo("Khói ở bếp");
        assertThat(told.done()).extracting(IncidentEvent::words).containsExactly("đã gọi 114");

        IncidentRow.Keeper keeper = new IncidentRow.Keeper("s1", "Điểm 1");
        IncidentRow theirs = incident("i2", IncidentState.NEW, 1, keeper);
        IncidentRow later = incident("i2", IncidentState.IN_PROGRESS, 2, keeper);
        assertThat(take(store, later, "e3")).isTrue();
        assertThat(take(store, theirs, "e2")).isTrue();
        assertThat(take(store, later, "e3")).isTrue();
        assertThat(store.byId("i2")).contains(later);
        assertThat(store.events("i2", 9)).extracting(IncidentEvent::id).containsExactly("e2", "e3");
        // Told on to the centre above: what was new, and nothing twice.
        assertThat(waiting(1)).containsExactly("2 i2", "3 i2");

        assertThat(take(store, incident("i1", IncidentState.CLOSED, 9, keeper), "e4")).isFalse();
        IncidentRow foreign =
                incident("i2", IncidentState.CLOSED, 9, new IncidentRow.Keeper("s2", "Điểm 2"));
        assertThat(take(store, foreign, "e5")).isFalse();
        assertThat(store.byId("i1")).contains(own);
        assertThat(store.byId("i2")).contains(later);
    }

    private boolean take(IncidentStore store, IncidentRow row, String event) {
        return database.write(
                c -> store.take(new Transaction(c), row, List.of(event(event, row.id()))));
    }

    @Test
    void aNewCentreLearnsOfWhatIsOpenAndOfTheNewestThatAreClosed() {
        IncidentStore store = new IncidentStore(database, outbox);
        store.add(incident("i1", IncidentState.CLOSED, 1, null), event("e1", "i1"));
        store.add(incident("i2", IncidentState.NEW, 1, null), event("e2", "i2"));
        store.add(incident("i3", IncidentState.CLOSED, 1, null), event("e3", "i3"));
        outbox.open("me", c -> store.tellAll(c, 1));
        assertThat(waiting(0)).containsExactly("1 i2", "2 i3");
    }

    @Test
    void whatIsNoIncidentIsSaid() {
        for (String body :
                List.of("", "null", "{}", "[1]", "{\"id\":1", "{\"id\":\"x\",\"events\":[null]}")) {
            assertThatThrownBy(() -> IncidentFact.read(body))
                    .as(body)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
