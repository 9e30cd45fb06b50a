package org.haidang.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.haidang.onvif.CameraEvent;
import org.haidang.onvif.EventNotice;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.camera.store.TestCameras;
import org.haidang.server.event.EventLedger.Origin;
import org.haidang.server.event.store.CameraEventStore;
import org.haidang.server.event.store.EventKind;
import org.haidang.server.event.store.KeptEvent;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what devices tell, on a clock that the test turns. */
class EventLedgerTest {
    private static final Origin DEVICE = new Origin("pull", "http://h/d");
    private static final Origin OTHER = new Origin("push", "http://h/d");
    private static final String WINDOW = "Motion V1 window";
    private static final List<String> GATE = List.of("gate");

    @TempDir Path folder;

    private final List<Integer> told = new ArrayList<>();
    private long nowMs = 1_800_000_000_000L;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private CameraEventStore store;

    @SuppressWarnings("NullAway.Init")
    private EventLedger ledger;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder.resolve("haidang.db"));
        store = new CameraEventStore(database);
        new CameraStore(database)
                .add(
                        List.of(new Facility("f1", "Khu A", "", 0, null, null)),
                        List.of(
                                TestCameras.camera("gate", "f1", "rtsp://c/gate"),
                                TestCameras.camera("yard", "f1", "rtsp://c/yard")),
                        1);
        ledger = ledger();
    }

    private EventLedger ledger() {
        return new EventLedger(store, () -> told.add(ledger.standing().size()), new Random(1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long nowUs() {
        return nowMs * 1_000;
    }

    private void pass(long seconds) {
        nowMs += seconds * 1_000;
    }

    private EventNotice notice(String property, boolean active, boolean initial, boolean once) {
        return new EventNotice(
                CameraEvent.MOTION, property, active, initial, once, "V1", at(nowMs));
    }

    private static Instant at(long ms) {
        return Instant.ofEpochMilli(ms);
    }

    private void tell(EventKind kind, Origin origin, EventNotice notice) {
        ledger.take("gate", kind, origin, notice, nowUs());
    }

    private void tell(EventKind kind, boolean active) {
        tell(kind, DEVICE, notice(WINDOW, active, false, false));
    }

    private List<KeptEvent> rows() {
        List<KeptEvent> newest = store.page("gate", 0, 0, Long.MAX_VALUE, null, 100_000);
        return newest.reversed().stream().map(ledger::known).toList();
    }

    private KeptEvent only() {
        assertThat(rows()).hasSize(1);
        return rows().getFirst();
    }

    // ---- one row

    @Test
    void keepsOneRowWithBeginAndEnd() {
        tell(EventKind.TAMPER, true);
        long beginUs = nowUs();
        assertThat(only().endUs()).isNull();
        pass(60);
        tell(EventKind.TAMPER, false);
        assertThat(only())
                .extracting(KeptEvent::beginUs, KeptEvent::endUs, KeptEvent::kind)
                .containsExactly(beginUs, nowUs(), EventKind.TAMPER);
        assertThat(only().device()).isEqualTo("http://h/d");
        assertThat(store.lasting()).isEmpty();
    }

    @Test
    void repeatingWhatIsKnownDoesNothing() {
        for (int i = 0; i < 5; i++) {
            tell(EventKind.DIGITAL_INPUT, true);
            pass(30);
        }
        assertThat(only().endUs()).isNull();
        tell(EventKind.DIGITAL_INPUT, false);
        long endUs = nowUs();
        pass(30);
        tell(EventKind.DIGITAL_INPUT, false);
        assertThat(only().endUs()).isEqualTo(endUs);
    }

    @Test
    void lastsWhileAnyFieldOfThePictureTellsSo() {
        tell(EventKind.MOTION, DEVICE, notice("door", true, false, false));
        pass(2);
        tell(EventKind.MOTION, DEVICE, notice("window", true, false, false));
        pass(2);
        tell(EventKind.MOTION, DEVICE, notice("door", false, false, false));
        assertThat(only().endUs()).isNull();
        pass(2);
        tell(EventKind.MOTION, DEVICE, notice("window", false, false, false));
        assertThat(only().endUs()).isEqualTo(nowUs());
    }

    @Test
    void keepsCamerasAndKindsApart() {
        tell(EventKind.MOTION, true);
        tell(EventKind.TAMPER, true);
        ledger.take("yard", EventKind.MOTION, DEVICE, notice(WINDOW, true, false, false), nowUs());
        assertThat(rows()).hasSize(2);
        assertThat(store.lasting()).hasSize(3);
    }

    @Test
    void movementsLessThanTenSecondsApartAreOne() {
        tell(EventKind.MOTION, true);
        long beginUs = nowUs();
        pass(3);
        tell(EventKind.MOTION, false);
        assertThat(only().endUs()).as("known at once").isEqualTo(nowUs());
        assertThat(store.lasting()).as("but not kept yet").hasSize(1);
        pass(9);
        ledger.look(nowUs());
        tell(EventKind.MOTION, true);
        assertThat(only().endUs()).isNull();
        pass(1);
        tell(EventKind.MOTION, false);
        long endUs = nowUs();
        pass(10);
        ledger.look(nowUs());
        assertThat(store.lasting()).isEmpty();
        assertThat(only())
                .extracting(KeptEvent::beginUs, KeptEvent::endUs)
                .containsExactly(beginUs, endUs);
        tell(EventKind.MOTION, true);
        assertThat(rows()).hasSize(2);
    }

    @Test
    void aMovementTenSecondsLaterIsAnother() {
        tell(EventKind.MOTION, true);
        tell(EventKind.MOTION, false);
        pass(10);
        tell(EventKind.MOTION, true); // nobody has looked meanwhile
        assertThat(rows()).hasSize(2);
        assertThat(rows().getFirst().endUs()).isEqualTo(rows().getFirst().beginUs());
    }

    @Test
    void whatOnlyHappensBeginsAndEndsAtOnce() {
        tell(EventKind.LINE_CROSSED, DEVICE, notice("line", true, false, true));
        assertThat(only().endUs()).isEqualTo(nowUs());
        tell(EventKind.LINE_CROSSED, DEVICE, notice("line", true, false, true));
        assertThat(rows()).as("of one moment").hasSize(1);
        pass(1);
        tell(EventKind.LINE_CROSSED, DEVICE, notice("line", true, false, true));
        assertThat(rows()).hasSize(2);
        tell(EventKind.LINE_CROSSED, DEVICE, notice("other", true, true, true));
        assertThat(rows()).as("how it stood when we subscribed").hasSize(2);
    }

    @Test
    void movementsThatOnlyHappenAreMergedToo() {
        for (int i = 0; i < 5; i++) {
            tell(EventKind.MOTION, DEVICE, notice(WINDOW, true, false, true));
            pass(4);
        }
        assertThat(only().endUs()).isEqualTo(only().beginUs() + 16_000_000);
    }

    // ---- two reporters

    @Test
    void countsAFactOnceWhoeverTellsItAgain() {
        EventNotice began = notice(WINDOW, true, false, false);
        tell(EventKind.TAMPER, DEVICE, began);
        pass(5);
        EventNotice ended = notice(WINDOW, false, false, false);
        tell(EventKind.TAMPER, DEVICE, ended);
        pass(1);
        tell(EventKind.TAMPER, OTHER, began);
        tell(EventKind.TAMPER, OTHER, ended);
        assertThat(rows()).hasSize(1);
        EventNotice crossed = notice("line", true, false, true);
        tell(EventKind.LINE_CROSSED, DEVICE, crossed);
        pass(1);
        tell(EventKind.LINE_CROSSED, OTHER, notice("line", true, false, true));
        assertThat(rows()).as("a clock measured a second otherwise").hasSize(2);
        pass(60);
        tell(EventKind.TAMPER, OTHER, notice(WINDOW, true, false, false));
        assertThat(rows()).as("the other may be the first, too").hasSize(3);
        tell(EventKind.TAMPER, DEVICE, notice(WINDOW, true, false, false));
        assertThat(rows()).hasSize(3);
    }

    // ---- times

    @Test
    void takesTheTimeOfReceiptForAClockThatCannotBeRight() {
        for (long offMs : new long[] {-TimeUnit.HOURS.toMillis(3), TimeUnit.HOURS.toMillis(3)}) {
            EventNotice wrong =
                    new EventNotice(
                            CameraEvent.LINE_CROSSED,
                            "l" + offMs,
                            true,
                            false,
                            true,
                            "",
                            at(nowMs + offMs));
            assertThat(EventLedger.isPlausible(wrong, nowUs())).isFalse();
            tell(EventKind.LINE_CROSSED, DEVICE, wrong);
        }
        assertThat(rows()).extracting(KeptEvent::beginUs).containsOnly(nowUs());
        assertThat(rows()).extracting(KeptEvent::receivedUs).containsOnly(nowUs());
    }

    @Test
    void tellsOfNothingThatIsToCome() {
        EventNotice early =
                new EventNotice(
                        CameraEvent.TAMPER, WINDOW, true, false, false, "", at(nowMs + 900));
        tell(EventKind.TAMPER, DEVICE, early);
        assertThat(only().beginUs()).isEqualTo(nowUs());
    }

    @Test
    void neverEndsBeforeItBegan() {
        tell(EventKind.TAMPER, true);
        EventNotice earlier =
                new EventNotice(CameraEvent.TAMPER, WINDOW, false, false, false, "", at(nowMs - 1));
        tell(EventKind.TAMPER, DEVICE, earlier);
        assertThat(only().endUs()).isEqualTo(only().beginUs());
    }

    // ---- losses

    @Test
    void takesStatesAsStatesAfterALoss() {
        tell(EventKind.MOTION, true);
        tell(EventKind.TAMPER, true);
        pass(60);
        ledger.begin(DEVICE, GATE);
        tell(EventKind.MOTION, DEVICE, notice(WINDOW, true, true, false));
        tell(EventKind.TAMPER, DEVICE, notice(WINDOW, true, true, false));
        ledger.complete(GATE, nowUs());
        assertThat(rows()).hasSize(2).allMatch(row -> row.endUs() == null);
        ledger.begin(DEVICE, GATE);
        tell(EventKind.MOTION, DEVICE, notice(WINDOW, false, true, false));
        tell(EventKind.TAMPER, DEVICE, notice(WINDOW, false, true, false));
        ledger.complete(GATE, nowUs());
        assertThat(rows()).hasSize(2).allMatch(row -> row.endUs() != null);
    }

    @Test
    void whatADeviceDoesNotTellAnyMoreIsOver() {
        tell(EventKind.TAMPER, true);
        pass(60);
        ledger.begin(DEVICE, GATE);
        assertThat(only().endUs()).isNull();
        ledger.complete(GATE, nowUs());
        assertThat(only().endUs()).isNotNull();
        assertThat(ledger.standing()).isEmpty();
    }

    @Test
    void movementThatWentOnWhenWeSubscribedIsNoNewsButACoveredCameraIs() {
        tell(EventKind.MOTION, DEVICE, notice(WINDOW, true, true, false));
        assertThat(rows()).isEmpty();
        tell(EventKind.TAMPER, DEVICE, notice(WINDOW, true, true, false));
        assertThat(only().kind()).isEqualTo(EventKind.TAMPER);
        tell(EventKind.MOTION, false);
        tell(EventKind.MOTION, true);
        assertThat(rows()).hasSize(2);
    }

    @Test
    void takesUpWhatLastedWhenTheProgramEnded() {
        tell(EventKind.TAMPER, DEVICE, notice("lens", true, false, false));
        tell(EventKind.MOTION, DEVICE, notice("door", true, false, false));
        pass(600);
        ledger = ledger();
        assertThat(ledger.standing()).hasSize(1);
        ledger.begin(DEVICE, GATE);
        tell(EventKind.TAMPER, DEVICE, notice("dark", false, true, false));
        tell(EventKind.TAMPER, DEVICE, notice("lens", true, true, false));
        tell(EventKind.MOTION, DEVICE, notice("door", false, true, false));
        ledger.complete(GATE, nowUs());
        pass(10);
        ledger.look(nowUs());
        assertThat(rows()).hasSize(2);
        assertThat(store.lasting()).extracting(KeptEvent::kind).containsExactly(EventKind.TAMPER);
        assertThat(ledger.standing()).hasSize(1);
    }

    @Test
    void endsAtItsLastWordWhatASilentDeviceToldButForWhatIsToBeMended() {
        tell(EventKind.TAMPER, true);
        tell(EventKind.MOTION, true);
        long lastUs = nowUs();
        pass(600);
        ledger.silent(GATE, lastUs);
        ledger.look(nowUs());
        assertThat(store.lasting()).extracting(KeptEvent::kind).containsExactly(EventKind.TAMPER);
        assertThat(rows()).extracting(KeptEvent::endUs).containsOnly(lastUs, null);
    }

    @Test
    void forgetsACamera() {
        tell(EventKind.TAMPER, true);
        tell(EventKind.MOTION, true);
        ledger.forget("gate", nowUs());
        assertThat(store.lasting()).isEmpty();
        assertThat(ledger.standing()).isEmpty();
        assertThat(ledger.cameraIds()).isEmpty();
        assertThat(told).containsExactly(1, 0);
    }

    // ---- alarms

    @Test
    void tellsWhatStandsOnceWhenItBeginsAndOnceWhenItEnds() {
        tell(EventKind.MOTION, true);
        assertThat(told).isEmpty();
        tell(EventKind.TAMPER, true);
        tell(EventKind.TAMPER, DEVICE, notice("dark", true, false, false));
        assertThat(ledger.standing())
                .containsExactly(new EventLedger.Standing("gate", EventKind.TAMPER, nowUs()));
        tell(EventKind.TAMPER, false);
        assertThat(told).containsExactly(1);
        tell(EventKind.TAMPER, DEVICE, notice("dark", false, false, false));
        assertThat(told).containsExactly(1, 0);
        tell(EventKind.STORAGE_FAILURE, true);
        assertThat(told).containsExactly(1, 0, 1);
    }

    // ---- bounds

    @Test
    void aFloodMakesFewRows() {
        for (int i = 0; i < 10_000; i++) {
            tell(EventKind.MOTION, i % 2 == 0);
            tell(EventKind.DIGITAL_INPUT, i % 2 == 0);
            nowMs += 100;
        }
        long seconds = 10_000 / 10;
        assertThat(rows().stream().filter(row -> row.kind() == EventKind.MOTION)).hasSize(1);
        assertThat(rows().stream().filter(row -> row.kind() == EventKind.DIGITAL_INPUT))
                .hasSizeBetween(
                        EventLedger.BURST,
                        EventLedger.BURST + (int) (seconds * 1_000_000 / EventLedger.ALLOW_US) + 1);
        assertThat(store.lasting().size()).isLessThanOrEqualTo(2);
    }

    @Test
    void anAlarmStandsAlsoWhenThereWereTooManyRows() {
        for (int i = 0; i < 1_000; i++) {
            tell(EventKind.TAMPER, i % 2 == 0);
        }
        assertThat(rows()).hasSize(EventLedger.BURST);
        tell(EventKind.TAMPER, true);
        assertThat(ledger.standing()).hasSize(1);
        assertThat(ledger.standing().getFirst().sinceUs()).isEqualTo(nowUs());
    }

    @Test
    void listensToFewPropertiesOfOneCamera() {
        for (int i = 0; i < 1_000; i++) {
            tell(EventKind.TAMPER, DEVICE, notice("p" + i, true, false, false));
        }
        for (int i = 0; i < EventLedger.MAX_PROPERTIES; i++) {
            tell(EventKind.TAMPER, DEVICE, notice("p" + i, false, false, false));
        }
        assertThat(ledger.standing()).as("of the others nothing was kept").isEmpty();
        tell(EventKind.TAMPER, DEVICE, notice("fresh", true, false, false));
        assertThat(ledger.standing()).hasSize(1);
    }
}
