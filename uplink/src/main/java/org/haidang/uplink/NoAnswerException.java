package org.haidang.uplink;

import java.io.IOException;

/** An ask about recordings, a turn or settings have no answer, or none to its end. */
public final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final NoAnswer why;

    /**
     * @param detail for the log, in English
     */
    public NoAnswerException(NoAnswer why, String detail) {
        super(why.word() + ": " + detail);
        this.why = why;
    }

    public NoAnswer why() {
        return why;
    }
}
