package org.haidang.server.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;

/** An empty table with the columns and one example. */
public final class ImportTemplate {
    private static final int WIDTH_CHARS = 24;

    private ImportTemplate() {}

    public static byte[] xlsx(Language language) {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = workbook.createSheet(Words.of(language, "import.sheet"));
            XSSFFont bold = workbook.createFont();
            bold.setBold(true);
            CellStyle head = workbook.createCellStyle();
            head.setFont(bold);
            // Text, so that a password of digits keeps its zeros.
            CellStyle text = workbook.createCellStyle();
            text.setDataFormat(workbook.createDataFormat().getFormat("@"));
            Row titles = sheet.createRow(0);
            Row example = sheet.createRow(1);
            Column[] columns = Column.values();
            for (int i = 0; i < columns.length; i++) {
                Column column = columns[i];
                sheet.setDefaultColumnStyle(i, text);
                sheet.setColumnWidth(i, WIDTH_CHARS * 256);
                titles.createCell(i).setCellValue(Words.of(language, "column." + column.field()));
                titles.getCell(i).setCellStyle(head);
                example.createCell(i).setCellValue(example(column, language));
                example.getCell(i).setCellStyle(text);
            }
            sheet.createFreezePane(0, 1);
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String example(Column column, Language language) {
        return switch (column) {
            case FACILITY -> Words.of(language, "import.example.facility");
            case NAME -> Words.of(language, "import.example.name");
            case ZONE -> Words.of(language, "import.example.zone");
            case URL -> "rtsp://192.168.1.20:554/stream1";
            case SUB_URL -> "rtsp://192.168.1.20:554/stream2";
            case USERNAME -> "admin";
            case PASSWORD, RETENTION_GIB -> "";
            case TRANSPORT -> "tcp";
            // Left open: recorded as soon as the facility's papers allow it.
            case RECORD_MAIN, RECORD_SUB -> "";
            case RETENTION_DAYS -> "30";
        };
    }
}
