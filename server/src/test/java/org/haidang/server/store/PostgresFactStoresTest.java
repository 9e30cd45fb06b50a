package org.haidang.server.store;

class PostgresFactStoresTest extends FactStoresContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
