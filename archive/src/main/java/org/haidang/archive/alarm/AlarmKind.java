package org.haidang.archive.alarm;

/**
 * What can be wrong with the archive. Each has a sentence and an action in the message catalogue.
 */
public enum AlarmKind {
    /** The disk ran full and the oldest recordings were deleted before their time. */
    DISK_FULL,
    /** The disk reported an error; nothing is written to it any more. */
    DISK_FAILED,
    /** The disk does not keep up or does not answer. */
    DISK_SLOW,
    /** The catalogue does not take rows; recording goes on. */
    CATALOG_UNAVAILABLE,
    /** A stream that should be recorded is not. */
    NOT_RECORDING,
    /** Recordings could not be deleted as retention asks. */
    RETENTION_FAILED
}
