package org.haidang.archive.catalog;

/** Where what a segment holds came from. */
public enum Origin {
    /** Recorded as it happened. */
    LIVE,
    /** Fetched later from the camera's own storage or a recorder, into a gap. */
    FETCHED
}
