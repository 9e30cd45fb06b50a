package org.haidang.archive.check;

import java.util.List;

/**
 * What start-up found and did.
 *
 * @param completed segments left open by a crash that are whole again
 * @param tailBytesCut bytes after their last whole fragments
 * @param empty files that held no picture and were removed
 * @param indexed files that had no row
 * @param lost rows whose file is gone
 * @param deleted deletions that were finished
 * @param notes one sentence per thing done, at most {@link #MAX_NOTES}
 * @param tookMs how long it took
 */
public record HealReport(
        int completed,
        long tailBytesCut,
        int empty,
        int indexed,
        int lost,
        int deleted,
        List<String> notes,
        long tookMs) {
    /** How many notes are kept; all are logged. */
    public static final int MAX_NOTES = 1_000;
}
