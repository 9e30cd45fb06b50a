package org.haidang.server.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.haidang.server.audit.store.AuditFilter;
import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.audit.store.Draft;
import org.haidang.server.audit.store.Link;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;

/**
 * The log as a table, oldest first, up to and with the row that records the export. The last line
 * is the head of the chain at that time: whoever keeps the file can later show that rows were
 * removed or changed.
 */
public final class AuditExport {
    /** A workbook with more rows than this is cut, and says so in its last line. */
    public static final int MAX_XLSX_ROWS = 100_000;

    private static final int PAGE = 1_000;

    /** Rows of a workbook in memory; the others wait in a temporary file. */
    private static final int WINDOW = 100;

    /** A cell of a workbook takes 32,767 characters. */
    private static final int MAX_CELL = 32_000;

    private final Audit audit;
    private final AuditSentences sentences;
    private final AuditFilter filter;
    private final Language language;
    private final int maxXlsxRows;
    private final Link head;

    private AuditExport(
            Audit audit,
            AuditSentences sentences,
            AuditFilter filter,
            Language language,
            int maxXlsxRows,
            Link head) {
        this.audit = audit;
        this.sentences = sentences;
        this.filter = filter;
        this.language = language;
        this.maxXlsxRows = maxXlsxRows;
        this.head = head;
    }

    /**
     * Records that somebody takes the log away, and gives it.
     *
     * @param format csv or xlsx
     * @throws AuditUnavailableException if that cannot be recorded: then nothing is given
     */
    public static AuditExport begin(
            Audit audit,
            Actor actor,
            AuditFilter filter,
            String format,
            Language language,
            ZoneId zone) {
        return begin(audit, actor, filter, format, language, zone, MAX_XLSX_ROWS);
    }

    static AuditExport begin(
            Audit audit,
            Actor actor,
            AuditFilter filter,
            String format,
            Language language,
            ZoneId zone,
            int maxXlsxRows) {
        AuditRow recorded =
                audit.append(
                                List.of(
                                        Draft.of(
                                                Entry.of(actor, AuditKind.LOG_EXPORTED)
                                                        .with("format", format)
                                                        .with("person", filter.person())
                                                        .with("camera", filter.cameraId())
                                                        .with("facility", filter.facilityId())
                                                        .with("kind", filter.kind())
                                                        .with("fromUs", filter.fromUs())
                                                        .with("toUs", filter.toUs())
                                                        .content())))
                        .getFirst();
        return new AuditExport(
                audit, new AuditSentences(zone), filter, language, maxXlsxRows, recorded.link());
    }

    /** Takes rows one after the other. */
    private interface Taker {
        void row(List<String> cells) throws IOException;
    }

    /** UTF-8 with its mark, which spreadsheets want; lines as RFC 4180 has them. */
    public void csv(OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\ufeff');
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        write(
                cells -> printer.printRecord(cells.stream().map(AuditExport::harmless).toList()),
                Long.MAX_VALUE);
        printer.flush();
    }

    /** A spreadsheet would take a cell that begins like this for a formula and run it. */
    static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    /** A workbook of text cells, which are never formulas. */
    public void xlsx(OutputStream out) throws IOException {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(WINDOW)) {
            SXSSFSheet sheet = workbook.createSheet(Words.of(language, "audit.sheet"));
            for (ExportColumn column : ExportColumn.values()) {
                sheet.setColumnWidth(column.ordinal(), column.widthChars() * 256);
            }
            sheet.createFreezePane(0, 1);
            write(
                    cells -> {
                        Row row = sheet.createRow(Math.max(sheet.getLastRowNum() + 1, 0));
                        for (int i = 0; i < cells.size(); i++) {
                            String cell = cells.get(i);
                            row.createCell(i)
                                    .setCellValue(
                                            cell.length() <= MAX_CELL
                                                    ? cell
                                                    : cell.substring(0, MAX_CELL));
                        }
                    },
                    maxXlsxRows);
            workbook.write(out);
        }
    }

    private void write(Taker taker, long maxRows) throws IOException {
        List<String> titles = new ArrayList<>();
        for (ExportColumn column : ExportColumn.values()) {
            titles.add(column.title(language));
        }
        taker.row(titles);
        boolean cut = rows(taker, maxRows);
        taker.row(
                last(
                        cut
                                ? Words.of(language, "audit.export.cut", Long.toString(maxRows))
                                : Words.of(language, "audit.export.head")));
    }

    /** Whether there would have been more. */
    private boolean rows(Taker taker, long maxRows) throws IOException {
        long given = 0;
        long fromSeq = 0;
        while (true) {
            List<AuditRow> rows = audit.oldest(filter, fromSeq, PAGE);
            for (AuditRow row : rows) {
                if (row.seq() > head.seq()) {
                    return false;
                }
                if (given == maxRows) {
                    return true;
                }
                given++;
                taker.row(cells(row));
            }
            if (rows.size() < PAGE) {
                return false;
            }
            fromSeq = rows.getLast().seq() + 1;
        }
    }

    private List<String> cells(AuditRow row) {
        String message = sentences.of(row, language);
        List<String> cells = new ArrayList<>();
        for (ExportColumn column : ExportColumn.values()) {
            cells.add(column.cell(row, message));
        }
        return cells;
    }

    private List<String> last(String message) {
        List<String> cells = new ArrayList<>();
        for (ExportColumn column : ExportColumn.values()) {
            cells.add(
                    switch (column) {
                        case SEQ -> Long.toString(head.seq());
                        case MESSAGE -> message;
                        case HASH -> head.hash();
                        default -> "";
                    });
        }
        return cells;
    }
}
