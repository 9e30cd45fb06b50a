package org.haidang.server.instruction;

import java.util.Optional;
import org.haidang.server.instruction.store.Instruction;
import org.haidang.server.store.Transaction;

/** Takes what sites tell of instructions that were given to them. */
public interface SiteAnswers {
    /**
     * Something that a site told.
     *
     * @param instruction as it was before
     * @param state a word of the fact
     * @param person who did it there; empty for the program
     */
    record Told(Instruction instruction, String state, String person, String words) {}

    /**
     * Keeps what a site tells, in the transaction that keeps the fact.
     *
     * @param id of the instruction
     * @param body of the fact
     * @return what is to be passed on after the commit; empty when it changes nothing
     * @throws IllegalArgumentException when it is no such fact, or not that site's to tell
     */
    Optional<Told> told(Transaction in, String siteId, String id, String body);

    /** After the commit: records answers of people, and says that it changed. */
    void passOn(Told told);
}
