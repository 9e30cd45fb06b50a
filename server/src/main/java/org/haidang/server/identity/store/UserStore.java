package org.haidang.server.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.haidang.server.store.Database;

/** The table {@code users}. */
public final class UserStore {
    private final Database database;

    public UserStore(Database database) {
        this.database = database;
    }

    public boolean empty() {
        return database.read(c ->
                c.sql("select id from users limit 1").query(String.class).optional().isEmpty());
    }

    public Optional<User> byUsername(String username) {
        return database.read(c ->
                c.sql("select * from users where username = ?")
                        .param(username)
                        .query(UserStore::user)
                        .optional());
    }

    /**
     * Everybody with an e-mail address.
     *
     * @param email in lower case
     */
    public List<User> byEmail(String email) {
        return database.read(c ->
                c.sql("select * from users where lower(email) = ? and email <> ''")
                        .param(email)
                        .query(UserStore::user)
                        .list());
    }

    public Optional<User> byId(String id) {
        return database.read(c ->
                c.sql("select * from users where id = ?")
                        .param(id)
                        .query(UserStore::user)
                        .optional());
    }

    /** Everybody, by user name. */
    public List<User> all() {
        return database.read(
                c -> c.sql("select * from users order by username").query(UserStore::user).list());
    }

    /** Changes what an administrator may change; a person that is disabled loses all sessions. */
    public void change(User user, long nowUs) {
        database.write(c -> {
            if (!user.enabled()) {
                c.sql("delete from sessions where user_id = ?").param(user.id()).update();
            }
            return c.sql(
                            "update users set display_name = ?, email = ?, organisation_id = ?,"
                                    + " enabled = ?, changed_us = ? where id = ?")
                    .param(user.displayName())
                    .param(user.email())
                    .param(user.organisationId())
                    .param(user.enabled() ? 1 : 0)
                    .param(nowUs)
                    .param(user.id())
                    .update();
        });
    }

    /** Lets a person in, or not; without that no session counts. */
    public void enable(String id, boolean enabled, long nowUs) {
        database.write(c ->
                c.sql("update users set enabled = ?, changed_us = ? where id = ?")
                        .params(enabled ? 1 : 0, nowUs, id)
                        .update());
    }

    public void add(User user, long nowUs) {
        database.write(c -> UserRows.insert(c, user, nowUs));
    }

    /**
     * Adds the first user and spends all set-up links, in one step.
     *
     * @return false, and nothing changed, when somebody is there already
     */
    public boolean addFirst(User user, long nowUs) {
        return database.write(c -> {
            if (c.sql("select id from users limit 1").query(String.class).optional().isPresent()) {
                return false;
            }
            UserRows.insert(c, user, nowUs);
            c.sql("delete from setup_links").update();
            return true;
        });
    }

    public void changeProfile(
            String id, String displayName, String language, String theme, long nowUs) {
        database.write(c ->
                c.sql(
                                "update users set display_name = ?, language = ?, theme = ?,"
                                        + " changed_us = ? where id = ?")
                        .params(displayName, language, theme, nowUs, id)
                        .update());
    }

    /** Sets a password and ends all sessions of the user but one. */
    public void changePassword(String id, String hash, String keptTokenHash, long nowUs) {
        database.write(c -> {
            c.sql("update users set password_hash = ?, changed_us = ? where id = ?")
                    .params(hash, nowUs, id)
                    .update();
            return c.sql("delete from sessions where user_id = ? and token_hash <> ?")
                    .params(id, keptTokenHash)
                    .update();
        });
    }

    private static User user(ResultSet row, int n) throws SQLException {
        return UserRows.user(row);
    }
}
