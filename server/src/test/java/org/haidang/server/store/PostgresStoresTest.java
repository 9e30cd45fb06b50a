package org.haidang.server.store;

class PostgresStoresTest extends StoresContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
