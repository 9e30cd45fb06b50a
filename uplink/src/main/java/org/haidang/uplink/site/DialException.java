package org.haidang.uplink.site;

import java.io.IOException;

/** The centre could not be asked. Its message is an English sentence with the address in it. */
public final class DialException extends IOException {
    private static final long serialVersionUID = 1;

    private final String centre;
    private final Trouble trouble;
    private final String why;

    DialException(String centre, String message, Failure failure, Throwable cause) {
        super(message + failure.why(), cause);
        this.centre = centre;
        this.trouble = failure.trouble();
        this.why = failure.why();
    }

    /** Host and port that were dialled. */
    public String centre() {
        return centre;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** The same for an engineer. */
    public String why() {
        return why;
    }
}
