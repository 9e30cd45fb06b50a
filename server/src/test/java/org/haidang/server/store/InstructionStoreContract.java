package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.haidang.server.instruction.store.Instruction;
import org.haidang.server.instruction.store.Instruction.Answer;
import org.haidang.server.instruction.store.Instruction.Asked;
import org.haidang.server.instruction.store.Instruction.Kind;
import org.haidang.server.instruction.store.Instruction.State;
import org.haidang.server.instruction.store.Instruction.Withdrawal;
import org.haidang.server.instruction.store.InstructionStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instructions, on every database. */
abstract class InstructionStoreContract {
    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private InstructionStore store;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
        database.write(c ->
                c.sql(
                                "insert into sites (id, name, token_hash, created_us, expires_us)"
                                        + " values ('s1', 'Điểm 1', 'x', 1, 2)")
                        .update());
        store = new InstructionStore(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private Instruction add(String id, @Nullable String site, @Nullable String above, Kind kind) {
        Instruction made =
                new Instruction(
                        id,
                        site,
                        above,
                        "f1",
                        "Trường",
                        new Asked(kind, "Lau ống kính\ncổng", 50L, 10),
                        "An",
                        "Sở",
                        Answer.NONE,
                        Withdrawal.NONE);
        assertThat(
                        did(in -> {
                            store.add(in, made);
                            return true;
                        }))
                .isTrue();
        return made;
    }

    private boolean did(Predicate<Transaction> act) {
        return store.write(act::test);
    }

    private Instruction now(String id) {
        return store.byId(id).orElseThrow();
    }

    private static List<String> ids(List<Instruction> of) {
        return of.stream().map(Instruction::id).toList();
    }

    @Test
    void whatIsAddedIsThereAsItWas() {
        Instruction made = add("a", "s1", null, Kind.ORDER);
        assertThat(now("a")).isEqualTo(made);
        assertThat(now("a").state()).isEqualTo(State.WAITING);
        assertThat(now("a").overdue(49)).isFalse();
        assertThat(now("a").overdue(50)).isTrue();
        assertThat(store.byId("none")).isEmpty();
    }

    @Test
    void eachStepCountsOnceAndTheFirstTime() {
        add("a", "s1", null, Kind.ORDER);
        assertThat(did(in -> store.kept(in, "a", 11))).isTrue();
        assertThat(did(in -> store.kept(in, "a", 99))).isFalse();
        assertThat(now("a").state()).isEqualTo(State.KEPT);
        assertThat(did(in -> store.seen(in, "a", "Bình", 12))).isTrue();
        assertThat(did(in -> store.seen(in, "a", "Chi", 13))).isFalse();
        assertThat(now("a").state()).isEqualTo(State.SEEN);
        assertThat(now("a").answer().seenBy()).isEqualTo("Bình");
        assertThat(did(in -> store.done(in, "a", "Bình", "Đã lau", 14))).isTrue();
        assertThat(did(in -> store.done(in, "a", "Chi", "khác", 15))).isFalse();
        assertThat(now("a").answer())
                .isEqualTo(new Answer(11, 0, 12, "Bình", 14, "Bình", "Đã lau"));
        assertThat(now("a").overdue(1_000)).isFalse();
        assertThat(did(in -> store.kept(in, "none", 1))).isFalse();
    }

    @Test
    void aSiteIsToldWhatItDoesNotKeepAndWhatDoesNotStand() {
        add("a", "s1", null, Kind.ORDER);
        add("b", "s1", null, Kind.ORDER);
        add("c", "s1", null, Kind.ORDER);
        add("d", null, null, Kind.ORDER);
        assertThat(ids(store.untold("s1", 10))).containsExactly("a", "b", "c");
        assertThat(ids(store.untold("s1", 2))).containsExactly("a", "b");
        assertThat(store.untoldSites()).containsExactly("s1");
        did(in -> store.kept(in, "a", 1));
        did(in -> store.refused(in, "b", "quá nhiều", 1));
        assertThat(now("b").state()).isEqualTo(State.REFUSED);
        assertThat(ids(store.untold("s1", 10))).containsExactly("c");
        did(in -> store.withdrawn(in, "a", "An", "nhầm", 2));
        assertThat(ids(store.untold("s1", 10))).containsExactly("a", "c");
        did(in -> store.withdrawalKept(in, "a", 3));
        assertThat(now("a").withdrawal()).isEqualTo(new Withdrawal(2, "An", "nhầm", 3));
        assertThat(ids(store.untold("s1", 10))).containsExactly("c");
        assertThat(store.untold("s2", 10)).isEmpty();
        did(in -> store.kept(in, "c", 4));
        assertThat(store.untoldSites()).isEmpty();
    }

    @Test
    void whatIsOverIsNotOpen() {
        add("a", "s1", null, Kind.REMIND);
        add("b", "s1", "x", Kind.ORDER);
        add("c", null, null, Kind.ORDER);
        assertThat(ids(store.newest(false, 9))).containsExactly("c", "b", "a");
        assertThat(ids(store.newest(false, 2))).containsExactly("c", "b");
        assertThat(store.open("s1")).isEqualTo(2);
        assertThat(store.open(null)).isEqualTo(1);
        assertThat(store.fromAbove()).isEqualTo(1);
        assertThat(store.remindedUs("f1")).isEqualTo(10);
        assertThat(store.remindedUs("f2")).isZero();
        // A reminder wants to be seen and no more.
        did(in -> store.seen(in, "a", "Bình", 12));
        did(in -> store.seen(in, "b", "Bình", 12));
        assertThat(ids(store.newest(false, 9))).containsExactly("c", "b");
        assertThat(ids(store.newest(true, 9))).containsExactly("a");
        assertThat(now("a").state()).isEqualTo(State.DONE);
        assertThat(store.open("s1")).isEqualTo(1);
        assertThat(store.<List<Instruction>>write(in -> store.passedOn(in, "x")))
                .extracting(Instruction::id)
                .containsExactly("b");
    }
}
