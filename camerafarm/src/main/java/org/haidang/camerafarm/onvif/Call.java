package org.haidang.camerafarm.onvif;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as far as a device looks at it.
 *
 * @param path without query
 * @param authorization the header, or null
 * @param body at most 64 KiB
 */
@SuppressWarnings("ArrayRecordComponent") // requests are compared by nobody
public record Call(String method, String path, @Nullable String authorization, byte[] body) {

    /** A larger body is refused before the device sees it. */
    public static final int MAX_BODY_BYTES = Element.MAX_BYTES;
}
