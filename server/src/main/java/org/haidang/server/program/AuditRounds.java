package org.haidang.server.program;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.audit.Viewings;

/**
 * What the audit log needs done again and again: ends of viewings, rows past retention, and a walk
 * over the whole of it, which makes an alarm when something is wrong.
 */
final class AuditRounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AuditRounds.class.getName());
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /** A start has better to do than to read the whole log. */
    static final long FIRST_WALK_MS = Duration.ofMinutes(10).toMillis();

    private final Audit audit;
    private final Viewings viewings;
    private final int retentionDays;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("audit").factory());
    private long cutMs;

    /** Apart: a long log takes minutes, and viewings must end meanwhile. */
    private final ExecutorService walker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("audit-verify").factory());

    private final AtomicBoolean walking = new AtomicBoolean();
    private long walkAtMs;

    private AuditRounds(Audit audit, Viewings viewings, int retentionDays, InstantSource clock) {
        this.audit = audit;
        this.viewings = viewings;
        this.retentionDays = retentionDays;
        this.clock = clock;
        this.walkAtMs = clock.millis() + FIRST_WALK_MS;
    }

    static AuditRounds start(
            Audit audit, Viewings viewings, int retentionDays, InstantSource clock) {
        AuditRounds rounds = new AuditRounds(audit, viewings, retentionDays, clock);
        rounds.thread.scheduleWithFixedDelay(rounds::round, 1, 1, TimeUnit.SECONDS);
        return rounds;
    }

    private void round() {
        long nowMs = clock.millis();
        if (nowMs >= walkAtMs && walking.compareAndSet(false, true)) {
            walkAtMs = nowMs + DAY_MS;
            walker.execute(this::walk);
        }
        try {
            viewings.sweep(nowMs * 1_000);
            // One step each second while there is more, so that acts are not held up.
            if (nowMs - cutMs >= HOUR_MS && !audit.cut(retentionDays, nowMs * 1_000)) {
                cutMs = nowMs;
            }
        } catch (AuditUnavailableException e) {
            LOG.log(Level.WARNING, "audit log: old rows are removed later", e);
            cutMs = nowMs;
        } catch (RuntimeException e) {
            // The executor would never call again.
            LOG.log(Level.ERROR, "audit log", e);
        }
    }

    private void walk() {
        try {
            audit.verify();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "the audit log could not be verified; again tomorrow", e);
        } finally {
            walking.set(false);
        }
    }

    @Override
    public void close() {
        thread.close();
        walker.shutdownNow();
    }
}
