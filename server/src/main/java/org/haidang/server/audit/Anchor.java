package org.haidang.server.audit;

import org.haidang.server.audit.store.Link;
import org.jspecify.annotations.Nullable;

/**
 * What the server remembers of the log outside the database.
 *
 * @param last the newest row it knows to be written
 * @param incident what it once found wrong, until retention has passed it; null when nothing was
 */
record Anchor(Link last, @Nullable Incident incident) {
    /** Why the log cannot be trusted around a row. Ordinals stand in files. */
    enum Cause {
        /** Rows that had been there were not, when the server went to write. */
        REMOVED,
        /** There was no anchor at a start. */
        MISSING,
        /** The anchor at a start was not made by this server. */
        FORGED
    }

    /**
     * Something that was wrong.
     *
     * @param seq the first row that is in doubt
     */
    record Incident(Cause cause, long seq) {
        Verification.Problem problem() {
            return new Verification.Problem(
                    switch (cause) {
                        case REMOVED -> Verification.Fault.REMOVED_ONCE;
                        case MISSING -> Verification.Fault.ANCHOR_MISSING_ONCE;
                        case FORGED -> Verification.Fault.ANCHOR_FORGED_ONCE;
                    },
                    seq);
        }
    }
}
