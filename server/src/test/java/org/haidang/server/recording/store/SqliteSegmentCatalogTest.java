package org.haidang.server.recording.store;

import java.nio.file.Path;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentCatalogContract;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteSegmentCatalogTest extends SegmentCatalogContract {
    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @Override
    protected SegmentCatalog emptyCatalog() {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        return new SqlSegmentCatalog(database);
    }

    @AfterEach
    void close() {
        database.close();
    }
}
