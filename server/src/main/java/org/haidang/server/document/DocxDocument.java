package org.haidang.server.document;

import static org.haidang.server.document.Decree30.points;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.model.XWPFHeaderFooterPolicy;
import org.apache.poi.xwpf.usermodel.Borders;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.haidang.server.document.Block.Align;
import org.haidang.server.document.Block.Paragraph;
import org.haidang.server.document.Block.Picture;
import org.haidang.server.document.Block.Style;
import org.haidang.server.document.Block.Table;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;

/** Writes a document as DOCX, for whoever has to change a word of it. */
public final class DocxDocument {
    static final String FONT = "Times New Roman";

    /** Word counts in twentieths of a point. */
    private static final int TWIPS = 20;

    private static final int CELL_GAP_TWIPS = 40;

    private final OfficialDocument model;
    private final XWPFDocument docx;

    private DocxDocument(OfficialDocument model, XWPFDocument docx) {
        this.model = model;
        this.docx = docx;
    }

    /** Leaves {@code out} open. */
    public static void write(OfficialDocument model, OutputStream out) throws IOException {
        try (XWPFDocument docx = new XWPFDocument()) {
            new DocxDocument(model, docx).write();
            docx.write(out);
        }
    }

    private void write() throws IOException {
        styles();
        docx.getProperties().getCoreProperties().setTitle(model.title());
        docx.getProperties().getCoreProperties().setCreator("Hải Đăng");
        letterhead();
        heading();
        for (Block block : model.body()) {
            block(block, model.paper());
        }
        ending();
        CTSectPr last = section(docx.getDocument().getBody().addNewSectPr(), model.paper());
        pageNumber(last);
        for (Annex annex : model.annexes()) {
            annex(annex);
        }
    }

    private void styles() {
        XWPFStyles styles = docx.createStyles();
        CTFonts fonts = CTFonts.Factory.newInstance();
        fonts.setAscii(FONT);
        fonts.setHAnsi(FONT);
        fonts.setCs(FONT);
        fonts.setEastAsia(FONT);
        styles.setDefaultFonts(fonts);
        styles.setSpellingLanguage("vi-VN");
    }

    private static CTSectPr section(CTSectPr section, Paper paper) {
        CTPageSz size = section.isSetPgSz() ? section.getPgSz() : section.addNewPgSz();
        size.setW(twips(points(paper.widthMm())));
        size.setH(twips(points(paper.heightMm())));
        size.setOrient(
                paper == Paper.LANDSCAPE
                        ? STPageOrientation.LANDSCAPE
                        : STPageOrientation.PORTRAIT);
        CTPageMar margins = section.isSetPgMar() ? section.getPgMar() : section.addNewPgMar();
        margins.setTop(twips(points(Decree30.TOP_MM)));
        margins.setBottom(twips(points(Decree30.BOTTOM_MM)));
        margins.setLeft(twips(points(Decree30.LEFT_MM)));
        margins.setRight(twips(points(Decree30.RIGHT_MM)));
        margins.setHeader(twips(points(Decree30.PAGE_NUMBER_MM)));
        margins.setFooter(twips(points(Decree30.PAGE_NUMBER_MM)));
        margins.setGutter(BigInteger.ZERO);
        return section;
    }

    private static BigInteger twips(float points) {
        return BigInteger.valueOf(Math.round(points * TWIPS));
    }

    /** The head of all pages but the first of a section. */
    private void pageNumber(CTSectPr section) {
        section.addNewTitlePg();
        XWPFParagraph paragraph =
                new XWPFHeaderFooterPolicy(docx, section)
                        .createHeader(XWPFHeaderFooterPolicy.DEFAULT)
                        .createParagraph();
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        var field = paragraph.getCTP().addNewFldSimple();
        field.setInstr("PAGE");
        var run = field.addNewR();
        var fonts = run.addNewRPr().addNewRFonts();
        fonts.setAscii(FONT);
        fonts.setHAnsi(FONT);
        run.getRPr().addNewSz().setVal(BigInteger.valueOf(Math.round(2 * Decree30.PAGE_NUMBER)));
        run.addNewT().setStringValue("2");
    }

    private void letterhead() {
        Letterhead head = model.letterhead();
        float width = points(model.paper().textMm());
        float left = width * Decree30.ISSUER_COLUMN;
        XWPFTable table = bare(2, left, width - left);
        Cell issuer = cell(table, 0, 0);
        Lines.balanced(head.superior(), Face.REGULAR, Decree30.ISSUER, left)
                .forEach(line -> issuer.centred(Span.of(line), Decree30.ISSUER));
        List<String> lines = Lines.balanced(head.issuer(), Face.BOLD, Decree30.ISSUER, left);
        lines.forEach(line -> issuer.centred(Span.bold(line), Decree30.ISSUER));
        float text = Lines.widest(lines, Face.BOLD, Decree30.ISSUER);
        rule(issuer.next(), text * Decree30.SHORT_RULE, left);
        Cell nation = cell(table, 0, 1);
        nation.centred(Span.bold(Decree30.NATION), Decree30.NATION_SIZE);
        nation.centred(Span.bold(Decree30.MOTTO), Decree30.MOTTO_SIZE);
        rule(nation.next(), Face.BOLD.width(Decree30.MOTTO, Decree30.MOTTO_SIZE), width - left);
        Cell number = cell(table, 1, 0);
        number.centred(Span.of(head.numberLine()), Decree30.NUMBER);
        if (model.heading() instanceof Heading.Letter letter) {
            number.centred(Span.of("V/v " + letter.subject()), Decree30.LETTER_SUBJECT)
                    .setSpacingBefore(Math.round(Decree30.PARAGRAPH_GAP * TWIPS));
        }
        cell(table, 1, 1).centred(Span.italic(head.placeLine()), Decree30.PLACE);
        // Two tables without a paragraph between them would become one.
        line(docx.createParagraph(), Span.of(""), Decree30.PARAGRAPH_GAP);
    }

    private void heading() {
        if (model.heading() instanceof Heading.Titled titled) {
            centred(Span.bold(titled.title()), Decree30.TITLE);
            float width = points(model.paper().textMm());
            List<String> lines = Lines.balanced(titled.subject(), Face.BOLD, Decree30.TITLE, width);
            lines.forEach(line -> centred(Span.bold(line), Decree30.TITLE));
            float text = Lines.widest(lines, Face.BOLD, Decree30.TITLE);
            XWPFParagraph rule = docx.createParagraph();
            rule(rule, text * Decree30.SHORT_RULE, width);
            gap(rule, 2);
        }
        List<String> recipients = model.heading().recipients();
        if (recipients.size() == 1) {
            gap(centred(Span.of("Kính gửi: " + recipients.getFirst()), Decree30.RECIPIENTS), 2);
        } else if (!recipients.isEmpty()) {
            float width = points(model.paper().textMm());
            indented(Span.of("Kính gửi:"), width * 0.14f);
            XWPFParagraph last = null;
            for (String item : OfficialDocument.items(recipients)) {
                last = indented(Span.of(item), width * 0.28f);
            }
            if (last != null) {
                gap(last, 2);
            }
        }
    }

    private XWPFParagraph indented(Span span, float left) {
        XWPFParagraph paragraph = line(docx.createParagraph(), span, Decree30.RECIPIENTS);
        paragraph.setIndentationLeft(Math.round(left * TWIPS));
        return paragraph;
    }

    private static void gap(XWPFParagraph paragraph, int gaps) {
        paragraph.setSpacingAfter(Math.round(gaps * Decree30.PARAGRAPH_GAP * TWIPS));
    }

    private void block(Block block, Paper paper) throws IOException {
        switch (block) {
            case Paragraph paragraph -> paragraph(paragraph);
            case Table table -> table(table, paper);
            case Picture picture -> picture(picture, paper);
        }
    }

    private void paragraph(Paragraph paragraph) {
        XWPFParagraph written = docx.createParagraph();
        for (Span span : paragraph.spans()) {
            run(written, span, Decree30.BODY);
        }
        written.setSpacingBetween(1, LineSpacingRule.AUTO);
        gap(written, 1);
        written.setAlignment(
                switch (paragraph.style()) {
                    case BODY -> ParagraphAlignment.BOTH;
                    case CENTRED -> ParagraphAlignment.CENTER;
                    case PLAIN -> ParagraphAlignment.LEFT;
                });
        if (paragraph.style() == Style.BODY) {
            written.setIndentationFirstLine(Math.round(points(Decree30.FIRST_LINE_MM) * TWIPS));
        }
    }

    private void table(Table table, Paper paper) {
        float width = points(paper.textMm());
        float all = 0;
        for (Block.Column column : table.columns()) {
            all += column.share();
        }
        float[] widths = new float[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width * table.columns().get(i).share() / all;
        }
        XWPFTable written = docx.createTable(table.rows().size() + 1, widths.length);
        widths(written, widths);
        XWPFTableRow head = written.getRow(0);
        head.setRepeatHeader(true);
        for (int i = 0; i < widths.length; i++) {
            fill(
                    written.getRow(0).getCell(i),
                    Span.bold(table.columns().get(i).title()),
                    ParagraphAlignment.CENTER);
        }
        for (int r = 0; r < table.rows().size(); r++) {
            written.getRow(r + 1).setCantSplitRow(true);
            for (int i = 0; i < widths.length; i++) {
                fill(
                        written.getRow(r + 1).getCell(i),
                        Span.of(table.rows().get(r).get(i)),
                        alignment(table.columns().get(i).align()));
            }
        }
        line(docx.createParagraph(), Span.of(""), Decree30.PARAGRAPH_GAP);
    }

    private static void fill(XWPFTableCell cell, Span span, ParagraphAlignment alignment) {
        cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
        XWPFParagraph paragraph = new Cell(cell).add(span, Decree30.TABLE, alignment);
        paragraph.setSpacingBefore(CELL_GAP_TWIPS);
        paragraph.setSpacingAfter(CELL_GAP_TWIPS);
    }

    private static ParagraphAlignment alignment(Align align) {
        return switch (align) {
            case LEFT -> ParagraphAlignment.LEFT;
            case CENTRE -> ParagraphAlignment.CENTER;
            case RIGHT -> ParagraphAlignment.RIGHT;
        };
    }

    private void picture(Picture picture, Paper paper) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(picture.image()));
        if (image == null) {
            throw new IOException("not a picture: " + picture.caption());
        }
        float width = points(Math.min(picture.widthMm(), paper.textMm()));
        float height = width * image.getHeight() / image.getWidth();
        float most = points(paper.heightMm()) / 2;
        float scale = Math.min(1, most / height);
        boolean png = picture.image().length > 1 && picture.image()[1] == 'P';
        XWPFParagraph paragraph = docx.createParagraph();
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        // Its caption stands on the same page.
        paragraph.setKeepNext(true);
        try {
            paragraph
                    .createRun()
                    .addPicture(
                            new ByteArrayInputStream(picture.image()),
                            png ? PictureType.PNG : PictureType.JPEG,
                            png ? "picture.png" : "picture.jpg",
                            Units.toEMU(width * scale),
                            Units.toEMU(height * scale));
        } catch (InvalidFormatException e) {
            throw new IOException("not a picture: " + picture.caption(), e);
        }
        gap(centred(Span.italic(picture.caption()), Decree30.TABLE), 1);
    }

    private void ending() {
        boolean list = !model.distribution().isEmpty();
        int columns = model.signatures().size() + (list ? 1 : 0);
        if (columns == 0) {
            return;
        }
        float[] widths = Lines.equal(columns);
        for (int i = 0; i < columns; i++) {
            widths[i] *= points(model.paper().textMm());
        }
        if (!model.signatures().isEmpty() && !docx.getParagraphs().isEmpty()) {
            // No page bears signatures alone.
            docx.getParagraphs().getLast().setKeepNext(true);
        }
        // Several in two rows, so that names stand beside each other whatever stands above them.
        int rows = model.signatures().size() > 1 ? 2 : 1;
        XWPFTable table = bare(rows, widths);
        table.getRows().forEach(row -> row.setCantSplitRow(true));
        if (list) {
            Cell cell = cell(table, 0, 0);
            cell.left(new Span("Nơi nhận:", true, true), Decree30.DISTRIBUTION_HEAD);
            OfficialDocument.items(model.distribution())
                    .forEach(item -> cell.left(Span.of(item), Decree30.DISTRIBUTION));
        }
        int at = list ? 1 : 0;
        for (Signature signature : model.signatures()) {
            Cell authority = cell(table, 0, at);
            signature
                    .authority()
                    .forEach(line ->
                            authority
                                    .centred(Span.bold(line), Decree30.SIGNATURE)
                                    .setKeepNext(true));
            Cell name = rows == 1 ? authority : cell(table, 1, at);
            at++;
            for (int i = 0; i < Decree30.SIGNATURE_LINES; i++) {
                name.centred(Span.of(""), Decree30.SIGNATURE);
            }
            name.centred(Span.bold(signature.name()), Decree30.SIGNATURE);
        }
    }

    /** What was the last section ends here; the annex is the last now. */
    private void annex(Annex annex) throws IOException {
        CTSectPr last = docx.getDocument().getBody().getSectPr();
        XWPFParagraph end = line(docx.createParagraph(), Span.of(""), 1);
        end.getCTP().getPPr().addNewSectPr().set(last);
        section(last, annex.paper());
        var numbering = last.isSetPgNumType() ? last.getPgNumType() : last.addNewPgNumType();
        numbering.setStart(BigInteger.ONE);
        centred(Span.bold(annex.label()), Decree30.TITLE);
        centred(Span.bold(annex.subject()), Decree30.TITLE);
        gap(centred(Span.italic(annex.citation()), Decree30.BODY), 2);
        for (Block block : annex.blocks()) {
            block(block, annex.paper());
        }
    }

    private XWPFParagraph centred(Span span, float size) {
        XWPFParagraph paragraph = line(docx.createParagraph(), span, size);
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        return paragraph;
    }

    private static XWPFParagraph line(XWPFParagraph paragraph, Span span, float size) {
        run(paragraph, span, size);
        paragraph.setSpacingAfter(0);
        paragraph.setSpacingBetween(1, LineSpacingRule.AUTO);
        return paragraph;
    }

    private static void run(XWPFParagraph paragraph, Span span, float size) {
        XWPFRun run = paragraph.createRun();
        run.setFontFamily(FONT);
        run.setFontSize(size);
        run.setBold(span.bold());
        run.setItalic(span.italic());
        run.setText(span.text());
    }

    /** A border below an empty line, indented until it is as long as it should be. */
    private static void rule(XWPFParagraph paragraph, float length, float width) {
        line(paragraph, Span.of(""), 1);
        paragraph.setSpacingBetween(2, LineSpacingRule.EXACT);
        paragraph.setBorderBottom(Borders.SINGLE);
        int indent = Math.round(Math.max(0, (width - length) / 2) * TWIPS);
        paragraph.setIndentationLeft(indent);
        paragraph.setIndentationRight(indent);
    }

    private XWPFTable bare(int rows, float... widths) {
        XWPFTable table = docx.createTable(rows, widths.length);
        table.removeBorders();
        table.setCellMargins(0, 0, 0, 0);
        widths(table, widths);
        return table;
    }

    private static void widths(XWPFTable table, float... widths) {
        float all = 0;
        for (float width : widths) {
            all += width;
        }
        CTTblWidth whole = table.getCTTbl().getTblPr().getTblW();
        whole.setType(STTblWidth.DXA);
        whole.setW(twips(all));
        table.getCTTbl().getTblPr().addNewTblLayout().setType(STTblLayoutType.FIXED);
        var grid = table.getCTTbl().getTblGrid();
        if (grid == null) {
            grid = table.getCTTbl().addNewTblGrid();
        }
        while (grid.sizeOfGridColArray() > 0) {
            grid.removeGridCol(0);
        }
        for (float width : widths) {
            grid.addNewGridCol().setW(twips(width));
        }
        for (XWPFTableRow row : table.getRows()) {
            for (int i = 0; i < widths.length; i++) {
                row.getCell(i).setWidth(twips(widths[i]).toString());
            }
        }
    }

    private static Cell cell(XWPFTable table, int row, int column) {
        return new Cell(table.getRow(row).getCell(column));
    }

    /** Fills a cell from its top; it comes with one empty paragraph. */
    private static final class Cell {
        private final Supplier<XWPFParagraph> paragraphs;
        private boolean begun;

        Cell(XWPFTableCell cell) {
            this.paragraphs =
                    () -> {
                        boolean first = !begun && !cell.getParagraphs().isEmpty();
                        begun = true;
                        return first ? cell.getParagraphs().getFirst() : cell.addParagraph();
                    };
        }

        XWPFParagraph next() {
            return paragraphs.get();
        }

        XWPFParagraph centred(Span span, float size) {
            return add(span, size, ParagraphAlignment.CENTER);
        }

        XWPFParagraph left(Span span, float size) {
            return add(span, size, ParagraphAlignment.LEFT);
        }

        XWPFParagraph add(Span span, float size, ParagraphAlignment alignment) {
            XWPFParagraph paragraph = line(next(), span, size);
            paragraph.setAlignment(alignment);
            return paragraph;
        }
    }
}
