package org.haidang.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.haidang.server.document.Block.Paragraph;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;

/** Opens what was written, as a word processor would, and measures it against the decree. */
class DocxDocumentTest {

    private static XWPFDocument open(OfficialDocument document) {
        try {
            return new XWPFDocument(new ByteArrayInputStream(Given.docx(document)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Cells row by row from the left, each from its top: the order in which one reads. */
    private static List<XWPFParagraph> paragraphs(List<IBodyElement> elements) {
        List<XWPFParagraph> all = new ArrayList<>();
        for (IBodyElement element : elements) {
            if (element instanceof XWPFParagraph paragraph) {
                all.add(paragraph);
            } else if (element instanceof XWPFTable table) {
                table.getRows()
                        .forEach(row ->
                                row.getTableCells()
                                        .forEach(cell ->
                                                all.addAll(paragraphs(cell.getBodyElements()))));
            }
        }
        return all;
    }

    private static XWPFRun run(XWPFDocument docx, String text) {
        return paragraphs(docx.getBodyElements()).stream()
                .flatMap(paragraph -> paragraph.getRuns().stream())
                .filter(run -> run.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no run '" + text + "'"));
    }

    private static double mm(Object twips) {
        return ((BigInteger) twips).doubleValue() / 20 / 72 * 25.4;
    }

    @Test
    void hasTheLayoutOfTheSourceDispatch() throws IOException {
        try (XWPFDocument docx = open(Given.letter2220())) {
            assertThat(
                            paragraphs(docx.getBodyElements()).stream()
                                    .map(XWPFParagraph::getText)
                                    .filter(text -> !text.isBlank()))
                    .containsExactlyElementsOf(Given.golden2220());
            XWPFTable head = docx.getTables().getFirst();
            assertThat(head.getRow(0).getTableCells()).hasSize(2);
            assertThat(head.getRow(0).getCell(1).getText()).contains(Decree30.NATION);
        }
    }

    @Test
    void keepsTheMarginsOfTheDecreeOnA4() throws IOException {
        try (XWPFDocument docx = open(Given.letter2220())) {
            CTSectPr section = docx.getDocument().getBody().getSectPr();
            assertThat(mm(section.getPgSz().getW())).isBetween(209.9, 210.1);
            assertThat(mm(section.getPgSz().getH())).isBetween(296.9, 297.1);
            margins(section.getPgMar());
            assertThat(paragraphs(docx.getBodyElements()))
                    .filteredOn(paragraph -> paragraph.getText().contains("1. Giao"))
                    .singleElement()
                    .satisfies(paragraph -> {
                        assertThat(paragraph.getSpacingAfter() / 20).isGreaterThanOrEqualTo(6);
                        assertThat(paragraph.getSpacingBetween()).isBetween(1.0, 1.5);
                        assertThat(paragraph.getIndentationFirstLine() / 20.0 / 72 * 25.4)
                                .isBetween(9.9, 12.8);
                        assertThat(paragraph.getAlignment().name()).isEqualTo("BOTH");
                    });
        }
    }

    private static void margins(CTPageMar margins) {
        assertThat(mm(margins.getTop())).isBetween(19.9, 25.1);
        assertThat(mm(margins.getBottom())).isBetween(19.9, 25.1);
        assertThat(mm(margins.getLeft())).isBetween(29.9, 35.1);
        assertThat(mm(margins.getRight())).isBetween(14.9, 20.1);
        assertThat(mm(margins.getHeader())).isLessThan(mm(margins.getTop()));
    }

    @Test
    void usesTimesNewRomanInTheSizesAndFacesOfTheDecree() throws IOException {
        try (XWPFDocument docx = open(Given.letter2220())) {
            assertThat(paragraphs(docx.getBodyElements()))
                    .flatMap(XWPFParagraph::getRuns)
                    .allSatisfy(
                            run -> assertThat(run.getFontFamily()).isEqualTo("Times New Roman"));
            face(run(docx, Decree30.NATION), 12, 13, true, false);
            face(run(docx, Decree30.MOTTO), 13, 14, true, false);
            face(run(docx, "TỈNH NINH THUẬN"), 12, 13, true, false);
            face(run(docx, "Số: 2220/UBND-KTTH"), 13, 13, false, false);
            face(run(docx, "Ninh Thuận, ngày 10 tháng 5 năm 2021"), 13, 14, false, true);
            face(
                    run(docx, "Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau:"),
                    13,
                    14,
                    false,
                    false);
            face(run(docx, "trước ngày 15/5/2021"), 13, 14, true, false);
            face(run(docx, "Nơi nhận:"), 12, 12, true, true);
            face(run(docx, "- Như trên;"), 11, 11, false, false);
            face(run(docx, "PHÓ CHỦ TỊCH"), 13, 14, true, false);
            face(run(docx, "Nguyễn Long Biên"), 13, 14, true, false);
        }
    }

    private static void face(XWPFRun run, double from, double to, boolean bold, boolean italic) {
        assertThat(run.getFontSizeAsDouble()).isBetween(from, to);
        assertThat(run.isBold()).isEqualTo(bold);
        assertThat(run.isItalic()).isEqualTo(italic);
    }

    @Test
    void numbersPagesInTheTopMarginButNotTheFirstOfAPart() throws IOException {
        try (XWPFDocument docx = open(Given.report())) {
            List<CTSectPr> sections = new ArrayList<>();
            docx.getParagraphs().stream()
                    .map(paragraph -> paragraph.getCTP().getPPr())
                    .filter(properties -> properties != null && properties.isSetSectPr())
                    .forEach(properties -> sections.add(properties.getSectPr()));
            sections.add(docx.getDocument().getBody().getSectPr());
            assertThat(sections).hasSize(2);
            assertThat(sections)
                    .allSatisfy(section -> {
                        assertThat(section.isSetTitlePg()).isTrue();
                        assertThat(section.sizeOfHeaderReferenceArray()).isEqualTo(1);
                        margins(section.getPgMar());
                    });
            assertThat(docx.getHeaderList()).hasSize(1);
            XWPFParagraph number = docx.getHeaderList().getFirst().getParagraphs().getFirst();
            assertThat(number.getCTP().getFldSimpleArray(0).getInstr()).isEqualTo("PAGE");
            assertThat(number.getAlignment().name()).isEqualTo("CENTER");
            assertThat(sections.getLast().getPgNumType().getStart()).isEqualTo(BigInteger.ONE);
            assertThat(mm(sections.getLast().getPgSz().getW())).isBetween(296.9, 297.1);
        }
    }

    @Test
    void leavesNumberAndDateToTheClerkUntilTheyAreGiven() throws IOException {
        try (XWPFDocument docx = open(Given.report())) {
            run(docx, "Số:       /BC-STTTT");
            run(docx, "Ninh Thuận, ngày      tháng      năm");
        }
    }

    @Test
    void takesMarkupAndControlCharactersAsText() throws IOException {
        OfficialDocument letter = Given.letter2220();
        String name = "<b>Trường</b> & \"Ví Dụ\" \u0007\u0000\uD800 <script>";
        OfficialDocument document =
                new OfficialDocument(
                        Paper.PORTRAIT,
                        letter.letterhead(),
                        letter.heading(),
                        List.of(Paragraph.body(name)),
                        List.of(),
                        List.of(),
                        List.of());
        try (XWPFDocument docx = open(document)) {
            run(docx, "<b>Trường</b> & \"Ví Dụ\"   <script>");
        }
        assertThat(Measured.text(Given.pdf(document))).contains("<b>Trường</b> &");
    }
}
