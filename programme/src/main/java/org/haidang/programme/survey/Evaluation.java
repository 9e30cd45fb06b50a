package org.haidang.programme.survey;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.haidang.programme.facility.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A person's decision on a signed survey. {@link SurveyLife#evaluate} says which ones are taken.
 *
 * @param owner who answers for a refused facility; empty for other verdicts
 * @param escalateOn when a refused facility goes to the next higher body; null for other verdicts
 * @param note why it differs from what the answers suggest; else empty
 */
public record Evaluation(
        Verdict verdict,
        List<Finding> findings,
        String owner,
        @Nullable LocalDate escalateOn,
        String note,
        Author by,
        Instant at) {

    public static final int MAX_OWNER_CHARACTERS = 200;
    public static final int MAX_NOTE_CHARACTERS = 2_000;
    public static final int MAX_FINDINGS = 20;

    public Evaluation {
        findings = List.copyOf(findings);
        owner = owner.strip();
        note = note.strip();
        if (owner.length() > MAX_OWNER_CHARACTERS
                || note.length() > MAX_NOTE_CHARACTERS
                || findings.size() > MAX_FINDINGS) {
            throw new IllegalArgumentException(
                    owner.length() + ", " + note.length() + ", " + findings.size());
        }
    }
}
