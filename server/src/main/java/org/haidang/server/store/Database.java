package org.haidang.server.store;

import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One database, migrated to the newest schema. Thread-safe; callers may be virtual threads and
 * wait. Failures are Spring's {@code DataAccessException}.
 */
public interface Database extends AutoCloseable {
    /** Runs queries on one connection, outside a transaction. */
    <T> T read(Function<JdbcClient, T> queries);

    /** Runs changes in one transaction, durable when it returns. Must not be nested. */
    <T> T write(Function<JdbcClient, T> changes);

    /** Asks it something small; throws when it does not answer. */
    default void ping() {
        read(c -> c.sql("select 1").query(Integer.class).single());
    }

    /** Where it lies, without secrets. */
    String description();

    /** Calls waiting for a connection or for the writer now. */
    int waiting();

    @Override
    void close();
}
