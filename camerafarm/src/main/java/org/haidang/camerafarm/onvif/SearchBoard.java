package org.haidang.camerafarm.onvif;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The searches that clients of one device have begun (ONVIF Recording Search Service, section
 * "Search"). A search is over when nobody asks for longer than it was to be kept alive. Safe for
 * use from several threads.
 */
final class SearchBoard {

    /** More searches at once are refused. */
    static final int MAX_SEARCHES = 8;

    /** A search nobody asks for is forgotten after this, whatever the client says. */
    static final Duration MAX_KEEP_ALIVE = Duration.ofMinutes(5);

    /** An answer waits for results at most so long, whatever the client says. */
    static final Duration MAX_WAIT = Duration.ofSeconds(30);

    /** How long a search takes: first it is queued, then it searches. */
    static final Duration USUAL_TIME = Duration.ofMillis(100);

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<String, Search> searches = new LinkedHashMap<>();
    private long last;

    /** What is looked for. */
    enum Kind {
        RECORDINGS,
        EVENTS
    }

    /**
     * What a client wants.
     *
     * @param keepAlive how long it may be silent
     * @param takes how long the search takes
     */
    record Wish(Kind kind, Duration keepAlive, Duration takes) {}

    /**
     * Some results.
     *
     * @param state {@code Queued}, {@code Searching} or {@code Completed}
     */
    record Page(String state, List<Xml> results) {}

    private static final class Search {
        private final Wish wish;
        private final List<Xml> results;
        private final Instant began;
        private Instant until;
        private int given;

        Search(Wish wish, List<Xml> results, Instant began) {
            this.wish = wish;
            this.results = results;
            this.began = began;
            this.until = began.plus(wish.keepAlive);
        }

        Instant ready() {
            return began.plus(wish.takes);
        }

        Page page(int limit, Instant now) {
            if (now.isBefore(ready())) {
                boolean queued = now.isBefore(began.plus(wish.takes.dividedBy(2)));
                return new Page(queued ? "Queued" : "Searching", List.of());
            }
            int from = given;
            given = Math.min(results.size(), from + limit);
            return new Page(
                    given == results.size() ? "Completed" : "Searching",
                    results.subList(from, given));
        }
    }

    SearchBoard(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Begins a search, whose results are those that there are now.
     *
     * @return its token
     * @throws SoapFault when there are too many
     */
    String begin(Wish wish, List<Xml> results) throws SoapFault {
        lock.lock();
        try {
            forgetTheOver();
            if (searches.size() >= MAX_SEARCHES) {
                throw SoapFault.receiver(
                        "too many searches at once", "ter:Action", "ter:ResourceProblem");
            }
            boolean shorter = wish.keepAlive.compareTo(MAX_KEEP_ALIVE) < 0;
            Wish bounded =
                    new Wish(wish.kind, shorter ? wish.keepAlive : MAX_KEEP_ALIVE, wish.takes);
            String token = "search_" + ++last;
            searches.put(token, new Search(bounded, List.copyOf(results), clock.instant()));
            return token;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next results of a search; waits for the first.
     *
     * @param limit at most so many, 1 or more
     * @param wait how long at most
     * @throws SoapFault when there is no such search, also when it ends meanwhile
     */
    Page results(String token, Kind kind, int limit, Duration wait)
            throws SoapFault, InterruptedException {
        lock.lock();
        try {
            Search search = find(token, kind);
            Instant begun = clock.instant();
            Instant patience = begun.plus(wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT);
            Instant until = patience.isBefore(search.ready()) ? patience : search.ready();
            search.until = until.plus(search.wish.keepAlive);
            for (Instant now = begun; now.isBefore(until); now = clock.instant()) {
                ended.awaitNanos(Duration.between(now, until).toNanos());
                search = find(token, kind);
            }
            Instant now = clock.instant();
            search.until = now.plus(search.wish.keepAlive);
            return search.page(limit, now);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends a search and the answers that wait for it.
     *
     * @throws SoapFault when there is none
     */
    void end(String token) throws SoapFault {
        lock.lock();
        try {
            forgetTheOver();
            if (searches.remove(token) == null) {
                throw unknown(token);
            }
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Search find(String token, Kind kind) throws SoapFault {
        forgetTheOver();
        Search found = searches.get(token);
        if (found == null || found.wish.kind != kind) {
            throw unknown(token);
        }
        return found;
    }

    private static SoapFault unknown(String token) {
        return SoapFault.invalid("ter:InvalidToken", "no such search: " + token);
    }

    private void forgetTheOver() {
        Instant now = clock.instant();
        searches.values().removeIf(each -> each.until.isBefore(now));
    }
}
