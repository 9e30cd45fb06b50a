package org.haidang.server.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.haidang.server.store.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code sessions}: who is logged in, by the hash of the cookie. */
public final class SessionStore {
    /**
     * A session as it is kept.
     *
     * @param id to name it by; the hash is the key and stays here
     * @param kind {@code browser}
     * @param seenUs last time it was used, to the minute
     * @param address from where it was begun
     * @param agent what the browser called itself
     */
    public record Row(
            String tokenHash,
            String id,
            String userId,
            String kind,
            Step step,
            String address,
            String agent,
            long createdUs,
            long seenUs,
            long expiresUs) {
        @Override
        public String toString() {
            return "Session[" + id + "]";
        }
    }

    /** A session that is still good, with its person. */
    public record Found(Row row, User user) {
        public String tokenHash() {
            return row.tokenHash();
        }

        public Step step() {
            return row.step();
        }
    }

    private final Database database;

    public SessionStore(Database database) {
        this.database = database;
    }

    /**
     * Adds a session; of more than {@code keep} sessions of that person at that step the oldest go.
     */
    public void add(Row session, int keep) {
        database.write(c -> insert(c, session, keep));
    }

    /**
     * Puts a session in the place of another.
     *
     * @return false, and nothing changed, when the other is not there any more
     */
    public boolean replace(String oldHash, Row session, int keep) {
        return database.write(c -> {
            int gone =
                    c.sql("delete from sessions where token_hash = ? and expires_us > ?")
                            .params(oldHash, session.createdUs())
                            .update();
            return gone == 1 && insert(c, session, keep) == 1;
        });
    }

    private static int insert(JdbcClient c, Row session, int keep) {
        c.sql("delete from sessions where expires_us <= ?").param(session.createdUs()).update();
        // Each step by itself: who knows only the password must not push out who is logged in.
        c.sql(
                        "delete from sessions where user_id = ? and step = ? and token_hash not in"
                                + " (select token_hash from sessions where user_id = ? and step = ?"
                                + " order by seen_us desc limit ?)")
                .params(
                        session.userId(),
                        session.step().text(),
                        session.userId(),
                        session.step().text(),
                        keep - 1)
                .update();
        return c.sql(
                        "insert into sessions (token_hash, id, user_id, kind, step, address, agent,"
                                + " created_us, seen_us, expires_us) values (?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?)")
                .params(
                        session.tokenHash(),
                        session.id(),
                        session.userId(),
                        session.kind(),
                        session.step().text(),
                        session.address(),
                        session.agent(),
                        session.createdUs(),
                        session.seenUs(),
                        session.expiresUs())
                .update();
    }

    public Optional<Found> find(String tokenHash, long nowUs) {
        return database.read(c ->
                c.sql(
                                "select u.*, s.token_hash, s.id as session_id, s.user_id, s.kind,"
                                        + " s.step, s.address, s.agent, s.created_us as session_us,"
                                        + " s.seen_us, s.expires_us from sessions s join users u on"
                                        + " u.id = s.user_id where s.token_hash = ? and s.expires_us"
                                        + " > ? and u.enabled = 1")
                        .params(tokenHash, nowUs)
                        .query((row, n) -> new Found(row(row, n), UserRows.user(row)))
                        .optional());
    }

    public void touch(String tokenHash, long nowUs, long expiresUs) {
        database.write(c ->
                c.sql("update sessions set seen_us = ?, expires_us = ? where token_hash = ?")
                        .params(nowUs, expiresUs, tokenHash)
                        .update());
    }

    public void remove(String tokenHash) {
        database.write(
                c -> c.sql("delete from sessions where token_hash = ?").param(tokenHash).update());
    }

    /** Removes all sessions of a person but one. */
    public void removeAllBut(String userId, String keptHash) {
        database.write(c ->
                c.sql("delete from sessions where user_id = ? and token_hash <> ?")
                        .params(userId, keptHash)
                        .update());
    }

    /** Hashes of all sessions of a person. */
    public List<String> ofUser(String userId) {
        return database.read(c ->
                c.sql("select token_hash from sessions where user_id = ?")
                        .param(userId)
                        .query(String.class)
                        .list());
    }

    /** A person's good sessions, the last used first; not those that wait for a second factor. */
    public List<Row> good(String userId, long nowUs) {
        return database.read(c ->
                c.sql(
                                "select s.*, s.id as session_id, s.created_us as session_us from"
                                        + " sessions s where s.user_id = ? and s.expires_us > ? and"
                                        + " s.step <> 'second-factor' order by s.seen_us desc, s.id")
                        .params(userId, nowUs)
                        .query(SessionStore::row)
                        .list());
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getString("token_hash"),
                row.getString("session_id"),
                row.getString("user_id"),
                row.getString("kind"),
                Step.of(row.getString("step")),
                row.getString("address"),
                row.getString("agent"),
                row.getLong("session_us"),
                row.getLong("seen_us"),
                row.getLong("expires_us"));
    }
}
