package org.haidang.onvif;

/** Why a device could not be asked. Each means another thing to do. */
public enum OnvifFailure {
    /** The host name does not resolve. */
    UNKNOWN_HOST,
    /** The administrator's rules do not allow the address. */
    FORBIDDEN_ADDRESS,
    /** The machine is there, but nothing listens at that port. */
    REFUSED,
    /** There is no way to the machine. */
    UNREACHABLE,
    /** No connection, or no whole answer, in time. */
    TIMEOUT,
    /** The device shows another certificate than the one that is known of it; no login was sent. */
    CERTIFICATE_CHANGED,
    /** No certificate is known of the device, and nobody is at hand who may look at the first. */
    CERTIFICATE_UNKNOWN,
    /** The device knows no version of TLS, or none of its ciphers, that is still safe. */
    OUTDATED_TLS,
    /** Something answers there, but not a device of this standard. */
    NOT_ONVIF,
    /** The device wants a login and none was given. */
    LOGIN_NEEDED,
    /** The device does not accept the login, or not for this. */
    LOGIN_REFUSED,
    /** The device has locked the account: wait, and try no more until then. */
    LOCKED,
    /** The device does not have what was asked for. */
    UNSUPPORTED,
    /** The device answered with an error of its own. */
    FAULT,
    /** The answer is damaged, makes no sense or tries to do harm. */
    MALFORMED,
    /** The answer is longer than the limit. */
    TOO_LARGE,
    /** The device hung up before its answer was whole. */
    CLOSED
}
