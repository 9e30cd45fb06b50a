package org.haidang.server.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.haidang.server.words.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
    private static Table csv(String text) throws TableException {
        return TableReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readsVietnameseTitlesInAnyOrderAndWithAnyDelimiter(String d) throws TableException {
        Table table =
                csv(
                        "\ufeffĐịa chỉ (RTSP)"
                                + d
                                + "Ghi chú"
                                + d
                                + "Tên camera\nrtsp://10.0.0.1/a"
                                + d
                                + "x"
                                + d
                                + "Cổng\n\n");
        assertThat(table.titles().keySet()).containsExactly(Column.URL, Column.NAME);
        assertThat(table.rows()).hasSize(1);
        assertThat(table.rows().getFirst().number()).isEqualTo(2);
        assertThat(table.rows().getFirst().value(Column.NAME)).isEqualTo("Cổng");
        assertThat(table.rows().getFirst().value(Column.URL)).isEqualTo("rtsp://10.0.0.1/a");
    }

    @ParameterizedTest
    @EnumSource
    void readsItsOwnTemplate(Language language) throws TableException {
        Table table = TableReader.read(ImportTemplate.xlsx(language));
        assertThat(table.titles().keySet()).containsExactly(Column.values());
        assertThat(table.rows()).hasSize(1);
        assertThat(table.rows().getFirst().value(Column.RETENTION_DAYS)).isEqualTo("30");
    }

    @Test
    void namesFormulasInsteadOfWorkingThemOut() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            var sheet = workbook.createSheet();
            sheet.createRow(0).createCell(0).setCellValue("url");
            sheet.createRow(1).createCell(0).setCellFormula("WEBSERVICE(\"http://x/\")");
            workbook.write(out);
        }
        Table table = TableReader.read(out.toByteArray());
        assertThat(table.rows().getFirst().formulas()).containsExactly(Column.URL);
        assertThat(table.rows().getFirst().value(Column.URL)).isEmpty();
    }

    @Test
    void readsAFileWithSomePaddingAndSomePartsMore() throws Exception {
        assertThat(TableReader.read(padded(1, 16 << 10, 100)).rows()).hasSize(1);
    }

    /** Packed so well that nothing but a bomb is: the size alone would pass. */
    @Test
    void refusesAFileThatUnpacksToMuchMore() throws Exception {
        byte[] bomb = padded(20, 0, 0);
        assertThat(bomb.length).isLessThan(100 << 10);
        assertUnreadable(bomb);
    }

    /** Packed as any text is: the ratio alone would pass. */
    @Test
    void refusesAPartThatIsTooLarge() throws Exception {
        assertUnreadable(padded(34, 16 << 10, 0));
    }

    @Test
    void refusesAFileOfTooManyParts() throws Exception {
        assertUnreadable(padded(1, 16 << 10, 600));
    }

    private static void assertUnreadable(byte[] bytes) {
        assertThatThrownBy(() -> TableReader.read(bytes))
                .isInstanceOfSatisfying(
                        TableException.class,
                        e -> assertThat(e.key()).isEqualTo("import.unreadable"));
    }

    /**
     * A workbook of one camera with blanks behind its sheet.
     *
     * @param noise bytes of each 128 KiB that do not pack well
     * @param parts more in the file
     */
    private static byte[] padded(int mebibytes, int noise, int parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            var sheet = workbook.createSheet();
            sheet.createRow(0).createCell(0).setCellValue("url");
            sheet.createRow(1).createCell(0).setCellValue("rtsp://10.0.0.1/a");
            workbook.write(out);
        }
        Random random = new Random(7);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (var in =
                        new java.util.zip.ZipInputStream(
                                new java.io.ByteArrayInputStream(out.toByteArray()));
                ZipOutputStream zip = new ZipOutputStream(bomb)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(in.readAllBytes());
                if (entry.getName().contains("sheet1")) {
                    for (int i = 0; i < mebibytes * 8; i++) {
                        zip.write(blanks(128 << 10, noise, random));
                    }
                }
            }
            for (int i = 0; i < parts; i++) {
                zip.putNextEntry(new ZipEntry("xl/media/part" + i + ".xml"));
                zip.write("<a/>".getBytes(StandardCharsets.UTF_8));
            }
        }
        return bomb.toByteArray();
    }

    private static byte[] blanks(int length, int noise, Random random) {
        byte[] blanks = new byte[length];
        Arrays.fill(blanks, (byte) ' ');
        for (int i = 0; i < noise; i++) {
            blanks[i] = (byte) " \n\t ".charAt(random.nextInt(4));
        }
        return blanks;
    }

    @Test
    void refusesMoreRowsThanItSays() {
        String rows = "url\n" + "rtsp://10.0.0.1/a\n".repeat(Table.MAX_ROWS + 20);
        assertThatThrownBy(() -> csv(rows))
                .isInstanceOfSatisfying(
                        TableException.class,
                        e -> assertThat(e.key()).isEqualTo("import.too-many-rows"));
    }

    @Test
    void answersEveryOtherFileWithATableException() throws IOException {
        byte[] good = ImportTemplate.xlsx(Language.VI);
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] bad =
                    Arrays.copyOf(good, i % 2 == 0 ? random.nextInt(good.length) : good.length);
            for (int j = 0; j < 8 && bad.length > 0; j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                TableReader.read(bad);
            } catch (TableException e) {
                assertThat(e.key()).startsWith("import.");
            }
        }
        assertThatThrownBy(() -> csv("nothing,here\n1,2\n")).isInstanceOf(TableException.class);
        assertThatThrownBy(() -> TableReader.read(new byte[] {(byte) 0xc3, 0x28}))
                .isInstanceOf(TableException.class);
    }
}
