package org.haidang.media.rtsp.net;

import org.haidang.media.source.FailureReason;

/**
 * A device does not play what it was asked for, or not all of it. Without a stack trace: devices
 * cause these.
 */
public final class ReplayException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureReason reason;
    private final String sentence;

    ReplayException(FailureReason reason, String sentence) {
        super(reason + ": " + sentence, null, false, false);
        this.reason = reason;
        this.sentence = sentence;
    }

    /**
     * Why: {@link FailureReason#NOT_FOUND} also when nothing is recorded of that time, {@link
     * FailureReason#UNSUPPORTED} also when the device plays no recordings by absolute times.
     */
    public FailureReason reason() {
        return reason;
    }

    /** One English sentence without secrets. */
    public String sentence() {
        return sentence;
    }
}
