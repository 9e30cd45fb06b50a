package org.haidang.media.mp4;

import java.io.Serial;

/** Bytes that were to be MP4 are not, or are not the kind of MP4 that this engine writes. */
public final class MalformedMp4Exception extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final long offset;

    /**
     * @param reason what is wrong, in one English phrase
     * @param offset bytes from the start of what was read
     */
    public MalformedMp4Exception(String reason, long offset) {
        super(reason + " at byte " + offset);
        this.offset = offset;
    }

    /** Where the wrong thing starts, in bytes from the start of what was read. */
    public long offset() {
        return offset;
    }
}
