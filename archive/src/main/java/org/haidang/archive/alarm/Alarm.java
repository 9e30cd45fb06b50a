package org.haidang.archive.alarm;

/**
 * Something that is wrong now.
 *
 * @param subject the disk's name, or a stream as {@code camera/stream}
 * @param sinceUs microseconds since 1970 UTC
 * @param detail one English sentence for the log and for the expert
 */
public record Alarm(AlarmKind kind, String subject, long sinceUs, String detail) {}
