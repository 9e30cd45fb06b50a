package org.haidang.uplink.site;

import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.wire.Turn;
import org.haidang.uplink.wire.Turned;

/** Turns the site's cameras for a centre that wants to. */
@FunctionalInterface
public interface Turning {
    /**
     * Does it, or says why not. Called in a thread of its own, so it may wait for the camera, the
     * database, and sites below. The turn is within the bounds of the contract.
     *
     * @return all but its id
     */
    Turned.Builder turn(Turn turn);

    /** Nothing is turned. */
    static Turning none() {
        return turn -> Turned.newBuilder().setOutcome(NoAnswer.NOT_GRANTED.word());
    }
}
