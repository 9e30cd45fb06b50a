package org.haidang.server.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
import org.jspecify.annotations.Nullable;

/**
 * The lines of a CSV or XLSX file. Files come from strangers: the size is bounded before, XLSX may
 * not unpack to more than POI is told here, formulas are never worked out.
 */
final class Lines {
    /** Uncompressed size of any part of an XLSX; a list of 2,000 cameras has less than 2 MiB. */
    private static final long MAX_PART_BYTES = 32L << 20;

    private static final double MIN_INFLATE_RATIO = 0.005;
    private static final int MAX_COLUMNS = 100;
    static final int HEADER_SEARCH_ROWS = 10;

    /** Bytes that are looked at to tell UTF-16 without a mark. */
    private static final int WIDE_LOOK = 400;

    static {
        ZipSecureFile.setMaxEntrySize(MAX_PART_BYTES);
        ZipSecureFile.setMinInflateRatio(MIN_INFLATE_RATIO);
        ZipSecureFile.setMaxFileCount(500);
    }

    private Lines() {}

    /**
     * One line.
     *
     * @param number as the person sees it, from 1
     * @param formulas places of cells that hold a formula; those are empty in {@code cells}
     */
    record Line(int number, List<String> cells, Set<Integer> formulas) {}

    /**
     * Reads one file.
     *
     * @param bytes at most a few MiB
     * @throws TableException if it is no table or has too many rows
     */
    static List<Line> read(byte[] bytes) throws TableException {
        boolean zip = bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K';
        // What Excel wrote before 2007, and what it writes with a password: OLE2 both.
        if (bytes.length > 3
                && (bytes[0] & 0xff) == 0xd0
                && (bytes[1] & 0xff) == 0xcf
                && (bytes[2] & 0xff) == 0x11) {
            throw new TableException("import.old-excel");
        }
        return zip ? sheet(bytes) : csv(bytes);
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

    /**
     * UTF-8, with or without its mark; what spreadsheets call Unicode text is UTF-16 with one. The
     * code pages of before cannot be told apart for sure, so they are named and not guessed.
     */
    private static String text(byte[] bytes) throws TableException {
        Charset wide = wide(bytes);
        if (wide != null) {
            String text = new String(bytes, wide);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') >= 0) {
                throw new TableException("import.unreadable");
            }
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new TableException("import.encoding");
        }
    }

    /** By its mark, or by the zeros that UTF-16 puts beside every Latin letter. */
    private static @Nullable Charset wide(byte[] bytes) {
        if (bytes.length < 4) {
            return null;
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (first == 0xff && second == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (first == 0xfe && second == 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        int[] zeros = new int[2];
        int looked = Math.min(bytes.length, WIDE_LOOK) / 2 * 2;
        for (int i = 0; i < looked; i++) {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }
        int many = looked / 8;
        // A few are on the other side: combining marks begin at U+0300.
        if (zeros[1] > many && zeros[0] < zeros[1] / 4) {
            return StandardCharsets.UTF_16LE;
        }
        return zeros[0] > many && zeros[1] < zeros[0] / 4 ? StandardCharsets.UTF_16BE : null;
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
            DataFormatter formatter = new DataFormatter(Locale.ROOT);
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
        Set<Integer> formulas = new HashSet<>();
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
}
