package org.haidang.server.instruction;

/** What was wanted of an instruction cannot be. */
public final class InstructionRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Why {
        /** The facility is worked on here: nobody below could be asked. */
        NO_SITE,
        /** So many wait for that site that no more are taken. */
        TOO_MANY,
        /** It is done, or does not stand any more. */
        OVER
    }

    private final Why why;

    InstructionRefusedException(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
