package org.haidang.server.program;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.haidang.server.ptz.FarDesk;
import org.haidang.server.ptz.Heads;
import org.haidang.server.ptz.PtzDesk;

/** Looks each second whose time with a camera is over, until closed. */
final class PtzRounds implements AutoCloseable {
    private static final int LOOK_SECONDS = 1;

    private static final System.Logger LOG = System.getLogger(PtzRounds.class.getName());

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ptz").factory());

    private PtzRounds() {}

    static PtzRounds start(PtzDesk desk, FarDesk farDesk, Heads heads) {
        PtzRounds rounds = new PtzRounds();
        var _ =
                rounds.thread.scheduleWithFixedDelay(
                        () -> look(desk, farDesk, heads),
                        LOOK_SECONDS,
                        LOOK_SECONDS,
                        TimeUnit.SECONDS);
        return rounds;
    }

    private static void look(PtzDesk desk, FarDesk farDesk, Heads heads) {
        try {
            desk.look();
            farDesk.look();
            heads.look();
        } catch (RuntimeException e) {
            // The executor would never call again.
            LOG.log(Level.ERROR, "who turns cameras", e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
