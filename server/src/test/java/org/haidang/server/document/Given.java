package org.haidang.server.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.haidang.server.document.Block.Column;
import org.haidang.server.document.Block.Paragraph;
import org.haidang.server.document.Block.Table;

/** Documents of the tests. */
final class Given {
    private Given() {}

    /** The letter that the programme begins with, as the model holds it. */
    static OfficialDocument letter2220() {
        return new OfficialDocument(
                Paper.PORTRAIT,
                new Letterhead(
                        List.of(),
                        List.of("ỦY BAN NHÂN DÂN", "TỈNH NINH THUẬN"),
                        2220,
                        "UBND-KTTH",
                        "Ninh Thuận",
                        LocalDate.of(2021, 5, 10)),
                new Heading.Letter(
                        "khẩn trương triển khai thực hiện hệ thống camera giám sát tại các cơ sở"
                                + " cách ly tập trung để phòng, chống Covid-19",
                        List.of(
                                "Bộ Chỉ huy Quân sự tỉnh",
                                "Các Sở: Thông tin và Truyền thông, Y tế",
                                "VNPT Ninh Thuận")),
                List.of(
                        Paragraph.body(
                                "Tiếp nhận Công văn số 1407/BTTTT-CVT ngày 06/5/2021 của Bộ Thông"
                                        + " tin và Truyền thông về việc phối hợp chỉ đạo thực hiện"
                                        + " Công điện 597/CĐ-BCĐ liên quan đến hệ thống camera giám"
                                        + " sát tại các cơ sở cách ly tập trung để phòng, chống"
                                        + " dịch bệnh Covid-19,"),
                        Paragraph.body("Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau:"),
                        Paragraph.body(
                                "1. Giao Bộ Chỉ huy Quân sự tỉnh (Trưởng Ban điều hành các khu"
                                        + " cách ly y tế tập trung tỉnh) rà soát, cử đầu mối đại"
                                        + " diện của cơ sở cách ly phối hợp thực hiện nhiệm vụ, gửi"
                                        + " danh sách tổng hợp (bao gồm tối thiểu các thông tin: họ"
                                        + " tên; chức danh; số điện thoại liên hệ; địa chỉ e-mail)"
                                        + " thông qua Sở Thông Tin và Truyền thông."),
                        Paragraph.body(
                                "Chỉ đạo các cơ sở cách ly tập trung phối hợp với Sở Thông tin và"
                                        + " Truyền thông và VNPT Ninh Thuận thực hiện việc kết nối"
                                        + " theo phương án thống nhất để phục vụ công tác giám sát,"
                                        + " chỉ đạo điều hành của Ban Chỉ đạo Quốc gia phòng chống"
                                        + " dịch bệnh Covid-19."),
                        Paragraph.body(
                                Span.of(
                                        "2. Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với"
                                                + " Sở Y tế và VNPT Ninh Thuận khẩn trương thực"
                                                + " hiện việc khảo sát đánh giá hiện trạng hệ thống"
                                                + " camera tại các khu cách ly y tế tập trung;"
                                                + " thống nhất phương án kết nối hệ thống giám sát"
                                                + " các khu cách ly tập trung của tỉnh. Báo cáo kết"
                                                + " quả về Ủy ban nhân dân tỉnh "),
                                Span.bold("trước ngày 15/5/2021"),
                                Span.of(".")),
                        Paragraph.body(
                                "Do tình hình chống dịch cấp bách, yêu cầu các cơ quan có tên trên"
                                        + " khẩn trương triển khai việc kết nối với hệ thống giám"
                                        + " sát tập trung./."),
                        Paragraph.note(
                                "(Gửi kèm Công văn số 1407/BTTTT-CVT ngày 06/5/2021 của Bộ Thông"
                                        + " tin và Truyền thông)")),
                List.of(
                        "Như trên",
                        "Thường trực: Tỉnh ủy; HĐND tỉnh (b/c)",
                        "Chủ tịch và các PCT.UBND tỉnh",
                        "Công an tỉnh; Sở Y tế; CDC",
                        "Bệnh viện tỉnh",
                        "BCĐ phòng chống dịch Covid-19 tỉnh",
                        "VPUB: LĐ, KTTH, VXNV",
                        "Lưu: VT.TB"),
                List.of(new Signature(List.of("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Long Biên")),
                List.of());
    }

    /** A report of several pages with a lying annex of several pages. */
    static OfficialDocument report() {
        List<Block> body = new ArrayList<>();
        body.add(Paragraph.body("Sở Thông tin và Truyền thông báo cáo kết quả như sau:"));
        for (int i = 1; i <= 12; i++) {
            body.add(Paragraph.heading(i + ". Kết quả thực hiện, phần thứ " + i));
            body.add(Paragraph.body("Đường truyền của cơ sở đã được đo tại chỗ. ".repeat(9)));
        }
        body.add(table(6));
        body.add(Paragraph.body("Sở Thông tin và Truyền thông kính báo cáo./."));
        return new OfficialDocument(
                Paper.PORTRAIT,
                new Letterhead(
                        List.of("ỦY BAN NHÂN DÂN TỈNH NINH THUẬN"),
                        List.of("SỞ THÔNG TIN VÀ TRUYỀN THÔNG"),
                        null,
                        "BC-STTTT",
                        "Ninh Thuận",
                        null),
                new Heading.Titled(
                        "BÁO CÁO",
                        "Kết quả khảo sát, kết nối hệ thống camera giám sát tại các cơ sở cách ly"
                                + " tập trung trên địa bàn tỉnh",
                        List.of("Ủy ban nhân dân tỉnh Ninh Thuận")),
                body,
                List.of("Như trên", "Giám đốc Sở (b/c)", "Lưu: VT, CNTT"),
                List.of(new Signature(List.of("GIÁM ĐỐC"), "")),
                List.of(
                        new Annex(
                                "Phụ lục",
                                "DANH SÁCH CƠ SỞ CHƯA KẾT NỐI",
                                "(Kèm theo Báo cáo của Sở Thông tin và Truyền thông)",
                                Paper.LANDSCAPE,
                                List.of(table(60)))));
    }

    private static Table table(int rows) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 1; i <= rows; i++) {
            cells.add(List.of(Integer.toString(i), "Trường Ví Dụ số " + i, "Chưa khảo sát"));
        }
        return new Table(
                List.of(
                        Column.number("TT", 1),
                        Column.of("Tên cơ sở", 5),
                        Column.of("Nguyên nhân", 4)),
                cells);
    }

    interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] pdf(OfficialDocument document) {
        return bytes(out -> PdfDocument.write(document, out));
    }

    static byte[] docx(OfficialDocument document) {
        return bytes(out -> DocxDocument.write(document, out));
    }

    /** 2220 as its structure, a line each; the golden file of both writers. */
    static List<String> golden2220() {
        return parts2220().stream().flatMap(List::stream).toList();
    }

    /** The same in its three parts: head, text, end. */
    static List<List<String>> parts2220() {
        try (InputStream in = Given.class.getResourceAsStream("dispatch-2220.txt")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\\n\\n")).map(part -> part.lines().toList()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
