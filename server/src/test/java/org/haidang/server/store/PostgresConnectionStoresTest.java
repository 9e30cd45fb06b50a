package org.haidang.server.store;

class PostgresConnectionStoresTest extends ConnectionStoresContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
