package org.haidang.archive.disk;

/** How a disk does. */
public enum DiskState {
    OK,
    /** It ran out of space; the oldest recordings make room. */
    FULL,
    /** Writes are late or hang; streams lose groups of pictures meanwhile. */
    SLOW,
    /** It reported an error. Nothing is written to it until the archive is opened again. */
    FAILED
}
