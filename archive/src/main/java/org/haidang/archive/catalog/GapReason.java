package org.haidang.archive.catalog;

import org.haidang.media.source.FailureReason;

/**
 * Why nothing is on disk for a time in which recording was wanted. Each has one sentence in the
 * message catalogue. What retention deleted is no gap: coverage calls it expired.
 */
public enum GapReason {
    /** Not connected yet: the first attempts after start or after the camera was added. */
    CAMERA_CONNECTING,
    /** No route, no answer, no such host, or nothing listens. */
    CAMERA_UNREACHABLE,
    /** The camera does not accept the login. */
    CAMERA_AUTHENTICATION,
    /** The camera does not know the path. */
    CAMERA_NOT_FOUND,
    /** The camera has no session free. */
    CAMERA_BUSY,
    /** The camera answered with an error, or its answers make no sense. */
    CAMERA_REJECTED,
    /** The camera offers no codec that can be recorded. */
    CAMERA_UNSUPPORTED,
    /** Connected, but no media came, or it stopped coming. */
    CAMERA_NO_MEDIA,
    /** The camera closed the connection. */
    CAMERA_CLOSED,
    /** The address is not allowed by the administrator's rules. */
    CAMERA_FORBIDDEN_ADDRESS,
    /** The camera is at another site, and the link to it was down or too short. */
    SITE_NO_LINK,
    /** The camera is at another site, which did not let it be seen from here. */
    SITE_NOT_GRANTED,
    /** Media arrived, but no picture a recording could start with. */
    NO_KEY_PICTURE,
    /** Between the last picture of one format and the first of the next. */
    FORMAT_CHANGE,
    /** The source was stopped although recording was wanted. */
    RECORDING_OFF,
    /** The server was stopped in order. */
    SERVER_STOPPED,
    /** The server or its machine went down without warning. */
    SERVER_CRASHED,
    /** The disk was full and nothing could be deleted in time. */
    DISK_FULL,
    /** The disk reported an error or did not answer. */
    DISK_ERROR,
    /** The machine could not keep up; whole groups of pictures were dropped. */
    OVERLOAD,
    /** A file that had been recorded is not there any more, and not because of retention. */
    FILE_LOST,
    /** Nothing tells why. */
    UNKNOWN;

    /** The gap that a failing source leaves. */
    public static GapReason of(FailureReason reason) {
        return switch (reason) {
            case UNKNOWN_HOST, UNREACHABLE, REFUSED -> CAMERA_UNREACHABLE;
            case AUTHENTICATION -> CAMERA_AUTHENTICATION;
            case NOT_FOUND -> CAMERA_NOT_FOUND;
            case BUSY -> CAMERA_BUSY;
            case REJECTED, PROTOCOL -> CAMERA_REJECTED;
            case UNSUPPORTED -> CAMERA_UNSUPPORTED;
            case NO_MEDIA, FROZEN -> CAMERA_NO_MEDIA;
            case CLOSED -> CAMERA_CLOSED;
            case FORBIDDEN_ADDRESS -> CAMERA_FORBIDDEN_ADDRESS;
            case NO_LINK, GIVES_WAY -> SITE_NO_LINK;
            case NOT_GRANTED -> SITE_NOT_GRANTED;
        };
    }
}
