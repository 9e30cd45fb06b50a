package org.haidang.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;

class NoticeSignTest {

    static NoticeSign sign() {
        return new NoticeSign(
                "Trường Ví Dụ số 1",
                List.of(
                        new NoticeSign.Line("Mục đích", "phòng, chống dịch bệnh Covid-19"),
                        new NoticeSign.Line("Căn cứ", "Công điện 597/CĐ-BCĐ ngày 05/5/2021"),
                        new NoticeSign.Line("Bên kiểm soát dữ liệu", "Sở Y tế tỉnh Ninh Thuận"),
                        new NoticeSign.Line("Thời gian lưu hình", "28 ngày"),
                        new NoticeSign.Line("Ghi chú", "")),
                "https://haidang.example.vn/n/1");
    }

    @Test
    void isOnePageThatSaysWhatForAndWhoAnswers() throws Exception {
        byte[] pdf = Given.bytes(sign()::pdf);
        try (PdfReader reader = new PdfReader(pdf)) {
            assertThat(reader.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(PdfDocumentTest.text(pdf))
                .containsPattern("KHU VỰC CÓ CAMERA\\s+GIÁM SÁT")
                .contains("Mục đích: ")
                .contains("28 ngày")
                .doesNotContain("Ghi chú");
    }
}
