package org.haidang.archive.check;

import java.util.List;

/**
 * What re-indexing did.
 *
 * @param files segment files that have a row now
 * @param bytes of them
 * @param indexesWritten index files that were missing or wrong
 * @param tailsCut files whose torn tail was cut off
 * @param problems files that could not be taken in, at most {@link VerifyReport#MAX_PROBLEMS}
 */
public record ReindexReport(
        long files, long bytes, long indexesWritten, long tailsCut, List<Problem> problems) {}
