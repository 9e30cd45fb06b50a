package org.haidang.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.haidang.server.audit.store.AuditFilter;
import org.haidang.server.audit.store.Draft;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.haidang.server.words.Language;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditExportTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Actor AN = new Actor("u1", "=HYPERLINK(\"x\")", null, "10.0.0.7", null);

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private Audit audit;

    @BeforeEach
    void open() throws IOException {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        audit =
                Audit.open(
                        database,
                        folder.resolve("audit-anchor"),
                        Sealer.forThisRun(new SecureRandom()).macKey("audit"),
                        new TestTime());
    }

    @AfterEach
    void close() throws IOException {
        audit.close();
        database.close();
    }

    private AuditExport begin(String format, int maxRows) {
        return AuditExport.begin(audit, AN, AuditFilter.ALL, format, Language.EN, ZONE, maxRows);
    }

    private List<CSVRecord> csv() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        begin("csv", 0).csv(out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\ufeffNo.,").endsWith("\r\n");
        return CSVParser.parse(new StringReader(text.substring(1)), CSVFormat.RFC4180).getRecords();
    }

    @Test
    void givesNoCellThatASpreadsheetWouldRun() throws IOException {
        for (String name : List.of("=1+1", "+1", "-1", "@x", "\tx", "a=b")) {
            audit.append(
                    Entry.of(AN, AuditKind.CAMERA_ADDED)
                            .about(Subject.facility(name, "a,\"b\"").camera("c", name)));
        }
        List<CSVRecord> records = csv();
        for (CSVRecord record : records) {
            for (String cell : record) {
                assertThat(cell).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("-");
                assertThat(cell).doesNotStartWith("@").doesNotStartWith("\t");
            }
        }
        CSVRecord first = records.get(1);
        assertThat(first.get(ExportColumn.PERSON.ordinal())).isEqualTo("'=HYPERLINK(\"x\")");
        assertThat(first.get(ExportColumn.CAMERA.ordinal())).isEqualTo("'=1+1");
        assertThat(first.get(ExportColumn.FACILITY.ordinal())).isEqualTo("a,\"b\"");
        assertThat(AuditExport.harmless("\tx")).isEqualTo("'\tx");
        assertThat(AuditExport.harmless("a=b")).isEqualTo("a=b");
    }

    @Test
    void recordsItselfAndEndsWithTheHeadOfTheChain() throws IOException {
        audit.append(Entry.of(AN, AuditKind.LOGIN));
        List<CSVRecord> records = csv();
        assertThat(records).hasSize(4);
        CSVRecord own = records.get(2);
        assertThat(own.get(ExportColumn.KIND.ordinal())).isEqualTo("log-exported");
        assertThat(own.get(ExportColumn.PREVIOUS_HASH.ordinal()))
                .isEqualTo(records.get(1).get(ExportColumn.HASH.ordinal()));
        CSVRecord last = records.get(3);
        assertThat(last.get(0)).isEqualTo("2");
        assertThat(last.get(ExportColumn.HASH.ordinal()))
                .isEqualTo(own.get(ExportColumn.HASH.ordinal()))
                .isEqualTo(audit.last().hash());
    }

    @Test
    void cutsAWorkbookAndSaysSo() throws IOException {
        audit.append(Collections.nCopies(1_500, Draft.of(Entry.of(AN, AuditKind.LOGIN).content())));
        try (XSSFWorkbook workbook = workbook(1_200)) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(1_201);
            assertThat(sheet.getRow(1_200).getCell(0).getStringCellValue()).isEqualTo("1200");
            assertThat(sheet.getRow(1_201).getCell(ExportColumn.MESSAGE.ordinal()).toString())
                    .startsWith("Cut after 1200 entries");
            assertThat(sheet.getRow(1).getCell(ExportColumn.PERSON.ordinal()).getCellType())
                    .isEqualTo(CellType.STRING);
        }
        try (XSSFWorkbook workbook = workbook(1_502)) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(1_503);
            assertThat(sheet.getRow(1_503).getCell(ExportColumn.MESSAGE.ordinal()).toString())
                    .isEqualTo("Head of the chain when this was exported.");
        }
    }

    private XSSFWorkbook workbook(int maxRows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        begin("xlsx", maxRows).xlsx(out);
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }
}
