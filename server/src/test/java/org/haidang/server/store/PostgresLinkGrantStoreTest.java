package org.haidang.server.store;

class PostgresLinkGrantStoreTest extends LinkGrantStoreContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
