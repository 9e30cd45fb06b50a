package org.haidang.server.notification;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.haidang.server.notification.store.Notification;
import org.haidang.server.notification.store.Notification.State;
import org.haidang.server.notification.store.NotificationStore;
import org.haidang.server.secrets.SealException;
import org.haidang.server.secrets.Sealer;

/**
 * Takes messages out of the queue and hands them to their channels, on one thread of its own. A
 * message whose program dies between handing over and noting it is sent again, with the same id: at
 * least once, never lost.
 */
public final class Sender implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Sender.class.getName());
    private static final int BATCH = 50;
    private static final long IDLE_MS = 5_000;
    private static final long RETENTION_US = Duration.ofDays(800).toMillis() * 1_000;

    /** How a whole channel does. */
    private record Rest(int failures, long untilUs) {}

    private final NotificationStore store;
    private final Channels channels;
    private final Sealer sealer;
    private final InstantSource clock;
    private final Map<ChannelKind, Rest> resting = new EnumMap<>(ChannelKind.class);
    private final Object bell = new Object();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("notifications").unstarted(this::run);
    private boolean rung;
    private boolean closed;

    public Sender(NotificationStore store, Channels channels, Sealer sealer, InstantSource clock) {
        this.store = store;
        this.channels = channels;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** Begins to send, now and whenever the outbox gets something. */
    public void start(Outbox outbox) {
        outbox.listen(this::wake);
        thread.start();
    }

    private void wake() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
    }

    private boolean closed() {
        synchronized (bell) {
            return closed;
        }
    }

    private void run() {
        while (!closed()) {
            try {
                round();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "notifications: a round failed, the next follows", e);
            }
            try {
                synchronized (bell) {
                    if (!rung && !closed) {
                        bell.wait(IDLE_MS);
                    }
                    rung = false;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Sends what is due. Not thread-safe: for its own thread, or for a caller without one. */
    void round() {
        long nowUs = nowUs();
        store.expire(nowUs);
        store.cut(nowUs - RETENTION_US, BATCH);
        for (Channel channel : channels.all()) {
            Rest rest = resting.get(channel.kind());
            if (rest == null || rest.untilUs() <= nowUs) {
                round(channel, nowUs);
            }
        }
    }

    private void round(Channel channel, long nowUs) {
        for (Notification one : store.due(channel.kind().id(), nowUs, BATCH)) {
            if (closed() || !send(channel, one)) {
                return;
            }
        }
    }

    /** Whether the channel goes on. */
    private boolean send(Channel channel, Notification one) {
        int attempts = one.attempts() + 1;
        Delivery delivery = hand(channel, one);
        switch (delivery) {
            case Delivery.Accepted _ -> {
                resting.remove(channel.kind());
                finish(one, State.SENT, attempts, delivery);
            }
            case Delivery.Never _ -> {
                resting.remove(channel.kind());
                finish(one, State.FAILED, attempts, delivery);
                say(one, delivery, "given up");
            }
            case Delivery.Later later -> {
                return later(channel, one, attempts, later);
            }
        }
        return true;
    }

    private Delivery hand(Channel channel, Notification one) {
        try {
            return channel.send(
                    new Message(
                            one.id(),
                            one.kind(),
                            one.address(),
                            one.recipient(),
                            one.subject(),
                            one.secret() ? sealer.open(one.body(), one.id()) : one.body(),
                            one.createdUs()));
        } catch (SealException e) {
            return new Delivery.Never("key-lost", "");
        } catch (RuntimeException e) {
            // One message that a channel cannot even write must not stop the others.
            LOG.log(Level.WARNING, "notification " + one.id(), e);
            return new Delivery.Later("broken", e.getClass().getSimpleName(), false);
        }
    }

    private boolean later(
            Channel channel, Notification one, int attempts, Delivery.Later delivery) {
        long nowUs = nowUs();
        if (delivery.wholeChannel()) {
            // Not the message's fault: its attempts are not counted, it waits until it expires.
            Rest before = resting.get(channel.kind());
            int failures = before == null ? 1 : before.failures() + 1;
            long untilUs = nowUs + Backoff.restUs(failures);
            resting.put(channel.kind(), new Rest(failures, untilUs));
            store.later(one.id(), one.attempts(), untilUs, delivery.code(), delivery.detail());
            say(one, delivery, "the channel rests, attempt " + failures);
            return false;
        }
        OptionalLong next = Backoff.nextUs(attempts, nowUs, one.expiresUs());
        if (next.isEmpty()) {
            finish(one, State.FAILED, attempts, delivery);
            say(one, delivery, "given up after " + attempts + " attempts");
        } else {
            store.later(one.id(), attempts, next.getAsLong(), delivery.code(), delivery.detail());
            say(one, delivery, "attempt " + attempts);
        }
        return true;
    }

    private void finish(Notification one, State state, int attempts, Delivery delivery) {
        store.finish(one.id(), state, attempts, nowUs(), delivery.code(), delivery.detail());
    }

    private static void say(Notification one, Delivery delivery, String what) {
        LOG.log(
                Level.WARNING,
                "notification {0} ({1} by {2}): {3} {4}; {5}",
                one.id(),
                one.kind(),
                one.channel(),
                delivery.code(),
                delivery.detail(),
                what);
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }

    @Override
    public void close() {
        synchronized (bell) {
            closed = true;
            bell.notifyAll();
        }
        thread.interrupt();
        if (!thread.isAlive()) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
