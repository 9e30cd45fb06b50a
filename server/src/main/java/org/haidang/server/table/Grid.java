package org.haidang.server.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.haidang.programme.vietnamese.VietnameseText;

/**
 * A table of any kind of thing, its columns known by several names.
 *
 * @param titles the header as the file wrote it, in its order; columns nobody knows are left out
 */
public record Grid(Map<String, String> titles, List<Row> rows) {

    public Grid {
        titles = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(titles));
        rows = List.copyOf(rows);
    }

    /**
     * A column.
     *
     * @param field as the interface calls it
     * @param names more names, in any language; compared without marks, case and signs
     */
    public record Column(String field, boolean required, List<String> names) {
        public Column {
            names = List.copyOf(names);
        }

        private boolean named(String title) {
            String plain = plain(title);
            return !plain.isEmpty()
                    && (plain(field).equals(plain)
                            || names.stream().anyMatch(name -> plain(name).equals(plain)));
        }
    }

    /**
     * One row.
     *
     * @param number line of the file, from 1
     * @param values without empty cells
     * @param formulas fields whose cells hold a formula instead of a value
     */
    public record Row(int number, Map<String, String> values, Set<String> formulas) {
        public Row {
            values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
            formulas = Set.copyOf(formulas);
        }

        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        @Override
        public String toString() {
            return "Row[" + number + "]";
        }
    }

    /**
     * Reads one file.
     *
     * @param bytes at most a few MiB
     * @throws TableException if it is no table, lacks a required column or has too many rows
     */
    public static Grid read(byte[] bytes, List<Column> columns) throws TableException {
        List<Lines.Line> lines = Lines.read(bytes);
        for (int i = 0; i < Math.min(lines.size(), Lines.HEADER_SEARCH_ROWS); i++) {
            Map<Integer, Column> found = found(lines.get(i), columns);
            if (columns.stream().allMatch(c -> !c.required() || found.containsValue(c))) {
                Map<String, String> titles = new LinkedHashMap<>();
                int at = i;
                found.forEach((place, column) ->
                        titles.put(column.field(), lines.get(at).cells().get(place)));
                return new Grid(titles, rows(lines.subList(i + 1, lines.size()), found));
            }
        }
        throw new TableException(
                "import.no-columns",
                String.join(
                        ", ",
                        columns.stream()
                                .filter(Column::required)
                                .map(column -> column.names().getFirst())
                                .toList()));
    }

    /** Rows that came as fields and values, numbered from 1. */
    public static Grid of(List<Map<String, String>> given, List<Column> columns) {
        List<Row> rows = new ArrayList<>();
        Map<String, String> titles = new LinkedHashMap<>();
        for (Map<String, String> one : given) {
            Map<String, String> values = new LinkedHashMap<>();
            for (Column column : columns) {
                String value = one.get(column.field());
                if (value != null && !value.isBlank()) {
                    values.put(column.field(), tidy(value));
                    titles.putIfAbsent(column.field(), column.names().getFirst());
                }
            }
            rows.add(new Row(rows.size() + 1, values, Set.of()));
        }
        return new Grid(titles, rows);
    }

    private static Map<Integer, Column> found(Lines.Line header, List<Column> columns) {
        Map<Integer, Column> found = new LinkedHashMap<>();
        for (int i = 0; i < header.cells().size(); i++) {
            for (Column column : columns) {
                if (column.named(header.cells().get(i)) && !found.containsValue(column)) {
                    found.put(i, column);
                    break;
                }
            }
        }
        return found;
    }

    private static List<Row> rows(List<Lines.Line> lines, Map<Integer, Column> columns)
            throws TableException {
        List<Row> rows = new ArrayList<>();
        for (Lines.Line line : lines) {
            Map<String, String> values = new LinkedHashMap<>();
            Set<String> formulas = new LinkedHashSet<>();
            columns.forEach((place, column) -> {
                String value = place < line.cells().size() ? tidy(line.cells().get(place)) : "";
                if (!value.isEmpty()) {
                    values.put(column.field(), value);
                }
                if (line.formulas().contains(place)) {
                    formulas.add(column.field());
                }
            });
            if (!values.isEmpty() || !formulas.isEmpty()) {
                rows.add(new Row(line.number(), values, formulas));
            }
        }
        if (rows.size() > Table.MAX_ROWS) {
            throw new TableException("import.too-many-rows", Table.MAX_ROWS);
        }
        return rows;
    }

    /** NFC and without the quote that keeps our own exports from being formulas. */
    private static String tidy(String cell) {
        String text = VietnameseText.normalise(cell);
        boolean quoted =
                text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0;
        return quoted ? text.substring(1) : text;
    }

    /** Without marks, case and signs. */
    private static String plain(String text) {
        return Normalizer.normalize(text.replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9]+", "")
                .toLowerCase(Locale.ROOT);
    }
}
