/**
 * The database: a SQLite file by default, PostgreSQL by URL, one set of SQL for both. Stores of the
 * features get their connection here and nowhere else. It may use JDBC, Spring's JdbcClient,
 * HikariCP and Flyway.
 */
@NullMarked
package org.haidang.server.store;

import org.jspecify.annotations.NullMarked;
