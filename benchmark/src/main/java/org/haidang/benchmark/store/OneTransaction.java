package org.haidang.benchmark.store;

import java.util.function.Consumer;
import java.util.function.Function;
import org.haidang.server.store.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database inside one open transaction. Stores commit each row for itself, which is right for
 * people and takes minutes for 50,000 rows; through this they write the same rows and one commit
 * keeps them all.
 */
public final class OneTransaction {
    private OneTransaction() {}

    /**
     * Does the work in one transaction, kept as a whole or not at all.
     *
     * @param work is given the database to write through; it must not keep it
     */
    public static void on(Database database, Consumer<Database> work) {
        int unused =
                database.write(client -> {
                    work.accept(new Open(database, client));
                    return 0;
                });
    }

    private record Open(Database outer, JdbcClient client) implements Database {
        @Override
        public <T> T read(Function<JdbcClient, T> queries) {
            return queries.apply(client);
        }

        @Override
        public <T> T write(Function<JdbcClient, T> changes) {
            return changes.apply(client);
        }

        @Override
        public String description() {
            return outer.description();
        }

        @Override
        public int waiting() {
            return outer.waiting();
        }

        @Override
        public void close() {
            // The transaction's owner ends it.
        }
    }
}
