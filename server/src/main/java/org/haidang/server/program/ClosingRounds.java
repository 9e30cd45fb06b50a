package org.haidang.server.program;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.haidang.archive.Archive;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.retain.RecordingPolicy;
import org.haidang.server.engine.StreamName;
import org.haidang.server.event.store.CameraEventStore;
import org.haidang.server.facility.Closings;

/**
 * Wipes the footage of closed facilities, and what their cameras reported, when its time has come,
 * an hour's delay at most.
 */
final class ClosingRounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ClosingRounds.class.getName());
    private static final long FIRST_SECONDS = 30;
    private static final long EVERY_SECONDS = 3_600;

    /** Of one camera in one round. */
    private static final int EVENTS_AT_ONCE = 10_000;

    private final Closings closings;
    private final Closings.Footage footage;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("closing").factory());

    private ClosingRounds(Closings closings, Closings.Footage footage) {
        this.closings = closings;
        this.footage = footage;
    }

    static ClosingRounds start(Closings closings, Archive archive, CameraEventStore events) {
        ClosingRounds rounds = new ClosingRounds(closings, footage(archive, events));
        var _ =
                rounds.thread.scheduleWithFixedDelay(
                        rounds::round, FIRST_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return rounds;
    }

    /** Retention itself deletes: it alone knows who is reading what. */
    private static Closings.Footage footage(Archive archive, CameraEventStore events) {
        return cameraIds -> {
            RecordingPolicy nothing = new RecordingPolicy(Duration.ofSeconds(1), 0);
            List<StreamKey> streams =
                    cameraIds.stream()
                            .flatMap(id ->
                                    java.util.stream.Stream.of(StreamName.values())
                                            .map(name -> new StreamKey(id, name.word())))
                            .toList();
            streams.forEach(key -> archive.policy(key, nothing));
            archive.retain();
            boolean more = false;
            for (String id : cameraIds) {
                int removed = events.removeBefore(id, Long.MAX_VALUE, EVENTS_AT_ONCE);
                more |= removed == EVENTS_AT_ONCE;
            }
            return !more
                    && streams.stream()
                            .allMatch(key -> archive.spans(key, 0, Long.MAX_VALUE).isEmpty());
        };
    }

    private void round() {
        try {
            closings.round(footage)
                    .forEach(id -> LOG.log(Level.INFO, "facility {0}: its footage was wiped", id));
        } catch (RuntimeException e) {
            // The executor would never call again.
            LOG.log(Level.ERROR, "closed facilities", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
