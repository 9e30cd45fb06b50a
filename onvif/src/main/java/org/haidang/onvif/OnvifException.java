package org.haidang.onvif;

import org.haidang.onvif.net.Fingerprint;
import org.jspecify.annotations.Nullable;

/** A device could not be asked, or would not answer. Without a stack trace: devices cause these. */
public final class OnvifException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Longest detail, characters. */
    private static final int MAX_DETAIL = 300;

    private final OnvifFailure failure;
    private final String detail;
    private final transient @Nullable Fingerprint shown;

    OnvifException(OnvifFailure failure, @Nullable String detail) {
        this(failure, detail, null);
    }

    OnvifException(OnvifFailure failure, @Nullable String detail, @Nullable Fingerprint shown) {
        super(failure + ": " + bounded(detail), null, false, false);
        this.failure = failure;
        this.detail = bounded(detail);
        this.shown = shown;
    }

    private static String bounded(@Nullable String text) {
        String line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ");
        return line.substring(0, Math.min(line.length(), MAX_DETAIL));
    }

    public OnvifFailure failure() {
        return failure;
    }

    /**
     * One line for logs, at most {@value #MAX_DETAIL} characters, without secrets; may hold what
     * the device said.
     */
    public String detail() {
        return detail;
    }

    /** The key that the device showed, when that is what was wrong; else null. */
    public @Nullable Fingerprint shown() {
        return shown;
    }
}
