package org.haidang.programme.report;

import java.text.Normalizer;
import java.util.List;
import org.haidang.programme.vietnamese.VietnameseText;

/**
 * What people write into a report; everything else in it follows from the figures.
 *
 * @param subject what it is on, after "BÁO CÁO"; one line
 * @param difficulties a paragraph a line; empty if there are none
 * @param proposals a paragraph a line; empty if there are none
 */
public record ReportText(String subject, String difficulties, String proposals) {

    public static final int MAX_SUBJECT = 500;

    /** Of each part. */
    public static final int MAX_CHARACTERS = 20_000;

    public ReportText {
        subject = VietnameseText.normalise(subject);
        difficulties = Normalizer.normalize(difficulties.strip(), Normalizer.Form.NFC);
        proposals = Normalizer.normalize(proposals.strip(), Normalizer.Form.NFC);
        if (subject.isEmpty() || subject.length() > MAX_SUBJECT) {
            throw new IllegalArgumentException(
                    "a subject has 1 to " + MAX_SUBJECT + " characters, not " + subject.length());
        }
        int longest = Math.max(difficulties.length(), proposals.length());
        if (longest > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a part has at most " + MAX_CHARACTERS + " characters, not " + longest);
        }
    }

    static List<String> paragraphs(String part) {
        return part.lines().map(VietnameseText::normalise).filter(line -> !line.isEmpty()).toList();
    }
}
