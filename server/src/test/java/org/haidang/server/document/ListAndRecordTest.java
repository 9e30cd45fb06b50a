package org.haidang.server.document;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.document.Block.Column;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;

class ListAndRecordTest {
    private static final Letterhead HEAD =
            new Letterhead(
                    List.of("QUÂN KHU 5"),
                    List.of("BỘ CHỈ HUY QUÂN SỰ", "TỈNH NINH THUẬN"),
                    null,
                    "DS-BCH",
                    "Ninh Thuận",
                    LocalDate.of(2021, 5, 6));

    static List<ContactListPaper.Row> rows() {
        Contact contact =
                new Contact(
                        new PersonName("Nguyễn Thị Ví Dụ"),
                        "Trưởng cơ sở",
                        List.of(new Phone.Line("+84912345678", "")),
                        new EmailAddress("vidu@example.vn"));
        return List.of(new ContactListPaper.Row(contact, "Trường Ví Dụ số 1"));
    }

    static OfficialDocument list() {
        return ContactListPaper.of(
                HEAD,
                2,
                rows(),
                List.of("Sở Thông tin và Truyền thông", "Lưu: VT"),
                new Signature(List.of("CHỈ HUY TRƯỞNG"), "Trần Văn Ví Dụ"));
    }

    /** Wherever the text ends. */
    @Test
    void noPageBearsSignaturesAlone() {
        for (int lines = 10; lines < 45; lines++) {
            List<Block> checked = new ArrayList<>();
            for (int i = 0; i < lines; i++) {
                checked.add(Block.Paragraph.body("Đã kiểm tra vị trí số " + i + "."));
            }
            OfficialDocument paper =
                    new RecordPaper(
                                    HEAD,
                                    "Nghiệm thu",
                                    List.of(),
                                    List.of(),
                                    checked,
                                    "Đạt.",
                                    List.of(
                                            new Signature(List.of("ĐẠI DIỆN CƠ SỞ"), "A"),
                                            new Signature(List.of("ĐẠI DIỆN VNPT"), "B")),
                                    List.of())
                            .document();
            assertThat(Measured.pages(Given.pdf(paper)))
                    .as(lines + " lines")
                    .filteredOn(page -> page.contains("ĐẠI DIỆN VNPT"))
                    .singleElement(as(STRING))
                    .contains("mỗi bên giữ");
        }
    }

    /** Nor does a row stand on two pages. */
    @Test
    void noPageBearsOneSignatureAloneEither() {
        for (int count = 5; count < 30; count++) {
            List<ContactListPaper.Row> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rows.add(
                        new ContactListPaper.Row(
                                rows().getFirst().contact(),
                                "Trường Tiểu học có một cái tên rất dài để chiếm nhiều dòng dòng"
                                        + i));
            }
            OfficialDocument paper =
                    ContactListPaper.of(
                            HEAD,
                            1,
                            rows,
                            List.of("Lưu: VT"),
                            new Signature(List.of("CHỈ HUY TRƯỞNG"), "Trần Văn Ví Dụ"));
            List<String> pages = Measured.pages(Given.pdf(paper));
            assertThat(pages)
                    .as(count + " rows")
                    .filteredOn(page -> page.contains("CHỈ HUY TRƯỞNG"))
                    .singleElement(as(STRING))
                    .contains("Danh sách có " + count + " đầu mối");
            for (String page : pages) {
                int names = page.split("Trường Tiểu học", -1).length;
                assertThat(names).as(page).isEqualTo(page.split("dòng\\d", -1).length);
            }
        }
    }

    static OfficialDocument record() {
        BufferedImage image = new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB);
        byte[] png = Given.bytes(out -> ImageIO.write(image, "png", out));
        return new RecordPaper(
                        HEAD,
                        "Nghiệm thu kết nối hệ thống camera giám sát tại Trường Ví Dụ số 1",
                        List.of("Công văn số 2220/UBND-KTTH ngày 10/5/2021"),
                        List.of("Đại diện cơ sở: Nguyễn Thị Ví Dụ"),
                        List.of(
                                new Block.Table(
                                        List.of(Column.of("Camera", 2), Column.of("Kết quả", 3)),
                                        List.of(List.of("Cổng chính", "Đạt")))),
                        "Cơ sở đủ điều kiện vận hành.",
                        List.of(
                                new Signature(List.of("ĐẠI DIỆN CƠ SỞ"), "Nguyễn Thị Ví Dụ"),
                                new Signature(List.of("ĐẠI DIỆN VNPT"), "Lê Văn Ví Dụ"),
                                new Signature(List.of("ĐẠI DIỆN SỞ TT&TT"), "")),
                        List.of(
                                new RecordPaper.Proof(
                                        "HÌNH ẢNH NGHIỆM THU",
                                        Paper.PORTRAIT,
                                        List.of(new Block.Picture(png, 120, "Cổng chính")))))
                .document();
    }

    private static XWPFDocument docx(OfficialDocument document) throws IOException {
        return new XWPFDocument(new ByteArrayInputStream(Given.docx(document)));
    }

    @Test
    void d3TheListHasTheFourColumnsOfTheDispatchFirstOnPaperAndInTheWorkbook() throws IOException {
        try (XWPFDocument docx = docx(list())) {
            XWPFTable table = docx.getTables().get(1);
            List<String> titles =
                    table.getRow(0).getTableCells().stream().map(c -> c.getText()).toList();
            assertThat(titles)
                    .containsExactly(
                            "Họ tên",
                            "Chức danh",
                            "Số điện thoại liên hệ",
                            "Địa chỉ e-mail",
                            "Cơ sở");
            assertThat(table.getRow(1).getCell(2).getText()).isEqualTo("0912 345 678");
        }
        byte[] xlsx =
                Given.bytes(out -> Workbook.write(List.of(ContactListPaper.sheet(rows())), out));
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            assertThat(workbook.getSheetAt(0).getRow(0).getCell(3).getStringCellValue())
                    .isEqualTo("Địa chỉ e-mail");
        }
    }

    @Test
    void theListLiesOnItsSideAndARecordStands() throws IOException {
        try (PdfReader list = new PdfReader(Given.pdf(list()));
                PdfReader record = new PdfReader(Given.pdf(record()))) {
            assertThat(list.getPageSize(1).getWidth()).isGreaterThan(800);
            assertThat(record.getPageSize(1).getWidth()).isLessThan(600);
        }
    }

    @Test
    void aRecordIsSignedByAllPartiesSideBySideAndCarriesItsPictures() throws IOException {
        try (XWPFDocument docx = docx(record())) {
            XWPFTable signatures = docx.getTables().get(2);
            assertThat(signatures.getRow(0).getTableCells())
                    .extracting(cell -> cell.getParagraphs().getFirst().getText())
                    .containsExactly("ĐẠI DIỆN CƠ SỞ", "ĐẠI DIỆN VNPT", "ĐẠI DIỆN SỞ TT&TT");
            assertThat(docx.getAllPictures()).hasSize(1);
        }
        assertThat(Measured.text(Given.pdf(record()))).contains("mỗi bên giữ 01 bản./.");
    }
}
