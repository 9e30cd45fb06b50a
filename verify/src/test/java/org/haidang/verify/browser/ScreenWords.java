package org.haidang.verify.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is wrong with the words of a screen, whatever they say: a key instead of its phrase, a value
 * that was never filled in, the other language. What people typed stays in their language, so it
 * has to be known; official papers are in Vietnamese and not looked at.
 */
final class ScreenWords {
    /** Texts and spoken attributes through all shadow roots, without papers. */
    private static final String TEXTS =
            """
            () => {
              const texts = new Set();
              const walk = root => {
                for (const node of root.childNodes) {
                  if (node.nodeType === 3 && node.textContent.trim()) texts.add(node.textContent.trim());
                  if (node.nodeType !== 1 || ['STYLE', 'SCRIPT', 'NOSCRIPT', 'HD-PAPER', 'CODE'].includes(node.tagName)) continue;
                  for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
                    const value = node.getAttribute(name);
                    if (value?.trim()) texts.add(value.trim());
                  }
                  if (node.shadowRoot) walk(node.shadowRoot);
                  walk(node);
                }
              };
              walk(document.body);
              return [...texts];
            }
            """;

    private static final String PHRASES =
            "code => import(`/i18n/${code}.js`).then(m => JSON.stringify(m.default))";

    private static final Pattern UNFILLED =
            Pattern.compile("\\{\\w+}|\\bundefined\\b|\\bNaN\\b|\\[object |Invalid Date");
    private static final Pattern KEY = Pattern.compile("[a-z][\\w-]*(\\.[\\w-]+)+");
    private static final Pattern VIETNAMESE =
            Pattern.compile("[àáâãèéêìíòóôõùúýăđĩũơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ\u1ea0-\u1ef9]");

    /** A phrase of fewer letters may be a name, a unit or a word of both languages. */
    private static final int TELLING_LETTERS = 8;

    private final List<String> data;
    private final Set<String> english = new HashSet<>();
    private final Set<String> vietnamese = new HashSet<>();
    private final Set<String> firstParts = new HashSet<>();

    /**
     * @param page any page of the console
     * @param typed texts of people that no catalogue has
     */
    ScreenWords(Page page, List<String> typed) {
        phrases(page, "en", english);
        phrases(page, "vi", vietnamese);
        List<String> known = new ArrayList<>(typed);
        known.addAll(List.of("Tiếng Việt", "Hải Đăng"));
        known.addAll(province());
        // People of the demo bear the names of their roles; examples and terms stand in the
        // catalogue.
        Properties words = new Properties();
        try (InputStream in = resource("/org/haidang/server/words/words_vi.properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        words.stringPropertyNames().stream()
                .filter(name -> name.startsWith("role."))
                .forEach(name -> known.add(words.getProperty(name)));
        english.stream()
                .filter(phrase -> VIETNAMESE.matcher(phrase).find())
                .forEach(phrase -> known.addAll(List.of(phrase.split("\\{\\w+}"))));
        this.data =
                known.stream()
                        .map(ScreenWords::composed)
                        .filter(text -> !text.isBlank())
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
    }

    private void phrases(Page page, String language, Set<String> into) {
        JsonNode all = JsonMapper.shared().readTree((String) page.evaluate(PHRASES, language));
        all.propertyNames().forEach(key -> firstParts.add(key.split("\\.")[0]));
        all.forEach(phrase -> into.add(composed(phrase.asString())));
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ScreenWords.class.getResourceAsStream(name), name);
    }

    private static List<String> province() {
        List<String> texts = new ArrayList<>();
        try (InputStream in = resource("/org/haidang/server/demo/province.json")) {
            collect(JsonMapper.shared().readTree(in), texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.forEach(child -> collect(child, texts));
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    /** One line for each text that cannot be right. */
    @SuppressWarnings("unchecked") // the script answers texts
    List<String> faults(Page page, String language) {
        List<String> faults = new ArrayList<>();
        for (String text : (List<String>) page.evaluate(TEXTS)) {
            String words = composed(text);
            if (UNFILLED.matcher(words).find()) {
                faults.add("not filled in: " + words);
            } else if (KEY.matcher(words).matches() && firstParts.contains(words.split("\\.")[0])) {
                faults.add("a key without a phrase: " + words);
            } else if (language.equals("en") && !foreign(words).isEmpty()) {
                faults.add("Vietnamese in English: " + words);
            } else if (language.equals("vi") && isEnglish(words)) {
                faults.add("English in Vietnamese: " + words);
            }
        }
        return faults;
    }

    /** What is left with Vietnamese letters when all that people typed is taken out. */
    private String foreign(String words) {
        if (!VIETNAMESE.matcher(words).find()) {
            return "";
        }
        String rest = words;
        // The map cuts long names.
        if (rest.endsWith("…")) {
            String begun = rest.substring(0, rest.length() - 1).strip();
            if (data.stream().anyMatch(known -> known.startsWith(begun))) {
                return "";
            }
        }
        for (String known : data) {
            rest = rest.replace(known, "");
        }
        return VIETNAMESE.matcher(rest).find() ? rest : "";
    }

    private boolean isEnglish(String words) {
        return words.replaceAll("\\P{L}", "").length() >= TELLING_LETTERS
                && words.toLowerCase(Locale.ROOT).matches(".*[a-z] [a-z].*")
                && english.contains(words)
                && !vietnamese.contains(words)
                && !data.contains(words);
    }
}
