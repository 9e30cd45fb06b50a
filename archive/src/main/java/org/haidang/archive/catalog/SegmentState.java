package org.haidang.archive.catalog;

/** The life of a segment's row; it only moves downwards. */
public enum SegmentState {
    /** A recorder appends to the file; start-up heals rows left in this state. */
    WRITING,
    /** The file is whole, on disk, and will not change. */
    COMPLETE,
    /** Retention took it: not offered any more; the file goes, then the row. */
    DELETING
}
