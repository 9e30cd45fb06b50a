package org.haidang.server.document;

import java.math.BigDecimal;
import java.util.List;

/**
 * A table for a spreadsheet.
 *
 * @param above lines before the head of the table: title, cut-off; none for tables that are read
 *     back by a program
 * @param rows of {@link String}, {@link Number} or {@link BigDecimal}; a cell per column
 */
public record SheetTable(
        String name, List<String> above, List<Column> columns, List<List<Object>> rows) {

    /** What the audit log allows itself, too. */
    public static final int MAX_ROWS = 100_000;

    /** A name of a sheet in Excel. */
    private static final int MAX_NAME = 31;

    /**
     * @param width in characters
     */
    public record Column(String title, int width) {
        public Column {
            if (width < 1 || width > 250) {
                throw new IllegalArgumentException("characters wide: " + width);
            }
        }
    }

    public SheetTable {
        above = List.copyOf(above);
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (name.isBlank() || name.length() > MAX_NAME || rows.size() > MAX_ROWS) {
            throw new IllegalArgumentException("'" + name + "', " + rows.size() + " rows");
        }
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("cells for " + columns.size() + ": " + row);
            }
            for (Object cell : row) {
                if (!(cell instanceof String || cell instanceof Number)) {
                    throw new IllegalArgumentException("neither text nor number: " + cell);
                }
            }
        }
    }
}
