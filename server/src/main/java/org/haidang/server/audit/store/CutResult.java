package org.haidang.server.audit.store;

/** What became of an attempt to remove old rows. */
public sealed interface CutResult {
    /** No row is old enough. */
    record Nothing() implements CutResult {}

    /**
     * Removed, and recorded in the row appended.
     *
     * @param more there may be further old rows
     */
    record Done(Cut cut, Appended appended, boolean more) implements CutResult {}

    /** Left alone: the old rows are no unbroken chain, and removing them would hide it. */
    record Broken(long seq) implements CutResult {}
}
