package org.haidang.server.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads lists of cameras. */
public final class TableReader {
    private TableReader() {}

    /**
     * Reads one file.
     *
     * @param bytes at most a few MiB
     * @throws TableException if it is no table, has no header or too many rows
     */
    public static Table read(byte[] bytes) throws TableException {
        return table(Lines.read(bytes));
    }

    private static Table table(List<Lines.Line> lines) throws TableException {
        for (int i = 0; i < Math.min(lines.size(), Lines.HEADER_SEARCH_ROWS); i++) {
            Map<Integer, Column> columns = columns(lines.get(i));
            if (columns.containsValue(Column.URL)) {
                return new Table(
                        titles(lines.get(i), columns),
                        rows(lines.subList(i + 1, lines.size()), columns));
            }
        }
        throw new TableException("import.no-header");
    }

    private static Map<Integer, Column> columns(Lines.Line header) {
        Map<Integer, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < header.cells().size(); i++) {
            int at = i;
            Column.named(header.cells().get(i))
                    .filter(column -> !columns.containsValue(column))
                    .ifPresent(column -> columns.put(at, column));
        }
        return columns;
    }

    private static Map<Column, String> titles(Lines.Line header, Map<Integer, Column> columns) {
        Map<Column, String> titles = new LinkedHashMap<>();
        columns.forEach((index, column) -> titles.put(column, header.cells().get(index)));
        return titles;
    }

    private static List<Table.Row> rows(List<Lines.Line> lines, Map<Integer, Column> columns)
            throws TableException {
        List<Table.Row> rows = new ArrayList<>();
        for (Lines.Line line : lines) {
            Map<Column, String> values = new EnumMap<>(Column.class);
            Set<Column> formulas = EnumSet.noneOf(Column.class);
            columns.forEach((index, column) -> {
                if (index < line.cells().size() && !line.cells().get(index).isEmpty()) {
                    values.put(column, line.cells().get(index));
                }
                if (line.formulas().contains(index)) {
                    formulas.add(column);
                }
            });
            if (!values.isEmpty() || !formulas.isEmpty()) {
                rows.add(new Table.Row(line.number(), values, formulas));
            }
        }
        if (rows.size() > Table.MAX_ROWS) {
            throw new TableException("import.too-many-rows", Table.MAX_ROWS);
        }
        return rows;
    }
}
