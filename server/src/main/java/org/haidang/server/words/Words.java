package org.haidang.server.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The catalogue. {@code {0}}, {@code {1}} in a sentence stand for its arguments. */
public final class Words {
    private static final Words CATALOGUE = new Words();

    private final Map<Language, Map<String, String>> sentences = new EnumMap<>(Language.class);

    private Words() {
        for (Language language : Language.values()) {
            sentences.put(language, load("words_" + language.code() + ".properties"));
        }
    }

    private static Map<String, String> load(String name) {
        Properties properties = new Properties();
        try (InputStreamReader reader =
                new InputStreamReader(
                        Objects.requireNonNull(Words.class.getResourceAsStream(name), name),
                        StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> map = new java.util.HashMap<>();
        properties.forEach((key, value) -> map.put((String) key, (String) value));
        return Map.copyOf(map);
    }

    /** The sentence of a key; the key itself when the catalogue lacks it, which a test forbids. */
    public static String of(Language language, String key, Object... arguments) {
        String text = find(language, key);
        return text == null ? key : fill(text, arguments);
    }

    /** The sentence of a key, or null when there is none: for actions, which not everything has. */
    public static @Nullable String find(Language language, String key) {
        return sentencesOf(language).get(key);
    }

    private static Map<String, String> sentencesOf(Language language) {
        return Objects.requireNonNull(CATALOGUE.sentences.get(language));
    }

    public static Set<String> keys(Language language) {
        return new TreeSet<>(sentencesOf(language).keySet());
    }

    private static String fill(String text, Object... arguments) {
        StringBuilder filled = new StringBuilder(text.length() + 32);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean place =
                    c == '{'
                            && at + 2 < text.length()
                            && text.charAt(at + 2) == '}'
                            && Character.isDigit(text.charAt(at + 1));
            int index = place ? text.charAt(at + 1) - '0' : -1;
            if (index >= 0 && index < arguments.length) {
                filled.append(arguments[index]);
                at += 3;
            } else {
                filled.append(c);
                at++;
            }
        }
        return filled.toString();
    }
}
