package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.camera.store.FacilityStore;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.identity.store.SetupLinkStore;
import org.haidang.server.identity.store.User;
import org.haidang.server.identity.store.UserStore;
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

    @Test
    void endsSessionsByTimeByNumberAndByPassword() {
        UserStore users = new UserStore(database);
        SessionStore sessions = new SessionStore(database);
        users.add(AN, NOW);
        users.add(BINH, NOW);
        for (int i = 0; i < 5; i++) {
            sessions.add("s" + i, "u1", NOW + i, NOW + 1_000, 3);
        }
        assertThat(sessions.ofUser("u1")).containsExactlyInAnyOrder("s2", "s3", "s4");
        assertThat(sessions.find("s4", NOW + 10).orElseThrow().user()).isEqualTo(AN);
        assertThat(sessions.find("s4", NOW + 1_000)).isEmpty();
        sessions.touch("s4", NOW + 20, NOW + 2_000);
        assertThat(sessions.find("s4", NOW + 1_500).orElseThrow().seenUs()).isEqualTo(NOW + 20);
        sessions.add("other", "u2", NOW, NOW + 1_000, 3);
        users.changePassword("u1", "new hash", "s4", NOW + 30);
        assertThat(sessions.ofUser("u1")).containsExactly("s4");
        assertThat(sessions.ofUser("u2")).containsExactly("other");
        assertThat(users.byId("u1").orElseThrow().passwordHash()).isEqualTo("new hash");
        sessions.remove("s4");
        assertThat(sessions.find("s4", NOW)).isEmpty();
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
