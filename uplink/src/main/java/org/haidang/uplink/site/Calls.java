package org.haidang.uplink.site;

import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Words of one kind that the centre wants answered, each dealt with in a thread of its own: one
 * that takes long holds up neither the link nor another. Thread-safe.
 *
 * @param <A> the answer
 */
final class Calls<A> {
    /** More at once are refused; twice what a centre says, for those it waits for no more. */
    static final int MAX = 2 * Protocol.CALLS_UNDER_WAY;

    private static final System.Logger LOG = System.getLogger(Calls.class.getName());

    private final String name;
    private final Function<NoAnswer, A> refusal;
    private final Semaphore room = new Semaphore(MAX);

    /**
     * @param name of such a word, for threads and the log
     * @param refusal the answer that says why not
     */
    Calls(String name, Function<NoAnswer, A> refusal) {
        this.name = name;
        this.refusal = refusal;
    }

    /**
     * @param wrong what makes it a word that no centre of ours says; null when nothing does
     * @param work what it asks for
     * @param answered is told the answer, in any thread
     */
    void open(long id, @Nullable String wrong, Supplier<A> work, Consumer<A> answered) {
        if (wrong != null) {
            LOG.log(Level.WARNING, "the centre says {0} with {1}", name, wrong);
            answered.accept(refusal.apply(NoAnswer.FAILED));
        } else if (room.tryAcquire()) {
            Thread.ofVirtual().name(name + "-" + id).start(() -> answer(work, answered));
        } else {
            answered.accept(refusal.apply(NoAnswer.TOO_MANY));
        }
    }

    private void answer(Supplier<A> work, Consumer<A> answered) {
        A answer = refusal.apply(NoAnswer.FAILED);
        try {
            answer = work.get();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, name + " of the centre failed", e);
        } finally {
            room.release();
            answered.accept(answer);
        }
    }
}
