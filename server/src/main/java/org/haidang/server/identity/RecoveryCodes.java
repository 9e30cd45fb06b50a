package org.haidang.server.identity;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Codes on paper, such as {@code k7qf-3m2d-x9wt}: 58 bits each, which guessing never finds. */
final class RecoveryCodes {
    static final int COUNT = 10;

    /** Without letters that are taken for digits or for each other. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstvwxyz";

    private static final int LETTERS = 12;
    private static final int GROUP = 4;

    private RecoveryCodes() {}

    static List<String> make(SecureRandom random) {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            StringBuilder code = new StringBuilder();
            for (int letter = 0; letter < LETTERS; letter++) {
                if (letter > 0 && letter % GROUP == 0) {
                    code.append('-');
                }
                code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            codes.add(code.toString());
        }
        return codes;
    }

    /** What was typed as it was printed, whatever the case, dashes and spaces; else empty. */
    static Optional<String> read(String typed) {
        String plain = typed.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        boolean possible =
                plain.length() == LETTERS
                        && plain.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
        return possible
                ? Optional.of(
                        plain.substring(0, 4)
                                + '-'
                                + plain.substring(4, 8)
                                + '-'
                                + plain.substring(8))
                : Optional.empty();
    }
}
