package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.TestCameras;
import org.haidang.server.device.store.CameraDevice;
import org.haidang.server.device.store.CameraDeviceStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store of cameras as devices must do on every database. */
abstract class CameraDeviceStoreContract {
    private static final URI SERVICE = URI.create("http://10.1.2.3:8080/onvif/device_service");

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private CameraDeviceStore store;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
        store = new CameraDeviceStore(database);
        TestCameras.add(database, "c1", "c2");
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void keepsWhatWasSaidLast() {
        CameraDevice first = new CameraDevice("c1", SERVICE, "Profile_1", true);
        CameraDevice other = new CameraDevice("c2", SERVICE, "hồ sơ 2", false);
        store.put(first, 1);
        store.put(other, 2);
        assertThat(store.all()).containsExactlyInAnyOrder(first, other);
        CameraDevice changed =
                new CameraDevice("c1", URI.create("http://[fd00::1]/x?y=1"), "p", false);
        store.put(changed, 3);
        assertThat(store.all()).containsExactlyInAnyOrder(changed, other);
        assertThat(store.remove("c1")).isTrue();
        assertThat(store.remove("c1")).isFalse();
        assertThat(store.all()).containsExactly(other);
    }

    @Test
    void forgetsWithTheCamera() {
        store.put(new CameraDevice("c1", SERVICE, "p", true), 1);
        new CameraStore(database).remove("c1");
        assertThat(store.all()).isEmpty();
    }

    @Test
    void keepsNothingOfACameraThatIsNotThere() {
        assertThatThrownBy(() -> store.put(new CameraDevice("none", SERVICE, "p", true), 1))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.all()).isEmpty();
    }
}
