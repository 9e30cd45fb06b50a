package org.haidang.server.store;

class PostgresClipStoreTest extends ClipStoreContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
