package org.haidang.server.notification;

import org.haidang.server.store.Database;
import org.haidang.server.store.TestPostgres;

class PostgresOutboxTest extends OutboxContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
