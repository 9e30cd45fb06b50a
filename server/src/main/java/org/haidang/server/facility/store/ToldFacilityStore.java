package org.haidang.server.facility.store;

import java.util.List;
import org.haidang.server.store.Database;
import org.haidang.server.store.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code site_facilities}. */
public final class ToldFacilityStore {
    private final Database database;

    public ToldFacilityStore(Database database) {
        this.database = database;
    }

    /**
     * As it lies in the table.
     *
     * @param provedUs when the newest picture was taken that was decoded here; 0 before the first
     */
    public record Row(String facilityId, String body, long provedUs) {}

    public List<Row> all() {
        return database.read(c ->
                c.sql("select facility_id, body, proved_us from site_facilities")
                        .query((row, n) ->
                                new Row(
                                        row.getString("facility_id"),
                                        row.getString("body"),
                                        row.getLong("proved_us")))
                        .list());
    }

    public void proved(String facilityId, long provedUs) {
        database.write(c ->
                c.sql("update site_facilities set proved_us = ? where facility_id = ?")
                        .params(provedUs, facilityId)
                        .update());
    }

    /** Keeps what a site told; what it told before is gone. */
    public void put(
            Transaction in, String siteId, String facilityId, long happenedUs, String body) {
        JdbcClient c = in.client();
        int changed =
                c.sql(
                                "update site_facilities set happened_us = ?, body = ? where"
                                        + " facility_id = ? and site_id = ?")
                        .params(happenedUs, body, facilityId, siteId)
                        .update();
        if (changed == 0) {
            c.sql("delete from site_facilities where facility_id = ?").param(facilityId).update();
            c.sql(
                            "insert into site_facilities (facility_id, site_id, happened_us, body)"
                                    + " values (?, ?, ?, ?)")
                    .params(facilityId, siteId, happenedUs, body)
                    .update();
        }
    }
}
