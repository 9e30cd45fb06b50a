package org.haidang.server.news;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Passes on that something changed; listeners are called on the teller's thread. Thread-safe. */
public final class News {
    /** Is told. Must not block. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Something changed.
         *
         * @param facilityId where; null when it concerns no single facility
         */
        void changed(Topic topic, @Nullable String facilityId);
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** To be called after the change is kept. */
    public void tell(Topic topic, @Nullable String facilityId) {
        listeners.forEach(listener -> listener.changed(topic, facilityId));
    }
}
