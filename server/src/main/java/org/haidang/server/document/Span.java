package org.haidang.server.document;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Words in one face. Spaces count; what neither paper nor XML can carry is dropped. */
public record Span(String text, boolean bold, boolean italic) {
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\uFFFE\\uFFFF]+");

    public Span {
        text = Normalizer.normalize(UNPRINTABLE.matcher(text).replaceAll(" "), Normalizer.Form.NFC);
    }

    public static Span of(String text) {
        return new Span(text, false, false);
    }

    public static Span bold(String text) {
        return new Span(text, true, false);
    }

    public static Span italic(String text) {
        return new Span(text, false, true);
    }
}
