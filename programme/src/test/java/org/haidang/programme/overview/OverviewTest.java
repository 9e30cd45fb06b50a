package org.haidang.programme.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.deadline.Deadline.Edge;
import org.haidang.programme.duty.Watch;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.facility.Shortfall;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.Severity;
import org.haidang.programme.overview.FacilityFacts.Acting;
import org.haidang.programme.overview.FacilityFacts.Refusal;
import org.haidang.programme.overview.FacilityFacts.StorageFacts;
import org.haidang.programme.overview.Overview.Facts;
import org.haidang.programme.overview.Overview.FunnelStep;
import org.haidang.programme.overview.Overview.LinkRow;
import org.haidang.programme.overview.Overview.NotConnectedRow;
import org.haidang.programme.overview.Overview.StorageRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverviewTest {

    /** 15 May 2021, 0:00 in Việt Nam. */
    private static final Instant DUE = Instant.parse("2021-05-14T17:00:00Z");

    private static final Deadline REPORT = new Deadline("trước ngày 15/5/2021", DUE, Edge.BEFORE);
    private static final Instant NOW = DUE.minus(Duration.ofHours(76));

    @Test
    void d8CountsDownToTheReport() {
        assertThat(countdown(NOW, null).words().vietnamese())
                .isEqualTo("Còn 3 ngày 4 giờ - báo cáo trước 15/5/2021");
        assertThat(countdown(NOW, null).words().english())
                .isEqualTo("3 days 4 hours left - report due before 15/5/2021");
        assertThat(countdown(DUE.minusSeconds(1), null).late()).isFalse();
        assertThat(countdown(DUE, null).late()).isTrue();
        assertThat(countdown(DUE.plus(Duration.ofDays(2)), null).words().vietnamese())
                .isEqualTo("Quá hạn 2 ngày - báo cáo trước 15/5/2021");
    }

    @Test
    void d8StopsCountingOnceTheReportIsSent() {
        assertThat(countdown(DUE.plusSeconds(1), DUE.minusSeconds(1)).words().vietnamese())
                .isEqualTo("Đã báo cáo đúng hạn");
        assertThat(countdown(DUE.plusSeconds(1), DUE.minusSeconds(1)).late()).isFalse();
        assertThat(countdown(DUE.plusSeconds(9), DUE).words().vietnamese())
                .isEqualTo("Đã báo cáo, quá hạn");
    }

    /** One facility in each stage, by hand. */
    @Test
    void aFacilityCountsInEachStepThatItReachedOrPassed() {
        List<FacilityFacts> each =
                Arrays.stream(FacilityStage.values())
                        .map(stage -> given(stage.name(), stage).facts())
                        .toList();
        Overview overview = overview(each);
        assertThat(overview.funnel())
                .extracting(step -> step.milestone() + " " + step.facilities().size())
                .containsExactly(
                        "FACILITIES 13",
                        "WITH_CONTACT 12",
                        "SURVEYED 11",
                        "ELIGIBLE 8",
                        "PLAN_APPROVED 7",
                        "CONNECTED 5");
        assertThat(overview.funnel().getLast().facilities())
                .containsExactly("CONNECTED", "OPERATING", "DEGRADED", "LOST", "SUSPENDED");
        assertThat(overview.notConnected())
                .extracting(NotConnectedRow::facilityId)
                .containsExactly(
                        "REGISTERED",
                        "NOT_ELIGIBLE",
                        "CONTACT_NAMED",
                        "CONDITIONAL",
                        "SURVEYED",
                        "ELIGIBLE",
                        "PLAN_APPROVED",
                        "CONNECTING");
    }

    @Test
    void theListOfThoseNotConnectedAndTheLastStepMakeUpAll() {
        for (FacilityStage one : FacilityStage.values()) {
            for (FacilityStage other : FacilityStage.values()) {
                Overview overview =
                        overview(List.of(given("a", one).facts(), given("b", other).facts()));
                assertThat(
                                overview.funnel().getLast().facilities().size()
                                        + overview.notConnected().size())
                        .isEqualTo(overview.funnel().getFirst().facilities().size());
            }
        }
    }

    @Test
    void neverSaysAHundredPercentBeforeAllHaveArrived() {
        List<FacilityFacts> facilities = new ArrayList<>();
        for (int i = 0; i < 999; i++) {
            facilities.add(given("f" + i, FacilityStage.OPERATING).facts());
        }
        facilities.add(given("last", FacilityStage.CONNECTING).facts());
        List<FunnelStep> funnel = overview(facilities).funnel();
        assertThat(funnel.getLast().percent()).isEqualTo(99);
        assertThat(funnel.getFirst().percent()).isEqualTo(100);
        assertThat(overview(List.of()).funnel().getLast().percent()).isZero();
    }

    @Test
    void splitsByWhoRunsThemAndGuessesNobody() {
        Given hotel = given("hotel", FacilityStage.CONNECTED);
        hotel.body = ManagingBody.HOTEL;
        Overview overview =
                overview(List.of(hotel.facts(), given("unsaid", FacilityStage.CONNECTED).facts()));
        FunnelStep connected = overview.funnel().getLast();
        assertThat(connected.facilities()).containsExactly("hotel", "unsaid");
        assertThat(connected.byBody().get(ManagingBody.HOTEL)).containsExactly("hotel");
        assertThat(connected.byBody().get(ManagingBody.MILITARY)).isEmpty();
    }

    @Test
    void theMostOverdueStandsFirstAndTheDayOfTheDeadlineIsNotOverdue() {
        Given connecting = given("connecting", FacilityStage.CONNECTING);
        connecting.connectBy =
                new Deadline("trước 10/5", NOW.minus(Duration.ofDays(5)), Edge.BEFORE);
        connecting.measured =
                new Acting(Shortfall.LINK_DOWN.sentence(), Shortfall.LINK_DOWN.who().words());
        Given today = given("today", FacilityStage.REGISTERED);
        today.connectBy = new Deadline("hôm nay", NOW.minus(Duration.ofHours(23)), Edge.BEFORE);
        List<NotConnectedRow> rows =
                overview(List.of(today.facts(), connecting.facts())).notConnected();
        assertThat(rows)
                .extracting(row -> row.facilityId() + " " + row.daysOverdue())
                .containsExactly("connecting 5", "today 0");
        assertThat(rows.getFirst().reason()).isEqualTo(Shortfall.LINK_DOWN.sentence());
        assertThat(rows.getFirst().whoActs()).isEqualTo(Shortfall.WhoActs.FACILITY.words());
    }

    @Test
    void aRefusalNamesItsFindingItsOwnerAndHowLateItIs() {
        Given refused = given("refused", FacilityStage.NOT_ELIGIBLE);
        refused.findings = List.of(new Finding(ReasonCode.LOCKED, "đầu ghi của hãng"));
        refused.refusal = new Refusal("Sở Du lịch", LocalDate.of(2021, 5, 9));
        NotConnectedRow row = overview(List.of(refused.facts())).notConnected().getFirst();
        assertThat(row.reason().vietnamese())
                .isEqualTo("Thiết bị bị nhà cung cấp khóa: đầu ghi của hãng");
        assertThat(row.whoActs().vietnamese()).isEqualTo("Sở Du lịch");
        assertThat(row.daysOverdue()).isEqualTo(2);
    }

    @Test
    void listsTheCamerasBehindEachNumber() {
        Given site = given("site", FacilityStage.OPERATING);
        site.requiredPlaces = 6;
        Facts facts =
                new Facts(
                        NOW,
                        null,
                        List.of(site.facts()),
                        List.of(
                                new CameraFacts("gate", "site", true, true),
                                new CameraFacts("yard", "site", true, false),
                                new CameraFacts("hall", "site", false, true)),
                        List.of());
        Overview.Cameras cameras = Overview.of(facts).cameras();
        assertThat(cameras.requiredPlaces()).isEqualTo(6);
        assertThat(cameras.existing()).containsExactly("gate", "yard", "hall");
        assertThat(cameras.connected()).containsExactly("gate", "yard");
        assertThat(cameras.online()).containsExactly("gate", "hall");
    }

    @Test
    void ordersOpenIncidentsByHowBadThenHowOldAndLeavesOutClosedOnes() {
        Facts facts =
                new Facts(
                        NOW,
                        null,
                        List.of(),
                        List.of(),
                        List.of(
                                incident("minor", Severity.MINOR, IncidentState.NEW, 9),
                                incident("later", Severity.CRITICAL, IncidentState.RESOLVED, 1),
                                incident("closed", Severity.CRITICAL, IncidentState.CLOSED, 5),
                                incident("older", Severity.CRITICAL, IncidentState.NEW, 2)));
        assertThat(Overview.of(facts).incidents())
                .extracting(IncidentFacts::id)
                .containsExactly("older", "later", "minor");
    }

    @Test
    void tellsLostLinksBeforeDegradedOnesAndNoneOfWhatRests() {
        Given down = given("down", FacilityStage.OPERATING);
        down.linkDownSince = NOW.minusSeconds(30);
        Given rests = given("rests", FacilityStage.SUSPENDED);
        rests.linkDownSince = NOW.minusSeconds(90);
        List<LinkRow> links =
                overview(
                                List.of(
                                        given("degraded", FacilityStage.DEGRADED).facts(),
                                        down.facts(),
                                        rests.facts(),
                                        given("lost", FacilityStage.LOST).facts()))
                        .links();
        assertThat(links)
                .extracting(LinkRow::facilityId)
                .containsExactly("lost", "down", "degraded");
    }

    @Test
    void namesWhereRecordingsWillNotLastAsLongAsWanted() {
        Given tight = given("tight", FacilityStage.OPERATING);
        tight.storage = new StorageFacts(279, 10, 28);
        Given enough = given("enough", FacilityStage.OPERATING);
        enough.storage = new StorageFacts(280, 10, 28);
        Given silent = given("silent", FacilityStage.OPERATING);
        silent.storage = new StorageFacts(1, 0, 28);
        assertThat(overview(List.of(enough.facts(), tight.facts(), silent.facts())).storage())
                .containsExactly(new StorageRow("tight", 27, 28));
    }

    @Test
    void namesTheSitesThatNobodyWatchesTheWorstFirst() {
        Given late = given("late", FacilityStage.OPERATING);
        late.watch = new Watch.NotWatched(Watch.Why.CONFIRMATION_OLD, NOW.minusSeconds(60));
        Given never = given("never", FacilityStage.OPERATING);
        never.watch = new Watch.NotWatched(Watch.Why.NEVER_CONFIRMED, null);
        Given good = given("good", FacilityStage.OPERATING);
        good.watch = new Watch.Watched(NOW.plusSeconds(60));
        assertThat(overview(List.of(late.facts(), good.facts(), never.facts())).notWatched())
                .extracting(Overview.NotWatchedRow::facilityId)
                .containsExactly("never", "late");
    }

    private static Overview.CountdownLine countdown(Instant now, @Nullable Instant sent) {
        Overview.CountdownLine line =
                Overview.of(
                                new Facts(
                                        now,
                                        new Report(REPORT, sent),
                                        List.of(),
                                        List.of(),
                                        List.of()))
                        .countdown();
        return Objects.requireNonNull(line);
    }

    private static IncidentFacts incident(
            String id, Severity severity, IncidentState state, int hoursAgo) {
        return new IncidentFacts(id, "f", severity, state, NOW.minus(Duration.ofHours(hoursAgo)));
    }

    private static Overview overview(List<FacilityFacts> facilities) {
        return Overview.of(new Facts(NOW, null, facilities, List.of(), List.of()));
    }

    private static Given given(String id, FacilityStage stage) {
        return new Given(id, stage);
    }

    /** A facility of which nothing is known but its stage. */
    private static final class Given {
        final String id;
        final FacilityStage stage;
        @Nullable ManagingBody body;
        int requiredPlaces;
        List<Finding> findings = List.of();
        @Nullable Refusal refusal;
        @Nullable Acting measured;
        @Nullable Deadline connectBy;
        @Nullable Instant linkDownSince;
        @Nullable StorageFacts storage;
        Watch watch = new Watch.NotAsked();

        Given(String id, FacilityStage stage) {
            this.id = id;
            this.stage = stage;
        }

        FacilityFacts facts() {
            return new FacilityFacts(
                    id,
                    id,
                    body,
                    stage,
                    NOW.minus(Duration.ofHours(3)),
                    0,
                    requiredPlaces,
                    null,
                    null,
                    findings,
                    refusal,
                    measured,
                    connectBy,
                    linkDownSince,
                    storage,
                    watch);
        }
    }
}
