package org.haidang.server.program;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.haidang.server.identity.Walls;
import org.haidang.server.rights.Rights;

/** Ends wall screens that are too old, or whose person may watch nothing any more. */
final class WallRounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WallRounds.class.getName());

    /** For what ends by its time; a change of rights is looked at once. */
    private static final int SECONDS = 60;

    private final Walls walls;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("walls").factory());

    private WallRounds(Walls walls) {
        this.walls = walls;
    }

    static WallRounds start(Walls walls, Rights rights) {
        WallRounds rounds = new WallRounds(walls);
        rounds.thread.scheduleWithFixedDelay(rounds::round, SECONDS, SECONDS, TimeUnit.SECONDS);
        rights.listen(rounds::soon);
        return rounds;
    }

    private void soon() {
        if (!thread.isShutdown()) {
            thread.execute(this::round);
        }
    }

    private void round() {
        try {
            walls.round();
        } catch (RuntimeException e) {
            // The executor would never call again.
            LOG.log(Level.WARNING, "wall screens are looked at again later", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
