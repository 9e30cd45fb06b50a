package org.haidang.server.document;

import static org.haidang.server.document.Decree30.points;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.haidang.server.document.Block.Align;
import org.haidang.server.document.Block.Paragraph;
import org.haidang.server.document.Block.Picture;
import org.haidang.server.document.Block.Style;
import org.haidang.server.document.Block.Table;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Image;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfWriter;
import org.openpdf.text.pdf.draw.LineSeparator;

/** Writes a document as PDF with its fonts inside, so that it looks the same everywhere. */
public final class PdfDocument {
    private static final float RULE = 0.7f;
    private static final float CELL_PADDING = 3;

    private final OfficialDocument model;
    private final Document pdf;
    private final PageNumbers numbers = new PageNumbers();

    private PdfDocument(OfficialDocument model) {
        this.model = model;
        this.pdf = new Document(page(model.paper()));
    }

    /** Leaves {@code out} open. */
    public static void write(OfficialDocument model, OutputStream out) throws IOException {
        new PdfDocument(model).write(out);
    }

    private void write(OutputStream out) throws IOException {
        PdfWriter writer = PdfWriter.getInstance(pdf, out);
        writer.setCloseStream(false);
        writer.setPageEvent(numbers);
        // Straight edges by wider spaces; wider letters are read as emphasis.
        writer.setSpaceCharRatio(PdfWriter.NO_SPACE_CHAR_RATIO);
        pdf.addTitle(model.title());
        pdf.addCreator("Hải Đăng");
        pdf.setDocumentLanguage("vi-VN");
        pdf.setMargins(
                points(Decree30.LEFT_MM),
                points(Decree30.RIGHT_MM),
                points(Decree30.TOP_MM),
                points(Decree30.BOTTOM_MM));
        pdf.open();
        letterhead();
        heading();
        List<Block> body = model.body();
        Paragraph last = beforeSignatures();
        for (Block block : last == null ? body : body.subList(0, body.size() - 1)) {
            block(block, model.paper());
        }
        ending(last);
        for (Annex annex : model.annexes()) {
            annex(annex);
        }
        pdf.close();
    }

    private static Rectangle page(Paper paper) {
        return new Rectangle(points(paper.widthMm()), points(paper.heightMm()));
    }

    private void letterhead() {
        Letterhead head = model.letterhead();
        float issuerShare = Decree30.ISSUER_COLUMN;
        PdfPTable table = bare(issuerShare, 1 - issuerShare);
        float width = points(model.paper().textMm());
        PdfPCell left = bareCell();
        float column = width * issuerShare;
        Lines.balanced(head.superior(), Face.REGULAR, Decree30.ISSUER, column)
                .forEach(line -> left.addElement(centred(Span.of(line), Decree30.ISSUER)));
        List<String> issuer = Lines.balanced(head.issuer(), Face.BOLD, Decree30.ISSUER, column);
        issuer.forEach(line -> left.addElement(centred(Span.bold(line), Decree30.ISSUER)));
        float text = Lines.widest(issuer, Face.BOLD, Decree30.ISSUER);
        left.addElement(rule(text * Decree30.SHORT_RULE, column));
        table.addCell(left);
        PdfPCell right = bareCell();
        right.addElement(centred(Span.bold(Decree30.NATION), Decree30.NATION_SIZE));
        right.addElement(centred(Span.bold(Decree30.MOTTO), Decree30.MOTTO_SIZE));
        float motto = Face.BOLD.width(Decree30.MOTTO, Decree30.MOTTO_SIZE);
        right.addElement(rule(motto, width * (1 - issuerShare)));
        table.addCell(right);

        PdfPCell below = bareCell();
        below.addElement(centred(Span.of(orSpace(head.numberLine())), Decree30.NUMBER));
        if (model.heading() instanceof Heading.Letter letter) {
            org.openpdf.text.Paragraph subject =
                    centred(Span.of("V/v " + letter.subject()), Decree30.LETTER_SUBJECT);
            subject.setSpacingBefore(Decree30.PARAGRAPH_GAP);
            below.addElement(subject);
        }
        table.addCell(below);
        PdfPCell place = bareCell();
        place.addElement(centred(Span.italic(head.placeLine()), Decree30.PLACE));
        table.addCell(place);
        table.setSpacingAfter(2 * Decree30.PARAGRAPH_GAP);
        pdf.add(table);
    }

    private static String orSpace(String line) {
        return line.isEmpty() ? " " : line;
    }

    private void heading() {
        if (model.heading() instanceof Heading.Titled titled) {
            titled(titled.title(), titled.subject(), model.paper());
        }
        List<String> recipients = model.heading().recipients();
        if (recipients.size() == 1) {
            org.openpdf.text.Paragraph to =
                    centred(Span.of("Kính gửi: " + recipients.getFirst()), Decree30.RECIPIENTS);
            to.setSpacingAfter(2 * Decree30.PARAGRAPH_GAP);
            pdf.add(to);
        } else if (!recipients.isEmpty()) {
            PdfPTable table = bare(0.28f, 0.72f);
            PdfPCell label = bareCell();
            org.openpdf.text.Paragraph to = line(Span.of("Kính gửi:"), Decree30.RECIPIENTS);
            to.setAlignment(Element.ALIGN_RIGHT);
            label.addElement(to);
            label.setPaddingRight(points(3));
            table.addCell(label);
            PdfPCell list = bareCell();
            // The first name stands one line below its label, as in the letters themselves.
            list.addElement(line(Span.of(" "), Decree30.RECIPIENTS));
            OfficialDocument.items(recipients)
                    .forEach(item -> list.addElement(line(Span.of(item), Decree30.RECIPIENTS)));
            table.addCell(list);
            table.setSpacingAfter(2 * Decree30.PARAGRAPH_GAP);
            pdf.add(table);
        }
    }

    private void titled(String title, String subject, Paper paper) {
        pdf.add(centred(Span.bold(title), Decree30.TITLE));
        float width = points(paper.textMm());
        List<String> lines = Lines.balanced(subject, Face.BOLD, Decree30.TITLE, width);
        lines.forEach(line -> pdf.add(centred(Span.bold(line), Decree30.TITLE)));
        float text = Lines.widest(lines, Face.BOLD, Decree30.TITLE);
        org.openpdf.text.Paragraph rule = rule(text * Decree30.SHORT_RULE, width);
        rule.setSpacingAfter(2 * Decree30.PARAGRAPH_GAP);
        pdf.add(rule);
    }

    private void block(Block block, Paper paper) throws IOException {
        switch (block) {
            case Paragraph paragraph -> paragraph(paragraph);
            case Table table -> table(table);
            case Picture picture -> picture(picture, paper);
        }
    }

    private void paragraph(Paragraph paragraph) {
        pdf.add(written(paragraph));
    }

    private static org.openpdf.text.Paragraph written(Paragraph paragraph) {
        org.openpdf.text.Paragraph written = new org.openpdf.text.Paragraph();
        written.setFont(Face.REGULAR.at(Decree30.BODY));
        for (Span span : paragraph.spans()) {
            written.add(chunk(span, Decree30.BODY));
        }
        written.setLeading(0, Decree30.SINGLE);
        written.setSpacingAfter(Decree30.PARAGRAPH_GAP);
        written.setAlignment(
                switch (paragraph.style()) {
                    case BODY -> Element.ALIGN_JUSTIFIED;
                    case CENTRED -> Element.ALIGN_CENTER;
                    case PLAIN -> Element.ALIGN_LEFT;
                });
        if (paragraph.style() == Style.BODY) {
            written.setFirstLineIndent(points(Decree30.FIRST_LINE_MM));
        }
        return written;
    }

    private void table(Table table) {
        float[] shares = new float[table.columns().size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = table.columns().get(i).share();
        }
        PdfPTable written = new PdfPTable(shares);
        written.setWidthPercentage(100);
        written.setHeaderRows(1);
        written.setSpacingBefore(Decree30.PARAGRAPH_GAP);
        written.setSpacingAfter(2 * Decree30.PARAGRAPH_GAP);
        for (Block.Column column : table.columns()) {
            written.addCell(cell(Span.bold(column.title()), Align.CENTRE));
        }
        for (List<String> row : table.rows()) {
            for (int i = 0; i < row.size(); i++) {
                written.addCell(cell(Span.of(row.get(i)), table.columns().get(i).align()));
            }
        }
        pdf.add(written);
    }

    private static PdfPCell cell(Span span, Align align) {
        PdfPCell cell = new PdfPCell(new Phrase(chunk(span, Decree30.TABLE)));
        cell.setPadding(CELL_PADDING);
        cell.setPaddingBottom(CELL_PADDING + 2);
        cell.setBorderWidth(RULE);
        cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
        cell.setHorizontalAlignment(
                switch (align) {
                    case LEFT -> Element.ALIGN_LEFT;
                    case CENTRE -> Element.ALIGN_CENTER;
                    case RIGHT -> Element.ALIGN_RIGHT;
                });
        return cell;
    }

    private void picture(Picture picture, Paper paper) throws IOException {
        Image image = Image.getInstance(picture.image());
        float width = points(Math.min(picture.widthMm(), paper.textMm()));
        image.scaleToFit(width, points(paper.heightMm()) / 2);
        image.setAlignment(Image.MIDDLE);
        // Neither stands on a page without the other.
        PdfPTable together = bare(1);
        together.setKeepTogether(true);
        together.setSpacingAfter(2 * Decree30.PARAGRAPH_GAP);
        PdfPCell cell = bareCell();
        cell.addElement(image);
        cell.addElement(centred(Span.italic(picture.caption()), Decree30.TABLE));
        together.addCell(cell);
        pdf.add(together);
    }

    /** What is signed stands above the names: no page bears signatures alone. */
    private @Nullable Paragraph beforeSignatures() {
        return !model.signatures().isEmpty()
                        && !model.body().isEmpty()
                        && model.body().getLast() instanceof Paragraph last
                ? last
                : null;
    }

    private void ending(@Nullable Paragraph above) {
        if (model.distribution().isEmpty() && model.signatures().isEmpty()) {
            return;
        }
        boolean list = !model.distribution().isEmpty();
        int columns = model.signatures().size() + (list ? 1 : 0);
        PdfPTable table = bare(Lines.equal(columns));
        table.setSpacingBefore(Decree30.PARAGRAPH_GAP);
        table.setKeepTogether(true);
        if (above != null) {
            PdfPCell cell = bareCell();
            cell.setColspan(columns);
            cell.addElement(written(above));
            cell.setPaddingBottom(Decree30.PARAGRAPH_GAP);
            table.addCell(cell);
        }
        if (list) {
            table.addCell(distribution());
        }
        if (model.signatures().size() == 1) {
            Signature only = model.signatures().getFirst();
            PdfPCell cell = authority(only);
            name(cell, only);
            table.addCell(cell);
        } else {
            // In two rows, so that names stand beside each other whatever stands above them.
            model.signatures().forEach(one -> table.addCell(authority(one)));
            table.completeRow();
            if (list) {
                table.addCell(bareCell());
            }
            for (Signature one : model.signatures()) {
                PdfPCell cell = bareCell();
                name(cell, one);
                table.addCell(cell);
            }
        }
        pdf.add(table);
    }

    private PdfPCell distribution() {
        PdfPCell cell = bareCell();
        cell.addElement(line(new Span("Nơi nhận:", true, true), Decree30.DISTRIBUTION_HEAD));
        OfficialDocument.items(model.distribution())
                .forEach(item -> cell.addElement(line(Span.of(item), Decree30.DISTRIBUTION)));
        return cell;
    }

    private static PdfPCell authority(Signature signature) {
        PdfPCell cell = bareCell();
        signature
                .authority()
                .forEach(line -> cell.addElement(centred(Span.bold(line), Decree30.SIGNATURE)));
        return cell;
    }

    /** Below room for hand and seal. */
    private static void name(PdfPCell cell, Signature signature) {
        for (int i = 0; i < Decree30.SIGNATURE_LINES; i++) {
            cell.addElement(line(Span.of(" "), Decree30.SIGNATURE));
        }
        cell.addElement(centred(Span.bold(orSpace(signature.name())), Decree30.SIGNATURE));
    }

    private void annex(Annex annex) throws IOException {
        pdf.setPageSize(page(annex.paper()));
        numbers.beginAgain();
        pdf.newPage();
        pdf.add(centred(Span.bold(annex.label()), Decree30.TITLE));
        pdf.add(centred(Span.bold(annex.subject()), Decree30.TITLE));
        org.openpdf.text.Paragraph citation = centred(Span.italic(annex.citation()), Decree30.BODY);
        citation.setSpacingAfter(2 * Decree30.PARAGRAPH_GAP);
        pdf.add(citation);
        for (Block block : annex.blocks()) {
            block(block, annex.paper());
        }
    }

    private static PdfPTable bare(float... shares) {
        PdfPTable table = new PdfPTable(shares);
        table.setWidthPercentage(100);
        return table;
    }

    private static PdfPCell bareCell() {
        PdfPCell cell = new PdfPCell();
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(0);
        return cell;
    }

    private static org.openpdf.text.Paragraph centred(Span span, float size) {
        org.openpdf.text.Paragraph paragraph = line(span, size);
        paragraph.setAlignment(Element.ALIGN_CENTER);
        return paragraph;
    }

    private static org.openpdf.text.Paragraph line(Span span, float size) {
        org.openpdf.text.Paragraph paragraph = new org.openpdf.text.Paragraph(chunk(span, size));
        paragraph.setLeading(0, Decree30.SINGLE);
        return paragraph;
    }

    private static org.openpdf.text.Paragraph rule(float length, float width) {
        float percent = Math.min(100, 100 * length / width);
        LineSeparator rule = new LineSeparator(RULE, percent, Color.BLACK, Element.ALIGN_CENTER, 0);
        Chunk line = new Chunk(rule);
        // Else the page would name a font that it does not use.
        line.setFont(Face.REGULAR.at(Decree30.BODY));
        return new org.openpdf.text.Paragraph(5, line);
    }

    private static Chunk chunk(Span span, float size) {
        return new Chunk(span.text(), Face.of(span.bold(), span.italic()).at(size));
    }

    /** In the middle of the top margin, from the second page of each part. */
    private static final class PageNumbers extends PdfPageEventHelper {
        private int page;
        private boolean again;

        void beginAgain() {
            again = true;
        }

        @Override
        public void onStartPage(PdfWriter writer, Document document) {
            page = again ? 1 : page + 1;
            again = false;
        }

        @Override
        public void onEndPage(PdfWriter writer, Document document) {
            if (page < 2) {
                return;
            }
            Rectangle paper = document.getPageSize();
            float middle = (document.leftMargin() + paper.getWidth() - document.rightMargin()) / 2;
            float baseline = paper.getHeight() - points(Decree30.PAGE_NUMBER_MM);
            ColumnText.showTextAligned(
                    writer.getDirectContent(),
                    Element.ALIGN_CENTER,
                    new Phrase(chunk(Span.of(Integer.toString(page)), Decree30.PAGE_NUMBER)),
                    middle,
                    baseline - Decree30.PAGE_NUMBER / 2,
                    0);
        }
    }
}
