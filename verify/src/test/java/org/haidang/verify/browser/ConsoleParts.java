package org.haidang.verify.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.haidang.benchmark.program.Program;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that the console can show, read from its sources, and what of it was shown: so that a new
 * screen, element or dialog that nobody looks at is noticed.
 */
final class ConsoleParts {
    private static final Path SOURCES =
            Program.ROOT.resolve("console/src/main/resources/static").normalize();

    private static final Pattern ELEMENT = Pattern.compile("customElements\\.define\\('([a-z-]+)'");
    private static final Pattern SCREEN = Pattern.compile("\\{path: '([a-z-]+)'");
    private static final Pattern DIALOG =
            Pattern.compile("<hd-(?:dialog|ask-password)\\b[^`]*? heading=(.*?) (?:@close|words=)");
    private static final Pattern FALLBACK = Pattern.compile("\\?\\? t\\('[^']*'");
    private static final Pattern KEY = Pattern.compile("'([a-z]\\w*(?:\\.\\w+)+)'");

    /** Stands in a dialog until its content has come. */
    private static final String WAITING = "wait.loading";

    /** Names of the elements and headings of the dialogs on a page, through all shadow roots. */
    private static final String SHOWN =
            """
            () => {
              const elements = new Set(), headings = new Set();
              const walk = root => root.querySelectorAll('*').forEach(e => {
                if (e.localName.startsWith('hd-')) elements.add(e.localName);
                if (e.localName === 'hd-dialog') headings.add(e.heading);
                if (e.shadowRoot) walk(e.shadowRoot);
              });
              walk(document);
              return {elements: [...elements], headings: [...headings]};
            }
            """;

    private static final String PHRASES =
            "() => import('/app/i18n.js').then(({language}) => import(`/i18n/${language.code}.js`))"
                    + ".then(m => JSON.stringify(m.default))";

    private final Set<String> elements = new TreeSet<>();
    private final Set<String> screens = new TreeSet<>();

    /** Keys of their headings. */
    private final Set<String> dialogs = new TreeSet<>();

    private final Set<String> shownElements = new HashSet<>();
    private final Set<String> shownScreens = new HashSet<>();
    private final Set<String> shownHeadings = new HashSet<>();

    /**
     * @param unreachable keys of headings that no walk brings up
     */
    ConsoleParts(Set<String> unreachable) {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(ConsoleParts::isOurs).toList()) {
                read(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dialogs.remove(WAITING);
        if (!dialogs.containsAll(unreachable)) {
            throw new AssertionError("no dialogs any more: " + unreachable);
        }
        dialogs.removeAll(unreachable);
    }

    private static boolean isOurs(Path file) {
        return file.toString().endsWith(".js") && !file.startsWith(SOURCES.resolve("vendor"));
    }

    private void read(Path file) throws IOException {
        String source = Files.readString(file);
        find(ELEMENT, source).forEach(elements::add);
        if (file.endsWith("app/screens.js")) {
            find(SCREEN, source).forEach(screens::add);
        }
        for (String heading : find(DIALOG, source)) {
            dialogs.addAll(find(KEY, FALLBACK.matcher(heading).replaceAll("")));
        }
    }

    private static List<String> find(Pattern pattern, String source) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(source);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** Notes what the page shows now. */
    @SuppressWarnings("unchecked") // the script answers lists of texts
    void note(Page page) {
        Map<String, List<String>> shown = (Map<String, List<String>>) page.evaluate(SHOWN);
        shownElements.addAll(shown.get("elements"));
        shownHeadings.addAll(shown.get("headings"));
        shownScreens.add(page.url().replaceAll(".*#/|\\?.*", ""));
    }

    /**
     * One line for each part that was never noted.
     *
     * @param page any page of the console, in the language of those that were noted
     */
    List<String> neverShown(Page page) {
        List<String> never = new ArrayList<>();
        screens.stream().filter(s -> !shownScreens.contains(s)).forEach(s -> never.add("#/" + s));
        elements.stream().filter(e -> !shownElements.contains(e)).forEach(never::add);
        JsonNode phrases = JsonMapper.shared().readTree((String) page.evaluate(PHRASES));
        for (String key : dialogs) {
            Pattern heading = heading(phrases.get(key).asString());
            if (shownHeadings.stream().noneMatch(shown -> heading.matcher(shown).matches())) {
                never.add("the dialog " + key);
            }
        }
        return never;
    }

    /** What a phrase may read when its places are filled in. */
    private static Pattern heading(String phrase) {
        String[] fixed = phrase.split("\\{\\w+}", -1);
        return Pattern.compile(
                String.join(".*", Stream.of(fixed).map(Pattern::quote).toList()) + ".*");
    }
}
