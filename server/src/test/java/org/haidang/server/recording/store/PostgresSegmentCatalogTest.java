package org.haidang.server.recording.store;

import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentCatalogContract;
import org.haidang.server.store.Database;
import org.haidang.server.store.TestPostgres;
import org.junit.jupiter.api.AfterEach;

class PostgresSegmentCatalogTest extends SegmentCatalogContract {
    @SuppressWarnings("NullAway.Init")
    private Database database;

    @Override
    protected SegmentCatalog emptyCatalog() {
        database = TestPostgres.freshDatabase();
        return new SqlSegmentCatalog(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
