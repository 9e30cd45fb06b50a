package org.haidang.archive.check;

import java.util.List;
import java.util.Map;

/**
 * What verification found.
 *
 * @param files segment files looked at
 * @param bytes of them
 * @param counts problems by kind, all of them
 * @param problems the first {@link #MAX_PROBLEMS} with their files
 */
public record VerifyReport(
        long files, long bytes, Map<Problem.Kind, Long> counts, List<Problem> problems) {
    /** How many problems are named; the rest is only counted. */
    public static final int MAX_PROBLEMS = 1_000;

    public boolean clean() {
        return counts.isEmpty();
    }
}
