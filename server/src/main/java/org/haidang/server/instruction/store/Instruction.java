package org.haidang.server.instruction.store;

import org.jspecify.annotations.Nullable;

/**
 * Something that people at one tier want of people at a tier below. Times are microseconds since
 * 1970 UTC by the clock of whoever did it; 0 for not yet.
 *
 * @param siteId where it is to be done; null when it came from the centre above, to be done here
 * @param aboveId of the one from above that this one passes on
 * @param facilityId what it is about, as it is called here
 * @param facility its name then
 * @param dueUs until when; null for no limit
 * @param giver the person's name
 * @param issuer of the tier or agency whose person that is
 * @param asked what was asked, and when
 * @param answer what came of it
 * @param withdrawal that it does not stand any more
 */
public record Instruction(
        String id,
        @Nullable String siteId,
        @Nullable String aboveId,
        String facilityId,
        String facility,
        Asked asked,
        String giver,
        String issuer,
        Answer answer,
        Withdrawal withdrawal) {

    /** Names are spoken between tiers. */
    public enum Kind {
        /** Of something that is known already; to be seen. */
        REMIND,
        /** Something new; to be done. */
        ORDER
    }

    public record Asked(Kind kind, String words, @Nullable Long dueUs, long givenUs) {}

    /**
     * What came of it.
     *
     * @param keptUs when the site kept it, or we did
     * @param refusedUs when it could not be taken; {@code result} says why
     */
    public record Answer(
            long keptUs,
            long refusedUs,
            long seenUs,
            String seenBy,
            long doneUs,
            String doneBy,
            String result) {
        public static final Answer NONE = new Answer(0, 0, 0, "", 0, "", "");
    }

    /**
     * That it does not stand any more.
     *
     * @param keptUs when the site learned it, or we did
     */
    public record Withdrawal(long atUs, String by, String why, long keptUs) {
        public static final Withdrawal NONE = new Withdrawal(0, "", "", 0);
    }

    /** How it stands. */
    public enum State {
        /** The site does not have it yet. */
        WAITING,
        KEPT,
        SEEN,
        DONE,
        REFUSED,
        WITHDRAWN;

        /** Nobody has to do anything any more. */
        public boolean over() {
            return this == DONE || this == REFUSED || this == WITHDRAWN;
        }
    }

    public State state() {
        if (withdrawal.atUs() != 0) {
            return State.WITHDRAWN;
        }
        if (answer.refusedUs() != 0) {
            return State.REFUSED;
        }
        if (answer.doneUs() != 0) {
            return State.DONE;
        }
        if (answer.seenUs() != 0) {
            // A reminder asks for no more.
            return asked.kind() == Kind.REMIND ? State.DONE : State.SEEN;
        }
        return answer.keptUs() != 0 ? State.KEPT : State.WAITING;
    }

    public boolean overdue(long nowUs) {
        Long due = asked.dueUs();
        return due != null && due <= nowUs && !state().over();
    }
}
