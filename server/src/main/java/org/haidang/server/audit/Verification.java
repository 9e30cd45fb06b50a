package org.haidang.server.audit;

import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * What a walk over the whole log found.
 *
 * @param rows how many are kept
 * @param firstSeq the first that is kept
 * @param lastSeq the last; one less than the first when there is none
 * @param problem the first thing that is wrong, or null
 */
public record Verification(long rows, long firstSeq, long lastSeq, @Nullable Problem problem) {
    /** What can be wrong. */
    public enum Fault {
        /** A row does not say what it said when it was written. */
        CHANGED,
        /** A row between others is gone. */
        MISSING,
        /** A row is there that the chain does not have. */
        INSERTED,
        /** A row is whole in itself but follows another row than the one before it. */
        UNLINKED,
        /** Rows at the end are gone. */
        TAIL_REMOVED,
        /** The database's note of the end and the last row differ. */
        HEAD_CHANGED,
        /** The log begins where no recorded cut ended. */
        BASE_MOVED,
        /** A row is another than the one the anchor remembers, although the chain fits. */
        REWRITTEN,
        ANCHOR_MISSING,
        ANCHOR_FORGED,
        /** The server found rows gone while it was running. */
        REMOVED_ONCE,
        /** There was no anchor when the server started. */
        ANCHOR_MISSING_ONCE,
        /** The anchor was not this server's when it started. */
        ANCHOR_FORGED_ONCE
    }

    /**
     * Something wrong.
     *
     * @param seq the first row it is about
     */
    public record Problem(Fault fault, long seq) {
        /** One sentence: what, where, what to do. */
        public String sentence(Language language) {
            return Words.of(
                    language, "audit.fault." + AuditSentences.word(fault), Long.toString(seq));
        }
    }

    public boolean ok() {
        return problem == null;
    }
}
