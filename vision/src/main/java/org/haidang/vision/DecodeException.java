package org.haidang.vision;

import java.io.Serial;

/** A key picture was not made a JPEG. */
public final class DecodeException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** The bytes are not a picture that can be decoded. */
        BAD_PICTURE,
        /** Too many pictures wait already; ask again later. */
        BUSY,
        /** The worker took too long and was killed. */
        TIMEOUT,
        /** The worker died over this picture, or could not be started. */
        WORKER_LOST,
        /** The decoder has been closed. */
        CLOSED
    }

    private final Reason reason;

    /**
     * A failure.
     *
     * @param message one English phrase for the log
     */
    public DecodeException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why not. */
    public Reason reason() {
        return reason;
    }
}
