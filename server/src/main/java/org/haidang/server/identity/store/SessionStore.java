package org.haidang.server.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code sessions}: who is logged in, by the hash of the cookie. */
public final class SessionStore {
    /**
     * A session as it is kept.
     *
     * @param id to name it by; the hash is the key and stays here
     * @param kind {@code browser} or {@code wall}
     * @param seenUs last time it was used, to the minute
     * @param address from where it was begun
     * @param agent what the browser called itself
     * @param wall of a wall screen; null for a person's browser
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
            long expiresUs,
            @Nullable Wall wall) {
        @Override
        public String toString() {
            return "Session[" + id + "]";
        }
    }

    /**
     * What a wall screen's session has beside.
     *
     * @param name as the person called the screen
     * @param publicKey SubjectPublicKeyInfo, base64url
     * @param provedUs when the device last proved that it has the private key
     */
    public record Wall(String name, String publicKey, long provedUs) {}

    /** What a session of a wall screen has in {@code kind}. */
    public static final String WALL = "wall";

    /** A session that is still good, with its person. */
    public record Found(Row row, User user) {
        public String tokenHash() {
            return row.tokenHash();
        }

        public Step step() {
            return row.step();
        }
    }

    /** A session with its person. */
    static final String FOUND =
            "select u.*, s.token_hash, s.id as session_id, s.user_id, s.kind, s.step, s.address,"
                    + " s.agent, s.created_us as session_us, s.seen_us, s.expires_us, s.name as"
                    + " session_name, s.public_key, s.proved_us from sessions s join users u on u.id ="
                    + " s.user_id";

    private final Database database;

    public SessionStore(Database database) {
        this.database = database;
    }

    /**
     * Adds a session; of more than {@code keep} sessions of that person at that step the oldest go.
     * Wall screens are not counted: they are bounded where they are made, and their end is
     * recorded.
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

    static int insert(JdbcClient c, Row session, int keep) {
        c.sql("delete from sessions where expires_us <= ? and kind <> 'wall'")
                .param(session.createdUs())
                .update();
        // Each step by itself: who knows only the password must not push out who is logged in.
        c.sql(
                        "delete from sessions where user_id = ? and step = ? and kind <> 'wall' and"
                                + " token_hash not in (select token_hash from sessions where user_id"
                                + " = ? and step = ? and kind <> 'wall' order by seen_us desc limit"
                                + " ?)")
                .params(
                        session.userId(),
                        session.step().text(),
                        session.userId(),
                        session.step().text(),
                        keep - 1)
                .update();
        Wall wall = session.wall();
        return c.sql(
                        "insert into sessions (token_hash, id, user_id, kind, step, address, agent,"
                                + " created_us, seen_us, expires_us, name, public_key, proved_us)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
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
                        session.expiresUs(),
                        wall == null ? "" : wall.name(),
                        wall == null ? "" : wall.publicKey(),
                        wall == null ? 0 : wall.provedUs())
                .update();
    }

    /**
     * The good session behind a cookie.
     *
     * @param provedAfterUs a wall screen's cookie counts only when its device has proved itself
     *     since
     */
    public Optional<Found> find(String tokenHash, long nowUs, long provedAfterUs) {
        return database.read(c ->
                c.sql(
                                FOUND
                                        + " where s.token_hash = ? and s.expires_us > ? and u.enabled ="
                                        + " 1 and (s.kind <> 'wall' or s.proved_us > ?)")
                        .params(tokenHash, nowUs, provedAfterUs)
                        .query((row, n) -> found(row))
                        .optional());
    }

    static Found found(ResultSet row) throws SQLException {
        return new Found(row(row, 0), UserRows.user(row));
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

    /**
     * Removes one by its id, whichever cookie it has by now.
     *
     * @return the hash of its cookie; empty when the person has none of that id
     */
    public Optional<String> removeOne(String userId, String id) {
        return database.write(c -> {
            Optional<String> hash =
                    c.sql("select token_hash from sessions where user_id = ? and id = ?")
                            .params(userId, id)
                            .query(String.class)
                            .optional();
            c.sql("delete from sessions where user_id = ? and id = ?").params(userId, id).update();
            return hash;
        });
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
                                "select s.*, s.id as session_id, s.created_us as session_us, s.name as"
                                        + " session_name from sessions s where s.user_id = ? and s.expires_us > ? and"
                                        + " s.step <> 'second-factor' order by s.seen_us desc, s.id")
                        .params(userId, nowUs)
                        .query(SessionStore::row)
                        .list());
    }

    static Row row(ResultSet row, int n) throws SQLException {
        String kind = row.getString("kind");
        return new Row(
                row.getString("token_hash"),
                row.getString("session_id"),
                row.getString("user_id"),
                kind,
                Step.of(row.getString("step")),
                row.getString("address"),
                row.getString("agent"),
                row.getLong("session_us"),
                row.getLong("seen_us"),
                row.getLong("expires_us"),
                kind.equals(WALL)
                        ? new Wall(
                                row.getString("session_name"),
                                row.getString("public_key"),
                                row.getLong("proved_us"))
                        : null);
    }
}
