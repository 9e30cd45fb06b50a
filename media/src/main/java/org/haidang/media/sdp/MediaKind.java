package org.haidang.media.sdp;

import java.util.Locale;

/** What a media description is about (RFC 8866 section 5.14). */
public enum MediaKind {
    VIDEO,
    AUDIO,
    /** Metadata, text, vendors' own: never set up. */
    OTHER;

    static MediaKind of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "video" -> VIDEO;
            case "audio" -> AUDIO;
            default -> OTHER;
        };
    }
}
