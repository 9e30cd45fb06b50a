package org.haidang.server.store;

class PostgresCameraDeviceStoreTest extends CameraDeviceStoreContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
