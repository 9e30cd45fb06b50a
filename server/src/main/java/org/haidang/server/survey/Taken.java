package org.haidang.server.survey;

import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What became of an answer that was sent.
 *
 * @param version of the field afterwards; 0 when nothing was kept
 * @param reason null unless refused
 */
public record Taken(String id, Outcome outcome, int version, @Nullable Sentence reason) {
    public enum Outcome {
        /** It stands. */
        TAKEN,
        /** The field says so already. */
        SAME,
        /** Another answer stands beside it. */
        DISPUTED,
        /** Kept for the next version: this one was submitted meanwhile. */
        LATE,
        /** Not kept; the reason says what to type instead. */
        REFUSED
    }
}
