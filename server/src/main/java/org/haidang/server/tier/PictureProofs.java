package org.haidang.server.tier;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.haidang.server.facility.ToldFacilities;
import org.haidang.server.facility.ToldFacility;

/**
 * Looks for itself at facilities that sites below call connected: one picture of one camera,
 * another camera each time, asked for over the links and decoded here. A line that says online over
 * a dead picture is found out that way.
 */
public final class PictureProofs implements AutoCloseable {
    private static final Duration PROOF_EVERY = Duration.ofMinutes(30);

    /** When it did not come. */
    private static final Duration TRY_EVERY = Duration.ofMinutes(3);

    private static final Duration ROUND = Duration.ofSeconds(30);

    /** Of one round, so that no link is busy with it: 2,400 facilities an hour. */
    private static final int PER_ROUND = 20;

    private static final System.Logger LOG = System.getLogger(PictureProofs.class.getName());

    /** Decodes the newest picture of a camera. */
    @FunctionalInterface
    public interface Pictures {
        /**
         * Asks for it and waits.
         *
         * @return when it was taken, microseconds since 1970 UTC; empty when there is none
         * @throws IOException when the site cannot be asked, or it cannot be decoded
         */
        Optional<Long> decoded(String cameraId) throws IOException;
    }

    private final ToldFacilities told;
    private final Pictures pictures;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("picture-proofs").factory());

    // Below belongs to the thread.
    private final Map<String, Long> triedUs = new HashMap<>();
    private int turn;

    PictureProofs(ToldFacilities told, Pictures pictures, InstantSource clock) {
        this.told = told;
        this.pictures = pictures;
        this.clock = clock;
    }

    PictureProofs start() {
        var _ =
                thread.scheduleWithFixedDelay(
                        this::guarded, ROUND.toSeconds(), ROUND.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    private void guarded() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "facilities of sites below could not be looked at", e);
        }
    }

    /** One round, in the thread of the caller. */
    void look() {
        long nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        Map<String, ToldFacility> all = told.all();
        triedUs.keySet().retainAll(all.keySet());
        all.entrySet().stream()
                .filter(one -> !one.getValue().connected().isEmpty() && due(one.getKey(), nowUs))
                .sorted(Comparator.comparingLong(one -> triedUs.getOrDefault(one.getKey(), 0L)))
                .limit(PER_ROUND)
                .forEach(one -> {
                    triedUs.put(one.getKey(), nowUs);
                    List<String> cameras = one.getValue().connected();
                    prove(one.getKey(), cameras.get(Math.floorMod(turn++, cameras.size())));
                });
    }

    private boolean due(String id, long nowUs) {
        return nowUs - triedUs.getOrDefault(id, 0L) >= us(TRY_EVERY)
                && nowUs - told.provedUs(id) >= us(PROOF_EVERY);
    }

    private static long us(Duration duration) {
        return duration.toMillis() * 1_000;
    }

    private void prove(String facilityId, String cameraId) {
        try {
            pictures.decoded(cameraId).ifPresent(takenUs -> told.proved(facilityId, takenUs));
        } catch (IOException e) {
            LOG.log(
                    Level.INFO,
                    "no picture of camera {0} was decoded here: {1}",
                    cameraId,
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
