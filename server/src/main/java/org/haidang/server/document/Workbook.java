package org.haidang.server.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * Writes tables as XLSX.
 *
 * <p>A text that begins like a formula (OWASP, "CSV Injection") is a text cell that is marked as
 * quoted: what a person gets by typing an apostrophe before it. The text itself is whole, so that
 * the file can be read back, and stays a text when somebody edits the cell.
 */
public final class Workbook {
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    /** A cell takes 32,767 characters. */
    private static final int MAX_CELL = 32_000;

    /** Rows in memory; the others wait in a temporary file. */
    private static final int WINDOW = 200;

    private final SXSSFWorkbook workbook;
    private final CellStyle plain;
    private final CellStyle quoted;
    private final CellStyle head;
    private final CellStyle above;

    private Workbook(SXSSFWorkbook workbook) {
        this.workbook = workbook;
        this.plain = style(false, true);
        this.quoted = style(false, true);
        quoted.setQuotePrefixed(true);
        this.head = style(true, true);
        this.above = style(true, false);
    }

    /** Leaves {@code out} open. */
    public static void write(List<SheetTable> sheets, OutputStream out) throws IOException {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(WINDOW)) {
            Workbook styled = new Workbook(workbook);
            for (SheetTable sheet : sheets) {
                styled.sheet(sheet);
            }
            workbook.write(out);
        }
    }

    /** Whether a spreadsheet would take the text for a formula and run it. */
    static boolean formulaLike(String text) {
        return !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0;
    }

    private CellStyle style(boolean bold, boolean framed) {
        Font font = workbook.createFont();
        font.setFontName(DocxDocument.FONT);
        font.setFontHeightInPoints((short) 12);
        font.setBold(bold);
        CellStyle style = workbook.createCellStyle();
        style.setFont(font);
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        if (framed) {
            style.setWrapText(true);
            style.setBorderTop(BorderStyle.THIN);
            style.setBorderBottom(BorderStyle.THIN);
            style.setBorderLeft(BorderStyle.THIN);
            style.setBorderRight(BorderStyle.THIN);
        }
        return style;
    }

    private void sheet(SheetTable table) {
        SXSSFSheet sheet = workbook.createSheet(table.name());
        for (int i = 0; i < table.columns().size(); i++) {
            sheet.setColumnWidth(i, table.columns().get(i).width() * 256);
        }
        int at = 0;
        for (String line : table.above()) {
            text(sheet.createRow(at++).createCell(0), line, above);
        }
        Row titles = sheet.createRow(at++);
        for (int i = 0; i < table.columns().size(); i++) {
            text(titles.createCell(i), table.columns().get(i).title(), head);
        }
        sheet.createFreezePane(0, at);
        for (List<Object> row : table.rows()) {
            Row written = sheet.createRow(at++);
            for (int i = 0; i < row.size(); i++) {
                Cell cell = written.createCell(i);
                switch (row.get(i)) {
                    case Number number -> {
                        cell.setCellValue(number.doubleValue());
                        cell.setCellStyle(plain);
                    }
                    case Object text -> text(cell, text.toString(), plain);
                }
            }
        }
    }

    private void text(Cell cell, String text, CellStyle style) {
        cell.setCellValue(text.length() <= MAX_CELL ? text : text.substring(0, MAX_CELL));
        cell.setCellStyle(formulaLike(text) ? quoted : style);
    }
}
