package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.camera.store.FacilityStore;
import org.haidang.server.contact.store.ContactEntry;
import org.haidang.server.contact.store.ContactStore;
import org.haidang.server.identity.store.ApiToken;
import org.haidang.server.identity.store.ApiTokenStore;
import org.haidang.server.identity.store.InvitationStore;
import org.haidang.server.identity.store.Passkey;
import org.haidang.server.identity.store.PasskeyStore;
import org.haidang.server.identity.store.SecondFactorStore;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.identity.store.SetupLinkStore;
import org.haidang.server.identity.store.Step;
import org.haidang.server.identity.store.User;
import org.haidang.server.identity.store.UserStore;
import org.haidang.server.identity.store.WallStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What the stores of people and cameras must do on every database. */
abstract class StoresContract {
    private static final long NOW = 1_790_000_000_000_000L;
    private static final User AN =
            new User("u1", "an", "An", "", null, "vi", "system", "hash", true);
    private static final User BINH =
            new User("u2", "binh", "Bình", "", null, "vi", "dark", "hash2", true);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private static Camera camera(String id, @Nullable String sealed, @Nullable Integer days) {
        return new Camera(
                id,
                "f1",
                "Cổng chính",
                "",
                "rtsp://10.0.0.1/a",
                "",
                "",
                sealed,
                "tcp",
                true,
                false,
                days,
                days == null ? null : 5_000_000_000L,
                true);
    }

    @Test
    void keepsCamerasWithAndWithoutWhatMayBeMissing() {
        CameraStore cameras = new CameraStore(database);
        FacilityStore facilities = new FacilityStore(database);
        cameras.add(
                List.of(new Facility("f1", "Ánh Dương", "", 0, null, null)),
                List.of(camera("c1", null, null), camera("c2", "v1:x", 7)),
                NOW);
        assertThat(cameras.all())
                .containsExactlyInAnyOrder(camera("c1", null, null), camera("c2", "v1:x", 7));
        cameras.change(camera("c2", null, null), NOW + 1);
        assertThat(cameras.byId("c2")).contains(camera("c2", null, null));
        assertThat(facilities.byId("f1").orElseThrow().cameraCount()).isEqualTo(2);
        assertThat(facilities.remove("f1")).isFalse();
        assertThat(cameras.remove("c1")).isTrue();
        assertThat(cameras.remove("c1")).isFalse();
        cameras.remove("c2");
        assertThat(facilities.remove("f1")).isTrue();
        assertThat(facilities.all()).isEmpty();
    }

    @Test
    void knowsTheFocalPointOfEachFacilityAndNobodyElse() {
        ContactStore contacts = new ContactStore(database);
        ContactEntry an = contact("k1", "f1", true);
        ContactEntry binh = contact("k2", "f1", false);
        ContactEntry chi = contact("k3", "f2", true);
        contacts.put(List.of(an, binh, chi), List.of());
        assertThat(contacts.focalPoints()).containsExactlyInAnyOrder(an, chi);
        ContactEntry named = contact("k2", "f1", true);
        contacts.put(List.of(), List.of(named));
        assertThat(contacts.focalPoints()).containsExactlyInAnyOrder(named, chi);
        assertThat(contacts.of("f1")).containsExactly(named, contact("k1", "f1", false));
    }

    private static ContactEntry contact(String id, String facility, boolean focal) {
        return new ContactEntry(
                id,
                facility,
                new Contact(
                        new PersonName("Trần Văn Bình"),
                        "Trưởng cơ sở",
                        List.of(new Phone.Line("+84912345678", "")),
                        new EmailAddress("binh@example.vn")),
                focal,
                NOW,
                NOW,
                "An");
    }

    @Test
    void addsAllOrNone() {
        CameraStore cameras = new CameraStore(database);
        assertThatThrownBy(() ->
                        cameras.add(
                                List.of(new Facility("f1", "A", "", 0, null, null)),
                                List.of(camera("same", null, 1), camera("same", null, 1)),
                                NOW))
                .isInstanceOf(DataAccessException.class);
        assertThat(cameras.all()).isEmpty();
        assertThat(new FacilityStore(database).all()).isEmpty();
    }

    @Test
    void makesOnlyOneFirstUserAndSpendsItsLink() {
        UserStore users = new UserStore(database);
        SetupLinkStore links = new SetupLinkStore(database);
        links.replace("old", NOW + 10);
        links.replace("link", NOW + 10);
        assertThat(links.valid("old", NOW)).isFalse();
        assertThat(links.valid("link", NOW)).isTrue();
        assertThat(links.valid("link", NOW + 10)).isFalse();
        assertThat(users.empty()).isTrue();
        assertThat(users.addFirst(AN, NOW)).isTrue();
        assertThat(users.addFirst(BINH, NOW)).isFalse();
        assertThat(users.empty()).isFalse();
        assertThat(links.valid("link", NOW)).isFalse();
        assertThat(users.byUsername("an")).contains(AN);
        assertThat(users.byUsername("binh")).isEmpty();
    }

    private static SessionStore.Row session(String hash, String user, Step step, long atUs) {
        return new SessionStore.Row(
                hash,
                "id-" + hash,
                user,
                "browser",
                step,
                "10.0.0.7",
                "Firefox",
                atUs,
                atUs,
                NOW + 1_000,
                null);
    }

    private static SessionStore.Row wall(String hash, long untilUs, long provedUs) {
        return new SessionStore.Row(
                hash,
                "wall-1",
                "u1",
                SessionStore.WALL,
                Step.NONE,
                "10.0.0.7",
                "Chromium",
                NOW,
                NOW,
                untilUs,
                new SessionStore.Wall("Phòng trực", "key", provedUs));
    }

    @Test
    void keepsAWallScreenByItsIdAndItsCookieOnlyAfterAProof() {
        UserStore users = new UserStore(database);
        SessionStore sessions = new SessionStore(database);
        WallStore walls = new WallStore(database);
        users.add(AN, NOW);
        users.add(BINH, NOW);
        walls.replaceLink("u1", "old link", "Cũ", NOW, NOW + 10);
        walls.replaceLink("u1", "link", "Phòng trực", NOW, NOW + 10);
        assertThat(walls.link("old link", NOW)).isEmpty();
        assertThat(walls.link("link", NOW + 10)).isEmpty();
        assertThat(walls.link("link", NOW)).contains(new WallStore.Link(AN, "Phòng trực"));
        SessionStore.Row wall = wall("cookie", NOW + 1_000, NOW);
        assertThat(walls.claim("another", wall)).isFalse();
        assertThat(walls.claim("link", wall)).isTrue();
        assertThat(walls.claim("link", wall("cookie2", NOW + 1_000, NOW))).isFalse();
        assertThat(sessions.find("cookie", NOW, NOW - 1).orElseThrow().row()).isEqualTo(wall);
        assertThat(sessions.find("cookie", NOW, NOW)).isEmpty();
        assertThat(sessions.good("u1", NOW)).containsExactly(wall);

        assertThat(walls.renew(wall, "next", NOW + 5, NOW + 6)).isTrue();
        assertThat(walls.renew(wall, "third", NOW + 7, NOW + 7)).isFalse();
        assertThat(sessions.find("cookie", NOW, 0)).isEmpty();
        SessionStore.Row renewed = walls.byId("wall-1", NOW + 6).orElseThrow().row();
        assertThat(renewed.tokenHash()).isEqualTo("next");
        assertThat(renewed.seenUs()).isEqualTo(NOW + 6);

        // Others' logins push out no screen, and its end is not silent.
        sessions.add(session("browser", "u1", Step.NONE, NOW + 2_000), 1);
        assertThat(walls.all()).hasSize(1);
        assertThat(walls.count("u1")).isEqualTo(1);
        assertThat(walls.byId("wall-1", NOW + 1_000)).isEmpty();
        assertThat(sessions.removeOne("u2", "wall-1")).isEmpty();
        assertThat(sessions.removeOne("u1", "wall-1")).contains("next");
        assertThat(walls.all()).isEmpty();
    }

    @Test
    void endsSessionsByTimeByNumberAndByPassword() {
        UserStore users = new UserStore(database);
        SessionStore sessions = new SessionStore(database);
        users.add(AN, NOW);
        users.add(BINH, NOW);
        for (int i = 0; i < 5; i++) {
            sessions.add(session("s" + i, "u1", Step.NONE, NOW + i), 3);
        }
        assertThat(sessions.ofUser("u1")).containsExactlyInAnyOrder("s2", "s3", "s4");
        assertThat(sessions.find("s4", NOW + 10, 0).orElseThrow().user()).isEqualTo(AN);
        assertThat(sessions.find("s4", NOW + 1_000, 0)).isEmpty();
        sessions.touch("s4", NOW + 20, NOW + 2_000);
        assertThat(sessions.find("s4", NOW + 1_500, 0).orElseThrow().row().seenUs())
                .isEqualTo(NOW + 20);
        sessions.add(session("other", "u2", Step.NONE, NOW), 3);
        users.changePassword("u1", "new hash", "s4", NOW + 30);
        assertThat(sessions.ofUser("u1")).containsExactly("s4");
        assertThat(sessions.ofUser("u2")).containsExactly("other");
        assertThat(users.byId("u1").orElseThrow().passwordHash()).isEqualTo("new hash");
        sessions.remove("s4");
        assertThat(sessions.find("s4", NOW, 0)).isEmpty();
    }

    @Test
    void putsAWholeSessionInPlaceOfAHalfOneOnce() {
        UserStore users = new UserStore(database);
        SessionStore sessions = new SessionStore(database);
        users.add(AN, NOW);
        sessions.add(session("whole", "u1", Step.NONE, NOW), 2);
        for (int i = 0; i < 5; i++) {
            sessions.add(session("half" + i, "u1", Step.SECOND_FACTOR, NOW + i), 2);
        }
        assertThat(sessions.find("whole", NOW + 5, 0)).isPresent();
        assertThat(sessions.find("half4", NOW + 5, 0).orElseThrow().step())
                .isEqualTo(Step.SECOND_FACTOR);
        assertThat(sessions.good("u1", NOW + 5))
                .containsExactly(session("whole", "u1", Step.NONE, NOW));
        SessionStore.Row next = session("next", "u1", Step.NONE, NOW + 9);
        assertThat(sessions.replace("half4", next, 5)).isTrue();
        assertThat(sessions.replace("half4", session("again", "u1", Step.NONE, NOW + 9), 5))
                .isFalse();
        assertThat(sessions.find("half4", NOW + 9, 0)).isEmpty();
        assertThat(sessions.find("again", NOW + 9, 0)).isEmpty();
        assertThat(sessions.find("next", NOW + 9, 0).orElseThrow().row()).isEqualTo(next);
        sessions.removeAllBut("u1", "next");
        assertThat(sessions.ofUser("u1")).containsExactly("next");
    }

    @Test
    void spendsCodesOnce() {
        new UserStore(database).add(AN, NOW);
        SecondFactorStore factors = new SecondFactorStore(database);
        assertThat(factors.totp("u1")).isEmpty();
        factors.begin("u1", "first", NOW);
        factors.begin("u1", "second", NOW + 1);
        assertThat(factors.any("u1")).isFalse();
        assertThat(factors.confirm("u1", "first", 7, List.of())).isFalse();
        assertThat(factors.confirm("u1", "second", 7, List.of("a", "b"))).isTrue();
        assertThat(factors.any("u1")).isTrue();
        assertThat(factors.spend("u1", 7)).isFalse();
        assertThat(factors.spend("u1", 8)).isTrue();
        assertThat(factors.spend("u1", 8)).isFalse();
        assertThat(factors.spendCode("u1", "a")).isTrue();
        assertThat(factors.spendCode("u1", "a")).isFalse();
        assertThat(factors.codesLeft("u1")).isEqualTo(1);
        // Setting up another telephone leaves the one in use until it is confirmed.
        factors.begin("u1", "third", NOW + 2);
        assertThat(factors.totp("u1").orElseThrow().sealed()).isEqualTo("second");
        factors.removeTotp("u1");
        assertThat(factors.codesLeft("u1")).isZero();
        assertThat(factors.any("u1")).isFalse();
    }

    @Test
    void keepsPasskeysAndTheirCounters() {
        new UserStore(database).add(AN, NOW);
        PasskeyStore keys = new PasskeyStore(database);
        keys.addHandle("handle", "u1");
        keys.addHandle("another", "u1");
        Passkey key =
                new Passkey(
                        "k1", "u1", "cred", "Key", "cose", 0, true, "usb nfc", false, false, "att",
                        "client", NOW, 0);
        keys.add(key);
        assertThatThrownBy(() -> keys.add(key)).isInstanceOf(DataAccessException.class);
        assertThat(keys.byCredential("cred")).contains(key);
        assertThat(keys.userOf("handle")).contains(AN);
        assertThat(new SecondFactorStore(database).any("u1")).isTrue();
        keys.used("cred", 5, true, true, NOW + 1);
        assertThat(keys.ofUser("u1").getFirst().signatureCount()).isEqualTo(5);
        assertThat(keys.remove("u2", "k1")).isFalse();
        assertThat(keys.remove("u1", "k1")).isTrue();
        assertThat(new SecondFactorStore(database).any("u1")).isFalse();
    }

    @Test
    void letsAnInvitationBeTakenOnceAndOnlyTheNewest() {
        UserStore users = new UserStore(database);
        InvitationStore invitations = new InvitationStore(database);
        users.add(AN, NOW);
        users.add(BINH, NOW);
        new SessionStore(database).add(session("s", "u1", Step.NONE, NOW), 3);
        invitations.replace("u1", "old", NOW, NOW + 100);
        invitations.replace("u1", "new", NOW, NOW + 100);
        assertThat(invitations.find("old", NOW)).isEmpty();
        assertThat(invitations.find("new", NOW)).contains(AN);
        assertThat(invitations.find("new", NOW + 100)).isEmpty();
        assertThat(invitations.take("new", "u1", "an", "h", NOW + 100))
                .isEqualTo(InvitationStore.Spent.GONE);
        assertThat(invitations.take("new", "u1", "binh", "h", NOW))
                .isEqualTo(InvitationStore.Spent.NAME_TAKEN);
        assertThat(invitations.take("new", "u1", "an2", "h2", NOW))
                .isEqualTo(InvitationStore.Spent.DONE);
        assertThat(invitations.take("new", "u1", "an3", "h3", NOW))
                .isEqualTo(InvitationStore.Spent.GONE);
        assertThat(users.byId("u1").orElseThrow().username()).isEqualTo("an2");
        assertThat(new SessionStore(database).ofUser("u1")).isEmpty();
    }

    @Test
    void keepsKeysForProgramsUpToANumber() {
        new UserStore(database).add(AN, NOW);
        ApiTokenStore tokens = new ApiTokenStore(database);
        ApiToken first = token("t1", NOW + 10);
        assertThat(tokens.add(first, NOW, 2)).isTrue();
        assertThat(tokens.add(token("t2", NOW + 1_000), NOW, 2)).isTrue();
        assertThat(tokens.add(token("t3", NOW + 1_000), NOW, 2)).isFalse();
        assertThat(tokens.find("hash-t1", NOW).orElseThrow().token()).isEqualTo(first);
        assertThat(tokens.find("hash-t1", NOW + 10)).isEmpty();
        assertThat(tokens.add(token("t3", NOW + 1_000), NOW + 11, 2)).isTrue();
        tokens.used("t2", NOW + 5);
        assertThat(tokens.find("hash-t2", NOW).orElseThrow().token().usedUs()).isEqualTo(NOW + 5);
        assertThat(tokens.remove("u2", "t2")).isFalse();
        assertThat(tokens.remove("u1", "t2")).isTrue();
        assertThat(tokens.ofUser("u1")).extracting(ApiToken::id).containsExactly("t3");
    }

    private static ApiToken token(String id, long expiresUs) {
        return new ApiToken(
                id,
                "u1",
                "hash-" + id,
                "Report",
                Set.of("camera.read", "system.read"),
                NOW,
                expiresUs,
                0);
    }

    @Test
    void undoesAChangeThatFailsHalfWay() {
        UserStore users = new UserStore(database);
        assertThatThrownBy(() ->
                        database.write(c -> {
                            c.sql(
                                            "insert into facilities (id, name, address,"
                                                    + " created_us) values ('x', 'x',"
                                                    + " '', 0)")
                                    .update();
                            throw new IllegalStateException("half way");
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(new FacilityStore(database).all()).isEmpty();
        users.add(AN, NOW);
        assertThat(users.byId("u1")).contains(AN);
    }
}
