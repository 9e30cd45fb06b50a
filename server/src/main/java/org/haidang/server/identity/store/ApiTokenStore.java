package org.haidang.server.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.haidang.server.store.Database;

/** The table {@code api_tokens}. */
public final class ApiTokenStore {
    /** A good token with its person. */
    public record Found(ApiToken token, User user) {}

    private final Database database;

    public ApiTokenStore(Database database) {
        this.database = database;
    }

    /**
     * Adds one; those that ended long ago go.
     *
     * @param forgetUs tokens that ended before are removed
     * @param most of one person
     * @return false, and nothing added, when the person has that many
     */
    public boolean add(ApiToken token, long forgetUs, int most) {
        return database.write(c -> {
            c.sql("delete from api_tokens where user_id = ? and expires_us < ?")
                    .params(token.userId(), forgetUs)
                    .update();
            int there =
                    c.sql("select count(*) from api_tokens where user_id = ?")
                            .param(token.userId())
                            .query(Integer.class)
                            .single();
            return there < most
                    && c.sql(
                                            "insert into api_tokens (id, user_id, token_hash, name,"
                                                    + " actions, created_us, expires_us, used_us) values"
                                                    + " (?, ?, ?, ?, ?, ?, ?, ?)")
                                    .params(
                                            token.id(),
                                            token.userId(),
                                            token.tokenHash(),
                                            token.name(),
                                            String.join(" ", new TreeSet<>(token.actions())),
                                            token.createdUs(),
                                            token.expiresUs(),
                                            token.usedUs())
                                    .update()
                            == 1;
        });
    }

    public Optional<Found> find(String tokenHash, long nowUs) {
        return database.read(c ->
                c.sql(
                                "select u.*, t.id as token_id, t.user_id, t.token_hash, t.name as"
                                        + " token_name, t.actions, t.created_us as token_us,"
                                        + " t.expires_us, t.used_us from api_tokens t join users u on"
                                        + " u.id = t.user_id where t.token_hash = ? and t.expires_us >"
                                        + " ? and u.enabled = 1")
                        .params(tokenHash, nowUs)
                        .query((row, n) -> new Found(token(row, n), UserRows.user(row)))
                        .optional());
    }

    /** A person's, the newest first, also those that have ended. */
    public List<ApiToken> ofUser(String userId) {
        return database.read(c ->
                c.sql(
                                "select t.*, t.id as token_id, t.name as token_name, t.created_us as"
                                        + " token_us from api_tokens t where t.user_id = ? order by"
                                        + " t.created_us desc, t.id")
                        .param(userId)
                        .query(ApiTokenStore::token)
                        .list());
    }

    public void used(String id, long nowUs) {
        database.write(c ->
                c.sql("update api_tokens set used_us = ? where id = ?").params(nowUs, id).update());
    }

    /** Removes one of a person; false when there is none of that name. */
    public boolean remove(String userId, String id) {
        return database.write(c ->
                c.sql("delete from api_tokens where user_id = ? and id = ?")
                                .params(userId, id)
                                .update()
                        == 1);
    }

    private static ApiToken token(ResultSet row, int n) throws SQLException {
        String actions = row.getString("actions");
        return new ApiToken(
                row.getString("token_id"),
                row.getString("user_id"),
                row.getString("token_hash"),
                row.getString("token_name"),
                actions.isEmpty() ? Set.of() : Set.of(actions.split(" ")),
                row.getLong("token_us"),
                row.getLong("expires_us"),
                row.getLong("used_us"));
    }
}
