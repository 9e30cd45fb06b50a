package org.haidang.server.store;

class PostgresInstructionStoreTest extends InstructionStoreContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
