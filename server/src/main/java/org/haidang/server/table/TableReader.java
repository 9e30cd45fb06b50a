package org.haidang.server.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Reads CSV and XLSX. Files come from strangers: the size is bounded before, XLSX may not unpack to
 * more than POI is told here, formulas are never worked out.
 */
public final class TableReader {
    /** Uncompressed size of any part of an XLSX; a list of 2,000 cameras has less than 2 MiB. */
    private static final long MAX_PART_BYTES = 32L << 20;

    private static final double MIN_INFLATE_RATIO = 0.005;
    private static final int MAX_COLUMNS = 100;
    private static final int HEADER_SEARCH_ROWS = 10;

    static {
        ZipSecureFile.setMaxEntrySize(MAX_PART_BYTES);
        ZipSecureFile.setMinInflateRatio(MIN_INFLATE_RATIO);
        ZipSecureFile.setMaxFileCount(500);
    }

    private TableReader() {}

    private record Line(int number, List<String> cells, Set<Integer> formulas) {}

    /**
     * Reads one file.
     *
     * @param bytes at most a few MiB
     * @throws TableException if it is no table, has no header or too many rows
     */
    public static Table read(byte[] bytes) throws TableException {
        boolean zip = bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K';
        return table(zip ? sheet(bytes) : csv(bytes));
    }

    private static List<Line> csv(byte[] bytes) throws TableException {
        String text = text(bytes);
        List<Line> lines = new ArrayList<>();
        CSVFormat format =
                CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(delimiter(text))
                        .setIgnoreEmptyLines(false)
                        .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord record : parser) {
                if (lines.size() > Table.MAX_ROWS + HEADER_SEARCH_ROWS) {
                    throw new TableException("import.too-many-rows", Table.MAX_ROWS);
                }
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < Math.min(record.size(), MAX_COLUMNS); i++) {
                    cells.add(cut(record.get(i)));
                }
                lines.add(new Line((int) record.getRecordNumber(), cells, Set.of()));
            }
        } catch (IOException | RuntimeException e) {
            throw new TableException("import.unreadable");
        }
        return lines;
    }

    /** UTF-8, with or without its mark; what spreadsheets call Unicode text is UTF-16 with one. */
    private static String text(byte[] bytes) throws TableException {
        boolean little = bytes.length > 1 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe;
        try {
            String text =
                    little
                            ? new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE)
                            : StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(bytes))
                                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new TableException("import.unreadable");
        }
    }

    private static char delimiter(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long count = first.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private static List<Line> sheet(byte[] bytes) throws TableException {
        List<Line> lines = new ArrayList<>();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            Sheet sheet = workbook.getSheetAt(0);
            DataFormatter formatter = new DataFormatter(java.util.Locale.ROOT);
            for (org.apache.poi.ss.usermodel.Row row : sheet) {
                if (lines.size() > Table.MAX_ROWS + HEADER_SEARCH_ROWS) {
                    throw new TableException("import.too-many-rows", Table.MAX_ROWS);
                }
                lines.add(line(row, formatter));
            }
        } catch (IOException | RuntimeException e) {
            // POI tells of broken and hostile files by many runtime exceptions.
            throw new TableException("import.unreadable");
        }
        return lines;
    }

    private static Line line(org.apache.poi.ss.usermodel.Row row, DataFormatter formatter) {
        List<String> cells = new ArrayList<>();
        Set<Integer> formulas = new java.util.HashSet<>();
        for (int i = 0; i < Math.min(row.getLastCellNum(), MAX_COLUMNS); i++) {
            Cell cell = row.getCell(i);
            if (cell == null) {
                cells.add("");
            } else if (cell.getCellType() == CellType.FORMULA) {
                formulas.add(i);
                cells.add("");
            } else {
                cells.add(cut(formatter.formatCellValue(cell)));
            }
        }
        return new Line(row.getRowNum() + 1, cells, formulas);
    }

    private static String cut(String cell) {
        String text = cell.strip();
        return text.length() <= Table.MAX_CELL ? text : text.substring(0, Table.MAX_CELL);
    }

    private static Table table(List<Line> lines) throws TableException {
        for (int i = 0; i < Math.min(lines.size(), HEADER_SEARCH_ROWS); i++) {
            Map<Integer, Column> columns = columns(lines.get(i));
            if (columns.containsValue(Column.URL)) {
                return new Table(
                        titles(lines.get(i), columns),
                        rows(lines.subList(i + 1, lines.size()), columns));
            }
        }
        throw new TableException("import.no-header");
    }

    private static Map<Integer, Column> columns(Line header) {
        Map<Integer, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < header.cells().size(); i++) {
            int at = i;
            Column.named(header.cells().get(i))
                    .filter(column -> !columns.containsValue(column))
                    .ifPresent(column -> columns.put(at, column));
        }
        return columns;
    }

    private static Map<Column, String> titles(Line header, Map<Integer, Column> columns) {
        Map<Column, String> titles = new LinkedHashMap<>();
        columns.forEach((index, column) -> titles.put(column, header.cells().get(index)));
        return titles;
    }

    private static List<Table.Row> rows(List<Line> lines, Map<Integer, Column> columns)
            throws TableException {
        List<Table.Row> rows = new ArrayList<>();
        for (Line line : lines) {
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
