package org.haidang.server.audit;

import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;

class SqliteAuditTest extends AuditContract {
    @Override
    Database freshDatabase() {
        return Databases.sqlite(folder.resolve("haidang.db"));
    }
}
