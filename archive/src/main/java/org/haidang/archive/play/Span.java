package org.haidang.archive.play;

/**
 * A time without a gap that is on disk, over as many files as it takes.
 *
 * @param fromUs microseconds since 1970 UTC
 * @param toUs end of the last picture
 * @param bytes of all its files; a file counts whole in the span it starts in
 */
public record Span(long fromUs, long toUs, long bytes) {}
