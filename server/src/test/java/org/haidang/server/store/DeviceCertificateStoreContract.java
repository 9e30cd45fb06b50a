package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.haidang.server.device.store.DeviceCertificate;
import org.haidang.server.device.store.DeviceCertificateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store of devices' certificates must do on every database. */
abstract class DeviceCertificateStoreContract {
    private static final String KEY = "ab".repeat(32);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private DeviceCertificateStore store;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
        store = new DeviceCertificateStore(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void keepsOneOfEachAddress() {
        var first = new DeviceCertificate("10.1.2.3:443", KEY, 1);
        var other = new DeviceCertificate("[fd00:0:0:0:0:0:0:5]:443", KEY, 2);
        store.put(first);
        store.put(other);
        assertThat(store.all()).containsExactlyInAnyOrder(first, other);
        var changed = new DeviceCertificate("10.1.2.3:443", "cd".repeat(32), 3);
        store.put(changed);
        assertThat(store.all()).containsExactlyInAnyOrder(changed, other);
        store.remove("10.1.2.3:443");
        store.remove("nobody:443");
        assertThat(store.all()).containsExactly(other);
    }
}
