package org.haidang.media;

/**
 * Bytes from outside (camera, file, peer) that cannot be what they should be. Checked, so that each
 * caller decides at its own border what the damage costs: one packet, one track or one session.
 *
 * <p>Carries no stack trace: a stranger can cause any number of these, and where they come from is
 * told by the reason and the offset.
 */
public final class MalformedInputException extends Exception {

    /** The place in the input is not known. */
    public static final long UNKNOWN_OFFSET = -1;

    private static final long serialVersionUID = 1L;

    private final long offset;

    /**
     * @param reason one English clause without secrets, for example {@code header block beyond 8192
     *     bytes}
     * @param offset bytes from the start of what was being parsed, or {@link #UNKNOWN_OFFSET}
     */
    public MalformedInputException(String reason, long offset) {
        super(offset < 0 ? reason : reason + " at offset " + offset, null, false, false);
        this.offset = offset;
    }

    public MalformedInputException(String reason) {
        this(reason, UNKNOWN_OFFSET);
    }

    /** Bytes from the start of what was being parsed, or {@link #UNKNOWN_OFFSET}. */
    public long offset() {
        return offset;
    }
}
