package org.haidang.server.facility.store;

import java.util.HashMap;
import java.util.Map;
import org.haidang.server.store.Database;
import org.haidang.server.store.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code site_facilities}. */
public final class ToldFacilityStore {
    private final Database database;

    public ToldFacilityStore(Database database) {
        this.database = database;
    }

    /** Every one, by the id of the facility here. */
    public Map<String, String> bodies() {
        Map<String, String> bodies = new HashMap<>();
        database.read(c ->
                        c.sql("select facility_id, body from site_facilities")
                                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                                .list())
                .forEach(one -> bodies.put(one.getKey(), one.getValue()));
        return bodies;
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
