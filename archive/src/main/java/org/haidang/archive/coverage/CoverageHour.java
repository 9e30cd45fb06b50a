package org.haidang.archive.coverage;

import java.util.List;

/**
 * What an hour should hold and what it holds, in microseconds. {@code expected = recorded + expired
 * + sum of the gaps}.
 *
 * @param startUs start of the hour, microseconds since 1970 UTC
 * @param expectedUs how long recording was wanted, up to now
 * @param recordedUs of it, how much is on disk
 * @param fetchedUs of what is on disk, how much was fetched later into gaps; may count what was
 *     also recorded live, less than a group of pictures beside each gap
 * @param expiredUs of it, how much retention has deleted since
 * @param gaps the rest, with reasons, clipped to the hour, in order
 */
public record CoverageHour(
        long startUs,
        long expectedUs,
        long recordedUs,
        long fetchedUs,
        long expiredUs,
        List<Gap> gaps) {}
