package org.haidang.programme.vietnamese;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.Comparator;
import java.util.List;

/**
 * The order of the dictionary: letters a ă â b c d đ e ê ..., then tones ngang huyền hỏi ngã sắc
 * nặng, syllable by syllable.
 *
 * <p>A collator alone compares whole texts: all letters first, then all tones, so "má ba" would
 * come before "ma ca". Hence one word at a time. Case decides only between texts that are otherwise
 * equal.
 */
public final class VietnameseOrder {

    private static final Collator LETTERS_AND_TONES = collator(Collator.SECONDARY);
    private static final Collator CASE_TOO = collator(Collator.TERTIARY);

    /** Titles, places, agencies. Total: equal only for texts that are equal once normalised. */
    public static final Comparator<String> TEXT =
            Comparator.<String, List<String>>comparing(
                            VietnameseText::words, VietnameseOrder::compareWords)
                    .thenComparing(CASE_TOO::compare)
                    .thenComparing(VietnameseText::normalise);

    /** People: by given name, then family and middle names from the left. */
    public static final Comparator<PersonName> PEOPLE =
            Comparator.comparing(PersonName::givenName, LETTERS_AND_TONES::compare)
                    .thenComparing(PersonName::familyAndMiddle, VietnameseOrder::compareWords)
                    .thenComparing(PersonName::full, TEXT);

    private VietnameseOrder() {}

    private static int compareWords(List<String> left, List<String> right) {
        int shared = Math.min(left.size(), right.size());
        for (int i = 0; i < shared; i++) {
            int order = LETTERS_AND_TONES.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static Collator collator(int strength) {
        Collator collator = Collator.getInstance(new ULocale("vi"));
        collator.setStrength(strength);
        // A frozen collator may be shared by threads.
        return collator.freeze();
    }
}
