package org.haidang.server.camera.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.haidang.server.store.Database;
import org.haidang.server.store.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code cameras}. */
public final class CameraStore {
    private final Database database;

    public CameraStore(Database database) {
        this.database = database;
    }

    public List<Camera> all() {
        return database.read(c -> c.sql("select * from cameras").query(CameraStore::camera).list());
    }

    public Optional<Camera> byId(String id) {
        return database.read(c ->
                c.sql("select * from cameras where id = ?")
                        .param(id)
                        .query(CameraStore::camera)
                        .optional());
    }

    /** Adds facilities and cameras, all or none. */
    public void add(List<Facility> facilities, List<Camera> cameras, long nowUs) {
        database.write(c -> {
            for (Facility facility : facilities) {
                c.sql(
                                "insert into facilities (id, name, address, created_us) values"
                                        + " (?, ?, ?, ?)")
                        .params(facility.id(), facility.name(), facility.address(), nowUs)
                        .update();
            }
            cameras.forEach(camera -> insert(c, camera, nowUs));
            return cameras.size();
        });
    }

    private static void insert(JdbcClient c, Camera camera, long nowUs) {
        c.sql(
                        "insert into cameras (id, facility_id, name, zone, url, sub_url, username,"
                                + " password_sealed, transport, record_main, record_sub,"
                                + " retention_days, retention_bytes, enabled, created_us, changed_us)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(camera.id())
                .param(camera.facilityId())
                .param(camera.name())
                .param(camera.zone())
                .param(camera.url())
                .param(camera.subUrl())
                .param(camera.username())
                .param(camera.passwordSealed())
                .param(camera.transport())
                .param(camera.recordMain() ? 1 : 0)
                .param(camera.recordSub() ? 1 : 0)
                .param(camera.retentionDays())
                .param(camera.retentionBytes())
                .param(camera.enabled() ? 1 : 0)
                .param(nowUs)
                .param(nowUs)
                .update();
    }

    public void change(Camera camera, long nowUs) {
        database.write(c -> update(c, camera, nowUs));
    }

    /**
     * Adds cameras and changes others, all or none.
     *
     * @param also what else is done together with it, after it
     */
    public void put(
            List<Camera> added, List<Camera> changed, Consumer<Transaction> also, long nowUs) {
        database.write(c -> {
            added.forEach(camera -> insert(c, camera, nowUs));
            changed.forEach(camera -> update(c, camera, nowUs));
            also.accept(new Transaction(c));
            return added.size() + changed.size();
        });
    }

    private static int update(JdbcClient c, Camera camera, long nowUs) {
        return c.sql(
                        "update cameras set facility_id = ?, name = ?, zone = ?, url = ?,"
                                + " sub_url = ?, username = ?, password_sealed = ?,"
                                + " transport = ?, record_main = ?, record_sub = ?,"
                                + " retention_days = ?, retention_bytes = ?, enabled = ?,"
                                + " changed_us = ? where id = ?")
                .param(camera.facilityId())
                .param(camera.name())
                .param(camera.zone())
                .param(camera.url())
                .param(camera.subUrl())
                .param(camera.username())
                .param(camera.passwordSealed())
                .param(camera.transport())
                .param(camera.recordMain() ? 1 : 0)
                .param(camera.recordSub() ? 1 : 0)
                .param(camera.retentionDays())
                .param(camera.retentionBytes())
                .param(camera.enabled() ? 1 : 0)
                .param(nowUs)
                .param(camera.id())
                .update();
    }

    public boolean remove(String id) {
        return database.write(c -> c.sql("delete from cameras where id = ?").param(id).update())
                == 1;
    }

    private static Camera camera(ResultSet row, int n) throws SQLException {
        long days = row.getLong("retention_days");
        boolean noDays = row.wasNull();
        long bytes = row.getLong("retention_bytes");
        boolean noBytes = row.wasNull();
        return new Camera(
                row.getString("id"),
                row.getString("facility_id"),
                row.getString("name"),
                row.getString("zone"),
                row.getString("url"),
                row.getString("sub_url"),
                row.getString("username"),
                row.getString("password_sealed"),
                row.getString("transport"),
                row.getInt("record_main") != 0,
                row.getInt("record_sub") != 0,
                noDays ? null : (int) days,
                noBytes ? null : bytes,
                row.getInt("enabled") != 0);
    }
}
