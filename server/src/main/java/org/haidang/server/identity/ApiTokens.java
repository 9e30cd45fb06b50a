package org.haidang.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haidang.server.identity.store.ApiToken;
import org.haidang.server.identity.store.ApiTokenStore;
import org.haidang.server.secrets.Token;
import org.haidang.server.store.Ids;

/**
 * Keys for programs: each with a name, an end, and a part of what its person may do. Thread-safe.
 */
public final class ApiTokens {
    /** By which people, and programs that search for leaked keys, know one. */
    public static final String PREFIX = "hd_";

    public static final int MAX_DAYS = 365;
    public static final int MAX_PER_USER = 20;
    private static final long DAY_US = Duration.ofDays(1).toMillis() * 1_000;
    private static final long TOUCH_US = Duration.ofMinutes(5).toMillis() * 1_000;

    /** Ended keys stay in the list so long, for the one who wonders why a program stopped. */
    private static final long FORGET_US = 30 * DAY_US;

    /** A new key; {@code secret} is told once. */
    public record Made(String secret, ApiToken token) {
        @Override
        public String toString() {
            return "Made[" + token + "]";
        }
    }

    private final ApiTokenStore store;
    private final Sessions sessions;
    private final SecureRandom random;
    private final InstantSource clock;

    public ApiTokens(
            ApiTokenStore store, Sessions sessions, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.sessions = sessions;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Makes one.
     *
     * @param days 1 to {@link #MAX_DAYS}
     * @return empty when the person has {@link #MAX_PER_USER}
     */
    public Optional<Made> make(String userId, String name, Set<String> actions, int days) {
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("days " + days);
        }
        String secret = PREFIX + Token.random(random);
        long nowUs = nowUs();
        ApiToken token =
                new ApiToken(
                        Ids.next(nowUs, random),
                        userId,
                        Token.hash(secret),
                        name,
                        Set.copyOf(actions),
                        nowUs,
                        nowUs + days * DAY_US,
                        0);
        return store.add(token, nowUs - FORGET_US, MAX_PER_USER)
                ? Optional.of(new Made(secret, token))
                : Optional.empty();
    }

    /** Whose key it is, if it is good. */
    public Optional<ApiTokenStore.Found> find(String secret) {
        return secret.length() > 128 || !secret.startsWith(PREFIX)
                ? Optional.empty()
                : findByHash(Token.hash(secret));
    }

    public Optional<ApiTokenStore.Found> findByHash(String tokenHash) {
        long nowUs = nowUs();
        Optional<ApiTokenStore.Found> found = store.find(tokenHash, nowUs);
        found.map(ApiTokenStore.Found::token)
                .filter(token -> nowUs - token.usedUs() > TOUCH_US)
                .ifPresent(token -> store.used(token.id(), nowUs));
        return found;
    }

    public List<ApiToken> list(String userId) {
        return store.ofUser(userId);
    }

    /**
     * Removes one of a person's; what it was watching ends.
     *
     * @return false when the person has none of that id
     */
    public boolean remove(String userId, String id) {
        Optional<ApiToken> token = list(userId).stream().filter(t -> t.id().equals(id)).findFirst();
        boolean removed = store.remove(userId, id);
        if (removed) {
            token.ifPresent(t -> sessions.ended(t.tokenHash()));
        }
        return removed;
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
