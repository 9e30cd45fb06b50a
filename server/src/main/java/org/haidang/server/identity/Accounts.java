package org.haidang.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.haidang.server.identity.store.SetupLinkStore;
import org.haidang.server.identity.store.User;
import org.haidang.server.identity.store.UserStore;
import org.haidang.server.secrets.Token;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/**
 * People: the first one, logging in, changing oneself. Thread-safe; answers take as long as a hash.
 */
public final class Accounts {
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");
    private static final Duration LINK_LIFE = Duration.ofHours(24);

    /**
     * A field that cannot be taken.
     *
     * @param key of the sentence that says why
     */
    public record Mistake(String field, String key) {}

    /** How an attempt to log in ended. */
    public sealed interface LoginResult {
        record Welcome(User user, String token) implements LoginResult {}

        /** Unknown name or wrong password; nobody is told which. */
        record Wrong() implements LoginResult {}

        record Wait(int seconds) implements LoginResult {}
    }

    private final UserStore users;
    private final SetupLinkStore links;
    private final Sessions sessions;
    private final Passwords passwords = new Passwords();
    private final LoginThrottle throttle = new LoginThrottle();
    private final SecureRandom random;
    private final InstantSource clock;
    private volatile boolean somebody;

    public Accounts(
            UserStore users,
            SetupLinkStore links,
            Sessions sessions,
            SecureRandom random,
            InstantSource clock) {
        this.users = users;
        this.links = links;
        this.sessions = sessions;
        this.random = random;
        this.clock = clock;
    }

    public LoginThrottle throttle() {
        return throttle;
    }

    // ---- the first administrator

    public boolean setupRequired() {
        // People are never removed to the last, so this asks the database only until there is one.
        if (!somebody) {
            somebody = !users.empty();
        }
        return !somebody;
    }

    /** A new one-time link's token; the one before stops working. */
    public String newSetupToken() {
        String token = Token.random(random);
        links.replace(Token.hash(token), nowUs() + LINK_LIFE.toMillis() * 1_000);
        return token;
    }

    public boolean setupTokenValid(String token) {
        return token.length() <= 128 && setupRequired() && links.valid(Token.hash(token), nowUs());
    }

    /** What is wrong with the name and password of a new person; empty when nothing is. */
    public List<Mistake> mistakes(
            String username, String displayName, String password, List<String> context) {
        List<Mistake> mistakes = new ArrayList<>();
        if (!USERNAME.matcher(username).matches()) {
            mistakes.add(new Mistake("username", "username.form"));
        }
        if (displayName.length() > 100) {
            mistakes.add(new Mistake("displayName", "field.long"));
        }
        List<String> words = new ArrayList<>(context);
        words.add(username);
        words.add(displayName);
        PasswordRules.problem(password, words)
                .ifPresent(key -> mistakes.add(new Mistake("password", key)));
        return mistakes;
    }

    /**
     * Makes the first administrator; the caller has judged name and password with {@link
     * #mistakes}.
     *
     * @return empty when somebody was faster
     */
    public Optional<User> addFirst(
            String username, String displayName, String password, String language) {
        User user =
                new User(
                        Ids.next(nowUs(), random),
                        username,
                        displayName.isBlank() ? username : displayName,
                        "",
                        null,
                        language,
                        "system",
                        passwords.hash(password),
                        true);
        return users.addFirst(user, nowUs()) ? Optional.of(user) : Optional.empty();
    }

    /** Sets the password of a person without asking for the old one: for the demo's own user. */
    public void resetPassword(User user, String password) {
        List<String> before = sessions.ofUser(user.id());
        users.changePassword(user.id(), passwords.hash(password), "", nowUs());
        sessions.endedAllBut(before, "");
    }

    public List<User> all() {
        return users.all();
    }

    public Optional<User> byId(String id) {
        return users.byId(id);
    }

    /** Changes name, e-mail, organisation or whether a person may log in at all. */
    public User change(User after) {
        List<String> before = after.enabled() ? List.of() : sessions.ofUser(after.id());
        users.change(after, nowUs());
        sessions.endedAllBut(before, "");
        return users.byId(after.id()).orElse(after);
    }

    /** Adds a person with a password that the caller has judged: for the demo. */
    public User add(String username, String displayName, String password, String language) {
        User user =
                new User(
                        Ids.next(nowUs(), random),
                        username,
                        displayName,
                        "",
                        null,
                        language,
                        "system",
                        passwords.hash(password),
                        true);
        users.add(user, nowUs());
        return user;
    }

    public Optional<User> byUsername(String username) {
        return users.byUsername(username);
    }

    // ---- logging in

    /**
     * Tries a name and a password.
     *
     * @param address where it comes from, for the throttle
     */
    public LoginResult logIn(String username, String password, String address) {
        String name = username.strip().toLowerCase(Locale.ROOT);
        if (name.length() > 64 || password.length() > PasswordRules.MAX_LENGTH) {
            return new LoginResult.Wrong();
        }
        int wait = throttle.attempt(name, address, nowUs());
        if (wait > 0) {
            return new LoginResult.Wait(wait);
        }
        Optional<User> user = users.byUsername(name).filter(User::enabled);
        boolean right =
                user.isPresent()
                        ? passwords.matches(password, user.get().passwordHash())
                        : passwords.matchesNobody(password);
        if (!right) {
            return new LoginResult.Wrong();
        }
        throttle.succeeded(name, address);
        return new LoginResult.Welcome(user.get(), sessions.begin(user.get().id()));
    }

    /** Begins a session for somebody who has proved himself otherwise, with the set-up link. */
    public String welcome(User user) {
        return sessions.begin(user.id());
    }

    // ---- changing oneself

    public User changeProfile(
            User user,
            @Nullable String displayName,
            @Nullable String language,
            @Nullable String theme) {
        users.changeProfile(
                user.id(),
                displayName == null ? user.displayName() : displayName,
                language == null ? user.language() : language,
                theme == null ? user.theme() : theme,
                nowUs());
        return users.byId(user.id()).orElse(user);
    }

    /** How an attempt to change the password ended. */
    public sealed interface ChangeResult {
        record Changed() implements ChangeResult {}

        record Refused(Mistake mistake) implements ChangeResult {}

        record Wait(int seconds) implements ChangeResult {}
    }

    /** Changes the password; all other sessions of the person end. */
    public ChangeResult changePassword(
            User user, String current, String next, String tokenHash, String address) {
        int wait = throttle.attempt(user.username(), address, nowUs());
        if (wait > 0) {
            return new ChangeResult.Wait(wait);
        }
        if (current.length() > PasswordRules.MAX_LENGTH
                || !passwords.matches(current, user.passwordHash())) {
            return new ChangeResult.Refused(new Mistake("current", "password.wrong"));
        }
        throttle.succeeded(user.username(), address);
        Optional<String> problem =
                PasswordRules.problem(next, List.of(user.username(), user.displayName()));
        if (problem.isPresent()) {
            return new ChangeResult.Refused(new Mistake("next", problem.get()));
        }
        List<String> before = sessions.ofUser(user.id());
        users.changePassword(user.id(), passwords.hash(next), tokenHash, nowUs());
        sessions.endedAllBut(before, tokenHash);
        return new ChangeResult.Changed();
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
