package org.haidang.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.identity.store.Step;
import org.haidang.server.secrets.Token;
import org.haidang.server.store.Ids;

/**
 * Logged-in browsers. A session lives a week after its last use and a month at most; one that still
 * misses a step lives minutes, however it is used; a wall screen's has a length of its own ({@link
 * Walls}). It is in the database, so a restart ends none. Thread-safe.
 */
public final class Sessions {
    static final Duration IDLE = Duration.ofDays(7);
    static final Duration LONGEST = Duration.ofDays(30);
    static final Duration HALF = Duration.ofMinutes(10);
    static final Duration ENROL = Duration.ofHours(1);
    static final int MAX_PER_USER = 50;
    private static final String BROWSER = "browser";

    /** A use is written down only so often: every request would be a write. */
    private static final long TOUCH_US = Duration.ofMinutes(5).toMillis() * 1_000;

    private final SessionStore store;
    private final SecureRandom random;
    private final InstantSource clock;
    private final List<Consumer<String>> endListeners = new CopyOnWriteArrayList<>();

    public Sessions(SessionStore store, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    /** Begins a session and gives its token, the value of the cookie. */
    public String begin(String userId, Step step, Visitor visitor) {
        String token = Token.random(random);
        store.add(row(token, userId, step, visitor), MAX_PER_USER);
        return token;
    }

    /**
     * Begins a whole session in place of one that missed a step, under a token nobody has seen: the
     * old one may have been planted.
     *
     * @return empty when the old one has ended meanwhile
     */
    Optional<String> complete(String oldHash, String userId, Visitor visitor) {
        String token = Token.random(random);
        boolean done = store.replace(oldHash, row(token, userId, Step.NONE, visitor), MAX_PER_USER);
        if (done) {
            ended(oldHash);
        }
        return done ? Optional.of(token) : Optional.empty();
    }

    private SessionStore.Row row(String token, String userId, Step step, Visitor visitor) {
        long nowUs = nowUs();
        return new SessionStore.Row(
                Token.hash(token),
                Ids.next(nowUs, random),
                userId,
                BROWSER,
                step,
                visitor.address(),
                visitor.agent(),
                nowUs,
                nowUs,
                switch (step) {
                    case NONE -> expiry(nowUs, nowUs);
                    case SECOND_FACTOR -> nowUs + HALF.toMillis() * 1_000;
                    case ENROL -> nowUs + ENROL.toMillis() * 1_000;
                },
                null);
    }

    /** Whose session it is, if it is good; its step says whether it counts. */
    public Optional<SessionStore.Found> find(String token) {
        if (token.length() > 128) {
            return Optional.empty();
        }
        return findByHash(Token.hash(token));
    }

    public Optional<SessionStore.Found> findByHash(String tokenHash) {
        long nowUs = nowUs();
        Optional<SessionStore.Found> found =
                store.find(tokenHash, nowUs, nowUs - Walls.PROOF_LIFE.toMillis() * 1_000);
        found.map(SessionStore.Found::row)
                .filter(row -> row.step() == Step.NONE && nowUs - row.seenUs() > TOUCH_US)
                .ifPresent(row ->
                        store.touch(
                                row.tokenHash(),
                                nowUs,
                                row.wall() == null
                                        ? expiry(nowUs, row.createdUs())
                                        : row.expiresUs()));
        return found;
    }

    /** Logs out. */
    public void end(String tokenHash) {
        store.remove(tokenHash);
        ended(tokenHash);
    }

    /** A person's own list. */
    public List<SessionStore.Row> list(String userId) {
        return store.good(userId, nowUs());
    }

    /**
     * Ends one of a person's sessions by its name.
     *
     * @return false when the person has none of that name
     */
    public boolean endOne(String userId, String id) {
        Optional<String> hash = store.removeOne(userId, id);
        hash.ifPresent(this::ended);
        return hash.isPresent();
    }

    /**
     * Ends all of a person's sessions but one.
     *
     * @param keptHash empty to end all
     */
    public void endAllBut(String userId, String keptHash) {
        List<String> before = ofUser(userId);
        store.removeAllBut(userId, keptHash);
        endedAllBut(before, keptHash);
    }

    /**
     * The sessions of a person but one have been removed with a password: tell who depends on them.
     */
    void endedAllBut(List<String> before, String kept) {
        before.stream().filter(hash -> !hash.equals(kept)).forEach(this::ended);
    }

    List<String> ofUser(String userId) {
        return store.ofUser(userId);
    }

    /** Is told the hash of each session that ends before its time. Must not block. */
    public void onEnd(Consumer<String> listener) {
        endListeners.add(listener);
    }

    void ended(String tokenHash) {
        endListeners.forEach(listener -> listener.accept(tokenHash));
    }

    private static long expiry(long nowUs, long createdUs) {
        return Math.min(nowUs + IDLE.toMillis() * 1_000, createdUs + LONGEST.toMillis() * 1_000);
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
