package org.haidang.archive.check;

/**
 * One thing that does not agree.
 *
 * @param file path below the disk's root
 * @param detail one English sentence
 */
public record Problem(Kind kind, String disk, String file, String detail) {
    /** What kinds of trouble there are. */
    public enum Kind {
        /** The file cannot be opened or read. */
        UNREADABLE,
        /** The header is missing or broken. */
        BAD_HEADER,
        /** After the last whole fragment comes something that is none. */
        TORN_TAIL,
        /** The file has no index beside it. */
        NO_INDEX,
        /** The index says something else than the file. */
        INDEX_DIFFERS,
        /** A row without a file. */
        FILE_MISSING,
        /** A file without a row. */
        NOT_IN_CATALOGUE,
        /** The row says something else than the file. */
        ROW_DIFFERS,
        /** A file of which the archive knows nothing; it is left alone. */
        UNKNOWN_FILE
    }
}
