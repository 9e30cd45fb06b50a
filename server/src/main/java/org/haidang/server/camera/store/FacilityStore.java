package org.haidang.server.camera.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.haidang.server.store.Database;
import org.haidang.server.store.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code facilities}. */
public final class FacilityStore {
    private static final String SELECT =
            "select f.*, (select count(*) from cameras c where c.facility_id = f.id) as camera_count"
                    + " from facilities f";

    private final Database database;

    public FacilityStore(Database database) {
        this.database = database;
    }

    public List<Facility> all() {
        return database.read(c -> c.sql(SELECT).query(FacilityStore::facility).list());
    }

    public Optional<Facility> byId(String id) {
        return database.read(c ->
                c.sql(SELECT + " where f.id = ?")
                        .param(id)
                        .query(FacilityStore::facility)
                        .optional());
    }

    public void add(Facility facility, long nowUs) {
        put(List.of(facility), List.of(), also -> {}, nowUs);
    }

    public void change(Facility facility) {
        put(List.of(), List.of(facility), also -> {}, 0);
    }

    /**
     * Adds and changes facilities, all or none.
     *
     * @param also what else is done together with it, after it
     */
    public void put(
            List<Facility> fresh, List<Facility> changed, Consumer<Transaction> also, long nowUs) {
        database.write(c -> {
            fresh.forEach(facility -> insert(c, facility, nowUs));
            changed.forEach(facility -> update(c, facility));
            also.accept(new Transaction(c));
            return fresh.size() + changed.size();
        });
    }

    private static void insert(JdbcClient c, Facility facility, long nowUs) {
        c.sql(
                        "insert into facilities (id, name, address, organisation_id,"
                                + " area_code, created_us) values (?, ?, ?, ?, ?, ?)")
                .param(facility.id())
                .param(facility.name())
                .param(facility.address())
                .param(facility.organisationId())
                .param(facility.areaCode())
                .param(nowUs)
                .update();
    }

    private static void update(JdbcClient c, Facility facility) {
        c.sql(
                        "update facilities set name = ?, address = ?, organisation_id = ?,"
                                + " area_code = ? where id = ?")
                .param(facility.name())
                .param(facility.address())
                .param(facility.organisationId())
                .param(facility.areaCode())
                .param(facility.id())
                .update();
    }

    /**
     * Removes a facility.
     *
     * @return false when it has cameras or is not there
     */
    public boolean remove(String id) {
        return database.write(c ->
                c.sql(
                                "delete from facilities where id = ? and not exists"
                                        + " (select 1 from cameras where facility_id = ?)")
                        .params(id, id)
                        .update())
                == 1;
    }

    private static Facility facility(ResultSet row, int n) throws SQLException {
        return new Facility(
                row.getString("id"),
                row.getString("name"),
                row.getString("address"),
                row.getInt("camera_count"),
                row.getString("organisation_id"),
                row.getString("area_code"));
    }
}
