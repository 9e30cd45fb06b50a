package org.haidang.server.store;

class PostgresCameraEventStoreTest extends CameraEventStoreContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
