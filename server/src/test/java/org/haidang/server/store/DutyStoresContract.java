package org.haidang.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haidang.programme.duty.HandOver;
import org.haidang.programme.duty.HandOver.Kind;
import org.haidang.programme.duty.HandOver.OpenItem;
import org.haidang.programme.duty.HandOver.Signature;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.incident.IncidentKind;
import org.haidang.programme.incident.IncidentLife.Standing;
import org.haidang.programme.incident.IncidentLife.Tick;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.Severity;
import org.haidang.programme.inspection.Inspection;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.duty.store.DutySite;
import org.haidang.server.duty.store.DutyStore;
import org.haidang.server.duty.store.HandOverRow;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.incident.store.IncidentEvent;
import org.haidang.server.incident.store.IncidentFilter;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.inspection.store.InspectionRow;
import org.haidang.server.inspection.store.InspectionStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stores of incidents, inspections and duty must do on every database. */
abstract class DutyStoresContract {
    private static final Instant AT = Instant.parse("2021-05-12T03:00:00.123456Z");
    private static final List<IncidentState> OPEN =
            List.of(IncidentState.NEW, IncidentState.IN_PROGRESS, IncidentState.RESOLVED);

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

    @Test
    void keepsAnIncidentWithItsTicksAndRefusesAChangeFromAnOldVersion() {
        IncidentStore store = new IncidentStore(database, new FactOutbox(database));
        IncidentRow begun = incident("i1", "f1", 1, null);
        store.add(begun, event("e1", 1));
        Standing ticked =
                new Standing(
                        IncidentKind.FIRE,
                        IncidentState.IN_PROGRESS,
                        "Chín",
                        Map.of("call-114", new Tick("Chín", AT)));
        IncidentRow after = begun.with(ticked, "u1", 2);
        assertThat(store.put(begun, after, event("e2", 2))).isTrue();
        assertThat(store.put(begun, begun.with(ticked, "u2", 3), event("e3", 3))).isFalse();
        assertThat(store.byId("i1")).contains(after);
        assertThat(store.events("i1", 10))
                .extracting(IncidentEvent::id)
                .containsExactly("e1", "e2");
        IncidentRow unticked =
                after.with(
                        new Standing(
                                IncidentKind.FIRE, IncidentState.IN_PROGRESS, "Chín", Map.of()),
                        "u1",
                        4);
        assertThat(store.put(after, unticked, event("e4", 4))).isTrue();
        assertThat(store.byId("i1")).contains(unticked);
    }

    @Test
    void findsIncidentsByWhatIsAskedForTheNewestFirst() {
        IncidentStore store = new IncidentStore(database, new FactOutbox(database));
        store.add(incident("i1", "f1", 1, 9L), event("e1", 1, "i1"));
        store.add(incident("i2", "f2", 2, null), event("e2", 2, "i2"));
        store.add(incident("i3", "f1", 3, null), event("e3", 3, "i3"));
        assertThat(ids(store, null, null, null)).containsExactly("i3", "i2", "i1");
        assertThat(ids(store, Set.of("f1"), null, null)).containsExactly("i3", "i1");
        assertThat(ids(store, Set.of(), null, null)).isEmpty();
        assertThat(ids(store, null, "camera-f2", null)).containsExactly("i2");
        assertThat(ids(store, null, null, "i3")).containsExactly("i2", "i1");
    }

    @Test
    void findsTheNewestOfSomeStatesTogetherWithTheirTicks() {
        IncidentStore store = new IncidentStore(database, new FactOutbox(database));
        IncidentState[] states = IncidentState.values();
        for (int i = 0; i < 8; i++) {
            IncidentRow begun = incident("i" + i, "f1", i, null);
            store.add(begun, event("e" + i, i, "i" + i));
            Standing then =
                    new Standing(
                            IncidentKind.FIRE,
                            states[i % states.length],
                            "Chín",
                            Map.of("call-114", new Tick("Chín", AT)));
            assertThat(store.put(begun, begun.with(then, null, 9), event("x" + i, 9, "i" + i)))
                    .isTrue();
        }
        assertThat(found(store, OPEN, 4)).containsExactly("i6", "i5", "i4", "i2");
        assertThat(found(store, List.of(IncidentState.CLOSED), 4)).containsExactly("i7", "i3");
        assertThat(found(store, List.of(states), 3)).containsExactly("i7", "i6", "i5");
        assertThat(store.find(asking(OPEN, 4)))
                .allSatisfy(row -> assertThat(row.standing().ticks()).containsKey("call-114"));
    }

    private static List<String> found(IncidentStore store, List<IncidentState> states, int limit) {
        return store.find(asking(states, limit)).stream().map(IncidentRow::id).toList();
    }

    private static IncidentFilter asking(List<IncidentState> states, int limit) {
        return new IncidentFilter(null, states, null, null, null, null, null, limit);
    }

    @Test
    void keepsInspectionsWithTheirFindingsInOrder() {
        InspectionStore store = new InspectionStore(database);
        LocalDate day = LocalDate.of(2021, 5, 12);
        Inspection full =
                new Inspection(
                        day,
                        "Đoàn Sở Y tế",
                        List.of(
                                new Inspection.Noted(
                                        new Finding(ReasonCode.NEEDS_REPAIR, "Sân"), day),
                                new Inspection.Noted(new Finding(ReasonCode.OTHER, "Cổng"), null)),
                        "Tốt");
        InspectionRow row = new InspectionRow("k1", "f1", full, "An", 1);
        InspectionRow earlier =
                new InspectionRow(
                        "k2", "f1", new Inspection(day.minusDays(15), "A", List.of(), ""), "An", 2);
        store.add(row);
        store.add(earlier);
        assertThat(store.of("f1", 10)).containsExactly(row, earlier);
        assertThat(store.newest()).containsOnly(Map.entry("f1", day));
        assertThat(store.operatingSince()).isEmpty();
    }

    @Test
    void keepsPresenceAndWhatOneShiftLeftToTheNext() {
        DutyStore store = new DutyStore(database);
        DutySite viewed = DutySite.unknown("f1").viewed(5);
        store.put(List.of(viewed));
        store.put(List.of(viewed.confirmed(7, "u1", "Chín")));
        assertThat(store.sites())
                .containsOnly(Map.entry("f1", new DutySite("f1", 7L, "u1", "Chín", 5L)));
        HandOver offered =
                HandOver.offer(
                        List.of(
                                new OpenItem(Kind.INCIDENT, "i1", new Sentence("Cháy", "Fire")),
                                new OpenItem(Kind.LINK, "f1", new Sentence("Mất", "Lost"))),
                        "Ca ngày",
                        new Signature("u1", "Chín", AT));
        HandOverRow row = new HandOverRow("h1", List.of("f1", "f2"), offered);
        store.add(row);
        assertThat(store.handOver("h1")).contains(row);
        HandOver taken =
                ((HandOver.Done) offered.take(new Signature("u2", "Bình", AT), "Đủ")).handOver();
        assertThat(store.finish(new HandOverRow("h1", row.facilityIds(), taken))).isTrue();
        assertThat(store.finish(row)).isFalse();
        assertThat(store.handOvers(10))
                .containsExactly(new HandOverRow("h1", row.facilityIds(), taken));
    }

    private static List<String> ids(
            IncidentStore store,
            @Nullable Set<String> facilities,
            @Nullable String camera,
            @Nullable String before) {
        return store
                .find(
                        new IncidentFilter(
                                facilities,
                                OPEN,
                                IncidentKind.FIRE,
                                Severity.SERIOUS,
                                camera,
                                null,
                                before,
                                10))
                .stream()
                .map(IncidentRow::id)
                .toList();
    }

    private static IncidentRow incident(
            String id, String facility, long createdUs, @Nullable Long toUs) {
        return new IncidentRow(
                id,
                facility,
                List.of("camera-" + facility, "camera-x"),
                Severity.SERIOUS,
                "Khói ở bếp",
                createdUs,
                toUs,
                null,
                Standing.begun(IncidentKind.FIRE),
                "An",
                createdUs,
                createdUs,
                null);
    }

    private static IncidentEvent event(String id, long atUs) {
        return event(id, atUs, "i1");
    }

    private static IncidentEvent event(String id, long atUs, String incident) {
        return new IncidentEvent(id, incident, atUs, null, "An", "noted", "x");
    }
}
