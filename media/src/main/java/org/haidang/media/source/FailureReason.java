package org.haidang.media.source;

/** Why a camera cannot be pulled. Each has one sentence and one action in the message catalogue. */
public enum FailureReason {
    /** The host name does not resolve. */
    UNKNOWN_HOST,
    /** Nothing answers: no route, or the connection attempt timed out. */
    UNREACHABLE,
    /** The machine answers but nothing listens on that port. */
    REFUSED,
    /** The camera does not accept the user name or password, or offers only unknown schemes. */
    AUTHENTICATION,
    /** The path is not known to the camera (404, 454 on DESCRIBE). */
    NOT_FOUND,
    /** The camera has no session free or refuses for load (453, 503). */
    BUSY,
    /** The camera answered a request with an error of its own. */
    REJECTED,
    /** The answers make no sense, or limits were passed. */
    PROTOCOL,
    /** No track of a codec this engine carries. */
    UNSUPPORTED,
    /** Connected, but no media came, or it stopped coming. */
    NO_MEDIA,
    /** Media comes, but every picture is byte for byte the one before. */
    FROZEN,
    /** The camera closed the connection. */
    CLOSED,
    /** The address is not allowed by the administrator's rules. */
    FORBIDDEN_ADDRESS,
    /** The camera is at another site, and the link to it is down. */
    NO_LINK,
    /** The camera is at another site, which does not let it be seen from here. */
    NOT_GRANTED,
    /** The camera is at another site, whose line is too short for it and what is looked at more. */
    GIVES_WAY
}
