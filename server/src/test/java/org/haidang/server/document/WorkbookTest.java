package org.haidang.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class WorkbookTest {

    private static SheetTable table(String... texts) {
        return new SheetTable(
                "Danh sách",
                List.of("DANH SÁCH ĐẦU MỐI"),
                List.of(new SheetTable.Column("Họ tên", 30), new SheetTable.Column("Số", 8)),
                java.util.Arrays.stream(texts).map(text -> List.<Object>of(text, 7)).toList());
    }

    @Test
    void writesWhatLooksLikeAFormulaAsQuotedTextAndLosesNothing() throws Exception {
        String[] texts = {
            "=HYPERLINK(\"http://example.vn\",\"x\")",
            "+84912345678",
            "-1+1",
            "@SUM(A1)",
            "\t=1+1",
            "\r=1+1",
            "Nguyễn Thị Ví Dụ",
            "<b>=1</b>"
        };
        byte[] xlsx = Given.bytes(out -> Workbook.write(List.of(table(texts)), out));
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            XSSFSheet sheet = read.getSheetAt(0);
            for (int i = 0; i < texts.length; i++) {
                Cell cell = sheet.getRow(i + 2).getCell(0);
                assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
                assertThat(cell.getStringCellValue().strip()).isEqualTo(texts[i].strip());
                assertThat(cell.getCellStyle().getQuotePrefixed()).as(texts[i]).isEqualTo(i < 6);
            }
            assertThat(sheet.getRow(2).getCell(1).getNumericCellValue()).isEqualTo(7);
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("Họ tên");
        }
    }
}
