package org.haidang.server.dispatch.store;

/**
 * One act on a task.
 *
 * @param act {@code given}, {@code changed}, {@code taken}, {@code done}, {@code reopened} or
 *     {@code reminded}
 * @param words evidence, reason or message; may be empty
 */
public record TaskEventRow(
        String id, String taskId, long atUs, String person, String act, String words) {}
