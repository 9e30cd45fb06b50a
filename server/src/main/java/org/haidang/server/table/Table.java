package org.haidang.server.table;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table as it was read.
 *
 * @param titles the header as the file wrote it, in its order; columns nobody knows are left out
 */
public record Table(Map<Column, String> titles, List<Row> rows) {
    /** More rows than this are refused. */
    public static final int MAX_ROWS = 2_000;

    /** More characters than this are cut off a cell, and then refused as too long. */
    static final int MAX_CELL = 4_000;

    /**
     * One camera.
     *
     * @param number line of the file, from 1
     * @param values without empty cells
     * @param formulas cells that hold a formula instead of a value
     */
    public record Row(int number, Map<Column, String> values, Set<Column> formulas) {
        public String value(Column column) {
            return values.getOrDefault(column, "");
        }

        /** The same row with another value. */
        public Row with(Column column, String value) {
            Map<Column, String> changed = new EnumMap<>(Column.class);
            changed.putAll(values);
            changed.put(column, value);
            return new Row(number, changed, formulas);
        }

        @Override
        public String toString() {
            return "Row[" + number + "]";
        }
    }
}
