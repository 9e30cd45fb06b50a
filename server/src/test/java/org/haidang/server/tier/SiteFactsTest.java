package org.haidang.server.tier;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.camera.store.TestCameras;
import org.haidang.server.facility.ToldFacilities;
import org.haidang.server.facility.ToldFacility;
import org.haidang.server.facility.store.ToldFacilityStore;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.fact.store.StoredFact;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.instruction.SiteAnswers;
import org.haidang.server.news.News;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.haidang.server.store.Transaction;
import org.haidang.server.tier.store.SiteFactStore;
import org.haidang.server.tier.store.SiteStore;
import org.haidang.uplink.wire.Fact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFactsTest {
    /** Of instructions there are none here. */
    static final SiteAnswers NO_ANSWERS =
            new SiteAnswers() {
                @Override
                public Optional<Told> told(Transaction in, String site, String id, String body) {
                    throw new IllegalArgumentException("no instruction of ours");
                }

                @Override
                public void passOn(Told told) {}
            };

    private static final ToldFacility TOLD =
            new ToldFacility(
                    "Trường Thí Dụ",
                    "CIVIL",
                    "CONNECTING",
                    7,
                    40,
                    12,
                    11.5,
                    108.9,
                    new Sentence("Chưa đủ 24 giờ", "Not 24 h yet"),
                    new Sentence("VNPT", "VNPT"),
                    List.of("theirs", "unknown"));

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private SiteFactStore store;

    @SuppressWarnings("NullAway.Init")
    private IncidentStore incidents;

    @SuppressWarnings("NullAway.Init")
    private ToldFacilities told;

    @SuppressWarnings("NullAway.Init")
    private FactOutbox outbox;

    @SuppressWarnings("NullAway.Init")
    private SiteFacts facts;

    private final List<String> news = new ArrayList<>();
    private long number;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        SiteStore sites = new SiteStore(database);
        database.write(c ->
                c.sql(
                                "insert into sites (id, name, token_hash, created_us, expires_us)"
                                        + " values ('s1', 'Điểm 1', 'x', 1, 2)")
                        .update());
        new CameraStore(database)
                .add(
                        List.of(new Facility("f1", "Trường", "", 0, null, null)),
                        List.of(TestCameras.camera("ours", "f1", "haidang://s1/theirs")),
                        1);
        database.write(c -> {
            sites.places(new Transaction(c), "s1", Map.of("place", "f1"));
            sites.cameras(new Transaction(c), "s1", Map.of("theirs", "ours"));
            return null;
        });
        store = new SiteFactStore(database);
        outbox = new FactOutbox(database);
        incidents = new IncidentStore(database, outbox);
        told = new ToldFacilities(new ToldFacilityStore(database));
        News hearing = new News();
        hearing.listen((topic, facility) -> news.add(topic.id() + " " + facility));
        facts = new SiteFacts(sites, store, incidents, told, outbox, hearing, NO_ANSWERS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Fact fact(String kind, String subject, String body) {
        return Fact.newBuilder()
                .setNumber(++number)
                .setKind(kind)
                .setSubject(subject)
                .setHappenedUs(7)
                .setBody(ByteString.copyFromUtf8(body))
                .build();
    }

    @Test
    void aFacilityStandsHereAsItsSiteToldLast() {
        assertThat(facts.take("s1", List.of(fact("facility", "place", TOLD.json())), 9))
                .isEqualTo(1);
        assertThat(told.of("f1")).contains(TOLD.connected(List.of("ours")));
        assertThat(news).containsExactly("stage f1");
        // Also after a restart.
        assertThat(new ToldFacilities(new ToldFacilityStore(database)).of("f1"))
                .contains(TOLD.connected(List.of("ours")));
        facts.take("s1", List.of(fact("facility", "nowhere", TOLD.json())), 9);
        assertThat(told.of("nowhere")).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodIsKeptAndHoldsNothingUp() {
        List<Fact> all =
                List.of(
                        fact("facility", "place", "{"),
                        fact("facility", "place", TOLD.json().replace("CIVIL", "PRIVATE")),
                        fact("incident", "i1", "no incident"),
                        fact("of-a-newer-program", "x", "\0"),
                        fact("incident", "i2", incident("i2", "Khói \\u0000 ở bếp")),
                        fact("camera-state", "theirs", "{\"kind\":\"failed\"}"));
        outbox.open("us", c -> {});
        assertThat(facts.take("s1", all, 9)).isEqualTo(6);
        assertThat(told.of("f1")).isEmpty();
        // PostgreSQL takes no character zero.
        assertThat(store.newest("s1", 99, 99))
                .hasSize(6)
                .allSatisfy(one -> assertThat(one.fact().body()).doesNotContain("\0"));
        IncidentRow row = incidents.byId("i2").orElseThrow();
        assertThat(row.title()).isEqualTo("Khói \ufffd ở bếp");
        assertThat(row.facilityId()).isEqualTo("f1");
        assertThat(row.cameraIds()).containsExactly("ours");
        assertThat(row.keeper()).isEqualTo(new IncidentRow.Keeper("s1", "Điểm 1"));
        assertThat(news).containsExactly("incident f1");
        // Told on to the centre above, with our names for things.
        assertThat(outbox.after(0, 9))
                .extracting(StoredFact::kind, StoredFact::subject)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("incident", "i2"),
                        org.assertj.core.groups.Tuple.tuple("camera-state", "ours"));
    }

    private static String incident(String id, String title) {
        return """
        {"id":"%s","place":"place","cameras":["theirs","gone"],"kind":"FIRE","severity":"MINOR",
         "title":"%s","fromUs":1,"toUs":null,"state":"NEW","owner":null,"ticks":[],
         "createdBy":"An","createdUs":1,"changedUs":1,
         "events":[{"id":"e-%s","atUs":1,"person":"An","act":"opened","words":""}]}
        """
                .formatted(id, title, id);
    }
}
