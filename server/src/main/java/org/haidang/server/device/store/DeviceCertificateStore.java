package org.haidang.server.device.store;

import java.util.List;
import org.haidang.server.store.Database;

/** The table {@code device_certificates}. */
public final class DeviceCertificateStore {
    private final Database database;

    public DeviceCertificateStore(Database database) {
        this.database = database;
    }

    public List<DeviceCertificate> all() {
        return database.read(c ->
                c.sql("select address, key_sha256, changed_us from device_certificates")
                        .query((row, n) ->
                                new DeviceCertificate(
                                        row.getString("address"),
                                        row.getString("key_sha256"),
                                        row.getLong("changed_us")))
                        .list());
    }

    /** In place of what was known before. */
    public void put(DeviceCertificate certificate) {
        database.write(c ->
                c.sql(
                                "insert into device_certificates (address, key_sha256, created_us,"
                                        + " changed_us) values (?, ?, ?, ?) on conflict (address)"
                                        + " do update set key_sha256 = excluded.key_sha256,"
                                        + " changed_us = excluded.changed_us")
                        .params(
                                certificate.address(),
                                certificate.keySha256(),
                                certificate.changedUs(),
                                certificate.changedUs())
                        .update());
    }

    public void remove(String address) {
        database.write(c ->
                c.sql("delete from device_certificates where address = ?").param(address).update());
    }
}
