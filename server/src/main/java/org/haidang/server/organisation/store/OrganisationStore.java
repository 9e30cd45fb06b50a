package org.haidang.server.organisation.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.haidang.server.store.Database;
import org.jspecify.annotations.Nullable;

/** Areas and organisations; there are few thousand at most, so they are read whole. */
public final class OrganisationStore {
    private final Database database;

    public OrganisationStore(Database database) {
        this.database = database;
    }

    public List<Area> areas() {
        return database.read(
                c -> c.sql("select * from areas").query(OrganisationStore::area).list());
    }

    public List<Organisation> organisations() {
        return database.read(c ->
                c.sql("select * from organisations").query(OrganisationStore::organisation).list());
    }

    /** Adds it, or changes the one of that code. */
    public void put(Area area) {
        database.write(c -> {
            c.sql("delete from areas where code = ?").param(area.code()).update();
            return c.sql(
                            "insert into areas (code, name, level, parent_code, valid_from,"
                                    + " valid_to, successor_code) values (?, ?, ?, ?, ?, ?, ?)")
                    .param(area.code())
                    .param(area.name())
                    .param(area.level())
                    .param(area.parentCode())
                    .param(text(area.validFrom()))
                    .param(text(area.validTo()))
                    .param(area.successorCode())
                    .update();
        });
    }

    /** Adds it, or changes the one of that id. */
    public void put(Organisation organisation) {
        database.write(c -> {
            c.sql("delete from organisations where id = ?").param(organisation.id()).update();
            return c.sql(
                            "insert into organisations (id, name, kind, area_code, parent_id,"
                                    + " valid_from, valid_to, successor_id) values (?, ?, ?, ?, ?, ?,"
                                    + " ?, ?)")
                    .param(organisation.id())
                    .param(organisation.name())
                    .param(organisation.kind())
                    .param(organisation.areaCode())
                    .param(organisation.parentId())
                    .param(text(organisation.validFrom()))
                    .param(text(organisation.validTo()))
                    .param(organisation.successorId())
                    .update();
        });
    }

    private static Area area(ResultSet row, int n) throws SQLException {
        return new Area(
                row.getString("code"),
                row.getString("name"),
                row.getString("level"),
                row.getString("parent_code"),
                date(row.getString("valid_from")),
                date(row.getString("valid_to")),
                row.getString("successor_code"));
    }

    private static Organisation organisation(ResultSet row, int n) throws SQLException {
        return new Organisation(
                row.getString("id"),
                row.getString("name"),
                row.getString("kind"),
                row.getString("area_code"),
                row.getString("parent_id"),
                date(row.getString("valid_from")),
                date(row.getString("valid_to")),
                row.getString("successor_id"));
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
