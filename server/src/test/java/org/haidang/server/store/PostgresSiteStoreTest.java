package org.haidang.server.store;

class PostgresSiteStoreTest extends SiteStoreContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
