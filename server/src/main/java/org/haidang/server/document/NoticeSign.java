package org.haidang.server.document;

import static org.haidang.server.document.Decree30.points;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfWriter;

/**
 * The sign at the gate of a watched place: that there are cameras, what for, by what law, who
 * answers for them and how long pictures are kept (Law 91/2025/QH15, article 32).
 *
 * @param lines label and value, in the order of the sign
 * @param link behind the code, where a visitor reads more; at most 1,000 characters
 */
public record NoticeSign(String facility, List<Line> lines, String link) {
    private static final float QR_MM = 55;
    private static final int MAX_LINK = 1_000;
    private static final int MAX_LINES = 12;

    /** A value that is empty is left out. */
    public record Line(String label, String value) {}

    public NoticeSign {
        lines = lines.stream().filter(line -> !line.value().isBlank()).toList();
        if (link.isEmpty() || link.length() > MAX_LINK || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException(link.length() + " characters, " + lines.size());
        }
    }

    /** One A4 page; leaves {@code out} open. */
    public void pdf(OutputStream out) throws IOException {
        float width = points(Decree30.A4_SHORT_MM);
        Document pdf = new Document(new Rectangle(width, points(Decree30.A4_LONG_MM)));
        PdfWriter writer = PdfWriter.getInstance(pdf, out);
        writer.setCloseStream(false);
        pdf.addTitle(facility);
        pdf.setDocumentLanguage("vi-VN");
        float margin = points(20);
        pdf.setMargins(margin, margin, margin, margin);
        pdf.open();
        pdf.add(centred("KHU VỰC CÓ CAMERA GIÁM SÁT", Face.BOLD, 34, 6));
        pdf.add(centred("Area under camera surveillance", Face.ITALIC, 18, 18));
        pdf.add(centred(Span.of(facility).text(), Face.BOLD, 24, 18));
        for (Line line : lines) {
            Paragraph paragraph = new Paragraph();
            paragraph.add(new Chunk(Span.of(line.label() + ": ").text(), Face.BOLD.at(16)));
            paragraph.add(new Chunk(Span.of(line.value()).text(), Face.REGULAR.at(16)));
            paragraph.setLeading(0, 1.3f);
            paragraph.setSpacingAfter(6);
            pdf.add(paragraph);
        }
        float side = points(QR_MM);
        code(writer.getDirectContent(), (width - side) / 2, margin + points(10), side);
        Paragraph last = centred("Quét mã để xem thông tin và quyền của bạn", Face.REGULAR, 14, 0);
        org.openpdf.text.pdf.ColumnText.showTextAligned(
                writer.getDirectContent(), Element.ALIGN_CENTER, last, width / 2, margin, 0);
        pdf.close();
    }

    private static Paragraph centred(String text, Face face, float size, float after) {
        Paragraph paragraph = new Paragraph(new Chunk(text, face.at(size)));
        paragraph.setAlignment(Element.ALIGN_CENTER);
        paragraph.setLeading(0, 1.2f);
        paragraph.setSpacingAfter(after);
        return paragraph;
    }

    private void code(PdfContentByte page, float left, float bottom, float side) {
        ByteMatrix modules;
        try {
            modules = Encoder.encode(link, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("cannot be a code", e);
        }
        float module = side / modules.getWidth();
        page.setColorFill(Color.BLACK);
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
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
