package org.haidang.server.instruction.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.haidang.server.instruction.store.Instruction.Answer;
import org.haidang.server.instruction.store.Instruction.Asked;
import org.haidang.server.instruction.store.Instruction.Kind;
import org.haidang.server.instruction.store.Instruction.Withdrawal;
import org.haidang.server.store.Database;
import org.haidang.server.store.Transaction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code instructions}. */
public final class InstructionStore {
    private static final String OPEN =
            " done_us = 0 and refused_us = 0 and withdrawn_us = 0 and (kind <> 'REMIND' or seen_us ="
                    + " 0)";

    private final Database database;

    public InstructionStore(Database database) {
        this.database = database;
    }

    /** What is done with the transaction is there together or not at all. */
    public <T> T write(Function<Transaction, T> work) {
        return database.write(c -> work.apply(new Transaction(c)));
    }

    public void add(Transaction in, Instruction made) {
        in.client()
                .sql(
                        "insert into instructions (id, site_id, above_id, facility_id, facility,"
                                + " kind, words, due_us, giver, issuer, given_us, kept_us,"
                                + " refused_us, result, withdrawn_us, withdrawn_by, why) values (?,"
                                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(made.id())
                .param(made.siteId())
                .param(made.aboveId())
                .param(made.facilityId())
                .param(made.facility())
                .param(made.asked().kind().name())
                .param(made.asked().words())
                .param(made.asked().dueUs())
                .param(made.giver())
                .param(made.issuer())
                .param(made.asked().givenUs())
                .param(made.answer().keptUs())
                .param(made.answer().refusedUs())
                .param(made.answer().result())
                .param(made.withdrawal().atUs())
                .param(made.withdrawal().by())
                .param(made.withdrawal().why())
                .update();
    }

    public Optional<Instruction> byId(String id) {
        return database.read(c -> byId(c, id));
    }

    /** As the transaction sees it; on PostgreSQL no other changes it meanwhile. */
    public Optional<Instruction> byId(Transaction in, String id) {
        in.client().sql("update instructions set words = words where id = ?").param(id).update();
        return byId(in.client(), id);
    }

    private static Optional<Instruction> byId(JdbcClient c, String id) {
        return c.sql("select * from instructions where id = ?")
                .param(id)
                .query(InstructionStore::row)
                .optional();
    }

    /** Those to sites that pass this one on. */
    public List<Instruction> passedOn(Transaction in, String aboveId) {
        return in.client()
                .sql("select * from instructions where above_id = ? order by id")
                .param(aboveId)
                .query(InstructionStore::row)
                .list();
    }

    /** How many ever came from above. */
    public long fromAbove() {
        return database.read(c ->
                c.sql("select count(*) from instructions where site_id is null")
                        .query(Long.class)
                        .single());
    }

    /** Whether a site was ever told just this of a facility. */
    public boolean said(String facilityId, String words) {
        return database.read(c ->
                c.sql(
                                "select count(*) from instructions where site_id is not null"
                                        + " and facility_id = ? and words = ?")
                        .params(facilityId, words)
                        .query(Long.class)
                        .single())
                > 0;
    }

    /** When the newest reminder of a facility was given to its site; 0 for never. */
    public long remindedUs(String facilityId) {
        return database.read(c ->
                c.sql(
                                "select coalesce(max(given_us), 0) from instructions where site_id is"
                                        + " not null and facility_id = ? and kind = 'REMIND'")
                        .param(facilityId)
                        .query(Long.class)
                        .single());
    }

    /**
     * What a site is to be told: what it does not keep, or that it does not stand; oldest first.
     */
    public List<Instruction> untold(String siteId, int limit) {
        return database.read(c ->
                c.sql(
                                "select * from instructions where site_id = ? and refused_us = 0 and"
                                        + " (kept_us = 0 or (withdrawn_us <> 0 and"
                                        + " withdrawal_kept_us = 0)) order by id limit ?")
                        .params(siteId, limit)
                        .query(InstructionStore::row)
                        .list());
    }

    /** Sites that are to be told something. */
    public List<String> untoldSites() {
        return database.read(c ->
                c.sql(
                                "select distinct site_id from instructions where site_id is not null"
                                        + " and refused_us = 0 and (kept_us = 0 or (withdrawn_us <>"
                                        + " 0 and withdrawal_kept_us = 0))")
                        .query(String.class)
                        .list());
    }

    /**
     * How many somebody still has to do something about.
     *
     * @param siteId null for those from above
     */
    public long open(@Nullable String siteId) {
        String of = siteId == null ? "site_id is null and" : "site_id = ? and";
        return database.read(c -> {
            JdbcClient.StatementSpec asked =
                    c.sql("select count(*) from instructions where " + of + OPEN);
            return (siteId == null ? asked : asked.param(siteId)).query(Long.class).single();
        });
    }

    /**
     * The newest first.
     *
     * @param over whether those that nobody has to do anything about any more are asked for, or the
     *     others
     */
    public List<Instruction> newest(boolean over, int limit) {
        return database.read(c ->
                c.sql(
                                "select * from instructions where"
                                        + (over ? " not (" + OPEN + ")" : OPEN)
                                        + " order by id desc limit ?")
                        .param(limit)
                        .query(InstructionStore::row)
                        .list());
    }

    // ---- what came of it; each only once

    /** The site keeps it. */
    public boolean kept(Transaction in, String id, long atUs) {
        return once(in, "kept_us = ?", "kept_us = 0", atUs, id);
    }

    public boolean refused(Transaction in, String id, String why, long atUs) {
        return once(in, "refused_us = ?, result = ?", "refused_us = 0", atUs, why, id);
    }

    public boolean seen(Transaction in, String id, String by, long atUs) {
        return once(in, "seen_us = ?, seen_by = ?", "seen_us = 0", atUs, by, id);
    }

    public boolean done(Transaction in, String id, String by, String result, long atUs) {
        return once(
                in, "done_us = ?, done_by = ?, result = ?", "done_us = 0", atUs, by, result, id);
    }

    public boolean withdrawn(Transaction in, String id, String by, String why, long atUs) {
        return once(
                in,
                "withdrawn_us = ?, withdrawn_by = ?, why = ?",
                "withdrawn_us = 0",
                atUs,
                by,
                why,
                id);
    }

    public boolean withdrawalKept(Transaction in, String id, long atUs) {
        return once(in, "withdrawal_kept_us = ?", "withdrawal_kept_us = 0", atUs, id);
    }

    private static boolean once(Transaction in, String set, String unless, Object... values) {
        return in.client()
                        .sql("update instructions set " + set + " where id = ? and " + unless)
                        .params(values)
                        .update()
                == 1;
    }

    private static Instruction row(ResultSet row, int n) throws SQLException {
        long due = row.getLong("due_us");
        boolean noDue = row.wasNull();
        return new Instruction(
                row.getString("id"),
                row.getString("site_id"),
                row.getString("above_id"),
                row.getString("facility_id"),
                row.getString("facility"),
                new Asked(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("words"),
                        noDue ? null : due,
                        row.getLong("given_us")),
                row.getString("giver"),
                row.getString("issuer"),
                new Answer(
                        row.getLong("kept_us"),
                        row.getLong("refused_us"),
                        row.getLong("seen_us"),
                        row.getString("seen_by"),
                        row.getLong("done_us"),
                        row.getString("done_by"),
                        row.getString("result")),
                new Withdrawal(
                        row.getLong("withdrawn_us"),
                        row.getString("withdrawn_by"),
                        row.getString("why"),
                        row.getLong("withdrawal_kept_us")));
    }
}
