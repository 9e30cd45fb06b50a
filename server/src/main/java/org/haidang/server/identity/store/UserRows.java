package org.haidang.server.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of {@code users} to and from records. */
final class UserRows {
    private UserRows() {}

    static int insert(JdbcClient c, User user, long nowUs) {
        return c.sql(
                        "insert into users (id, username, display_name, role, language, theme,"
                                + " password_hash, enabled, created_us, changed_us) values (?, ?, ?, ?,"
                                + " ?, ?, ?, ?, ?, ?)")
                .params(
                        user.id(),
                        user.username(),
                        user.displayName(),
                        user.role(),
                        user.language(),
                        user.theme(),
                        user.passwordHash(),
                        user.enabled() ? 1 : 0,
                        nowUs,
                        nowUs)
                .update();
    }

    static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString("id"),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("role"),
                row.getString("language"),
                row.getString("theme"),
                row.getString("password_hash"),
                row.getInt("enabled") != 0);
    }
}
