package org.haidang.server.audit;

import org.haidang.server.store.Database;
import org.haidang.server.store.TestPostgres;

class PostgresAuditTest extends AuditContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
