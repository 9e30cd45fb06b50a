package org.haidang.server.program;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.haidang.server.event.CameraEvents;

/** Looks each second which devices are to be listened to, until closed. */
final class CameraEventRounds implements AutoCloseable {
    private static final int LOOK_SECONDS = 1;

    private static final System.Logger LOG = System.getLogger(CameraEventRounds.class.getName());

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("camera-events").factory());

    private CameraEventRounds() {}

    static CameraEventRounds start(CameraEvents events) {
        CameraEventRounds rounds = new CameraEventRounds();
        var _ =
                rounds.thread.scheduleWithFixedDelay(
                        () -> look(events), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        return rounds;
    }

    private static void look(CameraEvents events) {
        try {
            events.look();
        } catch (RuntimeException e) {
            // The executor would never call again.
            LOG.log(Level.ERROR, "what cameras report", e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
