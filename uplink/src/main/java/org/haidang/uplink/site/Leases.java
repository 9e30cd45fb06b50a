package org.haidang.uplink.site;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.haidang.uplink.wire.Lease;
import org.haidang.uplink.wire.MediaGrpc;
import org.haidang.uplink.wire.Renewal;

/**
 * The streams that the centre has leased, each pushed over the connection for pictures, and what
 * gives way when that is too short for all. Thread-safe.
 */
final class Leases {
    /** More at once are refused: a site has fewer cameras than this. */
    static final int MAX = 256;

    private static final int MAX_ATTENTION = 3;
    private static final int MAX_LEASE_SECONDS = 60;
    private static final String MAIN = "main";
    private static final String SUB = "sub";
    private static final System.Logger LOG = System.getLogger(Leases.class.getName());

    private final Grants grants;
    private final MediaChannel media;
    private final Executor executor;
    private final ScheduledExecutorService later;
    private final BiConsumer<Long, String> ended;
    private final Map<Long, Held> held = new HashMap<>();

    /** Belongs to the thread that ticks, which also opens. */
    private final Thinner thinner = new Thinner();

    private static final class Held extends Thinner.Load {
        final long id;
        final String cameraId;
        final String stream;
        final boolean hasSub;
        final MediaPush push;
        volatile int attention;
        volatile boolean thinned;
        volatile long untilNs;

        Held(Lease lease, boolean hasSub, MediaPush push, long untilNs) {
            this.id = lease.getId();
            this.cameraId = lease.getCameraId();
            this.stream = lease.getStream();
            this.attention = attentionOf(lease.getAttention());
            this.hasSub = hasSub;
            this.push = push;
            this.untilNs = untilNs;
        }

        void attention(int now) {
            int bounded = attentionOf(now);
            if (bounded != attention) {
                attention = bounded;
                push.attention(bounded);
            }
        }

        @Override
        int attention() {
            return attention;
        }

        @Override
        long age() {
            return id;
        }

        @Override
        boolean canThin() {
            return stream.equals(MAIN) && hasSub;
        }

        @Override
        boolean thinned() {
            return thinned;
        }

        @Override
        long takeBytes() {
            return push.takeBytes();
        }

        @Override
        long takeLostGroups() {
            return push.takeLostGroups();
        }
    }

    /**
     * @param later for what has to wait for the budget
     * @param ended is told the lease and why it ended before the centre ended it
     */
    Leases(
            Grants grants,
            MediaChannel media,
            Executor executor,
            ScheduledExecutorService later,
            BiConsumer<Long, String> ended) {
        this.grants = grants;
        this.media = media;
        this.executor = executor;
        this.later = later;
        this.ended = ended;
    }

    /** The wire's word, as far as we know what it means. */
    private static int attentionOf(int word) {
        return Math.clamp(word, 0, MAX_ATTENTION);
    }

    synchronized int count() {
        return held.size();
    }

    void open(Lease lease, long nowNs) {
        Grants.Watch watch;
        try {
            watch = granted(lease, nowNs);
        } catch (Grants.RefusedException e) {
            ended.accept(lease.getId(), e.why());
            return;
        }
        watch.attention(attentionOf(lease.getAttention()));
        MediaPush push =
                new MediaPush(
                        lease.getId(), watch, media, executor, later, () -> gone(lease.getId()));
        try {
            ManagedChannel over = hold(lease, push, nowNs);
            push.start(MediaGrpc.newStub(over));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no connection for pictures: {0}", e.getMessage());
            push.close();
            ended.accept(lease.getId(), "off");
        }
    }

    private Grants.Watch granted(Lease lease, long nowNs) throws Grants.RefusedException {
        List<Held> now = all();
        if (now.size() >= MAX) {
            throw new Grants.RefusedException("too_many");
        }
        if (!thinner.admits(
                attentionOf(lease.getAttention()),
                now.stream().map(Held::attention).toList(),
                nowNs)) {
            throw new Grants.RefusedException("gives_way");
        }
        return grants.watch(lease.getCameraId(), lease.getStream());
    }

    private synchronized ManagedChannel hold(Lease lease, MediaPush push, long nowNs)
            throws IOException {
        ManagedChannel over = media.enter();
        held.put(
                lease.getId(),
                new Held(
                        lease,
                        grants.hasSub(lease.getCameraId()),
                        push,
                        nowNs + lifeNs(lease.getSeconds())));
        return over;
    }

    private static long lifeNs(int seconds) {
        return Math.clamp(seconds, 1, MAX_LEASE_SECONDS) * 1_000_000_000L;
    }

    void renew(Renewal renewal, long nowNs) {
        for (int i = 0; i < renewal.getIdsCount(); i++) {
            Held lease;
            synchronized (this) {
                lease = held.get(renewal.getIds(i));
            }
            if (lease != null) {
                lease.untilNs = nowNs + lifeNs(renewal.getSeconds());
                if (i < renewal.getAttentionsCount()) {
                    lease.attention(renewal.getAttentions(i));
                }
            }
        }
    }

    void end(long id) {
        Held lease;
        synchronized (this) {
            lease = held.get(id);
        }
        if (lease != null) {
            lease.push.close();
        }
    }

    private synchronized void gone(long id) {
        if (held.remove(id) != null) {
            media.leave();
        }
    }

    /** To be called about once a second: ends what is not renewed, and what must give way. */
    void tick(long nowNs) {
        endWhere(lease -> nowNs - lease.untilNs > 0, "expired");
        endWithdrawn();
        thinner.look(all(), media.budget().bitsPerSecond(), nowNs).forEach(this::take);
    }

    private void take(Thinner.Step step) {
        Held lease = (Held) step.load();
        LOG.log(
                Level.INFO,
                "camera {0}: {1} of its {2} stream, {3} is short; {4} kbit/s of pictures",
                lease.cameraId,
                step.kind(),
                lease.stream,
                step.why(),
                Math.round(thinner.bitsPerSecond() / 1_000));
        if (step.kind() == Thinner.Kind.END) {
            ended.accept(lease.id, "gives_way");
            lease.push.close();
            return;
        }
        boolean thin = step.kind() == Thinner.Kind.THIN;
        try {
            Grants.Watch instead = grants.watch(lease.cameraId, thin ? SUB : lease.stream);
            instead.attention(lease.attention);
            lease.thinned = thin;
            lease.push.replace(instead, thin ? SUB : "", step.why());
        } catch (Grants.RefusedException e) {
            LOG.log(Level.INFO, "camera {0}: no other stream, {1}", lease.cameraId, e.why());
            if (thin) {
                lease.nothingSmaller();
            }
        }
    }

    /** Ends what is not granted any more. */
    void endWithdrawn() {
        endWhere(lease -> !grants.live(lease.cameraId), "not_granted");
    }

    private void endWhere(Predicate<Held> over, String why) {
        // Asked without the lock: grants may wait for a moment.
        all().stream()
                .filter(over)
                .forEach(lease -> {
                    ended.accept(lease.id, why);
                    lease.push.close();
                });
    }

    /** Ends everything at once, without a word: nobody is there to hear it. */
    void endAll() {
        all().forEach(lease -> lease.push.close());
    }

    /** Streams that a smaller one replaces now. */
    long thinned() {
        return all().stream().filter(Held::thinned).count();
    }

    private synchronized List<Held> all() {
        return List.copyOf(held.values());
    }
}
