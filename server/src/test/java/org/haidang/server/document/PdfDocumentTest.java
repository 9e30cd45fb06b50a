package org.haidang.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfReader;

/** Opens what was written and measures it against the decree. */
class PdfDocumentTest {

    /** Lines are broken where the page wants it, so only the letters are compared. */
    private static String letters(String text) {
        return text.replaceAll("\\s+", "");
    }

    /**
     * What stands in tables is written after the running text, so each keeps an order of its own.
     */
    @Test
    void hasTheLayoutOfTheSourceDispatch() {
        String text = letters(Measured.text(Given.pdf(Given.letter2220())));
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
        assertThat(Measured.fonts(pdf))
                .hasSizeBetween(3, 4)
                .allSatisfy(name -> assertThat(name).contains("LiberationSerif"));
        assertThat(pdf.length).as("only the letters used").isLessThan(300_000);
    }

    @Test
    void numbersPagesFromTheSecondOfEachPart() {
        List<String> pages = Measured.pages(Given.pdf(Given.report()));
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
        Measured.Words seen = Measured.words(Given.pdf(Given.report()), folder);
        assertThat(seen.words()).isGreaterThan(500);
        assertThat(seen.numbers()).isGreaterThanOrEqualTo(2);
    }
}
