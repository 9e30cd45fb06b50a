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
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** Opens a PDF and measures it against the decree. */
public final class Measured {

    /**
     * What was seen of a paper whose words all lie where they may.
     *
     * @param numbers page numbers
     */
    public record Words(int words, int numbers) {}

    private static final Pattern PAGE_OR_WORD =
            Pattern.compile(
                    "<page width=\"([\\d.]+)\" height=\"([\\d.]+)\"|<word"
                            + " xMin=\"([\\d.]+)\" yMin=\"([\\d.]+)\" xMax=\"([\\d.]+)\""
                            + " yMax=\"([\\d.]+)\">([^<]*)");

    private Measured() {}

    public static List<String> pages(byte[] pdf) {
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

    /** All pages, in one line. */
    public static String text(byte[] pdf) {
        return String.join(" ", pages(pdf)).replaceAll("\\s+", " ");
    }

    /** Names of the fonts; each is within the file. */
    public static List<String> fonts(byte[] pdf) throws IOException {
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
        return names;
    }

    /** Every word within 30, 20, 15 and 20 mm, and page numbers in the middle above them. */
    public static Words words(byte[] pdf, Path folder) throws Exception {
        Path file = folder.resolve("measured.pdf");
        Files.write(file, pdf);
        String words =
                new String(
                        tool("pdftotext", "-bbox", file.toString(), "-"), StandardCharsets.UTF_8);
        Matcher at = PAGE_OR_WORD.matcher(words);
        double width = 0;
        double height = 0;
        int seen = 0;
        int numbers = 0;
        while (at.find()) {
            if (at.group(1) != null) {
                width = mm(at.group(1));
                height = mm(at.group(2));
                continue;
            }
            seen++;
            double left = mm(at.group(3));
            double right = mm(at.group(5));
            if (mm(at.group(4)) < 18) {
                numbers++;
                assertThat(at.group(7)).matches("\\d{1,2}");
                assertThat((left + right) / 2)
                        .isBetween((width + 15) / 2 - 2, (width + 15) / 2 + 2);
                continue;
            }
            assertThat(left).as(at.group(7)).isGreaterThanOrEqualTo(29.9);
            assertThat(right).as(at.group(7)).isLessThanOrEqualTo(width - 14.9);
            assertThat(mm(at.group(6))).as(at.group(7)).isLessThanOrEqualTo(height - 19);
        }
        return new Words(seen, numbers);
    }

    private static double mm(String points) {
        return Double.parseDouble(points) / 72 * 25.4;
    }

    /** Runs one of poppler's programs, or skips the test and says so where there is none. */
    public static byte[] tool(String... command) throws Exception {
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
        return out.toByteArray();
    }
}
