package org.haidang.server.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.server.audit.Audit;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.camera.store.FacilityStore;
import org.haidang.server.configure.RecordingSettings;
import org.haidang.server.facility.ToldFacilities;
import org.haidang.server.facility.store.ToldFacilityStore;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.ptz.Holding;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.haidang.server.tier.store.SiteFactStore;
import org.haidang.server.tier.store.SiteStore;
import org.haidang.uplink.wire.Camera;
import org.haidang.uplink.wire.CameraSettings;
import org.haidang.uplink.wire.CameraState;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.Holder;
import org.haidang.uplink.wire.Place;
import org.haidang.uplink.wire.Still;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class LinkedSitesTest {
    @TempDir Path folder;

    private final SecureRandom random = new SecureRandom();
    private final News news = new News();
    private final List<String> told = new ArrayList<>();
    private final List<String> touched = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private SiteStore store;

    @SuppressWarnings("NullAway.Init")
    private CameraRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private Audit audit;

    @SuppressWarnings("NullAway.Init")
    private LinkedSites sites;

    @BeforeEach
    void open() throws IOException {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        database.write(c ->
                c.sql(
                                "insert into sites (id, name, token_hash, created_us, expires_us)"
                                        + " values ('s1', 'Điểm 1', 'x', 1, 2)")
                        .update());
        InstantSource clock = InstantSource.system();
        Sealer sealer = Sealer.withKeyFile(folder.resolve("secret.key"), random);
        audit = Audit.open(database, folder.resolve("audit-anchor"), sealer.macKey("audit"), clock);
        registry =
                new CameraRegistry(
                        new CameraStore(database),
                        new FacilityStore(database),
                        sealer,
                        random,
                        clock,
                        1_000);
        store = new SiteStore(database);
        FactOutbox outbox = new FactOutbox(database);
        sites =
                new LinkedSites(
                        store,
                        new SiteFacts(
                                store,
                                new SiteFactStore(database),
                                new IncidentStore(database, outbox),
                                new ToldFacilities(new ToldFacilityStore(database)),
                                outbox,
                                new News(),
                                SiteFactsTest.NO_ANSWERS),
                        registry,
                        audit,
                        new LinkAlarms(() -> {}),
                        new SitePictures(1 << 20),
                        site -> List.of(),
                        () -> {},
                        news,
                        touched::add,
                        random,
                        clock);
        news.listen((topic, facility) -> told.add(topic + " " + facility));
    }

    @AfterEach
    void close() throws IOException {
        audit.close();
        database.close();
    }

    private static Camera camera(String id, String place, String name) {
        return Camera.newBuilder().setId(id).setPlaceId(place).setName(name).build();
    }

    private static Catalogue catalogue(Camera... cameras) {
        return Catalogue.newBuilder()
                .setWhole(true)
                .addPlaces(Place.newBuilder().setId("p").setName("Trường Thí Dụ"))
                .addPlaces(Place.newBuilder().setId("empty").setName("Chưa có camera"))
                .addAllCameras(List.of(cameras))
                .build();
    }

    private List<String> names() {
        return registry.sorted(null).stream().map(camera -> camera.name()).toList();
    }

    @Test
    void aCatalogueBecomesRowsOnceAndChangesThem() {
        sites.catalogue("s1", catalogue(camera("a", "p", "Cổng"), camera("b", "p", "Sân")));
        Map<String, String> ids = store.cameras("s1");
        assertThat(names()).containsExactly("Cổng", "Sân");
        assertThat(registry.facilities()).hasSize(2);
        sites.catalogue("s1", catalogue(camera("a", "p", "Cổng sau"), camera("b", "p", "Sân")));
        assertThat(names()).containsExactly("Cổng sau", "Sân");
        assertThat(store.cameras("s1")).isEqualTo(ids);
        assertThat(registry.facilities()).hasSize(2);
    }

    @Test
    void whatCannotBeTakenHoldsNothingUp() {
        sites.catalogue(
                "s1",
                catalogue(
                        camera("a", "p", "Cổng"),
                        camera("a", "p", "Cổng lần nữa"),
                        camera("b", "nowhere", "Ở đâu"),
                        camera("c/../d", "p", "Đường dẫn"),
                        camera("e", "p", " "),
                        camera("f", "p", "Sân")));
        assertThat(names()).containsExactly("Cổng", "Sân");
    }

    private void still(String camera, int bytes) {
        sites.still(
                "s1",
                Still.newBuilder()
                        .setCameraId(camera)
                        .setTakenUs(7)
                        .setJpeg(ByteString.copyFrom(new byte[bytes]))
                        .build());
    }

    private boolean has(String camera) {
        return sites.lastPicture(new RemoteAddress("s1", camera)).isPresent();
    }

    private int misuses() {
        return database.read(c ->
                c.sql("select count(*) from audit where kind = 'site-misused'")
                        .query(Integer.class)
                        .single());
    }

    @Test
    void aLastPictureIsKeptOfACameraThatIsGivenLiveAndOfNoOther() {
        still("a", 10);
        assertThat(has("a")).isFalse();
        assertThat(misuses()).isEqualTo(1);
        Camera withheld = camera("b", "p", "Sân").toBuilder().setLiveWithheld(true).build();
        sites.catalogue("s1", catalogue(camera("a", "p", "Cổng"), withheld));
        still("a", 10);
        still("b", 10);
        still("never told", 10);
        assertThat(has("a")).isTrue();
        assertThat(has("b")).isFalse();
        assertThat(has("never told")).isFalse();
        assertThat(misuses()).isEqualTo(3);
        // Whoever goes on writes no log full.
        for (int i = 0; i < 100; i++) {
            still("b", 10);
        }
        assertThat(misuses()).isEqualTo(RefusalLimit.RECORDED);
    }

    @Test
    void aLastPictureGoesWithItsCameraAndItsSite() {
        Camera gate = camera("a", "p", "Cổng");
        sites.catalogue("s1", catalogue(gate, camera("b", "p", "Sân")));
        still("a", 10);
        still("b", 10);
        sites.catalogue("s1", catalogue(gate.toBuilder().setLiveWithheld(true).build()));
        assertThat(has("a")).isFalse();
        assertThat(has("b")).isFalse();
        sites.catalogue("s1", catalogue(gate));
        still("a", 10);
        // Its link alone is no reason: the picture says how old it is.
        sites.lost("s1", "test");
        assertThat(has("a")).isTrue();
        store.revoke("s1", "test", 5);
        sites.forgetRevoked();
        assertThat(has("a")).isFalse();
    }

    // ------------------------------------------------------------------ turning

    private static final RemoteAddress GATE = new RemoteAddress("s1", "a");

    private static Camera turning(boolean granted) {
        return camera("a", "p", "Cổng").toBuilder().setTurns(true).setTurnGranted(granted).build();
    }

    private static long nowUs() {
        return System.currentTimeMillis() * 1_000;
    }

    private void state(Holder.Builder holder) {
        sites.states(
                "s1",
                List.of(
                        CameraState.newBuilder()
                                .setCameraId("a")
                                .setKind("live")
                                .setHolder(holder)
                                .build()));
    }

    @Test
    void aCameraThatTurnsIsToldWhenItMayBeTurnedFromHereAndWhenNoMore() {
        sites.catalogue("s1", catalogue(turning(false), camera("b", "p", "Sân")));
        assertThat(sites.turns(GATE)).isFalse();
        assertThat(sites.isOneThatTurns(GATE)).isTrue();
        assertThat(touched).isEmpty();
        String id = store.cameras("s1").get("a");
        sites.catalogue("s1", catalogue(turning(true), camera("b", "p", "Sân")));
        assertThat(sites.turns(GATE)).isTrue();
        assertThat(touched).containsExactly(id);
        sites.catalogue("s1", catalogue(turning(true).toBuilder().setLiveWithheld(true).build()));
        assertThat(sites.turns(GATE)).as("what is not seen is not turned").isFalse();
        assertThat(touched).containsExactly(id, id);
        assertThat(sites.isOneThatTurns(new RemoteAddress("s1", "b"))).isFalse();
    }

    @Test
    void whoTurnsACameraIsKnownByItsSitesClockAndOnlyWhileItIsLinked() {
        long aheadUs = 3_600_000_000L;
        sites.linked("s1", "x", "test", aheadUs);
        sites.catalogue("s1", catalogue(turning(true)));
        state(Holder.newBuilder().setName("Bình").setUntilUs(nowUs() + aheadUs + 10_000_000));
        Holding holding = sites.holdings().getFirst();
        assertThat(holding.cameraId()).isEqualTo(store.cameras("s1").get("a"));
        assertThat(holding.holder().name()).isEqualTo("Bình (Điểm 1)");
        assertThat(holding.untilUs()).isBetween(nowUs() + 5_000_000, nowUs() + 10_000_000);
        String facility = registry.camera(holding.cameraId()).orElseThrow().facilityId();
        assertThat(told).containsExactly(Topic.PTZ + " " + facility);

        state(Holder.newBuilder().setName("Bình").setUntilUs(Long.MAX_VALUE));
        assertThat(sites.holdings().getFirst().untilUs())
                .as("as long as a hold can last")
                .isLessThan(nowUs() + 21_000_000);
        told.clear();
        sites.lost("s1", "test");
        assertThat(sites.holdings()).isEmpty();
        assertThat(told).containsExactly(Topic.PTZ + " " + facility);
    }

    @Test
    void ourOwnPeopleAreRecognisedAndNobodyElseIsTakenForThem() {
        sites.linked("s1", "x", "test", 0);
        sites.catalogue("s1", catalogue(turning(true)));
        Holder.Builder who = Holder.newBuilder().setName("An").setUntilUs(nowUs() + 9_000_000);
        state(who.setKey("an").setIssuer("Tỉnh Thử"));
        assertThat(sites.holdings().getFirst().isOf("an")).isTrue();
        assertThat(sites.holdings().getFirst().holder().name()).isEqualTo("An");
        state(who.setKey("").setIssuer(""));
        assertThat(sites.holdings().getFirst().isOf("an")).isFalse();
        state(who.setKey("^an").setIssuer("Bộ Thử"));
        assertThat(sites.holdings().getFirst().isOf("an")).isFalse();
        assertThat(sites.holdings().getFirst().holder().name()).isEqualTo("An (Bộ Thử)");
        state(who.setName("x".repeat(101)));
        assertThat(sites.holdings()).as("a name that is none").isEmpty();
    }

    // ------------------------------------------------------------------ settings

    private static Camera set(int days, boolean granted) {
        return camera("a", "p", "Cổng").toBuilder()
                .setSettings(CameraSettings.newBuilder().setRecordMain(true).setRetentionDays(days))
                .setConfigureGranted(granted)
                .build();
    }

    @Test
    void howACameraIsSetIsToldWhenItChangedAndIsNoWishOfOurs() {
        sites.catalogue("s1", catalogue(camera("a", "p", "Cổng")));
        assertThat(sites.settings(GATE)).as("an older site tells nothing").isEmpty();
        assertThat(sites.given(GATE).configure()).isFalse();
        assertThat(touched).isEmpty();
        String id = store.cameras("s1").get("a");
        sites.catalogue("s1", catalogue(set(0, false)));
        assertThat(sites.settings(GATE)).contains(new RecordingSettings(true, false, null));
        sites.catalogue("s1", catalogue(set(30, true)));
        assertThat(sites.settings(GATE)).contains(new RecordingSettings(true, false, 30));
        assertThat(sites.given(GATE).configure()).isTrue();
        sites.catalogue("s1", catalogue(set(30, true)));
        assertThat(touched).containsExactly(id, id);
        assertThat(registry.camera(String.valueOf(id)).orElseThrow().recordMain())
                .as("it is recorded there and not here")
                .isFalse();
        sites.catalogue("s1", catalogue(set(3_651, true)));
        assertThat(sites.settings(GATE)).as("no camera has that").isEmpty();
    }

    /**
     * As when the disk is full, or the program ends, between a thing and what the site calls it.
     */
    @Test
    void whatASiteTellsIsEnteredOnceThoughItCouldNotBeKeptAtFirst() {
        Catalogue told = catalogue(camera("a", "p", "Cổng"));
        for (String table : List.of("site_places", "site_cameras")) {
            database.write(c ->
                    c.sql(
                                    "create trigger full before insert on "
                                            + table
                                            + " begin select raise(abort, 'no room'); end")
                            .update());
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> sites.catalogue("s1", told));
            assertThat(names()).isEmpty();
            database.write(c -> c.sql("drop trigger full").update());
        }
        sites.catalogue("s1", told);
        assertThat(names()).containsExactly("Cổng");
        assertThat(registry.facilities())
                .extracting(Facility::name)
                .containsExactlyInAnyOrder("Trường Thí Dụ", "Chưa có camera");
    }
}
