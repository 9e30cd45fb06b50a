/**
 * Who did what and who saw what: an append-only log whose rows are chained by hashes, an anchor
 * outside the database, and the check of both. What must be recorded is recorded before it is done,
 * or it is not done. It may use its stores, {@code secrets}, {@code words}, Jackson, commons-csv
 * and Apache POI; it knows no HTTP.
 */
@NullMarked
package org.haidang.server.audit;

import org.jspecify.annotations.NullMarked;
