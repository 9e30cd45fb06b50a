package org.haidang.media.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who sends (RFC 8866 section 6.7), as written. Cameras do not agree on whose side is meant: in
 * ONVIF's back channel {@code sendonly} marks what the client is to send.
 */
public enum Direction {
    UNSPECIFIED,
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    static @Nullable Direction of(String attribute) {
        return switch (attribute.strip().toLowerCase(Locale.ROOT)) {
            case "sendrecv" -> SENDRECV;
            case "sendonly" -> SENDONLY;
            case "recvonly" -> RECVONLY;
            case "inactive" -> INACTIVE;
            default -> null;
        };
    }
}
