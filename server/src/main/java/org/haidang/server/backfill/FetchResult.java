package org.haidang.server.backfill;

import java.util.Locale;

/** What came of an attempt to fill a gap. The words have {@code backfill.WORD} for each. */
public enum FetchResult {
    /** All of it. */
    FILLED,
    /** Some of it; the device has no more of that time. */
    PARTLY_FILLED,
    /** The device has nothing of that time. */
    NOTHING_STORED,
    /** The device keeps no recordings, or does not let them be searched and played. */
    NO_STORAGE,
    /** The device keeps recordings, and none of them is known to be of this camera. */
    NOT_OF_THIS_CAMERA,
    LOGIN_REFUSED,
    /** By https it shows another certificate than is known of it, or none is known. */
    CERTIFICATE_REFUSED,
    /** By https it knows only what is not safe any more. */
    ENCRYPTION_OUTDATED,
    NO_ANSWER,
    /** The device plays to others and has no room. */
    BUSY,
    /** It stopped in the middle; what had come is kept. */
    BROKEN_OFF,
    /** What the device said or sent is no good. */
    GARBLED,
    /** No disk of ours took it. */
    DISK_TROUBLE;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** In keys and answers. */
    public String word() {
        return word;
    }

    /** Whether the device itself has told that there is no more to be had. */
    boolean settled() {
        return this == FILLED || this == PARTLY_FILLED || this == NOTHING_STORED;
    }
}
