package org.haidang.server.report;

import java.nio.file.Path;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.junit.jupiter.api.io.TempDir;

class SqliteReportStoreTest extends ReportStoreContract {
    @TempDir Path folder;

    @Override
    Database freshDatabase() {
        return Databases.sqlite(folder.resolve("haidang.db"));
    }
}
