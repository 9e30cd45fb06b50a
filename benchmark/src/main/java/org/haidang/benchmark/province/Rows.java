package org.haidang.benchmark.province;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.haidang.benchmark.store.OneTransaction;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.FacilityState;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.incident.ChecklistItem;
import org.haidang.programme.incident.IncidentKind;
import org.haidang.programme.incident.IncidentLife.Standing;
import org.haidang.programme.incident.IncidentLife.Tick;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.Severity;
import org.haidang.programme.inspection.Inspection;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.connection.store.CheckStore;
import org.haidang.server.connection.store.Judgement;
import org.haidang.server.duty.store.DutySite;
import org.haidang.server.duty.store.DutyStore;
import org.haidang.server.facility.ZoneCodes;
import org.haidang.server.facility.store.LifeStore;
import org.haidang.server.facility.store.LifeStore.CameraRow;
import org.haidang.server.facility.store.LifeStore.FacilityRow;
import org.haidang.server.facility.store.StepRow;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.incident.store.IncidentEvent;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.inspection.store.InspectionRow;
import org.haidang.server.inspection.store.InspectionStore;
import org.haidang.server.store.Database;
import org.haidang.server.store.Ids;

/**
 * What measurements, watchers and months bring about, which nobody can enter in a minute: written
 * by the stores as their features would, many rows to a commit.
 */
final class Rows {
    /** As many as a bad night leaves. */
    private static final int OPEN_INCIDENTS = 200;

    private static final int INCIDENTS_AT_ONCE = 5_000;
    private static final long SPAN_US = 120L * 86_400 * 1_000_000;
    private static final String WATCHER = "Nguyễn Thị Lan";
    private static final String HASH = "0".repeat(64);

    private final Database database;
    private final List<Facility> facilities;
    private final List<Camera> cameras;
    private final Random random;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final long nowUs = now.toEpochMilli() * 1_000;

    Rows(Database database, List<Facility> facilities, List<Camera> cameras, Random random) {
        this.database = database;
        this.facilities = facilities;
        this.cameras = cameras;
        this.random = random;
    }

    void add() {
        OneTransaction.on(database, this::lives);
        OneTransaction.on(database, this::duty);
        for (int from = 0; from < Province.INCIDENTS; from += INCIDENTS_AT_ONCE) {
            int first = from;
            OneTransaction.on(database, one -> incidents(one, first, first + INCIDENTS_AT_ONCE));
        }
    }

    // ---- stages and states

    private void lives(Database one) {
        LifeStore store = new LifeStore(one);
        for (int i = 0; i < facilities.size(); i++) {
            String id = facilities.get(i).id();
            FacilityStage from =
                    i < Places.PLANNED ? FacilityStage.PLAN_APPROVED : FacilityStage.SURVEYED;
            for (FacilityStage to : way(i)) {
                store.put(
                        id,
                        new FacilityRow(state(to), nowUs),
                        step(id, from.name(), to.name(), evidence(to), i));
                from = to;
            }
        }
        CheckStore checks = new CheckStore(one);
        for (int i = 0; i < cameras.size(); i++) {
            camera(store, checks, i % facilities.size(), i / facilities.size(), cameras.get(i));
        }
    }

    private static List<FacilityStage> way(int facility) {
        FacilityStage stage = Places.stage(facility);
        return stage == FacilityStage.CONDITIONAL || stage == FacilityStage.NOT_ELIGIBLE
                ? List.of(stage)
                : Places.way(facility);
    }

    private FacilityState state(FacilityStage stage) {
        Finding finding = new Finding(ReasonCode.LOCKED, "Đầu ghi bị nhà cung cấp khóa");
        return switch (stage) {
            case CONDITIONAL -> new FacilityState.Conditional(List.of(finding));
            case NOT_ELIGIBLE ->
                    new FacilityState.NotEligible(
                            finding,
                            "Sở Thông tin và Truyền thông",
                            LocalDate.ofInstant(now, Province.ZONE).plusDays(3));
            case CLOSED -> new FacilityState.Closed(now, 28);
            case REGISTERED,
                    CONTACT_NAMED,
                    SURVEYED,
                    ELIGIBLE,
                    PLAN_APPROVED,
                    CONNECTING,
                    CONNECTED,
                    OPERATING,
                    DEGRADED,
                    LOST,
                    SUSPENDED ->
                    new FacilityState.At(stage);
        };
    }

    private static String evidence(FacilityStage to) {
        return switch (to) {
            case CONNECTING -> "ConnectionOrdered";
            case CONNECTED -> "ConnectionProven";
            case OPERATING -> "AcceptanceSigned";
            case DEGRADED -> "SomeCamerasFail";
            case LOST -> "NothingArrives";
            case SUSPENDED -> "NoOccupants";
            case CLOSED -> "ClosingSigned";
            case CONDITIONAL -> "FoundConditional";
            case NOT_ELIGIBLE -> "FoundNotEligible";
            case REGISTERED, CONTACT_NAMED, SURVEYED, ELIGIBLE, PLAN_APPROVED ->
                    throw new IllegalArgumentException(to + " is entered");
        };
    }

    private void camera(
            LifeStore store, CheckStore checks, int facility, int number, Camera camera) {
        ZonePlace place = Places.place(number);
        CameraState from = CameraState.DECLARED;
        for (CameraState to : Places.way(Places.state(facility, number))) {
            store.put(
                    camera.id(),
                    new CameraRow(to, nowUs, place.block(), place.floor()),
                    step(camera.id(), from.name(), to.name(), evidence(to), number));
            if (to == CameraState.PICTURE_ACCEPTED) {
                checks.add(accepted(camera, place));
            }
            from = to;
        }
    }

    private Judgement accepted(Camera camera, ZonePlace place) {
        return new Judgement(
                Ids.next(nowUs, random),
                camera.id(),
                HASH,
                true,
                "",
                ZoneCodes.code(place.zone()),
                place.block(),
                place.floor(),
                camera.url(),
                nowUs,
                "bench-department",
                "Trần Văn Bình");
    }

    private static String evidence(CameraState to) {
        return switch (to) {
            case IDENTIFIED -> "DeviceAnswered";
            case CREDENTIAL_OK -> "DefaultPasswordRefused";
            case STREAM_OK -> "PictureDecoded";
            case ZONE_SET -> "ZoneChosen";
            case PICTURE_ACCEPTED -> "PictureSeen";
            case CONNECTED -> "ConnectionProven";
            case LIVE, DEGRADED, FROZEN, BLACK, COVERED, MOVED, OFFLINE -> "HealthSeen";
            case RETIRED -> "RetirementSigned";
            case DECLARED -> throw new IllegalArgumentException("nothing leads to DECLARED");
        };
    }

    private StepRow step(String of, String from, String to, String evidence, int number) {
        return new StepRow(
                Ids.next(nowUs, random),
                of,
                from,
                to,
                nowUs,
                "bench-engineer",
                "Phạm Văn Cường",
                true,
                evidence,
                "H-" + number);
    }

    // ---- duty

    private void duty(Database one) {
        InspectionStore inspections = new InspectionStore(one);
        List<DutySite> sites = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(now, Province.ZONE);
        for (int i = 40; i < 105; i++) {
            String id = facilities.get(i).id();
            for (int days : List.of(40, 25, i % 20)) {
                inspections.add(
                        new InspectionRow(
                                Ids.next(nowUs, random),
                                id,
                                new Inspection(
                                        today.minusDays(days),
                                        "Đoàn kiểm tra số " + i % 7,
                                        List.of(),
                                        "Đạt yêu cầu"),
                                WATCHER,
                                nowUs));
            }
            if (i % 3 > 0) {
                sites.add(
                        DutySite.unknown(id)
                                .viewed(nowUs)
                                .confirmed(nowUs - i * 60_000_000L, "bench-focal", WATCHER));
            }
        }
        new DutyStore(one).put(sites);
    }

    /** The oldest first; all but the last are closed, each with what its kind requires done. */
    private void incidents(Database one, int from, int to) {
        IncidentStore store = new IncidentStore(one, new FactOutbox(one));
        IncidentKind[] kinds = IncidentKind.values();
        for (int i = from; i < to; i++) {
            long atUs = nowUs - SPAN_US + SPAN_US / Province.INCIDENTS * i;
            int facility = random.nextInt(facilities.size());
            IncidentRow begun =
                    new IncidentRow(
                            Ids.next(atUs, random),
                            facilities.get(facility).id(),
                            List.of(cameras.get(facility).id()),
                            Severity.values()[i % 3],
                            Names.event(i),
                            atUs,
                            null,
                            null,
                            Standing.begun(kinds[i % kinds.length]),
                            WATCHER,
                            atUs,
                            atUs,
                            null);
            store.add(begun, event(begun, atUs, "opened", begun.title()));
            IncidentState state =
                    i < Province.INCIDENTS - OPEN_INCIDENTS
                            ? IncidentState.CLOSED
                            : IncidentState.values()[i % 3];
            if (state != IncidentState.NEW) {
                long thenUs = atUs + 3_600_000_000L;
                Standing then =
                        new Standing(begun.standing().kind(), state, WATCHER, ticks(begun, state));
                store.put(
                        begun,
                        begun.with(then, "bench-focal", thenUs),
                        event(begun, thenUs, act(state), ""));
            }
        }
    }

    private static String act(IncidentState state) {
        return switch (state) {
            case NEW -> "opened";
            case IN_PROGRESS -> "taken-up";
            case RESOLVED -> "resolved";
            case CLOSED -> "closed";
        };
    }

    private static Map<String, Tick> ticks(IncidentRow row, IncidentState state) {
        Map<String, Tick> ticks = new HashMap<>();
        if (state == IncidentState.CLOSED) {
            Instant at = Instant.EPOCH.plus(row.createdUs(), ChronoUnit.MICROS);
            for (ChecklistItem item : row.standing().kind().checklist()) {
                if (item.required()) {
                    ticks.put(item.code(), new Tick(WATCHER, at));
                }
            }
        }
        return ticks;
    }

    private IncidentEvent event(IncidentRow row, long atUs, String act, String words) {
        return new IncidentEvent(
                Ids.next(atUs, random), row.id(), atUs, "bench-focal", WATCHER, act, words);
    }
}
