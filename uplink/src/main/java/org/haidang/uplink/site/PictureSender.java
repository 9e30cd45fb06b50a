package org.haidang.uplink.site;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.wire.Camera;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.FromSite;
import org.haidang.uplink.wire.Still;
import org.jspecify.annotations.Nullable;

/**
 * Sends last pictures over control without holding it up: one at a time, none before the centre has
 * said that the one before is through, and none while other words wait to leave.
 *
 * <pre>
 * SHUT -- welcomed --> IDLE -- a turn --> MAKING -- made --> UNDER WAY -- taken --> IDLE
 *   ^                    ^                  |                    |
 *   |                    +---- not made ----+                    |
 *   +-------------------- the link is lost ----------------------+
 * </pre>
 *
 * <p>Belongs to the link's thread; pictures are made in one of their own.
 */
final class PictureSender implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PictureSender.class.getName());

    /** What it needs of the link. */
    interface Line {
        /** Runs it in the link's thread. */
        void later(Runnable step);

        /** Runs it in the link's thread, not before then. */
        void at(long ns, Runnable step);

        /** Nothing of what was said waits to leave. */
        boolean free();

        void say(FromSite.Builder word);
    }

    private enum Step {
        SHUT,
        IDLE,
        MAKING,
        UNDER_WAY
    }

    private final LastPictures pictures;
    private final PictureBudget budget;
    private final Grants grants;
    private final Line line;
    private final PictureRound round;
    private final ExecutorService maker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("uplink-pictures").factory());
    private final Set<String> failing = new HashSet<>();
    private Set<String> cameras = Set.of();
    private Step step = Step.SHUT;

    /** Counts conversations: what was made for an earlier one is not sent. */
    private int conversation;

    private long sent;
    private long sentBytes;
    private volatile PictureRoundState state = PictureRoundState.NONE;

    PictureSender(LastPictures pictures, PictureBudget budget, Grants grants, Line line) {
        this.pictures = pictures;
        this.budget = budget;
        this.grants = grants;
        this.line = line;
        this.round = new PictureRound(budget);
    }

    PictureRoundState state() {
        return state;
    }

    /**
     * The centre takes them from now on.
     *
     * @param share of a turn to wait first, 0 to 1, so that many sites do not come at once
     */
    void open(long nowNs, double share) {
        step = Step.IDLE;
        round.begin(nowNs, share);
        tell();
    }

    /** The link is lost. */
    void shut() {
        step = Step.SHUT;
        conversation++;
        cameras.forEach(pictures::stopped);
        tell();
    }

    /** What the centre has just been told that there is. */
    void catalogue(Catalogue told) {
        List<String> live =
                told.getCamerasList().stream()
                        .filter(camera -> !camera.getLiveWithheld())
                        .map(Camera::getId)
                        .toList();
        Set<String> before = cameras;
        cameras = Set.copyOf(live);
        round.cameras(live);
        failing.retainAll(cameras);
        before.stream().filter(id -> !cameras.contains(id)).forEach(pictures::stopped);
        tell();
    }

    /** To be called about once a second; in between it looks by itself. */
    void look(long nowNs) {
        if (step != Step.IDLE || !line.free()) {
            return;
        }
        round.next(nowNs, pictures::takenUs)
                .ifPresent(id -> {
                    step = Step.MAKING;
                    int during = conversation;
                    maker.execute(() -> make(id, during));
                });
    }

    private void make(String id, int during) {
        Optional<Still> made = Optional.empty();
        String why = "";
        try {
            made = pictures.make(id);
        } catch (IOException | RuntimeException e) {
            why = String.valueOf(e.getMessage());
        }
        Still still =
                made.filter(one -> one.getJpeg().size() <= Protocol.MAX_STILL_BYTES).orElse(null);
        if (made.isPresent() && still == null) {
            why = "it has " + made.get().getJpeg().size() + " bytes";
        }
        String failed = why;
        line.later(() -> made(id, still, failed, during));
    }

    private void made(String id, @Nullable Still still, String failed, int during) {
        if (step == Step.SHUT || !cameras.contains(id)) {
            // It may have been begun again after it was stopped.
            pictures.stopped(id);
        }
        if (during != conversation) {
            return;
        }
        say(id, failed);
        long nowNs = System.nanoTime();
        // Asked at the last moment: it may have been withdrawn while it was made.
        if (still == null || !cameras.contains(id) || !grants.live(id) || !line.free()) {
            step = Step.IDLE;
            round.passed(id, nowNs);
            line.at(round.dueNs(), () -> look(System.nanoTime()));
            return;
        }
        step = Step.UNDER_WAY;
        int bytes = still.getJpeg().size();
        sent++;
        sentBytes += bytes;
        round.sent(id, still.getTakenUs(), bytes, nowNs);
        tell();
        line.say(FromSite.newBuilder().setStill(still));
    }

    /** Once when it begins to fail: it may for a day. */
    private void say(String id, String failed) {
        if (failed.isEmpty()) {
            failing.remove(id);
        } else if (failing.add(id)) {
            LOG.log(Level.INFO, "camera {0}: its last picture does not go up: {1}", id, failed);
        }
    }

    /** The one under way is through. */
    void taken() {
        if (step == Step.UNDER_WAY) {
            step = Step.IDLE;
            line.at(round.dueNs(), () -> look(System.nanoTime()));
        }
    }

    private void tell() {
        boolean runs = step != Step.SHUT && budget.bytesPerMinute() > 0;
        state =
                new PictureRoundState(
                        runs ? round.count() : 0,
                        runs ? round.roundUs() : 0,
                        budget.every().toNanos() / 1_000,
                        sent,
                        sentBytes);
    }

    /** Sends nothing more, ever. */
    @Override
    public void close() {
        shut();
        stop();
    }

    /** Lets its thread go, from any thread. */
    void stop() {
        maker.shutdown();
    }
}
