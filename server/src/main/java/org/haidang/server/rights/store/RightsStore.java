package org.haidang.server.rights.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Grant;
import org.haidang.server.rights.Permission;
import org.haidang.server.rights.RightsBook;
import org.haidang.server.rights.Role;
import org.haidang.server.rights.Scope;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Roles and grants; read whole, because every request asks for them. */
public final class RightsStore implements RightsBook {
    private final Database database;

    public RightsStore(Database database) {
        this.database = database;
    }

    @Override
    public long version() {
        return database.read(RightsStore::version);
    }

    private static long version(JdbcClient c) {
        return c.sql("select version from rights_version where id = 1").query(Long.class).single();
    }

    @Override
    public Content read(long nowUs) {
        return database.read(c -> {
            // The version first: a change in between is then seen as one at the next look.
            long version = version(c);
            Map<String, List<Permission>> permissions = new HashMap<>();
            c.sql("select * from role_permissions")
                    .query((row, n) -> {
                        Action.of(row.getString("action"))
                                .ifPresent(action ->
                                        permissions
                                                .computeIfAbsent(
                                                        text(row, "role_id"),
                                                        id -> new ArrayList<>())
                                                .add(permission(action, row)));
                        return 0;
                    })
                    .list();
            List<Role> roles =
                    c.sql("select * from roles")
                            .query((row, n) ->
                                    new Role(
                                            row.getString("id"),
                                            row.getString("name"),
                                            row.getInt("built_in") != 0,
                                            permissions.getOrDefault(
                                                    row.getString("id"), List.of())))
                            .list();
            List<Grant> grants =
                    c.sql("select * from grants where until_us is null or until_us > ?")
                            .param(nowUs)
                            .query(RightsStore::grant)
                            .list();
            return new Content(version, roles, grants);
        });
    }

    private static String text(ResultSet row, String column) {
        try {
            return row.getString(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Permission permission(Action action, ResultSet row) {
        try {
            long hours = row.getLong("past_hours");
            return new Permission(action, row.wasNull() ? null : (int) hours);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Grant grant(ResultSet row, int n) throws SQLException {
        return new Grant(
                row.getString("id"),
                row.getString("user_id"),
                row.getString("role_id"),
                new Scope(
                        row.getString("organisation_id"),
                        row.getString("area_code"),
                        lines(row.getString("facilities")),
                        lines(row.getString("zones"))),
                number(row, "from_us"),
                number(row, "until_us"),
                row.getLong("created_us"),
                row.getString("created_by"),
                row.getString("reason"),
                row.getInt("break_glass") != 0);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static Set<String> lines(String text) {
        return text.lines().filter(line -> !line.isEmpty()).collect(Collectors.toSet());
    }

    @Override
    public void put(Role role, long nowUs) {
        change(c -> {
            c.sql("delete from role_permissions where role_id = ?").param(role.id()).update();
            int known =
                    c.sql("update roles set name = ? where id = ?")
                            .params(role.name(), role.id())
                            .update();
            if (known == 0) {
                c.sql("insert into roles (id, name, built_in, created_us) values (?, ?, ?, ?)")
                        .params(role.id(), role.name(), role.builtIn() ? 1 : 0, nowUs)
                        .update();
            }
            for (Permission one : role.permissions()) {
                c.sql("insert into role_permissions (role_id, action, past_hours) values (?, ?, ?)")
                        .param(role.id())
                        .param(one.action().id())
                        .param(one.pastHours())
                        .update();
            }
            return 1;
        });
    }

    @Override
    public boolean removeRole(String id) {
        return change(c ->
                c.sql(
                                "delete from roles where id = ? and built_in = 0 and not exists"
                                        + " (select 1 from grants where role_id = ?)")
                        .params(id, id)
                        .update())
                == 1;
    }

    @Override
    public void add(Grant grant) {
        change(c ->
                c.sql(
                                "insert into grants (id, user_id, role_id, organisation_id, area_code,"
                                        + " facilities, zones, from_us, until_us, created_us,"
                                        + " created_by, reason, break_glass) values (?, ?, ?, ?, ?, ?,"
                                        + " ?, ?, ?, ?, ?, ?, ?)")
                        .param(grant.id())
                        .param(grant.userId())
                        .param(grant.roleId())
                        .param(grant.scope().organisationId())
                        .param(grant.scope().areaCode())
                        .param(String.join("\n", grant.scope().facilityIds()))
                        .param(String.join("\n", grant.scope().zones()))
                        .param(grant.fromUs())
                        .param(grant.untilUs())
                        .param(grant.createdUs())
                        .param(grant.createdBy())
                        .param(grant.reason())
                        .param(grant.breakGlass() ? 1 : 0)
                        .update());
    }

    @Override
    public boolean removeGrant(String id) {
        return change(c -> c.sql("delete from grants where id = ?").param(id).update()) == 1;
    }

    private int change(java.util.function.Function<JdbcClient, Integer> changes) {
        return database.write(c -> {
            c.sql("update rights_version set version = version + 1 where id = 1").update();
            return changes.apply(c);
        });
    }
}
