package org.haidang.uplink.site;

import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.wire.Configure;
import org.haidang.uplink.wire.Configured;

/** Has the site's cameras recorded otherwise for a centre that wants to. */
@FunctionalInterface
public interface Configuring {
    /**
     * Does it, or says why not. Called in a thread of its own, so it may wait for the database and
     * for sites below. The word is within the bounds of the contract.
     *
     * @return all but its id
     */
    Configured.Builder configure(Configure wanted);

    /** Nothing is changed. */
    static Configuring none() {
        return wanted -> Configured.newBuilder().setOutcome(NoAnswer.NOT_GRANTED.word());
    }
}
