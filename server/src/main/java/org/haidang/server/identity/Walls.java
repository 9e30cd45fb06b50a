package org.haidang.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.identity.store.Step;
import org.haidang.server.identity.store.User;
import org.haidang.server.identity.store.WallStore;
import org.haidang.server.secrets.Token;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Wall screens: devices that watch for weeks and belong to the person who set them up. The device
 * keeps a private key that no script can read out; its cookie counts for a day, and each proof of
 * the key gives it another. A copied cookie therefore ends with the device's next proof, and a lost
 * answer costs nothing: the key alone begins again. Why so: decision 0009. Thread-safe.
 */
public final class Walls {
    public static final Duration LIFE = Duration.ofDays(90);
    public static final Duration LINK_LIFE = Duration.ofMinutes(10);

    /** For so long the cookie counts after a proof. */
    public static final Duration PROOF_LIFE = Duration.ofHours(24);

    public static final int MAX_PER_USER = 20;

    /** Failed proofs of one screen that are recorded in an hour: a thief must not flood the log. */
    static final int MAX_RECORDED = 10;

    private static final int MAX_REMEMBERED = 1_000;
    private static final long HOUR_US = Duration.ofHours(1).toMillis() * 1_000;
    private static final int MAX_TEXT = 128;

    /** A one-time link; the token is told once and only its hash is kept. */
    public record Link(String token, long expiresUs) {
        /** Where the console takes it, after the server's address. */
        public String path() {
            return "/#/wall?token=" + token;
        }

        @Override
        public String toString() {
            return "Link[]";
        }
    }

    /** What a good link offers: how the screen will be called, and what is to be signed. */
    public record Offer(String name, String challenge) {}

    /** How claiming or proving ended. */
    public sealed interface Result {
        record In(SessionStore.Found wall, String token) implements Result {
            @Override
            public String toString() {
                return "In[" + wall.row() + "]";
            }
        }

        /** The question is not known any more: ask for another. */
        record Stale() implements Result {}

        /**
         * The link or the screen is gone, or the signature is another key's; nobody is told which.
         */
        record No() implements Result {}
    }

    private record Refusals(long sinceUs, int count) {}

    private final WallStore store;
    private final Sessions sessions;
    private final WallLog log;
    private final Predicate<String> mayWatch;
    private final SecureRandom random;
    private final InstantSource clock;

    /** By the question: the hash of the link, or the id of the screen, it was asked about. */
    private final Challenges<String> asked = new Challenges<>();

    private final Map<String, Refusals> refusals =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Refusals> eldest) {
                    return size() > MAX_REMEMBERED;
                }
            };

    /**
     * @param mayWatch whether a person, by the id, may see live pictures anywhere
     */
    public Walls(
            WallStore store,
            Sessions sessions,
            WallLog log,
            Predicate<String> mayWatch,
            SecureRandom random,
            InstantSource clock) {
        this.store = store;
        this.sessions = sessions;
        this.log = log;
        this.mayWatch = mayWatch;
        this.random = random;
        this.clock = clock;
    }

    // ---- becoming one

    /** Whether a person has {@link #MAX_PER_USER}. */
    public boolean full(String userId) {
        return store.count(userId) >= MAX_PER_USER;
    }

    /** A new link; the one before stops working. */
    public Link link(String userId, String name) {
        String token = Token.random(random);
        long expiresUs = nowUs() + LINK_LIFE.toMillis() * 1_000;
        store.replaceLink(userId, Token.hash(token), name, nowUs(), expiresUs);
        return new Link(token, expiresUs);
    }

    /** What a link offers to the device that opened it, if it is still good. */
    public Optional<Offer> open(String token, String network) {
        return token.length() > MAX_TEXT
                ? Optional.empty()
                : store.link(Token.hash(token), nowUs())
                        .map(link -> new Offer(link.name(), ask(Token.hash(token), network)));
    }

    /**
     * Makes the device a wall screen.
     *
     * @param publicKey SubjectPublicKeyInfo of P-256, base64url
     * @param signature over {@code claim}, the token and the challenge
     */
    public Result claim(
            String token, String challenge, String publicKey, String signature, Visitor visitor) {
        long nowUs = nowUs();
        Optional<WallStore.Link> link =
                token.length() > MAX_TEXT ? Optional.empty() : store.link(Token.hash(token), nowUs);
        if (link.isEmpty() || full(link.get().user().id())) {
            return new Result.No();
        }
        if (!answers(challenge, Token.hash(token))) {
            return new Result.Stale();
        }
        boolean right =
                WallKey.read(publicKey)
                        .filter(key ->
                                key.signed(WallKey.text("claim", token, challenge), signature))
                        .isPresent();
        User user = link.get().user();
        if (!right || !mayWatch.test(user.id())) {
            return new Result.No();
        }
        log.claimed(user, link.get().name(), visitor);
        String cookie = Token.random(random);
        SessionStore.Row row =
                new SessionStore.Row(
                        Token.hash(cookie),
                        Ids.next(nowUs, random),
                        user.id(),
                        SessionStore.WALL,
                        Step.NONE,
                        visitor.address(),
                        visitor.agent(),
                        nowUs,
                        nowUs,
                        nowUs + LIFE.toMillis() * 1_000,
                        new SessionStore.Wall(link.get().name(), publicKey, nowUs));
        return store.claim(Token.hash(token), row)
                ? new Result.In(new SessionStore.Found(row, user), cookie)
                : new Result.No();
    }

    // ---- staying one

    /** A question for the device of a screen; it is asked whether or not there is such a screen. */
    public String challenge(String id, String network) {
        return ask(id, network);
    }

    /**
     * Gives the device another cookie for its proof.
     *
     * @param signature over {@code proof}, the id and the challenge
     * @param shownHash of the cookie that came with it, if any
     */
    public Result prove(
            String id,
            String challenge,
            String signature,
            @Nullable String shownHash,
            Visitor visitor) {
        if (!answers(challenge, id)) {
            return new Result.Stale();
        }
        Optional<SessionStore.Found> found = store.byId(id, nowUs());
        SessionStore.Wall wall = found.map(f -> f.row().wall()).orElse(null);
        if (wall == null) {
            return new Result.No();
        }
        boolean right =
                WallKey.read(wall.publicKey())
                        .filter(key -> key.signed(WallKey.text("proof", id, challenge), signature))
                        .isPresent();
        if (!right) {
            refuse(found.get(), wall, shownHash, visitor);
            return new Result.No();
        }
        if (!mayWatch.test(found.get().user().id())) {
            end(found.get(), WallLog.End.NO_RIGHT);
            return new Result.No();
        }
        return renew(found.get());
    }

    private Result renew(SessionStore.Found before) {
        String cookie = Token.random(random);
        long nowUs = nowUs();
        if (!store.renew(before.row(), Token.hash(cookie), nowUs, nowUs)) {
            // Ended meanwhile, or proved from two windows at once: the device asks again.
            return new Result.Stale();
        }
        sessions.ended(before.tokenHash());
        return store.byId(before.row().id(), nowUs)
                .<Result>map(now -> new Result.In(now, cookie))
                .orElseGet(Result.No::new);
    }

    /**
     * Whoever shows the screen's cookie and has not its key holds a copy: that cookie counts no
     * more. The screen itself stays, else any thief could darken it; its device begins again by its
     * key.
     */
    private void refuse(
            SessionStore.Found found,
            SessionStore.Wall wall,
            @Nullable String shownHash,
            Visitor visitor) {
        boolean copied = found.tokenHash().equals(shownHash);
        if (copied || recorded(found.row().id())) {
            log.refused(found.user(), wall.name(), copied, visitor);
        }
        if (copied
                && store.renew(
                        found.row(),
                        Token.hash(Token.random(random)),
                        wall.provedUs(),
                        found.row().seenUs())) {
            sessions.ended(found.tokenHash());
        }
    }

    private synchronized boolean recorded(String id) {
        long nowUs = nowUs();
        Refusals before = refusals.get(id);
        Refusals now =
                before == null || nowUs - before.sinceUs() > HOUR_US
                        ? new Refusals(nowUs, 1)
                        : new Refusals(before.sinceUs(), before.count() + 1);
        refusals.put(id, now);
        return now.count() <= MAX_RECORDED;
    }

    // ---- ending

    /** Ends a screen for a reason of the program's. */
    public void end(SessionStore.Found found, WallLog.End why) {
        SessionStore.Wall wall = found.row().wall();
        if (wall != null) {
            log.ended(found.user(), wall.name(), why);
            // By the id: a device that proves itself meanwhile must not slip away.
            sessions.endOne(found.user().id(), found.row().id());
        }
    }

    /**
     * To be called now and then: ends screens that are too old or whose person may watch nothing.
     */
    public void round() {
        long nowUs = nowUs();
        for (SessionStore.Found found : store.all()) {
            if (found.row().expiresUs() <= nowUs) {
                end(found, WallLog.End.EXPIRED);
            } else if (!mayWatch.test(found.user().id())) {
                end(found, WallLog.End.NO_RIGHT);
            }
        }
    }

    private String ask(String about, String network) {
        String challenge = Token.random(random);
        asked.put(challenge, about, network, nowUs());
        return challenge;
    }

    /** Good once, and only for what was asked about. */
    private boolean answers(String challenge, String about) {
        return asked.take(challenge, nowUs()).filter(about::equals).isPresent();
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
