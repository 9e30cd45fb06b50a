package org.haidang.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.haidang.server.identity.Walls.Result;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.identity.store.User;
import org.haidang.server.identity.store.UserStore;
import org.haidang.server.identity.store.WallStore;
import org.haidang.server.secrets.Token;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wall screens, their devices and their thieves, on a clock that the test turns. */
@SuppressWarnings("NullAway.Init")
class WallsTest {
    private static final String NETWORK = "10.0.0.7";
    private static final Visitor SCREEN = new Visitor(NETWORK, NETWORK, "Chromium");
    private static final Visitor THIEF = new Visitor("203.0.113.9", "203.0.113.9", "curl");

    @TempDir Path folder;
    private Instant now = Instant.parse("2026-11-26T08:00:00Z");
    private final InstantSource clock = () -> now;
    private final SecureRandom random = new SecureRandom();
    private boolean mayWatch = true;
    private boolean logFull;
    private final List<String> log = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private Database database;
    private UserStore users;
    private Sessions sessions;
    private Walls walls;
    private final WallDevice device = new WallDevice();

    /** What stands in the audit log, in short. */
    private final WallLog book =
            new WallLog() {
                @Override
                public void claimed(User user, String name, Visitor by) {
                    write("claimed " + name);
                }

                @Override
                public void refused(User user, String name, boolean copied, Visitor by) {
                    write("refused " + (copied ? "copied " : "") + by.address());
                }

                @Override
                public void ended(User user, String name, End why) {
                    write("ended " + why);
                }

                private void write(String line) {
                    if (logFull) {
                        throw new IllegalStateException("disk full");
                    }
                    log.add(line);
                }
            };

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        users = new UserStore(database);
        users.add(new User("u1", "an", "An", "", null, "vi", "system", "", true), 1);
        sessions = new Sessions(new SessionStore(database), random, clock);
        sessions.onEnd(ended::add);
        walls = new Walls(new WallStore(database), sessions, book, id -> mayWatch, random, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private record Screen(String id, String cookie) {}

    private Result claim(WallDevice by, String token) {
        String challenge = walls.open(token, NETWORK).map(Walls.Offer::challenge).orElse("none");
        return walls.claim(
                token, challenge, by.publicKey(), by.sign("claim", token, challenge), SCREEN);
    }

    private static Screen in(Result result) {
        Result.In in = (Result.In) result;
        return new Screen(in.wall().row().id(), in.token());
    }

    private Screen screen() {
        return in(claim(device, walls.link("u1", "Phòng trực").token()));
    }

    private Result prove(WallDevice by, String id, @Nullable String cookie, Visitor from) {
        String challenge = walls.challenge(id, from.network());
        return walls.prove(
                id,
                challenge,
                by.sign("proof", id, challenge),
                cookie == null ? null : Token.hash(cookie),
                from);
    }

    @Test
    void becomesAScreenByALinkOnce() {
        Walls.Link link = walls.link("u1", "Phòng trực");
        assertThat(walls.open(link.token(), NETWORK).orElseThrow().name()).isEqualTo("Phòng trực");
        Screen screen = in(claim(device, link.token()));
        SessionStore.Row row = sessions.find(screen.cookie()).orElseThrow().row();
        assertThat(row.kind()).isEqualTo("wall");
        assertThat(row.expiresUs() - row.createdUs()).isEqualTo(Walls.LIFE.toMillis() * 1_000);
        assertThat(claim(new WallDevice(), link.token())).isInstanceOf(Result.No.class);
        assertThat(log).containsExactly("claimed Phòng trực");
    }

    @Test
    void takesNoLinkThatIsTooOldOrReplacedOrWhosePersonMayNotWatch() {
        Walls.Link old = walls.link("u1", "A");
        pass(Walls.LINK_LIFE);
        assertThat(claim(device, old.token())).isInstanceOf(Result.No.class);
        Walls.Link replaced = walls.link("u1", "B");
        Walls.Link good = walls.link("u1", "C");
        assertThat(claim(device, replaced.token())).isInstanceOf(Result.No.class);
        mayWatch = false;
        assertThat(claim(device, good.token())).isInstanceOf(Result.No.class);
        mayWatch = true;
        users.enable("u1", false, 1);
        assertThat(claim(device, good.token())).isInstanceOf(Result.No.class);
        users.enable("u1", true, 1);
        assertThat(claim(device, good.token())).isInstanceOf(Result.In.class);
    }

    @Test
    void takesNoOtherKindOfKeyAndNoOtherKeysSignature() {
        String token = walls.link("u1", "A").token();
        WallDevice other = new WallDevice();
        WallDevice p384 = new WallDevice("secp384r1");
        for (String key :
                List.of("", "!", "AAAA", "A".repeat(122), other.publicKey(), p384.publicKey())) {
            String challenge = walls.open(token, NETWORK).orElseThrow().challenge();
            Result result =
                    walls.claim(
                            token, challenge, key, device.sign("claim", token, challenge), SCREEN);
            assertThat(result).as(key).isInstanceOf(Result.No.class);
        }
        assertThat(claim(p384, token)).isInstanceOf(Result.No.class);
        assertThat(log).isEmpty();
        assertThat(claim(device, token)).isInstanceOf(Result.In.class);
    }

    @Test
    void countsADayFromEachProofAndBeginsAgainByItsKeyAlone() {
        Screen screen = screen();
        pass(Walls.PROOF_LIFE.minusSeconds(1));
        assertThat(sessions.find(screen.cookie())).isPresent();
        pass(Duration.ofSeconds(2));
        assertThat(sessions.find(screen.cookie())).isEmpty();
        pass(Duration.ofDays(3));
        Screen again = in(prove(device, screen.id(), null, SCREEN));
        assertThat(sessions.find(again.cookie())).isPresent();
        assertThat(sessions.find(screen.cookie())).isEmpty();
        // The answer of this proof never arrives; the next one is as good.
        prove(device, screen.id(), again.cookie(), SCREEN);
        assertThat(in(prove(device, screen.id(), again.cookie(), SCREEN)).id())
                .isEqualTo(screen.id());
    }

    @Test
    void letsACopiedCookieDieWithTheDevicesNextProof() {
        Screen screen = screen();
        String copy = screen.cookie();
        assertThat(sessions.find(copy)).isPresent();
        pass(Duration.ofHours(1));
        Screen next = in(prove(device, screen.id(), screen.cookie(), SCREEN));
        assertThat(sessions.find(copy)).isEmpty();
        assertThat(ended).containsExactly(Token.hash(copy));
        assertThat(sessions.find(next.cookie())).isPresent();
    }

    /** And the screen does not go dark for it: its device has the key. */
    @Test
    void endsACookieAtOnceThatIsShownWithoutItsKey() {
        Screen screen = screen();
        assertThat(prove(new WallDevice(), screen.id(), screen.cookie(), THIEF))
                .isInstanceOf(Result.No.class);
        assertThat(sessions.find(screen.cookie())).isEmpty();
        assertThat(ended).containsExactly(Token.hash(screen.cookie()));
        assertThat(log).contains("refused copied 203.0.113.9");
        assertThat(prove(device, screen.id(), screen.cookie(), SCREEN))
                .isInstanceOf(Result.In.class);
    }

    @Test
    void isNotHinderedByStrangersWhoKnowItsId() {
        Screen screen = screen();
        for (int i = 0; i < 50; i++) {
            assertThat(prove(new WallDevice(), screen.id(), "other", THIEF))
                    .isInstanceOf(Result.No.class);
        }
        assertThat(sessions.find(screen.cookie())).isPresent();
        assertThat(log.stream().filter(line -> line.startsWith("refused")))
                .hasSize(Walls.MAX_RECORDED);
        assertThat(prove(device, screen.id(), null, SCREEN)).isInstanceOf(Result.In.class);
    }

    @Test
    void takesEachAnswerOnceAndOnlyToItsOwnQuestion() {
        Screen screen = screen();
        String challenge = walls.challenge(screen.id(), NETWORK);
        String signature = device.sign("proof", screen.id(), challenge);
        Result first = walls.prove(screen.id(), challenge, signature, null, SCREEN);
        assertThat(first).isInstanceOf(Result.In.class);
        assertThat(walls.prove(screen.id(), challenge, signature, null, THIEF))
                .isInstanceOf(Result.Stale.class);
        String fresh = walls.challenge(screen.id(), NETWORK);
        assertThat(walls.prove(screen.id(), fresh, signature, null, THIEF))
                .isInstanceOf(Result.No.class);
        // A claim's signature is no proof, and another screen's question is not this one's.
        fresh = walls.challenge(screen.id(), NETWORK);
        assertThat(
                        walls.prove(
                                screen.id(),
                                fresh,
                                device.sign("claim", screen.id(), fresh),
                                null,
                                THIEF))
                .isInstanceOf(Result.No.class);
        fresh = walls.challenge("another", NETWORK);
        assertThat(
                        walls.prove(
                                screen.id(),
                                fresh,
                                device.sign("proof", screen.id(), fresh),
                                null,
                                THIEF))
                .isInstanceOf(Result.Stale.class);
        String late = walls.challenge(screen.id(), NETWORK);
        pass(Duration.ofMinutes(5));
        assertThat(
                        walls.prove(
                                screen.id(),
                                late,
                                device.sign("proof", screen.id(), late),
                                null,
                                SCREEN))
                .isInstanceOf(Result.Stale.class);
    }

    @Test
    void endsAfterNinetyDaysHoweverItIsUsed() {
        Screen screen = screen();
        for (int day = 0; day < 89; day++) {
            pass(Duration.ofHours(23));
            screen = in(prove(device, screen.id(), null, SCREEN));
            pass(Duration.ofHours(1));
            assertThat(sessions.find(screen.cookie())).isPresent();
        }
        pass(Duration.ofDays(1));
        assertThat(sessions.find(screen.cookie())).isEmpty();
        assertThat(prove(device, screen.id(), screen.cookie(), SCREEN))
                .isInstanceOf(Result.No.class);
        walls.round();
        assertThat(log).contains("ended EXPIRED");
        assertThat(new WallStore(database).all()).isEmpty();
    }

    @Test
    void endsWithItsPersonsRightToWatch() {
        Screen screen = screen();
        walls.round();
        assertThat(sessions.find(screen.cookie())).isPresent();
        mayWatch = false;
        walls.round();
        assertThat(sessions.find(screen.cookie())).isEmpty();
        assertThat(ended).contains(Token.hash(screen.cookie()));
        assertThat(log).contains("ended NO_RIGHT");
        mayWatch = true;
        assertThat(prove(device, screen.id(), screen.cookie(), SCREEN))
                .isInstanceOf(Result.No.class);

        Screen second = screen();
        mayWatch = false;
        assertThat(prove(device, second.id(), second.cookie(), SCREEN))
                .isInstanceOf(Result.No.class);
        mayWatch = true;
        assertThat(sessions.find(second.cookie())).isEmpty();
    }

    @Test
    void endsWithItsPersonsAccountAndByItsPersonsHand() {
        Screen first = screen();
        Screen second = screen();
        // Whatever cookie it has by then.
        in(prove(device, first.id(), null, SCREEN));
        assertThat(sessions.endOne("u1", first.id())).isTrue();
        assertThat(prove(device, first.id(), null, SCREEN)).isInstanceOf(Result.No.class);
        users.enable("u1", false, 1);
        assertThat(sessions.find(second.cookie())).isEmpty();
        assertThat(prove(device, second.id(), null, SCREEN)).isInstanceOf(Result.No.class);
        users.enable("u1", true, 1);
        sessions.endAllBut("u1", "");
        assertThat(prove(device, second.id(), null, SCREEN)).isInstanceOf(Result.No.class);
    }

    @Test
    void doesNothingThatCannotBeRecorded() {
        Screen screen = screen();
        String token = walls.link("u1", "B").token();
        logFull = true;
        assertThatThrownBy(() -> claim(device, token)).isInstanceOf(IllegalStateException.class);
        mayWatch = false;
        assertThatThrownBy(walls::round).isInstanceOf(IllegalStateException.class);
        assertThat(sessions.find(screen.cookie())).isPresent();
        mayWatch = true;
        logFull = false;
        assertThat(claim(device, token)).isInstanceOf(Result.In.class);
    }

    @Test
    void boundsTheScreensOfOnePerson() {
        for (int i = 0; i < Walls.MAX_PER_USER; i++) {
            assertThat(walls.full("u1")).isFalse();
            screen();
        }
        assertThat(walls.full("u1")).isTrue();
        assertThat(claim(device, walls.link("u1", "one more").token()))
                .isInstanceOf(Result.No.class);
    }
}
