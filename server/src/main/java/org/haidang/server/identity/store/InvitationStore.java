package org.haidang.server.identity.store;

import java.util.Optional;
import org.haidang.server.store.Database;
import org.springframework.dao.DuplicateKeyException;

/** The table {@code invitations}; one per person at most. */
public final class InvitationStore {
    private final Database database;

    public InvitationStore(Database database) {
        this.database = database;
    }

    /** Makes this the person's only one. */
    public void replace(String userId, String tokenHash, long nowUs, long expiresUs) {
        database.write(c -> {
            c.sql("delete from invitations where user_id = ?").param(userId).update();
            return c.sql(
                            "insert into invitations (user_id, token_hash, created_us, expires_us)"
                                    + " values (?, ?, ?, ?)")
                    .params(userId, tokenHash, nowUs, expiresUs)
                    .update();
        });
    }

    /** Whom it invites, if it is still good. */
    public Optional<User> find(String tokenHash, long nowUs) {
        return database.read(c ->
                c.sql(
                                "select u.* from invitations i join users u on u.id = i.user_id"
                                        + " where i.token_hash = ? and i.expires_us > ? and u.enabled"
                                        + " = 1")
                        .params(tokenHash, nowUs)
                        .query((row, n) -> UserRows.user(row))
                        .optional());
    }

    /** Withdraws a person's. */
    public void remove(String userId) {
        database.write(
                c -> c.sql("delete from invitations where user_id = ?").param(userId).update());
    }

    /** How spending one ended. */
    public enum Spent {
        DONE,
        /** Somebody was faster, or it is too old; nothing changed. */
        GONE,
        /** Another person has the name; nothing changed, the invitation is still good. */
        NAME_TAKEN
    }

    /** Spends it: the person gets the name and the password, and all sessions end, in one step. */
    public Spent take(
            String tokenHash, String userId, String username, String passwordHash, long nowUs) {
        try {
            return database.write(c -> {
                if (c.sql("select id from users where username = ? and id <> ?")
                        .params(username, userId)
                        .query(String.class)
                        .optional()
                        .isPresent()) {
                    return Spent.NAME_TAKEN;
                }
                int spent =
                        c.sql(
                                        "delete from invitations where token_hash = ? and user_id = ?"
                                                + " and expires_us > ?")
                                .params(tokenHash, userId, nowUs)
                                .update();
                if (spent == 0) {
                    return Spent.GONE;
                }
                c.sql(
                                "update users set username = ?, password_hash = ?, changed_us = ? where id = ?")
                        .params(username, passwordHash, nowUs, userId)
                        .update();
                c.sql("delete from sessions where user_id = ?").param(userId).update();
                return Spent.DONE;
            });
        } catch (DuplicateKeyException e) {
            // PostgreSQL lets two choose the same name at the same time; one of them ends here.
            return Spent.NAME_TAKEN;
        }
    }
}
