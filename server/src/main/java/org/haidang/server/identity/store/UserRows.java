package org.haidang.server.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of {@code users} to and from records. */
final class UserRows {
    private UserRows() {}

    static int insert(JdbcClient c, User user, long nowUs) {
        return c.sql(
                        "insert into users (id, username, display_name, email, organisation_id,"
                                + " language, theme, password_hash, enabled, created_us, changed_us)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(user.id())
                .param(user.username())
                .param(user.displayName())
                .param(user.email())
                .param(user.organisationId())
                .param(user.language())
                .param(user.theme())
                .param(user.passwordHash())
                .param(user.enabled() ? 1 : 0)
                .param(nowUs)
                .param(nowUs)
                .update();
    }

    static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString("id"),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("organisation_id"),
                row.getString("language"),
                row.getString("theme"),
                row.getString("password_hash"),
                row.getInt("enabled") != 0);
    }
}
