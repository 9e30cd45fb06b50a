package org.haidang.server.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * One PostgreSQL for all tests of the run, a fresh database for each that asks. Where it cannot
 * start, tests are skipped and say so.
 */
public final class TestPostgres {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;
    private static @Nullable String failure;

    private TestPostgres() {}

    public static Database freshDatabase() {
        return Databases.postgres(freshUrl(), "postgres", null);
    }

    /** A fresh database as settings of a server. */
    public static Map<String, String> freshSettings() {
        return Map.of("database.url", freshUrl(), "database.username", "postgres");
    }

    private static synchronized String freshUrl() {
        if (server == null && failure == null) {
            start();
        }
        EmbeddedPostgres running = server;
        Assumptions.assumeTrue(
                running != null, () -> "SKIPPED: PostgreSQL does not start here: " + failure);
        String name = "test" + NUMBER.incrementAndGet();
        try (var connection = running.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return running.getJdbcUrl("postgres", name);
    }

    private static void start() {
        try {
            // initdb refuses root; the library then runs it in a user namespace of its own
            // (unshare).
            server =
                    EmbeddedPostgres.builder()
                            .setPGStartupWait(Duration.ofSeconds(60))
                            .setServerConfig("fsync", "off")
                            .start();
        } catch (IOException | RuntimeException e) {
            failure = e.toString();
            System.err.println("PostgreSQL does not start here, its tests are skipped: " + e);
        }
    }
}
