package org.haidang.server.report;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haidang.programme.report.Remaining;
import org.haidang.programme.report.ReportBody;
import org.haidang.programme.report.ReportFigures;
import org.haidang.programme.report.ReportState;
import org.haidang.programme.report.Split;
import org.haidang.programme.report.Step;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.programme.vietnamese.VietnameseNumbers;
import org.haidang.server.document.Annex;
import org.haidang.server.document.Block;
import org.haidang.server.document.Block.Column;
import org.haidang.server.document.Block.Paragraph;
import org.haidang.server.document.DocxDocument;
import org.haidang.server.document.Heading;
import org.haidang.server.document.Letterhead;
import org.haidang.server.document.OfficialDocument;
import org.haidang.server.document.Paper;
import org.haidang.server.document.PdfDocument;
import org.haidang.server.document.SheetTable;
import org.haidang.server.document.Signature;
import org.haidang.server.document.Workbook;

/** The papers of a report: text with annex, and the figures as a workbook. */
public final class ReportPaper {
    /** What a report can be taken away as. */
    public enum Format {
        DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        PDF("application/pdf"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String mime;

        Format(String mime) {
            this.mime = mime;
        }

        public String mime() {
            return mime;
        }

        /** Such as {@code docx}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private ReportPaper() {}

    public static void write(StoredReport report, Format format, OutputStream out)
            throws IOException {
        switch (format) {
            case DOCX -> DocxDocument.write(document(report), out);
            case PDF -> PdfDocument.write(document(report), out);
            case XLSX -> Workbook.write(sheets(report), out);
        }
    }

    public static OfficialDocument document(StoredReport stored) {
        Frame frame = stored.frame();
        ReportFigures figures = stored.report().figures();
        ReportState.Issued issued =
                stored.report().state() instanceof ReportState.Issued one ? one : null;
        Integer number = issued == null ? null : (Integer) issued.number();
        LocalDate date = issued == null ? null : issued.date();
        Letterhead letterhead =
                new Letterhead(
                        frame.superior(),
                        frame.issuer(),
                        number,
                        frame.sign(),
                        frame.place(),
                        date);
        ReportBody text =
                ReportBody.of(stored.report(), stored.letters(), frame.author(), frame.receiver());
        List<Annex> annexes = new ArrayList<>();
        if (!figures.remaining().isEmpty()) {
            annexes.add(
                    new Annex(
                            "Phụ lục",
                            "DANH SÁCH CƠ SỞ CHƯA KẾT NỐI",
                            citation(letterhead, frame),
                            Paper.LANDSCAPE,
                            List.of(remaining(figures))));
        }
        return new OfficialDocument(
                Paper.PORTRAIT,
                letterhead,
                new Heading.Titled(
                        "BÁO CÁO", stored.report().text().subject(), List.of(frame.receiver())),
                body(text, figures),
                frame.distribution(),
                List.of(new Signature(frame.authority(), frame.signer())),
                annexes);
    }

    private static String citation(Letterhead letterhead, Frame frame) {
        String date =
                letterhead.date() == null
                        ? "ngày      tháng      năm      "
                        : VietnameseDates.inWords(letterhead.date());
        String number = letterhead.numberLine().replace("Số:", "số");
        return "(Kèm theo Báo cáo " + number + " " + date + " của " + frame.author() + ")";
    }

    private static List<Block> body(ReportBody text, ReportFigures figures) {
        List<Block> body = new ArrayList<>();
        body.add(Paragraph.body(text.opening()));
        int number = 1;
        for (ReportBody.Section section : text.sections()) {
            body.add(Paragraph.heading(number++ + ". " + section.heading()));
            section.paragraphs().forEach(paragraph -> body.add(Paragraph.body(paragraph)));
            if (section.table()) {
                body.add(steps(figures));
            }
        }
        body.add(Paragraph.body(text.closing()));
        return body;
    }

    private static Block.Table steps(ReportFigures figures) {
        boolean unsaid = figures.count(Step.REGISTERED).unsaid() > 0;
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of("Nội dung", 4));
        columns.add(Column.number("Quân sự", 1.3f));
        columns.add(Column.number("Dân sự", 1.3f));
        columns.add(Column.number("Khách sạn", 1.3f));
        if (unsaid) {
            columns.add(Column.number("Chưa xác định", 1.3f));
        }
        columns.add(Column.number("Tổng số", 1.3f));
        columns.add(Column.number("Tỷ lệ", 1.3f));
        List<List<String>> rows = new ArrayList<>();
        for (Step step : Step.values()) {
            Split count = figures.count(step);
            List<String> row = new ArrayList<>();
            row.add(step.words().vietnamese());
            row.add(VietnameseNumbers.whole(count.military()));
            row.add(VietnameseNumbers.whole(count.civil()));
            row.add(VietnameseNumbers.whole(count.hotel()));
            if (unsaid) {
                row.add(VietnameseNumbers.whole(count.unsaid()));
            }
            row.add(VietnameseNumbers.whole(count.total()));
            row.add(ReportBody.share(count.total(), figures.total(Step.REGISTERED)));
            rows.add(row);
        }
        return new Block.Table(columns, rows);
    }

    private static Block.Table remaining(ReportFigures figures) {
        List<List<String>> rows = new ArrayList<>();
        for (Remaining one : figures.remaining()) {
            rows.add(
                    List.of(
                            Integer.toString(rows.size() + 1),
                            one.facility(),
                            one.cause(),
                            one.detail(),
                            one.responsible(),
                            one.telephone()));
        }
        return new Block.Table(
                List.of(
                        Column.number("TT", 0.6f),
                        Column.of("Tên cơ sở", 4),
                        Column.of("Nguyên nhân", 3),
                        Column.of("Chi tiết", 4),
                        Column.of("Đơn vị chịu trách nhiệm", 3),
                        Column.of("Số điện thoại liên hệ", 2)),
                rows);
    }

    private static List<SheetTable> sheets(StoredReport stored) {
        ReportFigures figures = stored.report().figures();
        List<String> above =
                List.of(
                        stored.report().text().subject(),
                        "Số liệu chốt đến " + VietnameseDates.moment(figures.cutOff()));
        List<List<Object>> counts = new ArrayList<>();
        for (Step step : Step.values()) {
            Split count = figures.count(step);
            counts.add(
                    List.of(
                            step.words().vietnamese(),
                            count.military(),
                            count.civil(),
                            count.hotel(),
                            count.unsaid(),
                            count.total()));
        }
        List<List<Object>> rest = new ArrayList<>();
        for (Remaining one : figures.remaining()) {
            rest.add(
                    List.of(
                            rest.size() + 1,
                            one.facility(),
                            one.cause(),
                            one.detail(),
                            one.responsible(),
                            one.telephone()));
        }
        return List.of(
                new SheetTable(
                        "Số liệu",
                        above,
                        List.of(
                                new SheetTable.Column("Nội dung", 34),
                                new SheetTable.Column("Quân sự", 12),
                                new SheetTable.Column("Dân sự", 12),
                                new SheetTable.Column("Khách sạn", 12),
                                new SheetTable.Column("Chưa xác định", 12),
                                new SheetTable.Column("Tổng số", 12)),
                        counts),
                new SheetTable(
                        "Cơ sở chưa kết nối",
                        above,
                        List.of(
                                new SheetTable.Column("TT", 6),
                                new SheetTable.Column("Tên cơ sở", 40),
                                new SheetTable.Column("Nguyên nhân", 34),
                                new SheetTable.Column("Chi tiết", 50),
                                new SheetTable.Column("Đơn vị chịu trách nhiệm", 34),
                                new SheetTable.Column("Số điện thoại liên hệ", 20)),
                        rest));
    }
}
