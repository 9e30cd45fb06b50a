package org.haidang.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.identity.store.SetupLinkStore;
import org.haidang.server.identity.store.Step;
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

    /**
     * A session that has begun.
     *
     * @param token value of the cookie
     * @param step what is still missing
     */
    public record Entry(User user, String token, Step step) {
        @Override
        public String toString() {
            return "Entry[" + user + ", " + step + "]";
        }
    }

    /** How an attempt to log in ended. */
    public sealed interface LoginResult {
        record Welcome(Entry entry) implements LoginResult {}

        /** Unknown name or wrong password; nobody is told which. */
        record Wrong() implements LoginResult {}

        record Wait(int seconds) implements LoginResult {}
    }

    private final UserStore users;
    private final SetupLinkStore links;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final SecondFactorRule rule;
    private final Passwords passwords;
    private final LoginThrottle throttle = new LoginThrottle();
    private final SecureRandom random;
    private final InstantSource clock;
    private volatile boolean somebody;

    public Accounts(
            UserStore users,
            SetupLinkStore links,
            Sessions sessions,
            SecondFactors factors,
            SecondFactorRule rule,
            Passwords passwords,
            SecureRandom random,
            InstantSource clock) {
        this.passwords = passwords;
        this.users = users;
        this.links = links;
        this.sessions = sessions;
        this.factors = factors;
        this.rule = rule;
        this.random = random;
        this.clock = clock;
    }

    public LoginThrottle throttle() {
        return throttle;
    }

    /** Passwords hashed since the start. */
    public long hashes() {
        return passwords.hashes();
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

    /** The one person who may log in and has this address; nobody when several have. */
    public Optional<User> byEmail(String email) {
        List<User> found =
                users.byEmail(email.strip().toLowerCase(Locale.ROOT)).stream()
                        .filter(User::enabled)
                        .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
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

    /** Adds a person who is still to be invited: without a name, unable to log in. */
    public User addNameless(
            String displayName, String email, @Nullable String organisationId, String language) {
        String id = Ids.next(nowUs(), random);
        User user =
                new User(
                        id,
                        Invitations.nameless(id),
                        displayName,
                        email,
                        organisationId,
                        language,
                        "system",
                        "",
                        true);
        users.add(user, nowUs());
        return user;
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

    /** For a password that was judged with {@link #mistakes}. */
    String hash(String password) {
        return passwords.hash(password);
    }

    public Optional<User> byUsername(String username) {
        return users.byUsername(username);
    }

    // ---- logging in

    /** Tries a name and a password. */
    public LoginResult logIn(String username, String password, Visitor visitor) {
        String name = username.strip().toLowerCase(Locale.ROOT);
        if (name.length() > 64 || password.length() > PasswordRules.MAX_LENGTH) {
            return new LoginResult.Wrong();
        }
        int wait = throttle.attempt(name, visitor.network(), nowUs());
        if (wait > 0) {
            return new LoginResult.Wait(wait);
        }
        // Who was invited and has not come yet has no password; that must not show in the time.
        Optional<User> user =
                users.byUsername(name)
                        .filter(User::enabled)
                        .filter(found -> !found.passwordHash().isEmpty());
        boolean right =
                user.isPresent()
                        ? passwords.matches(password, user.get().passwordHash())
                        : passwords.matchesNobody(password);
        if (!right) {
            return new LoginResult.Wrong();
        }
        throttle.succeeded(name, visitor.network());
        return new LoginResult.Welcome(welcome(user.get(), visitor));
    }

    /** Begins a session for somebody who has proved one thing: the password, or a one-time link. */
    public Entry welcome(User user, Visitor visitor) {
        Step step =
                factors.any(user.id())
                        ? Step.SECOND_FACTOR
                        : rule.required(user.id()) ? Step.ENROL : Step.NONE;
        return new Entry(user, sessions.begin(user.id(), step, visitor), step);
    }

    /** Begins a session for somebody who has proved two things at once, with a passkey. */
    public Entry welcomeWhole(User user, Visitor visitor) {
        return new Entry(user, sessions.begin(user.id(), Step.NONE, visitor), Step.NONE);
    }

    /** Tries a code, of a telephone or on paper, for a session that waits for it. */
    public LoginResult secondFactor(SessionStore.Found half, String code, Visitor visitor) {
        User user = half.user();
        int wait = throttle.attemptCode(user.id(), visitor.network(), nowUs());
        if (wait > 0) {
            return new LoginResult.Wait(wait);
        }
        if (half.step() != Step.SECOND_FACTOR || !factors.spend(user.id(), code)) {
            return new LoginResult.Wrong();
        }
        throttle.succeededCode(user.id(), visitor.network());
        return complete(half.tokenHash(), user, visitor)
                .<LoginResult>map(LoginResult.Welcome::new)
                .orElseGet(LoginResult.Wrong::new);
    }

    /** How the first code of a new telephone was judged. */
    public sealed interface Enrolment {
        record Done(List<String> recoveryCodes) implements Enrolment {
            @Override
            public String toString() {
                return "Done[]";
            }
        }

        record Wrong() implements Enrolment {}

        record Wait(int seconds) implements Enrolment {}
    }

    /**
     * Takes a telephone into use. Counted like a login's code, for the answer holds the recovery
     * codes: a stolen session must not guess its way to them.
     */
    public Enrolment confirmTotp(User user, String code, Visitor visitor) {
        int wait = throttle.attemptCode(user.id(), visitor.network(), nowUs());
        if (wait > 0) {
            return new Enrolment.Wait(wait);
        }
        Optional<List<String>> codes = factors.confirm(user.id(), code);
        if (codes.isEmpty()) {
            return new Enrolment.Wrong();
        }
        throttle.succeededCode(user.id(), visitor.network());
        return new Enrolment.Done(codes.get());
    }

    /** Makes a session whole, under a new token; empty when it has ended meanwhile. */
    public Optional<Entry> complete(String tokenHash, User user, Visitor visitor) {
        return sessions.complete(tokenHash, user.id(), visitor)
                .map(token -> new Entry(user, token, Step.NONE));
    }

    public boolean secondFactorRequired(String userId) {
        return rule.required(userId);
    }

    /** Lets a person in, or keeps the person out; what the person was watching ends. */
    public void enable(User user, boolean enabled) {
        users.enable(user.id(), enabled, nowUs());
        if (!enabled) {
            sessions.endAllBut(user.id(), "");
        }
    }

    /** Takes all second factors from a person who has lost them, and ends the sessions. */
    public void clearSecondFactors(User user) {
        factors.clear(user.id());
        sessions.endAllBut(user.id(), "");
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

    /** Whether it is really the person who sits there. */
    public sealed interface Confirmation {
        record Right() implements Confirmation {}

        record Wrong() implements Confirmation {}

        record Wait(int seconds) implements Confirmation {}
    }

    /**
     * Asks for the password again. Counted by itself: who guesses the name from outside must not
     * hinder the person inside.
     */
    public Confirmation confirm(User user, String password, Visitor visitor) {
        int wait = throttle.attemptConfirmation(user.id(), visitor.network(), nowUs());
        if (wait > 0) {
            return new Confirmation.Wait(wait);
        }
        if (password.length() > PasswordRules.MAX_LENGTH
                || !passwords.matches(password, user.passwordHash())) {
            return new Confirmation.Wrong();
        }
        throttle.succeededConfirmation(user.id(), visitor.network());
        return new Confirmation.Right();
    }

    /** Changes the password; all other sessions of the person end. */
    public ChangeResult changePassword(
            User user, String current, String next, String tokenHash, Visitor visitor) {
        return switch (confirm(user, current, visitor)) {
            case Confirmation.Wait wait -> new ChangeResult.Wait(wait.seconds());
            case Confirmation.Wrong wrong ->
                    new ChangeResult.Refused(new Mistake("current", "password.wrong"));
            case Confirmation.Right right -> changePassword(user, next, tokenHash);
        };
    }

    private ChangeResult changePassword(User user, String next, String tokenHash) {
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
