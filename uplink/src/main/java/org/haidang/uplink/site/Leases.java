package org.haidang.uplink.site;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.haidang.uplink.wire.Lease;
import org.haidang.uplink.wire.MediaGrpc;

/**
 * The streams that the centre has leased, each pushed over the connection for pictures.
 * Thread-safe.
 */
final class Leases {
    /** More at once are refused: a site has fewer cameras than this. */
    static final int MAX = 256;

    private static final int MAX_LEASE_SECONDS = 60;
    private static final System.Logger LOG = System.getLogger(Leases.class.getName());

    private final Grants grants;
    private final MediaChannel media;
    private final Executor executor;
    private final BiConsumer<Long, String> ended;
    private final Map<Long, Held> held = new HashMap<>();

    private static final class Held {
        final String cameraId;
        final MediaPush push;
        long untilNs;

        Held(String cameraId, MediaPush push, long untilNs) {
            this.cameraId = cameraId;
            this.push = push;
            this.untilNs = untilNs;
        }
    }

    /**
     * @param ended is told the lease and why it ended before the centre ended it
     */
    Leases(Grants grants, MediaChannel media, Executor executor, BiConsumer<Long, String> ended) {
        this.grants = grants;
        this.media = media;
        this.executor = executor;
        this.ended = ended;
    }

    synchronized int count() {
        return held.size();
    }

    void open(Lease lease, long nowNs) {
        Grants.Watch watch;
        try {
            watch = granted(lease);
        } catch (Grants.RefusedException e) {
            ended.accept(lease.getId(), e.why());
            return;
        }
        MediaPush push =
                new MediaPush(
                        lease.getId(), watch, executor, media::sent, () -> gone(lease.getId()));
        try {
            ManagedChannel over = hold(lease, push, nowNs);
            push.start(MediaGrpc.newStub(over));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no connection for pictures: {0}", e.getMessage());
            push.close();
            ended.accept(lease.getId(), "off");
        }
    }

    private Grants.Watch granted(Lease lease) throws Grants.RefusedException {
        if (count() >= MAX) {
            throw new Grants.RefusedException("too_many");
        }
        return grants.watch(lease.getCameraId(), lease.getStream());
    }

    private synchronized ManagedChannel hold(Lease lease, MediaPush push, long nowNs)
            throws IOException {
        ManagedChannel over = media.enter();
        held.put(
                lease.getId(),
                new Held(lease.getCameraId(), push, nowNs + lifeNs(lease.getSeconds())));
        return over;
    }

    private static long lifeNs(int seconds) {
        return Math.clamp(seconds, 1, MAX_LEASE_SECONDS) * 1_000_000_000L;
    }

    synchronized void renew(List<Long> ids, int seconds, long nowNs) {
        for (Long id : ids) {
            Held lease = held.get(id);
            if (lease != null) {
                lease.untilNs = nowNs + lifeNs(seconds);
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

    /** To be called about once a second: ends what is not renewed. */
    void tick(long nowNs) {
        endWhere(lease -> nowNs - lease.untilNs > 0, "expired");
        endWithdrawn();
    }

    /** Ends what is not granted any more. */
    void endWithdrawn() {
        endWhere(lease -> !grants.live(lease.cameraId), "not_granted");
    }

    private void endWhere(Predicate<Held> over, String why) {
        List<Map.Entry<Long, Held>> all;
        synchronized (this) {
            all = List.copyOf(held.entrySet());
        }
        // Asked without the lock: grants may wait for a moment.
        all.stream()
                .filter(lease -> over.test(lease.getValue()))
                .forEach(lease -> {
                    ended.accept(lease.getKey(), why);
                    lease.getValue().push.close();
                });
    }

    /** Ends everything at once, without a word: nobody is there to hear it. */
    void endAll() {
        List<Held> all;
        synchronized (this) {
            all = List.copyOf(held.values());
        }
        all.forEach(lease -> lease.push.close());
    }
}
