/**
 * Lists of cameras as tables: CSV and XLSX to rows, rows to cameras with an error for each cell,
 * and the empty template. It may use Apache POI, commons-csv, {@code camera} and {@code words}.
 */
@NullMarked
package org.haidang.server.table;

import org.jspecify.annotations.NullMarked;
