package org.haidang.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.haidang.server.identity.Accounts.Confirmation;
import org.haidang.server.identity.Accounts.Enrolment;
import org.haidang.server.identity.Accounts.LoginResult;
import org.haidang.server.identity.Invitations.Taken;
import org.haidang.server.identity.store.ApiTokenStore;
import org.haidang.server.identity.store.InvitationStore;
import org.haidang.server.identity.store.SecondFactorStore;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.identity.store.SetupLinkStore;
import org.haidang.server.identity.store.Step;
import org.haidang.server.identity.store.User;
import org.haidang.server.identity.store.UserStore;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in, its second step, invitations and keys, on a clock that the test turns. */
class PeopleTest {
    private static final String PASSWORD = "ba con voi uong tra da";
    private static final Visitor VISITOR = new Visitor("10.0.0.7", "10.0.0.7", "Firefox");

    @TempDir Path folder;
    private Instant now = Instant.parse("2026-11-26T08:00:00Z");
    private final InstantSource clock = () -> now;
    private final SecureRandom random = new SecureRandom();
    private boolean demanded;
    private Database database;
    private UserStore users;
    private Sessions sessions;
    private SecondFactors factors;
    private Accounts accounts;
    private Invitations invitations;
    private ApiTokens tokens;
    private User an;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        users = new UserStore(database);
        sessions = new Sessions(new SessionStore(database), random, clock);
        factors =
                new SecondFactors(
                        new SecondFactorStore(database), Sealer.forThisRun(random), random, clock);
        accounts =
                new Accounts(
                        users,
                        new SetupLinkStore(database),
                        sessions,
                        factors,
                        userId -> demanded,
                        new Passwords(),
                        random,
                        clock);
        invitations =
                new Invitations(
                        new InvitationStore(database), users, sessions, accounts, random, clock);
        tokens = new ApiTokens(new ApiTokenStore(database), sessions, random, clock);
        an = accounts.addFirst("an", "An", PASSWORD, "vi").orElseThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private Accounts.Entry logIn() {
        return ((LoginResult.Welcome) accounts.logIn("an", PASSWORD, VISITOR)).entry();
    }

    /** Sets up a telephone and gives its secret and the recovery codes. */
    private Phone phone() {
        SecondFactors.Begun begun = factors.begin(an);
        byte[] secret = Phone.base32(begun.secret());
        List<String> codes = factors.confirm(an.id(), Totp.code(secret, step(0))).orElseThrow();
        pass(Duration.ofSeconds(60));
        return new Phone(secret, codes);
    }

    private long step(int drift) {
        return now.getEpochSecond() / 30 + drift;
    }

    private record Phone(byte[] secret, List<String> paper) {
        static byte[] base32(String text) {
            java.math.BigInteger number = java.math.BigInteger.ZERO;
            for (char letter : text.toCharArray()) {
                number =
                        number.shiftLeft(5)
                                .or(
                                        java.math.BigInteger.valueOf(
                                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
                                                        .indexOf(letter)));
            }
            byte[] bytes = new byte[20];
            byte[] raw = number.toByteArray();
            int length = Math.min(20, raw.length);
            System.arraycopy(raw, raw.length - length, bytes, 20 - length, length);
            return bytes;
        }
    }

    private SessionStore.Found half() {
        return sessions.find(logIn().token()).orElseThrow();
    }

    @Test
    void asksForACodeOnceOneIsSetUpAndForNothingBefore() {
        assertThat(logIn().step()).isEqualTo(Step.NONE);
        factors.begin(an);
        assertThat(logIn().step()).isEqualTo(Step.NONE);
        phone();
        assertThat(logIn().step()).isEqualTo(Step.SECOND_FACTOR);
    }

    @Test
    void demandsEnrolmentOfWhoMustAndHasNone() {
        demanded = true;
        assertThat(logIn().step()).isEqualTo(Step.ENROL);
        phone();
        assertThat(logIn().step()).isEqualTo(Step.SECOND_FACTOR);
    }

    @Test
    void takesACodeOnceEvenByAnotherSession() {
        Phone phone = phone();
        String code = Totp.code(phone.secret(), step(0));
        SessionStore.Found other = half();
        assertThat(accounts.secondFactor(half(), code, VISITOR))
                .isInstanceOf(LoginResult.Welcome.class);
        assertThat(accounts.secondFactor(other, code, VISITOR))
                .isInstanceOf(LoginResult.Wrong.class);
        assertThat(accounts.secondFactor(other, Totp.code(phone.secret(), step(1)), VISITOR))
                .isInstanceOf(LoginResult.Welcome.class);
    }

    @Test
    void takesEachRecoveryCodeOnce() {
        Phone phone = phone();
        String code = phone.paper().getFirst();
        assertThat(accounts.secondFactor(half(), code, VISITOR))
                .isInstanceOf(LoginResult.Welcome.class);
        assertThat(accounts.secondFactor(half(), code, VISITOR))
                .isInstanceOf(LoginResult.Wrong.class);
        assertThat(factors.state(an.id()).recoveryCodesLeft()).isEqualTo(9);
        List<String> next = factors.newRecoveryCodes(an.id());
        assertThat(factors.spend(an.id(), phone.paper().getLast())).isFalse();
        assertThat(factors.spend(an.id(), next.getFirst())).isTrue();
    }

    @Test
    void completesAHalfSessionOnceAndUnderANewToken() {
        Phone phone = phone();
        SessionStore.Found half = half();
        LoginResult.Welcome welcome =
                (LoginResult.Welcome)
                        accounts.secondFactor(half, phone.paper().getFirst(), VISITOR);
        assertThat(sessions.findByHash(half.tokenHash())).isEmpty();
        assertThat(sessions.find(welcome.entry().token()).orElseThrow().step())
                .isEqualTo(Step.NONE);
        assertThat(accounts.secondFactor(half, phone.paper().getLast(), VISITOR))
                .isInstanceOf(LoginResult.Wrong.class);
    }

    @Test
    void letsAHalfSessionLiveTenMinutesHoweverItIsUsed() {
        phone();
        String token = logIn().token();
        pass(Duration.ofMinutes(6));
        assertThat(sessions.find(token)).isPresent();
        pass(Duration.ofMinutes(4));
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void forgetsASecretThatIsNotConfirmedInTime() {
        byte[] secret = Phone.base32(factors.begin(an).secret());
        assertThat(factors.confirm(an.id(), "000000")).isEmpty();
        pass(Duration.ofMinutes(16));
        assertThat(factors.confirm(an.id(), Totp.code(secret, step(0)))).isEmpty();
    }

    @Test
    void slowsDownWhoGuessesCodesThoughThePasswordIsRight() {
        phone();
        LoginResult last = accounts.secondFactor(half(), "000000", VISITOR);
        for (int i = 0; i < 8 && last instanceof LoginResult.Wrong; i++) {
            // A right password in between must not wipe the slate.
            last = accounts.secondFactor(half(), "000000", VISITOR);
        }
        assertThat(last).isInstanceOf(LoginResult.Wait.class);
    }

    @Test
    void slowsDownWhoGuessesThePasswordOfALoggedInPerson() {
        Confirmation last = accounts.confirm(an, "wrong wrong wrong", VISITOR);
        for (int i = 0; i < 8 && last instanceof Confirmation.Wrong; i++) {
            last = accounts.confirm(an, "wrong wrong wrong", VISITOR);
        }
        assertThat(last).isInstanceOf(Confirmation.Wait.class);
    }

    @Test
    void letsNoStrangerHinderWhoIsLoggedIn() {
        for (int i = 0; i < 40; i++) {
            accounts.logIn("an", "wrong wrong wrong", VISITOR);
        }
        assertThat(accounts.logIn("an", PASSWORD, VISITOR)).isInstanceOf(LoginResult.Wait.class);
        assertThat(accounts.confirm(an, PASSWORD, VISITOR)).isInstanceOf(Confirmation.Right.class);
    }

    @Test
    void slowsDownWhoGuessesTheFirstCodeOfATelephone() {
        factors.begin(an);
        Enrolment last = accounts.confirmTotp(an, "000000", VISITOR);
        for (int i = 0; i < 8 && last instanceof Enrolment.Wrong; i++) {
            last = accounts.confirmTotp(an, "000000", VISITOR);
        }
        assertThat(last).isInstanceOf(Enrolment.Wait.class);
    }

    /** Whether somebody is unknown, invited or kept out must not show in the work either. */
    @Test
    void hashesAsMuchForWhoCannotLogInAsForWhoCan() {
        invited();
        users.add(new User("u3", "cuong", "Cường", "", null, "vi", "dark", "", false), 1);
        for (String name : List.of("an", "nobody", Invitations.nameless("u2"), "cuong")) {
            long before = accounts.hashes();
            assertThat(accounts.logIn(name, "wrong wrong wrong", VISITOR))
                    .isInstanceOf(LoginResult.Wrong.class);
            assertThat(accounts.hashes() - before).as(name).isEqualTo(1);
        }
    }

    /** What stands for the hash of nobody must cost what a person's costs. */
    @Test
    void hashesForNobodyWithTheSameParameters() {
        for (Passwords passwords : List.of(new Passwords(), CheapPasswords.make())) {
            String real = passwords.hash(PASSWORD);
            String head = real.substring(0, real.indexOf('$', real.indexOf("p=")));
            assertThat(passwords.nobody()).startsWith(head + '$').hasSameSizeAs(real);
            assertThat(passwords.matchesNobody(PASSWORD)).isFalse();
        }
    }

    /** Whatever tests may save, people's passwords cost 19 MiB and two passes. */
    @Test
    void hashesAsDearlyAsItIsPromised() {
        assertThat(an.passwordHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    // ---- invitations

    private String invited() {
        User binh =
                new User(
                        "u2", Invitations.nameless("u2"), "Bình", "", null, "vi", "dark", "", true);
        users.add(binh, 1);
        return invitations.invite("u2").token();
    }

    @Test
    void keepsOutWhoHasNotTakenTheInvitation() {
        invited();
        assertThat(accounts.logIn(Invitations.nameless("u2"), "", VISITOR))
                .isInstanceOf(LoginResult.Wrong.class);
    }

    @Test
    void refusesAnInvitationThatWasTakenReplacedOrIsOld() {
        String first = invited();
        String second = invitations.invite("u2").token();
        assertThat(invitations.take(first, "binh", PASSWORD)).isInstanceOf(Taken.Gone.class);
        assertThat(invitations.find(second).orElseThrow().username()).isNull();
        assertThat(invitations.take(second, "an", PASSWORD)).isInstanceOf(Taken.Refused.class);
        assertThat(invitations.take(second, "binh", "short")).isInstanceOf(Taken.Refused.class);
        assertThat(invitations.take(second, "binh", PASSWORD)).isInstanceOf(Taken.Done.class);
        assertThat(invitations.take(second, "binh", PASSWORD)).isInstanceOf(Taken.Gone.class);
        assertThat(accounts.logIn("binh", PASSWORD, VISITOR))
                .isInstanceOf(LoginResult.Welcome.class);
        String third = invitations.invite("u2").token();
        pass(Duration.ofDays(7));
        assertThat(invitations.take(third, "binh", PASSWORD)).isInstanceOf(Taken.Gone.class);
    }

    @Test
    void keepsTheNameOfWhoHasForgottenThePasswordAndEndsTheSessions() {
        String before = logIn().token();
        String token = invitations.invite(an.id()).token();
        assertThat(sessions.find(before)).isPresent();
        assertThat(invitations.find(token).orElseThrow().username()).isEqualTo("an");
        assertThat(invitations.take(token, "root", "bon con ga an rau muong"))
                .isInstanceOf(Taken.Done.class);
        assertThat(users.byId(an.id()).orElseThrow().username()).isEqualTo("an");
        assertThat(sessions.find(before)).isEmpty();
        assertThat(accounts.logIn("an", PASSWORD, VISITOR)).isInstanceOf(LoginResult.Wrong.class);
    }

    @Test
    void letsOneOfTwoTakeAnInvitation() throws Exception {
        String token = invited();
        Callable<Taken> take = () -> invitations.take(token, "binh", PASSWORD);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Taken> results =
                    threads.invokeAll(List.of(take, take)).stream()
                            .map(future -> future.resultNow())
                            .toList();
            assertThat(results).filteredOn(Taken.Done.class::isInstance).hasSize(1);
        }
    }

    // ---- keys for programs

    @Test
    void endsAKeyOnItsDayAndNotesItsUseNowAndThen() {
        ApiTokens.Made made =
                tokens.make(an.id(), "Report", Set.of("camera.read"), 2).orElseThrow();
        assertThat(made.secret()).matches("hd_[A-Za-z0-9_-]{43}");
        assertThat(tokens.find(made.secret()).orElseThrow().token().usedUs()).isZero();
        assertThat(tokens.list(an.id()).getFirst().usedUs()).isEqualTo(now.toEpochMilli() * 1_000);
        Instant first = now;
        pass(Duration.ofMinutes(4));
        assertThat(tokens.find(made.secret())).isPresent();
        assertThat(tokens.list(an.id()).getFirst().usedUs())
                .isEqualTo(first.toEpochMilli() * 1_000);
        assertThat(tokens.find(made.secret().substring(3))).isEmpty();
        pass(Duration.ofDays(2));
        assertThat(tokens.find(made.secret())).isEmpty();
        assertThat(tokens.list(an.id())).hasSize(1);
    }

    @Test
    void givesNobodyMoreThanTwentyKeys() {
        for (int i = 0; i < ApiTokens.MAX_PER_USER; i++) {
            assertThat(tokens.make(an.id(), "k" + i, Set.of("camera.read"), 1)).isPresent();
        }
        assertThat(tokens.make(an.id(), "more", Set.of("camera.read"), 1)).isEmpty();
    }

    @Test
    void tellsWhoWatchesThatAKeyOrSessionEnded() {
        List<String> ended = new java.util.ArrayList<>();
        sessions.onEnd(ended::add);
        ApiTokens.Made made = tokens.make(an.id(), "k", Set.of("live.view"), 1).orElseThrow();
        assertThat(tokens.remove("u2", made.token().id())).isFalse();
        assertThat(tokens.remove(an.id(), made.token().id())).isTrue();
        assertThat(ended).containsExactly(made.token().tokenHash());
        assertThat(tokens.find(made.secret())).isEmpty();
        String kept = logIn().token();
        String other = logIn().token();
        String otherHash = sessions.find(other).orElseThrow().tokenHash();
        sessions.endAllBut(an.id(), sessions.find(kept).orElseThrow().tokenHash());
        assertThat(ended).contains(otherHash);
        assertThat(sessions.find(other)).isEmpty();
        assertThat(sessions.find(kept)).isPresent();
    }
}
