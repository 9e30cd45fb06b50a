/**
 * The archive's catalogue in SQL: a row per file, gap and wanted interval. It passes the archive's
 * own contract on both databases. It may use the archive's {@code catalog} package and the
 * database.
 */
@NullMarked
package org.haidang.server.recording.store;

import org.jspecify.annotations.NullMarked;
