package org.haidang.server.notification;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.notification.store.Notification;
import org.haidang.server.notification.store.Notification.About;
import org.haidang.server.notification.store.NotificationStore;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The queue of messages. Putting one in is a row in the database and no more, so a request never
 * waits for a mail server. Thread-safe.
 */
public final class Outbox {
    /** More are refused, and whoever asked is told. */
    static final int MAX_WAITING = 5_000;

    static final int MAX_TEXT = 20_000;

    /**
     * A message to send.
     *
     * @param secret the text holds a link that must be seen by its receiver alone: by e-mail only,
     *     sealed while it waits, forgotten afterwards, never in the log
     * @param onceKey a message with this key is sent once; null: as often as asked
     * @param by who asks, empty for the program
     * @param life after this it is of no use
     */
    public record Wanted(
            String kind,
            ChannelKind channel,
            String address,
            String name,
            String subject,
            String text,
            boolean secret,
            @Nullable String onceKey,
            About about,
            String by,
            Duration life) {
        @Override
        public String toString() {
            return "Wanted[" + kind + " by " + channel.id() + "]";
        }
    }

    /** What became of the wish. */
    public enum Queued {
        WAITING,
        /** It was sent, or waits, already. */
        KNOWN,
        /** There is no such channel. */
        NOT_SET_UP,
        BAD_ADDRESS,
        FULL
    }

    private final NotificationStore store;
    private final Channels channels;
    private final Sealer sealer;
    private final SecureRandom random;
    private final InstantSource clock;
    private volatile Runnable listener = () -> {};

    public Outbox(
            NotificationStore store,
            Channels channels,
            Sealer sealer,
            SecureRandom random,
            InstantSource clock) {
        this.store = store;
        this.channels = channels;
        this.sealer = sealer;
        this.random = random;
        this.clock = clock;
    }

    /** Is told when something was put in. */
    void listen(Runnable told) {
        this.listener = told;
    }

    /** Whether there is such a channel. */
    public boolean has(ChannelKind kind) {
        return channels.has(kind);
    }

    public List<ChannelKind> kinds() {
        return channels.all().stream().map(Channel::kind).toList();
    }

    public Queued put(Wanted wanted) {
        if (wanted.secret() && wanted.channel() != ChannelKind.EMAIL) {
            throw new IllegalArgumentException("a secret goes by e-mail only: " + wanted);
        }
        if (wanted.text().length() > MAX_TEXT) {
            throw new IllegalArgumentException("too long: " + wanted.text().length());
        }
        Optional<Channel> channel = channels.find(wanted.channel());
        if (channel.isEmpty()) {
            return Queued.NOT_SET_UP;
        }
        if (!channel.get().accepts(wanted.address())) {
            return Queued.BAD_ADDRESS;
        }
        return switch (store.add(row(wanted), MAX_WAITING)) {
            case DONE -> {
                listener.run();
                yield Queued.WAITING;
            }
            case KNOWN -> Queued.KNOWN;
            case FULL -> Queued.FULL;
        };
    }

    private Notification row(Wanted wanted) {
        long nowUs = clock.millis() * 1_000;
        String id = Ids.next(nowUs, random);
        return new Notification(
                id,
                nowUs,
                wanted.kind(),
                wanted.channel().id(),
                wanted.address(),
                VietnameseText.normalise(wanted.name()),
                VietnameseText.normalise(wanted.subject()),
                wanted.secret() ? sealer.seal(wanted.text(), id) : wanted.text(),
                wanted.secret(),
                wanted.about(),
                wanted.by(),
                wanted.onceKey(),
                Notification.State.WAITING,
                0,
                nowUs,
                nowUs + wanted.life().toMillis() * 1_000,
                null,
                "",
                "");
    }

    /** The keys that begin so and were put in before. */
    public Set<String> onceKeys(String prefix) {
        return store.onceKeys(prefix);
    }

    /** The log, the newest first; texts of secret ones are never in it. */
    public List<Notification> log(NotificationStore.Filter filter, int limit) {
        return store.log(filter, limit);
    }

    public int waiting() {
        return store.waiting();
    }
}
