package org.haidang.uplink.site;

import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.TurnLimits;
import org.haidang.uplink.wire.Turn;
import org.haidang.uplink.wire.Turned;

/**
 * The turns of the centre that are being done, each in a thread of its own: a camera that is slow
 * to follow holds up neither the link nor another camera. Thread-safe.
 */
final class TurnCalls {
    /** More at once are refused; twice what a centre says, for those it waits for no more. */
    static final int MAX = 2 * TurnLimits.UNDER_WAY;

    private static final System.Logger LOG = System.getLogger(TurnCalls.class.getName());

    private final Semaphore room = new Semaphore(MAX);
    private volatile Turning turning = Turning.none();

    void by(Turning of) {
        turning = of;
    }

    /**
     * @param answered is told the answer, in any thread
     */
    void open(Turn turn, Consumer<Turned> answered) {
        String wrong = TurnLimits.wrong(turn);
        if (wrong != null) {
            LOG.log(Level.WARNING, "the centre wants a camera turned with {0}", wrong);
            answered.accept(refused(turn, NoAnswer.FAILED));
        } else if (room.tryAcquire()) {
            Thread.ofVirtual().name("turn-" + turn.getId()).start(() -> turn(turn, answered));
        } else {
            answered.accept(refused(turn, NoAnswer.TOO_MANY));
        }
    }

    private void turn(Turn turn, Consumer<Turned> answered) {
        Turned.Builder answer = Turned.newBuilder().setOutcome(NoAnswer.FAILED.word());
        try {
            answer = turning.turn(turn);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "camera " + turn.getCameraId() + " is not turned", e);
        } finally {
            room.release();
            answered.accept(answer.setId(turn.getId()).build());
        }
    }

    private static Turned refused(Turn turn, NoAnswer why) {
        return Turned.newBuilder().setId(turn.getId()).setOutcome(why.word()).build();
    }
}
