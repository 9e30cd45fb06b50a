package org.haidang.uplink.site;

import java.util.List;
import org.haidang.uplink.wire.Fact;

/**
 * What happened and the centre does not keep yet, on disk, in order. The link only reads it and
 * says what may go.
 */
public interface Outbox {
    /**
     * The next ones.
     *
     * @param number those after this one
     * @param max at most so many
     */
    List<Fact> after(long number, int max);

    /** The centre has committed all up to this one. */
    void applied(long number);

    /** How many the centre has not said applied of. */
    default long waiting() {
        return 0;
    }

    /** Runs it whenever something was added, from any thread; replaces the one before. */
    void onAdded(Runnable added);

    /** Nothing ever happens. */
    static Outbox none() {
        return new Outbox() {
            @Override
            public List<Fact> after(long number, int max) {
                return List.of();
            }

            @Override
            public void applied(long number) {}

            @Override
            public void onAdded(Runnable added) {}
        };
    }
}
