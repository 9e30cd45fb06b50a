package org.haidang.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A PostgreSQL of the bench's own on a free port, with its own files and as durable as it comes.
 */
final class Postgres implements AutoCloseable {
    private static final String USERNAME = "postgres";

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts it; as root it runs in a user namespace of its own, for it refuses root.
     *
     * @param folder a new one for its files
     */
    static Postgres start(Path folder) throws IOException {
        return new Postgres(
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        // The library would give up durability for speed; a server does not.
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start());
    }

    /** As the environment of a server names it. */
    Map<String, String> environment() {
        return Map.of(
                "HAIDANG_DATABASE_URL",
                server.getJdbcUrl(USERNAME, USERNAME),
                "HAIDANG_DATABASE_USERNAME",
                USERNAME);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
