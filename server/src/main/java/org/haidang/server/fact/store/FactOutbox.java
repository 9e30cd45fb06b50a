package org.haidang.server.fact.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.haidang.server.fact.FactKind;
import org.haidang.server.store.Database;
import org.haidang.server.store.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables {@code outbox} and {@code outbox_head}: what the centre above does not keep yet.
 * Nothing is written while this server has no centre. Thread-safe.
 */
public final class FactOutbox {
    /**
     * So many may wait, about a month of a large site without a line. Beyond it only what is vital
     * is still written, and the centre is told how many were passed over.
     */
    public static final int MAX_WAITING = 500_000;

    private final Database database;
    private final int maxWaiting;

    /** The newest number that may be there; looking costs nothing while the reader has it. */
    private final AtomicLong newest = new AtomicLong(Long.MAX_VALUE);

    public FactOutbox(Database database) {
        this(database, MAX_WAITING);
    }

    /**
     * @param maxWaiting what is not vital is passed over when so many wait
     */
    public FactOutbox(Database database, int maxWaiting) {
        this.database = database;
        this.maxWaiting = maxWaiting;
    }

    /**
     * How it stands.
     *
     * @param centre the id that the centre knows this server by; empty when there is none
     * @param last the newest number given
     * @param applied the newest that the centre keeps
     * @param passed left out and not told of yet
     */
    public record Head(String centre, long last, long applied, long passed) {
        public long waiting() {
            return last - applied;
        }
    }

    /**
     * Writes a fact in the transaction of the caller, so that both are there or neither.
     *
     * @param body JSON, asked for only when there is a centre to tell it to
     */
    public void append(
            Transaction in, FactKind kind, String subject, long happenedUs, Supplier<String> body) {
        JdbcClient c = in.client();
        int room = kind.vital() ? Integer.MAX_VALUE : maxWaiting;
        // Changed before it is read: a second writer on PostgreSQL waits here.
        int given =
                c.sql(
                                "update outbox_head set last = last + 1 where id = 1 and centre <> ''"
                                        + " and last - applied < ?")
                        .param(room)
                        .update();
        if (given == 0) {
            c.sql("update outbox_head set passed = passed + 1 where id = 1 and centre <> ''")
                    .update();
            return;
        }
        Head head = head(c);
        if (head.passed() > 0 && head.waiting() < room) {
            insert(
                    c,
                    new StoredFact(
                            head.last(),
                            FactKind.PASSED_OVER.word(),
                            "",
                            happenedUs,
                            "{\"count\":" + head.passed() + "}"));
            c.sql("update outbox_head set last = last + 1, passed = 0 where id = 1").update();
            head = head(c);
        }
        insert(c, new StoredFact(head.last(), kind.word(), subject, happenedUs, body.get()));
        newest.set(head.last());
    }

    private static void insert(JdbcClient c, StoredFact fact) {
        c.sql(
                        "insert into outbox (number, kind, subject, happened_us, body) values (?,"
                                + " ?, ?, ?, ?)")
                .params(fact.number(), fact.kind(), fact.subject(), fact.happenedUs(), fact.body())
                .update();
    }

    private static Head head(JdbcClient c) {
        return c.sql("select centre, last, applied, passed from outbox_head where id = 1")
                .query((row, n) ->
                        new Head(
                                row.getString("centre"),
                                row.getLong("last"),
                                row.getLong("applied"),
                                row.getLong("passed")))
                .single();
    }

    public Head head() {
        return database.read(FactOutbox::head);
    }

    /**
     * From now on facts are for this centre. Another one's are gone: it is not this server's any
     * more.
     *
     * @param centre the id that it knows this server by
     * @param begin what it must learn that happened before; run in the same transaction
     * @return false when it was this one before
     */
    public boolean open(String centre, Consumer<Transaction> begin) {
        return database.write(c -> {
            if (head(c).centre().equals(centre)) {
                return false;
            }
            c.sql("delete from outbox").update();
            c.sql(
                            "update outbox_head set centre = ?, last = 0, applied = 0, passed = 0,"
                                    + " coverage_day = '' where id = 1")
                    .param(centre)
                    .update();
            begin.accept(new Transaction(c));
            return true;
        });
    }

    /** This server has no centre any more. */
    public void close() {
        open("", c -> {});
    }

    /** The next facts in order. */
    public List<StoredFact> after(long number, int max) {
        if (number >= newest.get()) {
            return List.of();
        }
        List<StoredFact> next =
                database.read(c ->
                        c.sql(
                                        "select number, kind, subject, happened_us, body from"
                                                + " outbox where number > ? order by number"
                                                + " limit ?")
                                .params(number, max)
                                .query((row, n) ->
                                        new StoredFact(
                                                row.getLong("number"),
                                                row.getString("kind"),
                                                row.getString("subject"),
                                                row.getLong("happened_us"),
                                                row.getString("body")))
                                .list());
        if (next.isEmpty()) {
            // After a start nobody knows; what is appended meanwhile sets it again.
            newest.compareAndSet(Long.MAX_VALUE, number);
        }
        return next;
    }

    /**
     * The centre keeps all up to this number. One that was never given means that this server was
     * set back to an older copy of itself: what waits is numbered on from there, so that the centre
     * takes it; some of it may come twice, which changes nothing.
     */
    public void applied(long number) {
        database.write(c -> {
            Head head = head(c);
            if (number > head.last()) {
                renumber(c, number - head.applied());
                c.sql("update outbox_head set last = last + ?, applied = ? where id = 1")
                        .params(number - head.applied(), number)
                        .update();
                newest.set(Long.MAX_VALUE);
                return 0;
            }
            c.sql("delete from outbox where number <= ?").param(number).update();
            return c.sql("update outbox_head set applied = ? where id = 1 and applied < ?")
                    .params(number, number)
                    .update();
        });
    }

    /** By way of negative numbers, so that no number is there twice on the way. */
    private static void renumber(JdbcClient c, long by) {
        c.sql("update outbox set number = -(number + ?)").param(by).update();
        c.sql("update outbox set number = -number where number < 0").update();
    }

    /** The newest day whose coverage was told; empty when none was. */
    public String coverageDay() {
        return database.read(c ->
                c.sql("select coverage_day from outbox_head where id = 1")
                        .query(String.class)
                        .single());
    }

    /**
     * Writes facts of one kind in a transaction of their own.
     *
     * @param bodies JSON by subject
     */
    public void appendAll(FactKind kind, long happenedUs, Map<String, String> bodies) {
        if (!bodies.isEmpty()) {
            database.write(c -> {
                append(new Transaction(c), kind, happenedUs, bodies);
                return bodies.size();
            });
        }
    }

    private void append(
            Transaction in, FactKind kind, long happenedUs, Map<String, String> bodies) {
        bodies.forEach((subject, body) -> append(in, kind, subject, happenedUs, () -> body));
    }

    /**
     * Tells of a day, and remembers that it did.
     *
     * @param bodies JSON by camera
     */
    public void coverage(String day, long happenedUs, Map<String, String> bodies) {
        database.write(c -> {
            append(new Transaction(c), FactKind.COVERAGE, happenedUs, bodies);
            return c.sql("update outbox_head set coverage_day = ? where id = 1")
                    .param(day)
                    .update();
        });
    }
}
