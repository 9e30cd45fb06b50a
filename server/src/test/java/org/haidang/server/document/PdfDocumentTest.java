package org.haidang.server.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** Opens what was written and measures it against the decree. */
class PdfDocumentTest {

    static String text(byte[] pdf) {
        StringBuilder text = new StringBuilder();
        for (String page : pages(pdf)) {
            text.append(page).append('\n');
        }
        return text.toString();
    }

    private static List<String> pages(byte[] pdf) {
        try (PdfReader reader = new PdfReader(pdf)) {
            PdfTextExtractor extractor = new PdfTextExtractor(reader);
            List<String> pages = new ArrayList<>();
            for (int i = 1; i <= reader.getNumberOfPages(); i++) {
                pages.add(extractor.getTextFromPage(i));
            }
            return pages;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Lines are broken where the page wants it, so only the letters are compared. */
    private static String letters(String text) {
        return text.replaceAll("\\s+", "");
    }

    /**
     * What stands in tables is written after the running text, so each keeps an order of its own.
     */
    @Test
    void hasTheLayoutOfTheSourceDispatch() {
        String text = letters(text(Given.pdf(Given.letter2220())));
        List<List<String>> parts = Given.parts2220();
        assertThat(parts).hasSize(3);
        List<String> around = new ArrayList<>(parts.get(0));
        around.addAll(parts.get(2));
        inOrder(text, parts.get(1));
        inOrder(text, around);
    }

    private static void inOrder(String text, List<String> lines) {
        int from = 0;
        for (String line : lines) {
            int at = text.indexOf(letters(line), from);
            assertThat(at).as("'%s' after %d", line, from).isGreaterThanOrEqualTo(0);
            from = at + 1;
        }
    }

    @Test
    void isA4AndTheAnnexLies() throws IOException {
        try (PdfReader reader = new PdfReader(Given.pdf(Given.report()))) {
            var first = reader.getPageSizeWithRotation(1);
            assertThat(first.getWidth()).isBetween(595f, 596f);
            assertThat(first.getHeight()).isBetween(841f, 842f);
            var last = reader.getPageSizeWithRotation(reader.getNumberOfPages());
            assertThat(last.getWidth()).isBetween(841f, 842f);
        }
    }

    @Test
    void carriesLiberationSerifWithinItself() throws IOException {
        byte[] pdf = Given.pdf(Given.report());
        List<String> names = new ArrayList<>();
        try (PdfReader reader = new PdfReader(pdf)) {
            for (int i = 1; i < reader.getXrefSize(); i++) {
                PdfObject object = reader.getPdfObject(i);
                if (object instanceof PdfDictionary dictionary
                        && PdfName.FONTDESCRIPTOR.equals(dictionary.get(PdfName.TYPE))) {
                    assertThat(dictionary.get(PdfName.FONTFILE2)).isNotNull();
                    names.add(dictionary.getAsName(PdfName.FONTNAME).toString());
                }
            }
        }
        assertThat(names)
                .hasSizeBetween(3, 4)
                .allSatisfy(name -> assertThat(name).contains("LiberationSerif"));
        assertThat(pdf.length).as("only the letters used").isLessThan(300_000);
    }

    @Test
    void numbersPagesFromTheSecondOfEachPart() {
        List<String> pages = pages(Given.pdf(Given.report()));
        List<String> numbers = new ArrayList<>();
        for (String page : pages) {
            numbers.add(numbered(page));
        }
        assertThat(pages.size()).isGreaterThan(4);
        int annex = indexOf(pages, "DANH SÁCH CƠ SỞ CHƯA KẾT NỐI");
        assertThat(numbers.getFirst()).isEmpty();
        assertThat(numbers.get(1)).isEqualTo("2");
        assertThat(numbers.get(annex)).isEmpty();
        assertThat(numbers.get(annex + 1)).isEqualTo("2");
    }

    /** The page number is drawn after everything else of its page. */
    private static String numbered(String page) {
        Matcher number = Pattern.compile("(?s).*\\D(\\d{1,3})\\s*").matcher(page);
        Matcher first = Pattern.compile("\\s*(\\d{1,3})\\s.*", Pattern.DOTALL).matcher(page);
        if (number.matches()) {
            return number.group(1);
        }
        return first.matches() ? first.group(1) : "";
    }

    private static int indexOf(List<String> pages, String text) {
        for (int i = 0; i < pages.size(); i++) {
            if (letters(pages.get(i)).contains(letters(text))) {
                return i;
            }
        }
        throw new AssertionError("no page with " + text);
    }

    @Test
    void putsEveryWordWithinTheMarginsOfTheDecree(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.pdf");
        Files.write(file, Given.pdf(Given.report()));
        String words = tool("pdftotext", "-bbox", file.toString(), "-");
        Matcher at =
                Pattern.compile(
                                "<page width=\"([\\d.]+)\" height=\"([\\d.]+)\"|<word"
                                        + " xMin=\"([\\d.]+)\" yMin=\"([\\d.]+)\" xMax=\"([\\d.]+)\""
                                        + " yMax=\"([\\d.]+)\">([^<]*)")
                        .matcher(words);
        double width = 0;
        double height = 0;
        int seen = 0;
        int numbers = 0;
        while (at.find()) {
            if (at.group(1) != null) {
                width = Double.parseDouble(at.group(1));
                height = Double.parseDouble(at.group(2));
                continue;
            }
            seen++;
            double left = mm(at.group(3));
            double top = mm(at.group(4));
            double right = mm(at.group(5));
            double bottom = mm(at.group(6));
            if (top < 18) {
                numbers++;
                assertThat(at.group(7)).matches("\\d{1,2}");
                double middle = (left + right) / 2;
                double pageMm = width / 72 * 25.4;
                assertThat(middle).isBetween((pageMm + 15) / 2 - 2, (pageMm + 15) / 2 + 2);
                continue;
            }
            assertThat(left).as(at.group(7)).isGreaterThanOrEqualTo(29.9);
            assertThat(right).as(at.group(7)).isLessThanOrEqualTo(width / 72 * 25.4 - 14.9);
            assertThat(bottom).as(at.group(7)).isLessThanOrEqualTo(height / 72 * 25.4 - 19);
        }
        assertThat(seen).isGreaterThan(500);
        assertThat(numbers).isGreaterThanOrEqualTo(2);
    }

    private static double mm(String points) {
        return Double.parseDouble(points) / 72 * 25.4;
    }

    /** Runs one of poppler's programs, or skips the test and says so where there is none. */
    private static String tool(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            System.err.println(
                    "SKIPPED: " + command[0] + " is missing (apt-get install poppler-utils)");
            assumeTrue(false, command[0] + " is missing");
            throw missing;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        process.getInputStream().transferTo(out);
        assertThat(process.waitFor()).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
