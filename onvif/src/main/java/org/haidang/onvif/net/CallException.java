package org.haidang.onvif.net;

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
        /** What came is not HTTP. */
        MALFORMED,
        /** The answer is longer than the limit. */
        TOO_LARGE,
        /** The device hung up before the answer was whole. */
        CLOSED
    }

    private final Reason reason;

    CallException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
