package org.haidang.server.identity.store;

import java.util.List;
import java.util.Optional;
import org.haidang.server.store.Database;

/** The table {@code wall_links}, and what only wall screens do to their sessions. */
public final class WallStore {
    /** A good link: whose, and how the screen is to be called. */
    public record Link(User user, String name) {}

    private final Database database;

    public WallStore(Database database) {
        this.database = database;
    }

    /** Makes this the person's only link. */
    public void replaceLink(
            String userId, String tokenHash, String name, long nowUs, long expiresUs) {
        database.write(c -> {
            c.sql("delete from wall_links where user_id = ?").param(userId).update();
            return c.sql(
                            "insert into wall_links (user_id, token_hash, name, created_us,"
                                    + " expires_us) values (?, ?, ?, ?, ?)")
                    .params(userId, tokenHash, name, nowUs, expiresUs)
                    .update();
        });
    }

    public Optional<Link> link(String tokenHash, long nowUs) {
        return database.read(c ->
                c.sql(
                                "select u.*, l.name as wall_name from wall_links l join users u on u.id"
                                        + " = l.user_id where l.token_hash = ? and l.expires_us > ? and"
                                        + " u.enabled = 1")
                        .params(tokenHash, nowUs)
                        .query((row, n) -> new Link(UserRows.user(row), row.getString("wall_name")))
                        .optional());
    }

    /**
     * Spends a link for a session, in one step.
     *
     * @return false, and nothing changed, when somebody was faster or it is too old
     */
    public boolean claim(String tokenHash, SessionStore.Row session) {
        return database.write(c -> {
            int spent =
                    c.sql(
                                    "delete from wall_links where token_hash = ? and user_id = ? and"
                                            + " expires_us > ?")
                            .params(tokenHash, session.userId(), session.createdUs())
                            .update();
            return spent == 1 && SessionStore.insert(c, session, Integer.MAX_VALUE) == 1;
        });
    }

    /** A person's wall screens. */
    public int count(String userId) {
        return database.read(c ->
                c.sql("select count(*) from sessions where user_id = ? and kind = 'wall'")
                        .param(userId)
                        .query(Integer.class)
                        .single());
    }

    /** A wall screen that has not ended, also when its cookie does not count at the moment. */
    public Optional<SessionStore.Found> byId(String id, long nowUs) {
        return database.read(c ->
                c.sql(
                                SessionStore.FOUND
                                        + " where s.id = ? and s.kind = 'wall' and s.expires_us > ? and"
                                        + " u.enabled = 1")
                        .params(id, nowUs)
                        .query((row, n) -> SessionStore.found(row))
                        .optional());
    }

    /** Everybody's, also those that are past their end. */
    public List<SessionStore.Found> all() {
        return database.read(c ->
                c.sql(SessionStore.FOUND + " where s.kind = 'wall'")
                        .query((row, n) -> SessionStore.found(row))
                        .list());
    }

    /**
     * Gives a session another cookie; the one before counts no more.
     *
     * @param provedUs when the device proved itself
     * @return false, and nothing changed, when it has ended or another cookie was given meanwhile
     */
    public boolean renew(SessionStore.Row before, String tokenHash, long provedUs, long seenUs) {
        return database.write(c ->
                c.sql(
                                        "update sessions set token_hash = ?, proved_us = ?, seen_us = ?"
                                                + " where token_hash = ? and kind = 'wall'")
                                .params(tokenHash, provedUs, seenUs, before.tokenHash())
                                .update()
                        == 1);
    }
}
