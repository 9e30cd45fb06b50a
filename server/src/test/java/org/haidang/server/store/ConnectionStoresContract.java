package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.programme.connection.ConnectionRecord;
import org.haidang.programme.connection.ConnectionRecord.Party;
import org.haidang.programme.connection.ConnectionRecord.RecordedCamera;
import org.haidang.programme.connection.ConnectionRecord.Signature;
import org.haidang.programme.connection.ConnectionRecord.Withdrawal;
import org.haidang.programme.facility.CameraClock;
import org.haidang.programme.facility.ConnectionFacts;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.ConnectionLimits;
import org.haidang.programme.facility.FacilityEvidence.PlanCovers;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.plan.Codec;
import org.haidang.programme.plan.LinkType;
import org.haidang.programme.plan.Plan;
import org.haidang.programme.plan.PlanState;
import org.haidang.programme.plan.PlanState.Signer;
import org.haidang.programme.plan.PlanTemplate;
import org.haidang.programme.plan.RecordingMode;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.programme.plan.StreamTarget;
import org.haidang.programme.plan.Supply;
import org.haidang.programme.plan.Term;
import org.haidang.programme.plan.ViewingShare;
import org.haidang.server.connection.store.CameraCheck;
import org.haidang.server.connection.store.CheckStore;
import org.haidang.server.connection.store.Judgement;
import org.haidang.server.connection.store.RecordStore;
import org.haidang.server.connection.store.RecordStore.Kept;
import org.haidang.server.plan.store.PlanStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What the stores of the plan and of connecting by it must do on every database. */
abstract class ConnectionStoresContract {
    /** Databases keep microseconds, and so does the program. */
    private static final Instant AT = Instant.parse("2021-05-12T03:00:00.123456Z");

    private static final Signer LAN = new Signer("u1", "Lê Thị Lan");
    private static final Signer ANH = new Signer("u2", "Lê Thị Ánh");
    private static final ZonePlace GATE = new ZonePlace(Zone.GATE, "", "");
    private static final ZonePlace CORRIDOR = new ZonePlace(Zone.CORRIDOR, "Khu A", "Tầng 2");

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

    // ---- the plan

    @Test
    void hasNoPlanBeforeSomebodyBeginsOne() {
        assertThat(new PlanStore(database).all().all()).isEmpty();
    }

    @Test
    void keepsEveryFieldOfAPlanAndTheOrderOfSitesAndComments() {
        PlanStore store = new PlanStore(database);
        Plan plan =
                new Plan(
                        "p1",
                        1,
                        template(),
                        List.of(deviating("f2"), measured("f1", 0), asTemplate("f3")),
                        new PlanState.Draft(),
                        List.of(
                                new Plan.Comment(AT.plusSeconds(9), LAN, "f1", "Đường truyền yếu"),
                                new Plan.Comment(AT, ANH, "", "Đồng ý\nvới cả hai ý")));
        store.put(plan);
        assertThat(store.all().all()).containsExactly(plan);
    }

    @Test
    void keepsEveryStateOfAPlanWithItsSigners() {
        PlanStore store = new PlanStore(database);
        PlanState.Proposed proposed = new PlanState.Proposed(AT, LAN);
        List<Plan> versions = new ArrayList<>();
        for (PlanState state :
                List.of(
                        new PlanState.Returned(AT.plusSeconds(60), ANH, "Thiếu UPS", proposed),
                        new PlanState.Approved(AT.plusSeconds(90), ANH, proposed),
                        proposed,
                        new PlanState.Draft())) {
            versions.add(plan(versions.size() + 1, state, List.of(asTemplate("f1"))));
        }
        versions.forEach(store::put);
        assertThat(store.all().all()).containsExactlyElementsOf(versions);
    }

    @Test
    void putsAVersionInPlaceOfWhatItWasAndLeavesTheOthersAlone() {
        PlanStore store = new PlanStore(database);
        Plan first = plan(1, new PlanState.Draft(), List.of(asTemplate("f1"), asTemplate("f2")));
        Plan second = plan(2, new PlanState.Draft(), List.of(asTemplate("f1")));
        store.put(first);
        store.put(second);
        Plan smaller = plan(2, new PlanState.Proposed(AT, LAN), List.of(measured("f3", 20_000)));
        store.put(smaller);
        assertThat(store.all().all()).containsExactly(first, smaller);
    }

    private static Plan plan(int version, PlanState state, List<SiteParameters> sites) {
        return new Plan("p1", version, PlanTemplate.standard(), sites, state, List.of());
    }

    /** No number of it stands twice, so that no two columns can be mistaken for each other. */
    private static PlanTemplate template() {
        return new PlanTemplate(
                new StreamTarget(Codec.H265, 2_560, 1_440, 12, 3_000),
                new StreamTarget(Codec.H264, 704, 576, 8, 512),
                RecordingMode.CONTINUOUS_MAIN,
                30,
                LinkType.FIBRE,
                Map.of(
                        Supply.CAMERAS, Supply.By.PROVINCE,
                        Supply.SITE_MACHINE, Supply.By.OPERATOR,
                        Supply.LINK, Supply.By.OPERATOR,
                        Supply.BACKUP_POWER, Supply.By.FACILITY,
                        Supply.DUTY_SCREEN, Supply.By.DEPARTMENT),
                new ViewingShare(4, 3),
                25);
    }

    private static SiteParameters asTemplate(String facility) {
        return SiteParameters.asTemplate(
                facility, 7, template(), LocalDate.of(2021, 5, 12), "VNPT Ninh Thuận");
    }

    private static SiteParameters measured(String facility, int uplinkKbps) {
        SiteParameters site = asTemplate(facility);
        return new SiteParameters(
                facility,
                site.cameras(),
                site.mainKbps(),
                site.subKbps(),
                site.recording(),
                site.retentionDays(),
                site.link(),
                uplinkKbps,
                site.startOn(),
                site.responsible(),
                Map.of());
    }

    private static SiteParameters deviating(String facility) {
        return new SiteParameters(
                facility,
                9,
                1_024,
                256,
                RecordingMode.CONTINUOUS_SUB,
                14,
                LinkType.MOBILE,
                null,
                LocalDate.of(2021, 5, 13),
                "Đội viễn thông",
                Map.of(
                        Term.MAIN_KBPS, "Đường lên chỉ có 10 Mbit/s:\n\tchờ kéo cáp",
                        Term.RETENTION, "Ổ đĩa nhỏ"));
    }

    // ---- checks and judgements

    @Test
    void keepsTheNewestCheckOfEachCamera() {
        CheckStore store = new CheckStore(database);
        CameraCheck none = CameraCheck.none("c1", "login");
        CameraCheck full =
                new CameraCheck(
                        "c2",
                        "login-2",
                        1,
                        "probe",
                        Credential.DEFAULT_REFUSED,
                        2,
                        "credential",
                        "picture",
                        3,
                        4L,
                        5);
        store.put(none);
        store.put(full);
        assertThat(store.checks()).isEqualTo(Map.of("c1", none, "c2", full));
        CameraCheck later = full.joined(null, 6);
        store.put(later);
        store.remove("c1");
        assertThat(store.checks()).isEqualTo(Map.of("c2", later));
    }

    @Test
    void keepsTheRestOfACameraUntilItEndsOrTheCameraGoes() {
        CheckStore store = new CheckStore(database);
        store.rest("c1", 10);
        store.rest("c1", 30);
        store.rest("c2", 40);
        store.rest("c3", 50);
        assertThat(new CheckStore(database).restUntilUs("c1")).contains(30L);
        store.endRest("c1");
        store.remove("c2");
        assertThat(store.restUntilUs("c1")).isEmpty();
        assertThat(store.restUntilUs("c2")).isEmpty();
        assertThat(store.restUntilUs("c3")).contains(50L);
    }

    @Test
    void theNewestWordOnAPictureCountsAndAllOfThemStay() {
        CheckStore store = new CheckStore(database);
        Judgement refused = judgement("j3", "c1", false, 20);
        Judgement accepted = judgement("j1", "c1", true, 30);
        Judgement older = judgement("j2", "c1", true, 10);
        Judgement sameMoment = judgement("j4", "c1", false, 30);
        Judgement other = judgement("j5", "c2", true, 1);
        List.of(refused, accepted, older, sameMoment, other).forEach(store::add);
        assertThat(store.newestJudgements()).isEqualTo(Map.of("c1", sameMoment, "c2", other));
        assertThat(store.judgements("c1")).containsExactly(sameMoment, accepted, refused, older);
        store.remove("c1");
        assertThat(store.judgements("c1")).hasSize(4);
    }

    @Test
    void answersNoMoreWordsOnACamerasPicturesThanItSays() {
        CheckStore store = new CheckStore(database);
        for (int i = 0; i <= CheckStore.MAX_JUDGEMENTS; i++) {
            store.add(judgement("j" + (1_000 + i), "c1", true, i));
        }
        assertThat(store.judgements("c1"))
                .hasSize(CheckStore.MAX_JUDGEMENTS)
                .extracting(Judgement::atUs)
                .doesNotContain(0L);
    }

    private static Judgement judgement(String id, String camera, boolean accepted, long atUs) {
        return new Judgement(
                id,
                camera,
                "hash-" + id,
                accepted,
                accepted ? "" : "Tối",
                "corridor",
                "Khu A",
                "Tầng 2",
                "rtsp://10.0.0.1/a",
                atUs,
                "u1",
                "Lê Thị Lan");
    }

    // ---- connection records

    @Test
    void keepsARecordWithEverythingThatWasMeasured() {
        RecordStore store = new RecordStore(database);
        Kept kept =
                kept(
                        record(
                                "r1",
                                AT,
                                List.of(proven("c2"), silent("c3"), unmeasured("c1")),
                                List.of(CORRIDOR, GATE)));
        store.add(kept);
        assertThat(store.byId("r1")).contains(kept);
        assertThat(store.byId("r2")).isEmpty();
    }

    @Test
    void keepsSignaturesInTheOrderTheyWereGiven() {
        RecordStore store = new RecordStore(database);
        ConnectionRecord record = record("r1", AT, List.of(proven("c1")), List.of());
        store.add(kept(record));
        Signature operator = new Signature(Party.OPERATOR, "u3", "Phạm Văn Cường", AT);
        Signature site = new Signature(Party.SITE, "u4", "Nguyễn Văn Hòa", AT.plusMillis(1));
        store.sign("r1", site);
        store.sign("r1", operator);
        assertThat(store.byId("r1").orElseThrow().record().signatures())
                .containsExactly(operator, site);
        assertThatThrownBy(
                        () -> store.sign("r1", new Signature(Party.SITE, "u5", "Người khác", AT)))
                .isInstanceOf(DataAccessException.class);
        assertThat(store.byId("r1").orElseThrow().record().signatures()).hasSize(2);
    }

    @Test
    void tellsWhoWithdrewARecordAndWhy() {
        RecordStore store = new RecordStore(database);
        store.add(kept(record("r1", AT, List.of(proven("c1")), List.of())));
        Withdrawal withdrawal = new Withdrawal("u1", "Lê Thị Lan", AT.plusSeconds(5), "Đo sai");
        store.withdraw("r1", withdrawal);
        assertThat(store.byId("r1").orElseThrow().record().withdrawal()).isEqualTo(withdrawal);
    }

    @Test
    void listsTheRecordsOfOneFacilityNewestFirst() {
        RecordStore store = new RecordStore(database);
        store.add(kept(record("r1", AT, List.of(), List.of())));
        store.add(kept(record("r2", AT.plusSeconds(1), List.of(proven("c1")), List.of())));
        store.add(kept(record("r3", AT, List.of(), List.of(GATE))));
        store.add(
                kept(
                        new ConnectionRecord(
                                "r4",
                                "f2",
                                new PlanCovers("p1", 2),
                                AT,
                                ConnectionLimits.standard(),
                                List.of(),
                                List.of(),
                                List.of(),
                                null)));
        assertThat(store.ofFacility("f1"))
                .extracting(one -> one.record().id())
                .containsExactly("r2", "r3", "r1");
        assertThat(store.ofFacility("f3")).isEmpty();
    }

    @Test
    void refusesASecondRecordOfTheSameIdAndKeepsTheFirstAsItWas() {
        RecordStore store = new RecordStore(database);
        store.add(kept(record("r1", AT, List.of(), List.of())));
        assertThatThrownBy(
                        () -> store.add(kept(record("r1", AT, List.of(proven("c1")), List.of()))))
                .isInstanceOf(DataAccessException.class);
        assertThat(store.byId("r1").orElseThrow().record().cameras()).isEmpty();
    }

    private static Kept kept(ConnectionRecord record) {
        return new Kept(record, "u1", "Lê Thị Lan");
    }

    private static ConnectionRecord record(
            String id, Instant drawn, List<RecordedCamera> cameras, List<ZonePlace> missing) {
        return new ConnectionRecord(
                id,
                "f1",
                new PlanCovers("p1", 2),
                drawn,
                new ConnectionLimits(
                        Duration.ofMinutes(4), Duration.ofMillis(2_500), Duration.ofSeconds(1), 90),
                cameras,
                missing,
                List.of(),
                null);
    }

    private static RecordedCamera proven(String camera) {
        return new RecordedCamera(
                camera,
                "Hành lang",
                CORRIDOR,
                "hash",
                "Lê Thị Lan",
                new ConnectionFacts(
                        AT,
                        true,
                        AT.minusSeconds(30),
                        Duration.ofMillis(900),
                        new CameraClock.Told(Duration.ofMillis(-120)),
                        true,
                        true,
                        Credential.DEFAULT_REFUSED,
                        Duration.ofHours(23)));
    }

    private static RecordedCamera silent(String camera) {
        RecordedCamera proven = proven(camera);
        ConnectionFacts facts = proven.facts();
        return new RecordedCamera(
                camera,
                proven.name(),
                proven.place(),
                proven.pictureSha256(),
                proven.acceptedBy(),
                new ConnectionFacts(
                        facts.at(),
                        facts.linkUp(),
                        facts.lastKeyPicture(),
                        facts.firstPicture(),
                        new CameraClock.Silent(),
                        facts.zoneSet(),
                        facts.pictureAccepted(),
                        facts.credential(),
                        facts.availableInLastDay()));
    }

    private static RecordedCamera unmeasured(String camera) {
        return new RecordedCamera(
                camera,
                "Cổng",
                null,
                "",
                "",
                new ConnectionFacts(
                        AT,
                        false,
                        null,
                        null,
                        new CameraClock.NotMeasured(),
                        false,
                        false,
                        Credential.NOT_TRIED,
                        Duration.ZERO));
    }
}
