package org.haidang.programme.deadline;

import java.time.Instant;

/**
 * A moment until which something is to be done, beside the words that set it.
 *
 * @param phrase as the document has it; what is shown and printed, never rebuilt from the instant
 * @param due the moment itself
 * @param edge whether the moment itself is still on time
 */
public record Deadline(String phrase, Instant due, Edge edge) {

    /** A whole day ends BEFORE the next midnight; only a time of day can be included itself. */
    public enum Edge {
        BEFORE,
        THROUGH
    }

    public Deadline {
        if (phrase.isBlank()) {
            throw new IllegalArgumentException("a deadline keeps its phrase");
        }
    }

    /** Whether what was done at {@code done} was done in time. */
    public boolean onTime(Instant done) {
        return switch (edge) {
            case BEFORE -> done.isBefore(due);
            case THROUGH -> !done.isAfter(due);
        };
    }
}
