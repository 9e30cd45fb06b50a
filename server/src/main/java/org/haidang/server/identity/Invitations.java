package org.haidang.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haidang.server.identity.store.InvitationStore;
import org.haidang.server.identity.store.User;
import org.haidang.server.identity.store.UserStore;
import org.haidang.server.secrets.Token;
import org.jspecify.annotations.Nullable;

/**
 * One-time links by which a person chooses a name and a password: for who is new, and for who has
 * forgotten. Nobody else ever knows the password. Thread-safe.
 */
public final class Invitations {
    static final Duration LIFE = Duration.ofDays(7);

    /** What stands for a name until one was chosen; no name begins so. */
    private static final String NAMELESS = "~";

    /** The token is told once and only its hash is kept. */
    public record Link(String token, long expiresUs) {
        /** Where the console takes it, after the server's address. */
        public String path() {
            return "/#/invitation?token=" + token;
        }

        @Override
        public String toString() {
            return "Link[]";
        }
    }

    /**
     * A good invitation.
     *
     * @param username null when it is still to be chosen
     */
    public record Found(User user, @Nullable String username) {}

    /** How taking one ended. */
    public sealed interface Taken {
        record Done(User user) implements Taken {}

        /** Used, too old, replaced by a newer one, or never there; nobody is told which. */
        record Gone() implements Taken {}

        record Refused(List<Accounts.Mistake> mistakes) implements Taken {}
    }

    private final InvitationStore store;
    private final UserStore users;
    private final Sessions sessions;
    private final Accounts accounts;
    private final SecureRandom random;
    private final InstantSource clock;

    public Invitations(
            InvitationStore store,
            UserStore users,
            Sessions sessions,
            Accounts accounts,
            SecureRandom random,
            InstantSource clock) {
        this.store = store;
        this.users = users;
        this.sessions = sessions;
        this.accounts = accounts;
        this.random = random;
        this.clock = clock;
    }

    /**
     * The user name of a person who has not chosen one yet: unique, and nobody can log in by it.
     */
    public static String nameless(String userId) {
        return NAMELESS + userId;
    }

    /** Whether the person has chosen a name. */
    public static boolean named(User user) {
        return !user.username().startsWith(NAMELESS) && !user.username().equals(user.id());
    }

    /** A new link; the one before stops working, the password goes on until this one is taken. */
    public Link invite(String userId) {
        String token = Token.random(random);
        long expiresUs = nowUs() + LIFE.toMillis() * 1_000;
        store.replace(userId, Token.hash(token), nowUs(), expiresUs);
        return new Link(token, expiresUs);
    }

    /** Whom a link invites, if it is still good. */
    public Optional<Found> find(String token) {
        return token.length() > 128
                ? Optional.empty()
                : store.find(Token.hash(token), nowUs())
                        .map(user -> new Found(user, named(user) ? user.username() : null));
    }

    /** Withdraws the link of a person. */
    public void withdraw(String userId) {
        store.remove(userId);
    }

    /**
     * Takes it.
     *
     * @param username not looked at when the person has one already
     */
    public Taken take(String token, @Nullable String username, String password) {
        Optional<Found> found = find(token);
        if (found.isEmpty()) {
            return new Taken.Gone();
        }
        User user = found.get().user();
        String kept = found.get().username();
        String name = kept != null ? kept : username == null ? "" : username.strip();
        List<Accounts.Mistake> mistakes = new ArrayList<>();
        accounts.mistakes(name, user.displayName(), password, List.of()).stream()
                .filter(m -> !m.field().equals("displayName"))
                .forEach(mistakes::add);
        return mistakes.isEmpty()
                ? take(token, user, name, password)
                : new Taken.Refused(List.copyOf(mistakes));
    }

    private Taken take(String token, User user, String name, String password) {
        List<String> before = sessions.ofUser(user.id());
        return switch (store.take(
                Token.hash(token), user.id(), name, accounts.hash(password), nowUs())) {
            case GONE -> new Taken.Gone();
            case NAME_TAKEN ->
                    new Taken.Refused(List.of(new Accounts.Mistake("username", "username.taken")));
            case DONE -> {
                sessions.endedAllBut(before, "");
                yield new Taken.Done(users.byId(user.id()).orElse(user));
            }
        };
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
