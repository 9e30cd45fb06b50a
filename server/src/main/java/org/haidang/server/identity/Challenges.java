package org.haidang.server.identity;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Questions that were asked and wait for their answer: good once, for five minutes, and only from
 * the browser that was asked. Bounded in all and by network; when full, the oldest is forgotten.
 * Thread-safe.
 *
 * @param <T> what was asked
 */
public final class Challenges<T> {
    static final int MAX = 5_000;
    static final int MAX_PER_NETWORK = 50;
    public static final long LIFE_US = Duration.ofMinutes(5).toMillis() * 1_000;

    private record Asked<T>(T what, String network, long untilUs) {}

    private final Map<String, Asked<T>> asked = new LinkedHashMap<>();

    public synchronized void put(String key, T what, String network, long nowUs) {
        asked.values().removeIf(a -> a.untilUs() <= nowUs);
        asked.remove(key);
        long fromThere = asked.values().stream().filter(a -> a.network().equals(network)).count();
        if (fromThere >= MAX_PER_NETWORK) {
            asked.entrySet().stream()
                    .filter(e -> e.getValue().network().equals(network))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(asked::remove);
        } else if (asked.size() >= MAX) {
            asked.remove(asked.keySet().iterator().next());
        }
        asked.put(key, new Asked<>(what, network, nowUs + LIFE_US));
    }

    /** Gives it once. */
    public synchronized Optional<T> take(String key, long nowUs) {
        Asked<T> found = asked.remove(key);
        return found == null || found.untilUs() <= nowUs
                ? Optional.empty()
                : Optional.of(found.what());
    }

    public synchronized int size() {
        return asked.size();
    }
}
