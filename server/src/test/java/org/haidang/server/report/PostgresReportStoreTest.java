package org.haidang.server.report;

import org.haidang.server.store.Database;
import org.haidang.server.store.TestPostgres;

class PostgresReportStoreTest extends ReportStoreContract {
    @Override
    Database freshDatabase() {
        return TestPostgres.freshDatabase();
    }
}
