package org.haidang.server.tier.store;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.BiConsumer;
import org.haidang.server.fact.store.StoredFact;
import org.haidang.server.store.Database;
import org.haidang.server.store.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code site_facts}, and which fact of each site is the newest that is kept. */
public final class SiteFactStore {
    /** Of one site; older ones have had their effect and are cut off. */
    static final int MAX_KEPT = 200_000;

    /** How often there is a look at what is to be cut off. */
    private static final int CUT_EVERY = 1_000;

    private static final System.Logger LOG = System.getLogger(SiteFactStore.class.getName());

    private final Database database;

    public SiteFactStore(Database database) {
        this.database = database;
    }

    /** The newest fact of the site that is kept; 0 when none is. */
    public long applied(String siteId) {
        return database.read(c -> applied(c, siteId));
    }

    private static long applied(JdbcClient c, String siteId) {
        return c.sql("select applied from sites where id = ?")
                .param(siteId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * Keeps facts with their effects, all or none. Those that are kept already change nothing.
     *
     * @param effect what a fact does here, in the same transaction
     * @return the newest kept now
     */
    public long take(
            String siteId,
            List<StoredFact> facts,
            long nowUs,
            BiConsumer<Transaction, StoredFact> effect) {
        return database.write(c -> {
            // Changed before it is read: a second conversation on PostgreSQL waits here.
            c.sql("update sites set applied = applied where id = ?").param(siteId).update();
            Transaction in = new Transaction(c);
            long before = applied(c, siteId);
            long last = before;
            for (StoredFact fact : facts) {
                if (fact.number() <= last) {
                    continue;
                }
                if (fact.number() > last + 1) {
                    LOG.log(
                            Level.WARNING,
                            "site {0}: facts {1} to {2} are missing; was this server set back to an"
                                    + " older copy of its database?",
                            siteId,
                            last + 1,
                            fact.number() - 1);
                }
                keep(c, siteId, fact, nowUs);
                effect.accept(in, fact);
                last = fact.number();
            }
            c.sql("update sites set applied = ? where id = ?").params(last, siteId).update();
            if (last / CUT_EVERY > before / CUT_EVERY) {
                c.sql("delete from site_facts where site_id = ? and number <= ?")
                        .params(siteId, last - MAX_KEPT)
                        .update();
            }
            return last;
        });
    }

    private static void keep(JdbcClient c, String siteId, StoredFact fact, long nowUs) {
        c.sql(
                        "insert into site_facts (site_id, number, kind, subject, happened_us,"
                                + " received_us, body) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        siteId,
                        fact.number(),
                        fact.kind(),
                        fact.subject(),
                        fact.happenedUs(),
                        nowUs,
                        fact.body())
                .update();
    }

    /**
     * A fact with when it arrived.
     *
     * @param receivedUs by our clock, microseconds since 1970 UTC
     */
    public record Received(StoredFact fact, long receivedUs) {}

    /**
     * What a site told, the newest first.
     *
     * @param before only those before this number
     */
    public List<Received> newest(String siteId, long before, int limit) {
        return database.read(c ->
                c.sql(
                                "select * from site_facts where site_id = ? and number < ? order by"
                                        + " number desc limit ?")
                        .params(siteId, before, limit)
                        .query((row, n) ->
                                new Received(
                                        new StoredFact(
                                                row.getLong("number"),
                                                row.getString("kind"),
                                                row.getString("subject"),
                                                row.getLong("happened_us"),
                                                row.getString("body")),
                                        row.getLong("received_us")))
                        .list());
    }
}
