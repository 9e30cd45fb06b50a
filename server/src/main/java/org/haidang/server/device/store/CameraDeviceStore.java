package org.haidang.server.device.store;

import java.net.URI;
import java.util.List;
import org.haidang.server.store.Database;

/** The table {@code camera_devices}. */
public final class CameraDeviceStore {
    private final Database database;

    public CameraDeviceStore(Database database) {
        this.database = database;
    }

    public List<CameraDevice> all() {
        return database.read(c ->
                c.sql("select camera_id, service, profile, ptz from camera_devices")
                        .query((row, n) ->
                                new CameraDevice(
                                        row.getString("camera_id"),
                                        URI.create(row.getString("service")),
                                        row.getString("profile"),
                                        row.getInt("ptz") != 0))
                        .list());
    }

    /** Keeps what is known of a camera that is there, in place of what was known before. */
    public void put(CameraDevice device, long nowUs) {
        database.write(c ->
                c.sql(
                                "insert into camera_devices (camera_id, service, profile, ptz,"
                                        + " created_us, changed_us) values (?, ?, ?, ?, ?, ?) on"
                                        + " conflict (camera_id) do update set service ="
                                        + " excluded.service, profile = excluded.profile, ptz ="
                                        + " excluded.ptz, changed_us = excluded.changed_us")
                        .params(
                                device.cameraId(),
                                device.service().toString(),
                                device.profile(),
                                device.ptz() ? 1 : 0,
                                nowUs,
                                nowUs)
                        .update());
    }

    public boolean remove(String cameraId) {
        return database.write(c ->
                c.sql("delete from camera_devices where camera_id = ?").param(cameraId).update())
                == 1;
    }
}
