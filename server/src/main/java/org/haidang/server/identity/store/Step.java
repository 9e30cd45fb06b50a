package org.haidang.server.identity.store;

/** What is still missing before a session counts. */
public enum Step {
    /** Nothing. */
    NONE(""),
    /** The password was right; a code or a passkey must follow. */
    SECOND_FACTOR("second-factor"),
    /** The person must set up a second factor before anything else. */
    ENROL("enrol");

    private final String text;

    Step(String text) {
        this.text = text;
    }

    /** As it is stored and told; empty for {@link #NONE}. */
    public String text() {
        return text;
    }

    static Step of(String text) {
        return switch (text) {
            case "" -> NONE;
            case "second-factor" -> SECOND_FACTOR;
            case "enrol" -> ENROL;
            default -> throw new IllegalArgumentException("step " + text);
        };
    }
}
