package org.haidang.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite in WAL mode: one writer, several readers that never wait for it.
 *
 * <p>The driver is native code, which would pin a virtual thread to its carrier, so every call runs
 * on a platform thread of its own and the caller waits for it. All writes pass one connection and
 * one thread: SQLite lets only one write at a time, and waiting here in order is fairer than its
 * busy handler.
 */
final class SqliteDatabase implements Database {
    private static final int READERS = 4;
    private static final int BUSY_TIMEOUT_MS = 10_000;

    private final Path file;
    private final HikariDataSource readers;
    private final HikariDataSource writer;
    private final ExecutorService readThreads;
    private final ExecutorService writeThread;
    private final JdbcClient readClient;
    private final JdbcClient writeClient;
    private final TransactionTemplate transaction;
    private final AtomicInteger waiting = new AtomicInteger();

    SqliteDatabase(Path file) {
        this.file = file;
        this.writer = pool("sqlite-writer", source(file), 1);
        Databases.migrate(writer);
        this.readers = pool("sqlite-readers", source(file), READERS);
        this.readThreads =
                Executors.newFixedThreadPool(
                        READERS, Thread.ofPlatform().daemon().name("sqlite-read-", 1).factory());
        this.writeThread =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("sqlite-write").factory());
        this.readClient = JdbcClient.create(readers);
        this.writeClient = JdbcClient.create(writer);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(writer));
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // FULL: a committed row survives a power cut, not only a crash of the program.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.enforceForeignKeys(true);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    private static HikariDataSource pool(String name, SQLiteDataSource source, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setMaxLifetime(0);
        return new HikariDataSource(config);
    }

    @Override
    public <T> T read(Function<JdbcClient, T> queries) {
        return await(readThreads.submit(() -> queries.apply(readClient)));
    }

    @Override
    public <T> T write(Function<JdbcClient, T> changes) {
        return await(
                writeThread.submit(
                        () -> transaction.execute(status -> changes.apply(writeClient))));
    }

    // The transaction template says it may return null; it returns what the changes return.
    @SuppressWarnings("NullAway")
    private <T> T await(Future<T> result) {
        waiting.incrementAndGet();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    // The work goes on in its own thread; a caller that left would not know its
                    // end.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            waiting.decrementAndGet();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String description() {
        return "SQLite " + file;
    }

    @Override
    public int waiting() {
        return waiting.get();
    }

    @Override
    public void close() {
        readThreads.close();
        writeThread.close();
        readers.close();
        writer.close();
    }
}
