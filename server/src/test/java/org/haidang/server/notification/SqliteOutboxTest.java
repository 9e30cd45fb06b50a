package org.haidang.server.notification;

import java.nio.file.Path;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.junit.jupiter.api.io.TempDir;

class SqliteOutboxTest extends OutboxContract {
    @TempDir Path folder;

    @Override
    Database freshDatabase() {
        return Databases.sqlite(folder.resolve("haidang.db"));
    }
}
