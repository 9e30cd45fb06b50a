package org.haidang.server.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.haidang.server.camera.CameraListener;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Who listens to events. What waits for a listener is only the names of what changed, each once: a
 * slow one gets the newest state instead of every state, and its memory is bounded by the cameras
 * there are. Thread-safe.
 */
final class EventHub implements CameraListener, News.Listener {
    static final int MAX_SUBSCRIBERS = 512;
    static final long HEARTBEAT_SECONDS = 15;

    /**
     * @param id of the camera or facility, empty for {@code system}; of {@code programme} the topic
     *     and, after a space, the facility
     * @param changed its settings have changed, too
     */
    record Event(String kind, String id, boolean changed) {}

    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();

    Optional<Subscriber> subscribe(String sessionHash) {
        if (subscribers.size() >= MAX_SUBSCRIBERS) {
            return Optional.empty();
        }
        Subscriber subscriber = new Subscriber(sessionHash);
        subscribers.add(subscriber);
        return Optional.of(subscriber);
    }

    void leave(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    int count() {
        return subscribers.size();
    }

    void cameraState(String id) {
        subscribers.forEach(s -> s.offer("camera", id));
    }

    /** More is known of it than its settings say, or less. */
    void cameraTouched(String id) {
        subscribers.forEach(s -> s.offerChanged(id));
    }

    void system() {
        subscribers.forEach(s -> s.offer("system", ""));
    }

    /** Has every listener asked at once whether it may stay. */
    void beat() {
        subscribers.forEach(Subscriber::beat);
    }

    void sessionEnded(String hash) {
        subscribers.stream().filter(s -> s.sessionHash().equals(hash)).forEach(Subscriber::close);
    }

    void closeAll() {
        subscribers.forEach(Subscriber::close);
    }

    @Override
    public void added(Camera camera) {
        subscribers.forEach(s -> s.offerChanged(camera.id()));
    }

    @Override
    public void changed(Camera before, Camera after) {
        subscribers.forEach(s -> s.offerChanged(after.id()));
    }

    @Override
    public void removed(Camera camera) {
        subscribers.forEach(s -> s.offerChanged(camera.id()));
    }

    @Override
    public void facilityChanged(String id) {
        subscribers.forEach(s -> s.offer("facility", id));
    }

    @Override
    public void facilityRemoved(String id) {
        subscribers.forEach(s -> s.offer("facility", id));
    }

    @Override
    public void changed(Topic topic, @Nullable String facilityId) {
        String id = topic.id() + " " + (facilityId == null ? "" : facilityId);
        subscribers.forEach(s -> s.offer("programme", id));
    }

    /** One listener. */
    static final class Subscriber {
        private final String sessionHash;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();
        private final Map<String, Event> waiting = new LinkedHashMap<>();
        private boolean closed;
        private boolean beat;

        Subscriber(String sessionHash) {
            this.sessionHash = sessionHash;
        }

        String sessionHash() {
            return sessionHash;
        }

        void offer(String kind, String id) {
            put(new Event(kind, id, false));
        }

        void offerChanged(String id) {
            put(new Event("camera", id, true));
        }

        private void put(Event event) {
            lock.lock();
            try {
                waiting.merge(
                        event.kind() + " " + event.id(),
                        event,
                        (a, b) -> new Event(a.kind(), a.id(), a.changed() || b.changed()));
                news.signal();
            } finally {
                lock.unlock();
            }
        }

        /** What changed since; empty after a heartbeat's time without any, or when closed. */
        List<Event> take() throws InterruptedException {
            lock.lock();
            try {
                long left = TimeUnit.SECONDS.toNanos(HEARTBEAT_SECONDS);
                while (waiting.isEmpty() && !closed && !beat && left > 0) {
                    left = news.awaitNanos(left);
                }
                beat = false;
                List<Event> events = new ArrayList<>(waiting.values());
                waiting.clear();
                return events;
            } finally {
                lock.unlock();
            }
        }

        void beat() {
            lock.lock();
            try {
                beat = true;
                news.signal();
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                closed = true;
                news.signal();
            } finally {
                lock.unlock();
            }
        }

        boolean closed() {
            lock.lock();
            try {
                return closed;
            } finally {
                lock.unlock();
            }
        }
    }
}
