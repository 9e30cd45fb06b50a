package org.haidang.media;

/**
 * Bytes from outside that cannot be understood. Checked, because whoever talks to the camera must
 * handle it at that camera's border, where it is counted and logged once.
 */
public final class MalformedInputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * @param reason what is wrong, in a few English words
     * @param offset index in the input near which it is wrong, bytes from its start
     */
    public MalformedInputException(String reason, int offset) {
        super(reason + " at offset " + offset);
        this.offset = offset;
    }

    /** Index in the input near which it is wrong, bytes from its start. */
    public int offset() {
        return offset;
    }
}
