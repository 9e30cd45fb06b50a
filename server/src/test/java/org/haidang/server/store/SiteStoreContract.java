package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.camera.store.TestCameras;
import org.haidang.server.tier.store.Site;
import org.haidang.server.tier.store.SiteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store of links to sites must do on every database. */
abstract class SiteStoreContract {
    private static final String HASH = "ab".repeat(32);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private SiteStore store;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
        store = new SiteStore(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private void invited(String id, String hash) {
        store.invite(new Site(id, "Cơ sở " + id, null, 10, 99, 0, 0, "", "", 0, 0, ""), hash);
    }

    @Test
    void anInvitationIsUsedOnce() {
        invited("s1", HASH);
        assertThat(store.byToken(HASH)).map(Site::name).contains("Cơ sở s1");
        assertThat(store.byToken("cd".repeat(32))).isEmpty();
        assertThat(store.join("s1", "tram-1", 20)).isTrue();
        assertThat(store.join("s1", "tram-2", 21)).isFalse();
        Site site = store.byId("s1").orElseThrow();
        assertThat(site.joinedUs()).isEqualTo(20);
        assertThat(site.saidName()).isEqualTo("tram-1");
        assertThat(site.expiresUs()).isEqualTo(99);
    }

    @Test
    void aCertificateCountsUntilItEndsOrTheSiteIsRevoked() {
        invited("s1", HASH);
        invited("s2", "cd".repeat(32));
        store.certified("s1", "1f", 100);
        assertThat(store.trusted("s1", "1f", 99)).isTrue();
        assertThat(store.trusted("s1", "1f", 100)).isFalse();
        assertThat(store.trusted("s2", "1f", 99)).isFalse();
        assertThat(store.trusted("s1", "20", 99)).isFalse();
        assertThat(store.revoke("s1", "máy bị mất", 50)).isTrue();
        assertThat(store.revoke("s1", "", 51)).isFalse();
        assertThat(store.trusted("s1", "1f", 60)).isFalse();
        assertThat(store.byId("s1").orElseThrow().revokedUs()).isEqualTo(50);
        assertThat(store.byId("s1").orElseThrow().revokeReason()).isEqualTo("máy bị mất");
    }

    @Test
    void aRevokedInvitationCannotBeUsed() {
        invited("s1", HASH);
        store.revoke("s1", "máy bị mất", 50);
        assertThat(store.join("s1", "tram-1", 60)).isFalse();
    }

    @Test
    void remembersWhenALinkCameAndWent() {
        invited("s1", HASH);
        store.linked("s1", "tram-1", "0.1", 200);
        store.lost("s1", 300);
        Site site = store.all().getFirst();
        assertThat(site.linkedUs()).isEqualTo(200);
        assertThat(site.lostUs()).isEqualTo(300);
        assertThat(site.software()).isEqualTo("0.1");
    }

    @Test
    void knowsWhatASitesPlacesAndCamerasAreHere() {
        invited("s1", HASH);
        invited("s2", "cd".repeat(32));
        new CameraStore(database)
                .add(
                        List.of(new Facility("f1", "Khu A", "", 0, null, null)),
                        List.of(TestCameras.camera("c1", "f1", "haidang://s1/x")),
                        1);
        database.write(c -> {
            store.places(new Transaction(c), "s1", Map.of("p", "f1"));
            store.cameras(new Transaction(c), "s1", Map.of("x", "c1"));
            return null;
        });
        assertThat(store.places("s1")).containsOnly(Map.entry("p", "f1"));
        assertThat(store.cameras("s1")).containsOnly(Map.entry("x", "c1"));
        assertThat(store.cameras("s2")).isEmpty();
        new CameraStore(database).remove("c1");
        assertThat(store.cameras("s1")).isEmpty();
    }
}
