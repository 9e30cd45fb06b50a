package org.haidang.server.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Writes a table as CSV or XLSX. No cell ever becomes a formula: in CSV a quote goes before what
 * would, in XLSX every cell is text and marked so.
 */
public final class TableWriter {
    private static final int MAX_CELL = 32_000;

    private TableWriter() {}

    /**
     * What is written.
     *
     * @param widths of the columns in characters, as many as titles
     */
    public record Contents(
            String name, List<String> titles, List<Integer> widths, List<List<String>> rows) {
        public Contents {
            titles = List.copyOf(titles);
            widths = List.copyOf(widths);
            rows = List.copyOf(rows);
        }
    }

    /** UTF-8 with its mark, which spreadsheets want; lines as RFC 4180 has them. */
    public static byte[] csv(Contents sheet) {
        StringBuilder out = new StringBuilder("\ufeff");
        try (CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            printer.printRecord(sheet.titles());
            for (List<String> row : sheet.rows()) {
                printer.printRecord(row.stream().map(TableWriter::harmless).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A spreadsheet would take a cell that begins like this for a formula and run it. */
    static String harmless(String cell) {
        return dangerous(cell) ? "'" + cell : cell;
    }

    private static boolean dangerous(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0;
    }

    public static byte[] xlsx(Contents sheet) {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet page = workbook.createSheet(sheet.name());
            CellStyle head = style(workbook, true, false);
            CellStyle text = style(workbook, false, false);
            CellStyle quoted = style(workbook, false, true);
            Row titles = page.createRow(0);
            for (int i = 0; i < sheet.titles().size(); i++) {
                page.setColumnWidth(i, sheet.widths().get(i) * 256);
                cell(titles, i, sheet.titles().get(i), head);
            }
            for (List<String> values : sheet.rows()) {
                Row row = page.createRow(page.getLastRowNum() + 1);
                for (int i = 0; i < values.size(); i++) {
                    cell(row, i, values.get(i), dangerous(values.get(i)) ? quoted : text);
                }
            }
            page.createFreezePane(0, 1);
            page.getPrintSetup().setLandscape(true);
            page.getPrintSetup().setPaperSize((short) 9);
            page.setFitToPage(true);
            page.getPrintSetup().setFitHeight((short) 0);
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CellStyle style(XSSFWorkbook workbook, boolean bold, boolean quoted) {
        CellStyle style = workbook.createCellStyle();
        XSSFFont font = workbook.createFont();
        font.setFontName("Times New Roman");
        font.setBold(bold);
        style.setFont(font);
        style.setWrapText(true);
        style.setVerticalAlignment(VerticalAlignment.TOP);
        style.setBorderBottom(BorderStyle.THIN);
        style.setBorderTop(BorderStyle.THIN);
        style.setBorderLeft(BorderStyle.THIN);
        style.setBorderRight(BorderStyle.THIN);
        // Text, so that a telephone number keeps its zero.
        style.setDataFormat(workbook.createDataFormat().getFormat("@"));
        style.setQuotePrefixed(quoted);
        return style;
    }

    private static void cell(Row row, int at, String value, CellStyle style) {
        Cell cell = row.createCell(at);
        cell.setCellValue(value.length() <= MAX_CELL ? value : value.substring(0, MAX_CELL));
        cell.setCellStyle(style);
    }
}
