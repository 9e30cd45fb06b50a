package org.haidang.onvif.net;

import org.jspecify.annotations.Nullable;

/** No HTTP answer came, and why. Without a stack trace: devices cause these, not code. */
public final class CallException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Kinds that mean different things to do. */
    public enum Reason {
        /** The name does not resolve. */
        UNKNOWN_HOST,
        /** The caller's rule allows none of its addresses. */
        FORBIDDEN_ADDRESS,
        /** The machine is there, nothing listens at the port. */
        REFUSED,
        /** No way to the machine. */
        UNREACHABLE,
        /** No connection, or no whole answer, within its time. */
        TIMEOUT,
        /** The device shows another key than the one that is known of it; nothing was sent. */
        CERTIFICATE_CHANGED,
        /**
         * No key is known of the device, and this caller may not be the first; nothing was sent.
         */
        CERTIFICATE_UNKNOWN,
        /** No version or cipher of TLS that both sides have: it knows 1.0 or 1.1 only. */
        OUTDATED_TLS,
        /** What came is not HTTP, or not TLS where that was expected. */
        MALFORMED,
        /** The answer is longer than the limit. */
        TOO_LARGE,
        /** The device hung up before the answer was whole. */
        CLOSED
    }

    private final Reason reason;
    private final transient @Nullable Fingerprint shown;

    CallException(Reason reason, String detail) {
        this(reason, detail, null);
    }

    CallException(Reason reason, String detail, @Nullable Fingerprint shown) {
        super(detail, null, false, false);
        this.reason = reason;
        this.shown = shown;
    }

    public Reason reason() {
        return reason;
    }

    /** What the device showed, when that is why; else null. */
    public @Nullable Fingerprint shown() {
        return shown;
    }
}
