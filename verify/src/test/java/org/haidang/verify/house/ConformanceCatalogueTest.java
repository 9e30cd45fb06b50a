package org.haidang.verify.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the catalogue of camera behaviours and the tests that play them together. */
class ConformanceCatalogueTest {
    private static final Path ROOT = Path.of(System.getProperty("haidang.root", ".."));
    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]\\d\\d) \\|", Pattern.MULTILINE);

    /** A test may play two rows: {@code void s08_s10_takes...}. */
    private static final Pattern TEST = Pattern.compile("(?<=void |_)([a-z]\\d\\d)(?=_)");

    @Test
    void everyRowOfTheCatalogueHasATestOfItsName() throws IOException {
        Set<String> rows =
                matches(ROW, Files.readString(ROOT.resolve("docs/design/camera-conformance.md")));
        Set<String> tests = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(ROOT.resolve("media/src/test/java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> tests.addAll(matches(TEST, read(file))));
        }
        assertThat(rows).hasSizeGreaterThan(60);
        assertThat(tests).containsAll(rows);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1).toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
