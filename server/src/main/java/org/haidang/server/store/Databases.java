package org.haidang.server.store;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Opens a database by its URL. */
public final class Databases {
    private Databases() {}

    /** The file in the data folder, made if it is not there. */
    public static Database sqlite(Path file) {
        return new SqliteDatabase(file);
    }

    /**
     * A database of a PostgreSQL server.
     *
     * @param url {@code jdbc:postgresql://host:port/name}
     */
    public static Database postgres(String url, String username, @Nullable String password) {
        return new PostgresDatabase(url, username, password);
    }

    static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }
}
