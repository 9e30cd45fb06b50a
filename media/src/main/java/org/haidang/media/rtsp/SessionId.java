package org.haidang.media.rtsp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Session} header (RFC 2326 section 12.37).
 *
 * @param id sent back as it came
 * @param timeoutS 60 when none was given
 */
record SessionId(String id, int timeoutS) {

    static final int DEFAULT_TIMEOUT_S = 60;
    private static final int MAX_TIMEOUT_S = 86_400;

    static @Nullable SessionId parse(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String[] parts = value.split(";");
        if (parts.length == 0 || parts[0].isBlank()) {
            return null;
        }
        int timeout = DEFAULT_TIMEOUT_S;
        for (String part : parts) {
            String word = part.strip().toLowerCase(Locale.ROOT);
            int equals = word.indexOf('=');
            if (equals > 0 && word.substring(0, equals).strip().equals("timeout")) {
                long seconds = RtspMessage.leadingNumber(word.substring(equals + 1), 0);
                timeout = seconds < 1 ? timeout : (int) Math.min(seconds, MAX_TIMEOUT_S);
            }
        }
        return new SessionId(parts[0].strip(), timeout);
    }
}
