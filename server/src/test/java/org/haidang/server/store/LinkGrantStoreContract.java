package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.TestCameras;
import org.haidang.server.tier.store.LinkGrant;
import org.haidang.server.tier.store.LinkGrantStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store of grants over links must do on every database. */
abstract class LinkGrantStoreContract {
    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private LinkGrantStore store;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
        store = new LinkGrantStore(database);
        TestCameras.add(database, "c1", "c2");
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void keepsWhatWasDecidedLast() {
        LinkGrant some = new LinkGrant(true, true, false, true, true, true);
        store.put(Map.of("c1", LinkGrant.NONE, "c2", some));
        assertThat(store.all())
                .containsOnly(Map.entry("c1", LinkGrant.NONE), Map.entry("c2", some));
        store.put(Map.of("c1", LinkGrant.USUAL));
        assertThat(store.all()).containsEntry("c1", LinkGrant.USUAL).containsEntry("c2", some);
    }

    /** As versions before wrote it, which knew nothing of turning and of settings. */
    @Test
    void whatWasDecidedBeforeTurningAndSettingCouldBeGivenDoesNotGiveThem() {
        database.write(c ->
                c.sql(
                                "insert into link_grants (camera_id, listed, live, playback, talk)"
                                        + " values ('c1', 1, 1, 1, 1)")
                        .update());
        assertThat(store.all())
                .containsOnly(Map.entry("c1", new LinkGrant(true, true, true, true, false, false)));
    }

    @Test
    void whatIsNotSeenLiveIsNotTurnedAndNobodyGivesItUnasked() {
        assertThat(new LinkGrant(true, false, true, true, true, true).turn()).isFalse();
        assertThat(new LinkGrant(false, true, true, true, true, true).turn()).isFalse();
        assertThat(LinkGrant.USUAL.turn()).isFalse();
        assertThat(LinkGrant.ALL.and(LinkGrant.USUAL).turn()).isFalse();
        assertThat(LinkGrant.ALL.and(LinkGrant.ALL)).isEqualTo(LinkGrant.ALL);
    }

    @Test
    void whatIsListedMayBeSetAlsoUnseenAndNobodyGivesItUnasked() {
        assertThat(new LinkGrant(true, false, false, false, false, true).configure()).isTrue();
        assertThat(new LinkGrant(false, true, true, true, true, true).configure()).isFalse();
        assertThat(LinkGrant.USUAL.configure()).isFalse();
        assertThat(LinkGrant.ALL.and(LinkGrant.USUAL).configure()).isFalse();
    }

    @Test
    void forgetsWithTheCamera() {
        store.put(Map.of("c1", LinkGrant.NONE));
        new CameraStore(database).remove("c1");
        assertThat(store.all()).isEmpty();
    }
}
