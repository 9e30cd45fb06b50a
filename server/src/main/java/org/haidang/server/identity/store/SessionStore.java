package org.haidang.server.identity.store;

import java.util.List;
import java.util.Optional;
import org.haidang.server.store.Database;

/** The table {@code sessions}: who is logged in, by the hash of the cookie. */
public final class SessionStore {
    /**
     * A session that is still good, with its person.
     *
     * @param seenUs last time it was used, to the minute
     */
    public record Found(String tokenHash, long createdUs, long seenUs, long expiresUs, User user) {}

    private final Database database;

    public SessionStore(Database database) {
        this.database = database;
    }

    /** Adds a session; of more than {@code keep} sessions of that person the oldest go. */
    public void add(String tokenHash, String userId, long nowUs, long expiresUs, int keep) {
        database.write(c -> {
            c.sql("delete from sessions where expires_us <= ?").param(nowUs).update();
            c.sql(
                            "delete from sessions where user_id = ? and token_hash not in"
                                    + " (select token_hash from sessions where user_id = ?"
                                    + " order by seen_us desc limit ?)")
                    .params(userId, userId, keep - 1)
                    .update();
            return c.sql(
                            "insert into sessions (token_hash, user_id, created_us, seen_us,"
                                    + " expires_us) values (?, ?, ?, ?, ?)")
                    .params(tokenHash, userId, nowUs, nowUs, expiresUs)
                    .update();
        });
    }

    public Optional<Found> find(String tokenHash, long nowUs) {
        return database.read(c ->
                c.sql(
                                "select u.*, s.token_hash, s.created_us as session_us, s.seen_us,"
                                        + " s.expires_us from sessions s join users u on u.id ="
                                        + " s.user_id where s.token_hash = ? and s.expires_us > ?"
                                        + " and u.enabled = 1")
                        .params(tokenHash, nowUs)
                        .query((row, n) ->
                                new Found(
                                        row.getString("token_hash"),
                                        row.getLong("session_us"),
                                        row.getLong("seen_us"),
                                        row.getLong("expires_us"),
                                        UserRows.user(row)))
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

    /** Hashes of all sessions of a person. */
    public List<String> ofUser(String userId) {
        return database.read(c ->
                c.sql("select token_hash from sessions where user_id = ?")
                        .param(userId)
                        .query(String.class)
                        .list());
    }
}
