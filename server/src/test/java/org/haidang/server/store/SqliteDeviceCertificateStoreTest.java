package org.haidang.server.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDeviceCertificateStoreTest extends DeviceCertificateStoreContract {
    @TempDir Path folder;

    @Override
    Database freshDatabase() {
        return Databases.sqlite(folder.resolve("haidang.db"));
    }
}
