package org.haidang.camerafarm.onvif;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events of one device and who waits for them (ONVIF Core, real-time pull-point notification).
 * Safe for use from several threads.
 */
final class EventBoard {

    /** More subscriptions at once are refused. */
    static final int MAX_SUBSCRIPTIONS = 10;

    /** When more wait to be pulled, the oldest are dropped. */
    static final int MAX_WAITING = 100;

    /** A pull waits at most so long, whatever the client says. */
    static final Duration MAX_PULL = Duration.ofSeconds(60);

    static final Duration MAX_LIFE = Duration.ofHours(1);

    private static final String CONCRETE_SET =
            "http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet";

    private final boolean recorder;
    private final InstantSource clock;
    private final InstantSource deviceClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final int channels;
    private final Map<Property, Boolean> states = new LinkedHashMap<>();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private int lastId;
    private int lastObject;

    /** What may be true or false. */
    private record Property(DeviceEvent event, int channel) {}

    private static final class Subscription {
        private final TopicFilter filter;
        private final Deque<Xml> waiting = new ArrayDeque<>();
        private Instant until;

        Subscription(TopicFilter filter, Instant until) {
            this.filter = filter;
            this.until = until;
        }

        void add(String topic, Xml message) {
            if (filter.passes(topic)) {
                if (waiting.size() >= MAX_WAITING) {
                    waiting.removeFirst();
                }
                waiting.addLast(message);
            }
        }
    }

    /**
     * What a subscriber gets.
     *
     * @param until when the subscription ends, by the device's clock
     */
    record Pulled(List<Xml> messages, Instant until) {}

    /**
     * @param clock the farm's, for how long things live
     * @param deviceClock the device's own, which is written into messages
     */
    EventBoard(DevicePlan plan, InstantSource clock, InstantSource deviceClock) {
        this.recorder = plan.recorder();
        this.clock = clock;
        this.deviceClock = deviceClock;
        this.channels = plan.door().cameras().size();
        for (DeviceEvent event : DeviceEvent.values()) {
            for (int channel = 1; !event.momentary() && channel <= channels(event); channel++) {
                states.put(new Property(event, channel), false);
            }
        }
    }

    private int channels(DeviceEvent event) {
        return event.ofChannel() ? channels : 1;
    }

    /**
     * Something is so from now on, or happened. Told also when it was so before, as many cameras
     * do.
     *
     * @param channel from 1; 1 for what belongs to the device
     * @param on does not count for what only happens
     * @throws IllegalArgumentException when there is no such channel
     */
    void set(DeviceEvent event, int channel, boolean on) {
        Property property = new Property(event, channel);
        lock.lock();
        try {
            if (channel < 1 || channel > channels(event)) {
                throw new IllegalArgumentException("no channel " + channel);
            }
            states.replace(property, on);
            forgetTheOver();
            Xml message =
                    event.momentary()
                            ? message(property, Integer.toString(++lastObject))
                            : state(property, on, "Changed");
            subscriptions.values().forEach(each -> each.add(event.topic(recorder), message));
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many subscriptions live. */
    int subscriptions() {
        lock.lock();
        try {
            forgetTheOver();
            return subscriptions.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A new subscription, which first gets how everything stands.
     *
     * @return its id, or null when there are too many
     */
    @Nullable String subscribe(TopicFilter filter, Duration life) {
        lock.lock();
        try {
            forgetTheOver();
            if (subscriptions.size() >= MAX_SUBSCRIPTIONS) {
                return null;
            }
            String id = Integer.toString(++lastId);
            Subscription added = new Subscription(filter, clock.instant().plus(bounded(life)));
            subscriptions.put(id, added);
            tellAll(added);
            return id;
        } finally {
            lock.unlock();
        }
    }

    /** When a subscription ends, by the device's clock; null when there is none. */
    @Nullable Instant until(String id) {
        lock.lock();
        try {
            Subscription found = find(id);
            return found == null ? null : deviceTime(found);
        } finally {
            lock.unlock();
        }
    }

    /** Lets a subscription live on from now; null when there is none. */
    @Nullable Instant renew(String id, Duration life) {
        lock.lock();
        try {
            Subscription found = find(id);
            if (found == null) {
                return null;
            }
            found.until = clock.instant().plus(bounded(life));
            return deviceTime(found);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a subscription and the pull that waits for it; false when there is none. */
    boolean unsubscribe(String id) {
        lock.lock();
        try {
            boolean there = subscriptions.remove(id) != null;
            news.signalAll();
            return there;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all subscriptions and the pulls that wait for them. */
    void forgetAll() {
        lock.lock();
        try {
            subscriptions.clear();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells a subscriber once more how everything stands; false when there is none. */
    boolean synchronize(String id) {
        lock.lock();
        try {
            Subscription found = find(id);
            if (found != null) {
                tellAll(found);
                news.signalAll();
            }
            return found != null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for messages.
     *
     * @return null when there is no such subscription, also when it ends meanwhile
     */
    @Nullable Pulled pull(String id, Duration timeout, int limit) throws InterruptedException {
        lock.lock();
        try {
            long leftNs = (timeout.compareTo(MAX_PULL) < 0 ? timeout : MAX_PULL).toNanos();
            Subscription found = find(id);
            while (found != null && found.waiting.isEmpty() && leftNs > 0) {
                leftNs = news.awaitNanos(leftNs);
                found = find(id);
            }
            if (found == null) {
                return null;
            }
            List<Xml> messages = new ArrayList<>();
            while (messages.size() < limit && !found.waiting.isEmpty()) {
                messages.add(found.waiting.removeFirst());
            }
            return new Pulled(messages, deviceTime(found));
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Subscription find(String id) {
        forgetTheOver();
        return subscriptions.get(id);
    }

    private void forgetTheOver() {
        Instant now = clock.instant();
        subscriptions.values().removeIf(each -> each.until.isBefore(now));
    }

    private Instant deviceTime(Subscription subscription) {
        Duration left = Duration.between(clock.instant(), subscription.until);
        return deviceClock.instant().plus(left).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Duration bounded(Duration life) {
        return life.compareTo(MAX_LIFE) < 0 ? life : MAX_LIFE;
    }

    private void tellAll(Subscription subscription) {
        states.forEach((property, on) ->
                subscription.add(
                        property.event.topic(recorder), state(property, on, "Initialized")));
    }

    private Xml state(Property property, boolean on, String operation) {
        return notification(
                property,
                told(property, Boolean.toString(on)).with("PropertyOperation", operation));
    }

    private Xml message(Property property, String data) {
        return notification(property, told(property, data));
    }

    private Xml notification(Property property, Xml told) {
        return Xml.of(
                "wsnt:NotificationMessage",
                Xml.text("wsnt:Topic", property.event.topic(recorder))
                        .with("Dialect", CONCRETE_SET),
                Xml.of("wsnt:Message", told));
    }

    private Xml told(Property property, String data) {
        DeviceEvent event = property.event;
        Xml source =
                item(event.sourceItem(recorder), event.sourceValue(recorder, property.channel));
        return Xml.of(
                        "tt:Message",
                        Xml.of("tt:Source", source),
                        Xml.of("tt:Data", item(event.dataItem(recorder), data)))
                .with("UtcTime", deviceClock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static Xml item(String name, String value) {
        return Xml.of("tt:SimpleItem").with("Name", name).with("Value", value);
    }
}
