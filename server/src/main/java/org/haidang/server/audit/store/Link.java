package org.haidang.server.audit.store;

/**
 * A place in the chain.
 *
 * @param seq number of the row, from 1; 0 is before the first
 * @param hash of that row, 64 hexadecimal digits
 */
public record Link(long seq, String hash) {
    /** Before the first row. */
    public static final Link START = new Link(0, "0".repeat(64));
}
