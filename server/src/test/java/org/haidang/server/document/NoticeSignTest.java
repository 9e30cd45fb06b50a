package org.haidang.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                "",
                "KHU VỰC CÓ CAMERA GIÁM SÁT\nTrường Ví Dụ số 1",
                "Bạn có quyền hỏi dữ liệu về mình.");
    }

    /** As long as the profile allows: letters get smaller, nothing gets lost. */
    @Test
    void holdsTheLongestWordsOnOnePage() {
        String words = "phòng chống dịch ".repeat(58);
        NoticeSign sign =
                new NoticeSign(
                        "Trường Ví Dụ số 1",
                        List.of(
                                new NoticeSign.Line("Để làm gì", words + "MỘT"),
                                new NoticeSign.Line("Căn cứ", words + "HAI")),
                        words.repeat(2) + "BA",
                        "KHU VỰC CÓ CAMERA GIÁM SÁT",
                        "Bạn có quyền hỏi dữ liệu về mình, BỐN");
        byte[] pdf = Given.bytes(sign::pdf);
        assertThat(Measured.pages(pdf)).hasSize(1);
        assertThat(Measured.text(pdf)).contains("MỘT", "HAI", "BA", "BỐN");
    }

    @Test
    void itsPrintedCodeIsReadByATelephone(@TempDir Path folder) throws Exception {
        Path pdf = folder.resolve("sign.pdf");
        Files.write(pdf, Given.bytes(sign()::pdf));
        Path png = folder.resolve("sign");
        Measured.tool(
                "pdftoppm", "-r", "150", "-png", "-singlefile", pdf.toString(), png.toString());
        BufferedImage page = ImageIO.read(folder.resolve("sign.png").toFile());
        int[] rgb = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
        var seen =
                new BinaryBitmap(
                        new HybridBinarizer(
                                new RGBLuminanceSource(page.getWidth(), page.getHeight(), rgb)));
        assertThat(new QRCodeReader().decode(seen).getText())
                .isEqualTo("KHU VỰC CÓ CAMERA GIÁM SÁT\nTrường Ví Dụ số 1");
    }

    @Test
    void isOnePageThatSaysWhatForAndWhoAnswers() throws Exception {
        byte[] pdf = Given.bytes(sign()::pdf);
        try (PdfReader reader = new PdfReader(pdf)) {
            assertThat(reader.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(Measured.text(pdf))
                .containsPattern("KHU VỰC CÓ CAMERA\\s+GIÁM SÁT")
                .contains("Mục đích: ")
                .contains("28 ngày")
                .doesNotContain("Ghi chú");
    }
}
