package org.haidang.server.document;

import static org.haidang.server.document.Decree30.points;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.haidang.server.qr.Qr;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfWriter;

/**
 * The sign at the gate of a watched place: that there are cameras, what for, by what law, who
 * answers for them and how long pictures are kept (Law 91/2025/QH15, article 32).
 *
 * @param lines label and value, in the order of the sign
 * @param more what else visitors have to know, below the lines; may be empty
 * @param code behind the square code, for a visitor to take along; 1 to 1,000 characters
 * @param below the code, one or two sentences
 */
public record NoticeSign(
        String facility, List<Line> lines, String more, String code, String below) {
    private static final float MARGIN_MM = 20;
    private static final float QR_MM = 55;
    private static final float BELOW_MM = 22;
    private static final int MAX_CODE = 1_000;
    private static final int MAX_LINES = 12;

    /** All of it on one page, in letters that can still be read. */
    private static final int MAX_LETTERS = 6_000;

    /** From a sign that is read at three paces to one that is read at arm's length. */
    private static final float[] SCALES = {1, 0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f};

    /** A value that is empty is left out. */
    public record Line(String label, String value) {}

    public NoticeSign {
        lines = lines.stream().filter(line -> !line.value().isBlank()).toList();
        int letters =
                facility.length()
                        + more.length()
                        + lines.stream()
                                .mapToInt(line -> line.label().length() + line.value().length())
                                .sum();
        if (code.isEmpty()
                || code.length() > MAX_CODE
                || lines.size() > MAX_LINES
                || letters > MAX_LETTERS) {
            throw new IllegalArgumentException(
                    code.length() + " and " + letters + " characters, " + lines.size() + " lines");
        }
    }

    /** One A4 page; leaves {@code out} open. */
    public void pdf(OutputStream out) throws IOException {
        float width = points(Decree30.A4_SHORT_MM);
        float height = points(Decree30.A4_LONG_MM);
        Document pdf = new Document(new Rectangle(width, height));
        PdfWriter writer = PdfWriter.getInstance(pdf, out);
        writer.setCloseStream(false);
        pdf.addTitle(facility);
        pdf.setDocumentLanguage("vi-VN");
        float margin = points(MARGIN_MM);
        pdf.setMargins(margin, margin, margin, margin);
        pdf.open();
        PdfContentByte page = writer.getDirectContent();
        float side = points(QR_MM);
        float foot = margin + points(BELOW_MM);
        Rectangle text =
                new Rectangle(margin, foot + side + points(6), width - margin, height - margin);
        for (float scale : SCALES) {
            if (fits(page, text, scale)) {
                column(page, text, scale).go();
                break;
            }
        }
        code(page, (width - side) / 2, foot, side);
        ColumnText last = new ColumnText(page);
        last.setSimpleColumn(margin, margin, width - margin, foot - points(2));
        last.addElement(centred(below, Face.REGULAR, 12, 0));
        last.go();
        pdf.close();
    }

    private boolean fits(PdfContentByte page, Rectangle room, float scale) {
        boolean smallest = scale == SCALES[SCALES.length - 1];
        return smallest || !ColumnText.hasMoreText(column(page, room, scale).go(true));
    }

    private ColumnText column(PdfContentByte page, Rectangle room, float scale) {
        ColumnText column = new ColumnText(page);
        column.setSimpleColumn(room.getLeft(), room.getBottom(), room.getRight(), room.getTop());
        column.addElement(centred("KHU VỰC CÓ CAMERA GIÁM SÁT", Face.BOLD, 28, 4));
        column.addElement(centred("Area under camera surveillance", Face.ITALIC, 18 * scale, 14));
        column.addElement(centred(facility, Face.BOLD, 24 * scale, 18 * scale));
        for (Line line : lines) {
            Paragraph paragraph = new Paragraph();
            paragraph.add(chunk(line.label() + ": ", Face.BOLD, 16 * scale));
            paragraph.add(chunk(line.value(), Face.REGULAR, 16 * scale));
            column.addElement(set(paragraph, scale));
        }
        if (!more.isBlank()) {
            column.addElement(set(new Paragraph(chunk(more, Face.REGULAR, 14 * scale)), scale));
        }
        return column;
    }

    private static Paragraph set(Paragraph paragraph, float scale) {
        paragraph.setLeading(0, 1.3f);
        paragraph.setSpacingAfter(6 * scale);
        return paragraph;
    }

    private static Chunk chunk(String text, Face face, float size) {
        return new Chunk(Span.of(text).text(), face.at(size));
    }

    private static Paragraph centred(String text, Face face, float size, float after) {
        Paragraph paragraph = new Paragraph(chunk(text, face, size));
        paragraph.setAlignment(Element.ALIGN_CENTER);
        paragraph.setLeading(0, 1.2f);
        paragraph.setSpacingAfter(after);
        return paragraph;
    }

    private void code(PdfContentByte page, float left, float bottom, float side) {
        boolean[][] rows = Qr.rows(code);
        float module = side / rows.length;
        page.setColorFill(Color.BLACK);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows.length; x++) {
                if (rows[y][x]) {
                    // A hair wider than a module, or viewers draw light seams between them.
                    page.rectangle(
                            left + x * module,
                            bottom + side - (y + 1) * module,
                            module + 0.1f,
                            module + 0.1f);
                }
            }
        }
        page.fill();
    }
}
