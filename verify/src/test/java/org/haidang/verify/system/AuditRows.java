package org.haidang.verify.system;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Who did what, in a server's log. Read beside the server: an inspector with a second factor would
 * cost half a minute each.
 */
final class AuditRows {
    private AuditRows() {}

    /**
     * Person, camera and details of each row of a kind, a line each.
     *
     * @param data the server's folder
     */
    static String of(Path data, String kind) {
        StringBuilder found = new StringBuilder();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("haidang.db"));
                PreparedStatement rows =
                        connection.prepareStatement(
                                "select person, camera, detail from audit where kind = ?")) {
            rows.setString(1, kind);
            try (ResultSet row = rows.executeQuery()) {
                while (row.next()) {
                    found.append(row.getString(1)).append(' ');
                    found.append(row.getString(2)).append(' ');
                    found.append(row.getString(3)).append('\n');
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return found.toString();
    }
}
