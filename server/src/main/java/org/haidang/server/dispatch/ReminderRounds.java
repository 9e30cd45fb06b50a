package org.haidang.server.dispatch;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks every minute whether reminders are due, on a thread of its own. */
public final class ReminderRounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReminderRounds.class.getName());
    private static final long PERIOD_MS = Duration.ofMinutes(1).toMillis();

    private final ReminderDesk desk;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("reminders").factory());

    private ReminderRounds(ReminderDesk desk) {
        this.desk = desk;
    }

    public static ReminderRounds start(ReminderDesk desk) {
        ReminderRounds rounds = new ReminderRounds(desk);
        var _ =
                rounds.thread.scheduleWithFixedDelay(
                        rounds::round, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
        return rounds;
    }

    private void round() {
        try {
            int sent = desk.round();
            if (sent > 0) {
                LOG.log(Level.INFO, "reminders: {0} put into the outbox", sent);
            }
        } catch (RuntimeException e) {
            // The executor would never call again.
            LOG.log(Level.WARNING, "reminders could not be made, the next round follows", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
