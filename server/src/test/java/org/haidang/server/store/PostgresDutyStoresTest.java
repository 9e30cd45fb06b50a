package org.haidang.server.store;

class PostgresDutyStoresTest extends DutyStoresContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
