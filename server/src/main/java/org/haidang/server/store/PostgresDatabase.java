package org.haidang.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** PostgreSQL through a pool. Its driver is Java, so virtual threads wait in it without harm. */
final class PostgresDatabase implements Database {
    private static final int CONNECTIONS = 10;

    private final String url;
    private final HikariDataSource pool;
    private final JdbcClient client;
    private final TransactionTemplate transaction;

    PostgresDatabase(String url, String username, @Nullable String password) {
        this.url = url;
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgresql");
        config.setJdbcUrl(url);
        config.setUsername(username);
        if (password != null) {
            config.setPassword(password);
        }
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(10_000);
        this.pool = new HikariDataSource(config);
        Databases.migrate(pool);
        this.client = JdbcClient.create(pool);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    @Override
    public <T> T read(Function<JdbcClient, T> queries) {
        return queries.apply(client);
    }

    // The template says it may return null; it returns what the changes return.
    @SuppressWarnings("NullAway")
    @Override
    public <T> T write(Function<JdbcClient, T> changes) {
        return transaction.execute(status -> changes.apply(client));
    }

    @Override
    public String description() {
        // A login could hide behind the question mark.
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    @Override
    public int waiting() {
        return pool.getHikariPoolMXBean().getThreadsAwaitingConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
