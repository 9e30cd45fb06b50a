package org.haidang.programme.vietnamese;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as people type it, brought to one form. */
public final class VietnameseText {

    /** No-break and ideographic spaces come with every paste out of a word processor. */
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

    private VietnameseText() {}

    /** NFC, no invisible characters, one space between words and none around. */
    public static String normalise(String typed) {
        String visible = INVISIBLE.matcher(typed).replaceAll("");
        String spaced = SPACES.matcher(visible).replaceAll(" ").strip();
        return Normalizer.normalize(spaced, Normalizer.Form.NFC);
    }

    /** The words of a text; none for a blank one. */
    public static List<String> words(String text) {
        String normal = normalise(text);
        return normal.isEmpty() ? List.of() : List.of(normal.split(" "));
    }

    /** A text without tones, letter marks and case: "Thư viện" and "THU VIEN" have the same key. */
    public static String searchKey(String text) {
        String decomposed = Normalizer.normalize(normalise(text), Normalizer.Form.NFD);
        // The stroke of đ is no combining mark: NFD leaves it, so it is mapped by hand.
        return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT).replace('đ', 'd');
    }

    /** Whether a search for {@code query} finds {@code text}; a blank query finds everything. */
    public static boolean finds(String query, String text) {
        return searchKey(text).contains(searchKey(query));
    }
}
