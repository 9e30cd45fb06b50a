package org.haidang.server.store;

class PostgresDeviceCertificateStoreTest extends DeviceCertificateStoreContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
