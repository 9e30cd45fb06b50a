package org.haidang.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.secrets.Token;

/**
 * Logged-in browsers. A session lives a week after its last use and a month at most; it is in the
 * database, so a restart ends none. Thread-safe.
 */
public final class Sessions {
    static final Duration IDLE = Duration.ofDays(7);
    static final Duration LONGEST = Duration.ofDays(30);
    static final int MAX_PER_USER = 50;

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
    public String begin(String userId) {
        String token = Token.random(random);
        long nowUs = nowUs();
        store.add(Token.hash(token), userId, nowUs, expiry(nowUs, nowUs), MAX_PER_USER);
        return token;
    }

    /** Whose session it is, if it is good. */
    public Optional<SessionStore.Found> find(String token) {
        if (token.length() > 128) {
            return Optional.empty();
        }
        return findByHash(Token.hash(token));
    }

    public Optional<SessionStore.Found> findByHash(String tokenHash) {
        long nowUs = nowUs();
        Optional<SessionStore.Found> found = store.find(tokenHash, nowUs);
        found.filter(session -> nowUs - session.seenUs() > TOUCH_US)
                .ifPresent(session ->
                        store.touch(
                                session.tokenHash(), nowUs, expiry(nowUs, session.createdUs())));
        return found;
    }

    /** Logs out. */
    public void end(String tokenHash) {
        store.remove(tokenHash);
        ended(tokenHash);
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

    private void ended(String tokenHash) {
        endListeners.forEach(listener -> listener.accept(tokenHash));
    }

    private static long expiry(long nowUs, long createdUs) {
        return Math.min(nowUs + IDLE.toMillis() * 1_000, createdUs + LONGEST.toMillis() * 1_000);
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
