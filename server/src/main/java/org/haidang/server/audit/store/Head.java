package org.haidang.server.audit.store;

/**
 * Both ends of the chain as the database notes them.
 *
 * @param last the newest row
 * @param base what the first kept row follows: {@link Link#START}, or the last row that retention
 *     removed
 */
public record Head(Link last, Link base) {
    /** Number of the first row that is kept. */
    public long firstSeq() {
        return base.seq() + 1;
    }
}
