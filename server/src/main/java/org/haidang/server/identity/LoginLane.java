package org.haidang.server.identity;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The way into an account for somebody at a new place while strangers keep it slow. Who is told to
 * wait gets an appointment, one for each network, in the order of asking, {@value #SLOT_SECONDS} s
 * apart; when its time has come it is heard, whatever others have tried meanwhile.
 *
 * <p>So the wait is bounded: every slot before it belongs to another network that asked earlier,
 * and a network has no second one until its first has passed. And so is the work: one try in
 * {@value #SLOT_SECONDS} s at an account, {@value #TRIES} in a day from one network, and each
 * counts as a failure of its address until it is right. Nothing that still counts is forgotten for
 * something new: when full, newcomers have the ordinary wait alone. Not thread-safe.
 */
final class LoginLane {
    static final int SLOT_SECONDS = 5;
    static final int TRIES = 3;

    /** Networks that have a place; to an attack from more of them nothing is promised. */
    static final int MAX_NETWORKS = 5_000;

    /** Accounts at which one network has a place. */
    static final int MAX_ACCOUNTS_OF_ONE = 32;

    private static final int MAX_ACCOUNTS = 20_000;
    private static final long SLOT_US = SLOT_SECONDS * 1_000_000L;

    /** Who does not come loses the appointment: kept ones would be used all at once. */
    private static final long KEPT_US = Duration.ofMinutes(10).toMillis() * 1_000;

    private static final long DAY_US = Duration.ofDays(1).toMillis() * 1_000;

    /** Looking through all for what no longer counts costs too much for every attempt. */
    private static final long TIDY_US = Duration.ofMinutes(1).toMillis() * 1_000;

    /**
     * What is known of a network at an account.
     *
     * @param atUs of its appointment, 0 for none
     * @param tries used up since {@code sinceUs}
     */
    private record Place(long atUs, int tries, long sinceUs) {
        /** Without what time has ended. */
        Place at(long nowUs) {
            boolean missed = atUs != 0 && nowUs - atUs > KEPT_US;
            boolean newDay = nowUs - sinceUs > DAY_US;
            return missed || newDay
                    ? new Place(missed ? 0 : atUs, newDay ? 0 : tries, newDay ? nowUs : sinceUs)
                    : this;
        }

        boolean counts() {
            return atUs != 0 || tries != 0;
        }
    }

    private final Map<String, Map<String, Place>> networks = new HashMap<>();
    private long tidiedUs;

    /** The last slot given of each account; forgotten ones cost only that two are at once. */
    private final Map<String, Long> given =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > MAX_ACCOUNTS;
                }
            };

    /**
     * Asks to be heard.
     *
     * @return microseconds until the appointment; 0 when its time has come; {@link Long#MAX_VALUE}
     *     when the network gets none
     */
    long wait(String account, String network, long nowUs) {
        Map<String, Place> places = networks.get(network);
        Place before = places == null ? null : places.get(account);
        Place place = before == null ? new Place(0, 0, nowUs) : before.at(nowUs);
        if (place.tries() >= TRIES || (before == null && !room(network, nowUs))) {
            return Long.MAX_VALUE;
        }
        if (place.atUs() == 0) {
            long at = Math.max(nowUs, given.getOrDefault(account, 0L)) + SLOT_US;
            given.put(account, at);
            place = new Place(at, place.tries(), place.sinceUs());
        }
        networks.computeIfAbsent(network, key -> new HashMap<>()).put(account, place);
        return Math.max(0, place.atUs() - nowUs);
    }

    /** Whether the network may have a place more. */
    private boolean room(String network, long nowUs) {
        if (nowUs - tidiedUs > TIDY_US) {
            tidiedUs = nowUs;
            networks.values()
                    .forEach(places -> {
                        places.replaceAll((account, place) -> place.at(nowUs));
                        places.values().removeIf(place -> !place.counts());
                    });
            networks.values().removeIf(Map::isEmpty);
        }
        Map<String, Place> places = networks.get(network);
        return places == null
                ? networks.size() < MAX_NETWORKS
                : places.size() < MAX_ACCOUNTS_OF_ONE;
    }

    /** The appointment was kept. */
    void used(String account, String network) {
        Map<String, Place> places = networks.get(network);
        if (places != null) {
            places.computeIfPresent(
                    account, (key, place) -> new Place(0, place.tries() + 1, place.sinceUs()));
        }
    }

    /** Places that are kept now. */
    int size() {
        return networks.values().stream().mapToInt(Map::size).sum();
    }
}
