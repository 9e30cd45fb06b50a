package org.haidang.programme.report;

import java.time.Instant;
import java.time.LocalDate;

/** Where a report stands, with what only that state knows. */
public sealed interface ReportState {

    /** Being written. */
    record Draft() implements ReportState {}

    record Submitted(Instant at, Signer by) implements ReportState {}

    /** Sent back to be written again; the figures stay as they were. */
    record Returned(Instant at, Signer by, String reason) implements ReportState {
        public static final int MAX_REASON = 2_000;

        public Returned {
            reason = reason.strip();
            if (reason.isEmpty() || reason.length() > MAX_REASON) {
                throw new IllegalArgumentException("a return has a reason: " + reason.length());
            }
        }
    }

    record Approved(Instant at, Signer by) implements ReportState {}

    /**
     * Has left the house.
     *
     * @param number as the clerk's book has it, without the sign: 45
     * @param date on the paper
     */
    record Issued(Instant at, Signer by, int number, LocalDate date) implements ReportState {
        public static final int MAX_NUMBER = 99_999;

        public Issued {
            if (number < 1 || number > MAX_NUMBER) {
                throw new IllegalArgumentException("not a clerk's number: " + number);
            }
        }
    }

    default boolean writable() {
        return this instanceof Draft || this instanceof Returned;
    }
}
