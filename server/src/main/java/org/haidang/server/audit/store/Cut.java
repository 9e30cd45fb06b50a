package org.haidang.server.audit.store;

/**
 * Old rows that are removed.
 *
 * @param rows how many
 * @param last number and hash of the last of them
 */
public record Cut(long firstSeq, int rows, Link last) {}
