package org.haidang.server.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a password must be, after NIST SP 800-63B-4, 3.1.1.2: long, not a common one, not made of
 * what everybody knows of the person or the place; no rules of composition.
 */
public final class PasswordRules {
    public static final int MIN_LENGTH = 15;
    public static final int MAX_LENGTH = 256;

    /** A name counts as the main part when less than this is left beside it. */
    private static final int MIN_REST = 8;

    /** Fewer different characters than this is a pattern, not a password. */
    private static final int MIN_DIFFERENT = 5;

    private static final Set<String> COMMON = load();

    private PasswordRules() {}

    /**
     * The key of the sentence that says what is wrong, or nothing when it is good.
     *
     * @param context words that must not be its main part: user name, display name, facility
     */
    public static Optional<String> problem(String password, Collection<String> context) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH) {
            return Optional.of("password.short");
        }
        if (password.length() > MAX_LENGTH) {
            return Optional.of("password.long");
        }
        String plain = plain(password);
        if (COMMON.contains(plain)
                || plain.codePoints().distinct().count() < MIN_DIFFERENT
                || repeats(plain)
                || runs(plain)) {
            return Optional.of("password.common");
        }
        boolean known =
                java.util.stream.Stream.concat(
                                context.stream(),
                                java.util.stream.Stream.of("haidang", "hai dang", "camera"))
                        .map(PasswordRules::plain)
                        .filter(word -> word.length() >= 3)
                        .anyMatch(word -> plain.replace(word, "").length() < MIN_REST);
        return known ? Optional.of("password.context") : Optional.empty();
    }

    /**
     * Without case, marks, spaces and punctuation, so that small changes do not hide a common one.
     */
    private static String plain(String text) {
        String decomposed =
                Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder();
        decomposed
                .replace('đ', 'd')
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        // A password of punctuation alone would become empty.
        return plain.isEmpty() ? text : plain.toString();
    }

    /** One piece again and again, such as abcabcabcabcabc. */
    private static boolean repeats(String text) {
        for (int piece = 1; piece <= Math.min(6, text.length() / 2); piece++) {
            if (text.equals(
                    text.substring(0, piece)
                            .repeat(text.length() / piece + 1)
                            .substring(0, text.length()))) {
                return true;
            }
        }
        return false;
    }

    /** One run up or down, such as 123456789012345. */
    private static boolean runs(String text) {
        int steps = 0;
        for (int i = 1; i < text.length(); i++) {
            int step = text.charAt(i) - text.charAt(i - 1);
            if (Math.abs(step) <= 1 || Math.abs(step) == 9) {
                steps++;
            }
        }
        return steps >= text.length() - 3;
    }

    private static Set<String> load() {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        PasswordRules.class.getResourceAsStream(
                                                "common-passwords.txt")),
                                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(PasswordRules::plain)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
