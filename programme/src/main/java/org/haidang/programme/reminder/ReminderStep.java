package org.haidang.programme.reminder;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One occasion to remind of a task.
 *
 * @param days before the last day on time, or overdue; 0 on that day itself
 */
public record ReminderStep(Kind kind, int days) {

    public enum Kind {
        BEFORE("before"),
        OVERDUE("overdue"),
        /** The issuer is told that an agency is late. */
        ESCALATED("escalated");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private static final Pattern FORM = Pattern.compile("(before|overdue|escalated)-(\\d{1,4})");

    public ReminderStep {
        if (days < 0 || days > 9_999) {
            throw new IllegalArgumentException("days from 0 to 9999, not " + days);
        }
    }

    /** As it is kept: "before-3", "overdue-2", "escalated-2". */
    public String key() {
        return kind.word + "-" + days;
    }

    public static Optional<ReminderStep> of(String key) {
        Matcher match = FORM.matcher(key);
        if (!match.matches()) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind.word.equals(match.group(1))) {
                return Optional.of(new ReminderStep(kind, Integer.parseInt(match.group(2))));
            }
        }
        return Optional.empty();
    }
}
