package org.haidang.server.ptz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.ptz.PtzRefusedException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who holds a camera, on a clock that the test turns. */
class PtzDeskTest {
    private static final Subject GATE = Subject.facility("f1", "Khu A").camera("c1", "Cổng");
    private static final Subject YARD = Subject.facility("f1", "Khu A").camera("c2", "Sân");
    private static final Turner AN = turner("an", false);
    private static final Turner BINH = turner("binh", false);
    private static final Turner CHIEF = turner("chief", true);
    private static final Use TURN = new Use.Turn();

    private final List<Entry> log = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final News news = new News();
    private long nowMs = 1_000_000;
    private boolean logFull;
    private final PtzDesk desk = new PtzDesk(this::append, news, () -> Instant.ofEpochMilli(nowMs));

    @BeforeEach
    void listen() {
        news.listen((topic, facility) -> told.add(topic + " " + facility));
    }

    private void append(Entry entry) {
        if (logFull) {
            throw new IllegalStateException("no room in the log");
        }
        log.add(entry);
    }

    private static Turner turner(String id, boolean superior) {
        return new Turner(id, new Actor(id, id, null, "127.0.0.1", null), superior);
    }

    private List<String> kinds() {
        return log.stream().map(entry -> entry.kind().id() + " " + entry.actor().userId()).toList();
    }

    private Map<String, Object> last() {
        return log.getLast().detail();
    }

    private void refused(Reason reason, Subject camera, Turner who) {
        assertThatThrownBy(() -> desk.use(camera, who, TURN))
                .isInstanceOfSatisfying(
                        PtzRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void theFirstCommandTakesACameraFor15Seconds() throws Exception {
        Holding holding = desk.use(GATE, AN, TURN);
        assertThat(holding.untilUs()).isEqualTo((nowMs + 15_000) * 1_000);
        assertThat(desk.holding("c1")).contains(holding);
        assertThat(desk.holding("c2")).isEmpty();
        assertThat(desk.holdings()).containsExactly(holding);
        assertThat(kinds()).containsExactly("ptz-taken an");
        assertThat(log.getFirst().subject()).isEqualTo(GATE);
        assertThat(told).containsExactly(Topic.PTZ + " f1");
    }

    @Test
    void eachFurtherCommandKeepsItLonger() throws Exception {
        desk.use(GATE, AN, TURN);
        nowMs += 14_999;
        desk.use(GATE, AN, TURN);
        nowMs += 14_999;
        assertThat(desk.holding("c1")).isPresent();
        assertThat(kinds()).containsExactly("ptz-taken an");
    }

    @Test
    void anothersCommandIsRefusedMeanwhileAndSaysWhoHoldsItAndUntilWhen() throws Exception {
        Holding holding = desk.use(GATE, AN, TURN);
        nowMs += 14_999;
        assertThatThrownBy(() -> desk.use(GATE, BINH, TURN))
                .isInstanceOfSatisfying(
                        PtzRefusedException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(Reason.HELD);
                            assertThat(e.holding()).contains(holding);
                        });
        refused(Reason.HELD, GATE, CHIEF); // he has to say that he takes it over
        desk.use(YARD, BINH, TURN);
        assertThat(desk.holdings()).hasSize(2);
    }

    @Test
    void isFreeAfterItsTimeAndTheEndIsLoggedWithWhatWasDone() throws Exception {
        desk.use(GATE, AN, TURN);
        nowMs += 1_000;
        desk.use(GATE, AN, new Use.Call("Cổng sau"));
        desk.use(GATE, AN, new Use.Change("Bãi xe"));
        nowMs += 15_000;
        assertThat(desk.holding("c1")).isEmpty();
        told.clear();
        desk.look();
        assertThat(kinds()).containsExactly("ptz-taken an", "ptz-ended an");
        assertThat(last())
                .isEqualTo(
                        Map.of(
                                "commands",
                                3,
                                "presetsCalled",
                                List.of("Cổng sau"),
                                "presetsChanged",
                                List.of("Bãi xe"),
                                "end",
                                "time"));
        assertThat(log.getLast().fromUs()).isEqualTo(1_000_000_000L);
        assertThat(log.getLast().toUs()).isEqualTo(1_001_000_000L);
        assertThat(told).containsExactly(Topic.PTZ + " f1");
        desk.look();
        assertThat(log).hasSize(2);
        desk.use(GATE, BINH, TURN);
        assertThat(kinds()).endsWith("ptz-taken binh");
    }

    @Test
    void whoeverComesAfterTheTimeTakesItEvenWhenNobodyLookedMeanwhile() throws Exception {
        desk.use(GATE, AN, TURN);
        nowMs += 15_000;
        desk.use(GATE, BINH, TURN);
        assertThat(kinds()).containsExactly("ptz-taken an", "ptz-ended an", "ptz-taken binh");
    }

    @Test
    void aSuperiorTakesItOverAndTheOtherIsRefusedFromThenOn() throws Exception {
        desk.use(GATE, AN, TURN);
        nowMs += 100;
        told.clear();
        Holding holding = desk.takeOver(GATE, CHIEF);
        assertThat(holding.holder()).isEqualTo(CHIEF);
        assertThat(kinds()).containsExactly("ptz-taken an", "ptz-ended an", "ptz-taken-over chief");
        assertThat(log.get(1).detail()).containsEntry("end", "taken-over");
        assertThat(last()).containsEntry("takenFrom", "an");
        assertThat(told).containsExactly(Topic.PTZ + " f1");
        refused(Reason.HELD, GATE, AN);
    }

    @Test
    void nobodyTakesOverFromASuperior() throws Exception {
        desk.takeOver(GATE, CHIEF);
        assertThat(kinds()).as("of a free camera").containsExactly("ptz-taken chief");
        Turner other = turner("other", true);
        assertThatThrownBy(() -> desk.takeOver(GATE, other))
                .isInstanceOfSatisfying(
                        PtzRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.HELD_BY_SUPERIOR));
        nowMs += 15_000;
        assertThat(desk.takeOver(GATE, other).holder()).isEqualTo(other);
    }

    @Test
    void takingOverWhatIsOnesOwnOnlyKeepsIt() throws Exception {
        desk.use(GATE, CHIEF, TURN);
        nowMs += 10_000;
        assertThat(desk.takeOver(GATE, CHIEF).untilUs()).isEqualTo((nowMs + 15_000) * 1_000);
        assertThat(kinds()).containsExactly("ptz-taken chief");
    }

    @Test
    void onlyItsHolderLetsItGo() throws Exception {
        desk.use(GATE, AN, TURN);
        desk.letGo("c1", "binh");
        desk.letGo("c2", "an");
        assertThat(desk.holding("c1")).isPresent();
        told.clear();
        desk.letGo("c1", "an");
        assertThat(desk.holding("c1")).isEmpty();
        assertThat(last()).containsEntry("end", "let-go").containsEntry("commands", 1);
        assertThat(told).containsExactly(Topic.PTZ + " f1");
    }

    @Test
    void aStopTakesNothingAndIsForTheHolderOnly() throws Exception {
        assertThat(desk.stop(GATE, AN)).isFalse();
        assertThat(desk.holding("c1")).isEmpty();
        desk.use(GATE, AN, TURN);
        nowMs += 5_000;
        assertThat(desk.stop(GATE, AN)).isTrue();
        assertThat(desk.holding("c1").orElseThrow().untilUs()).isEqualTo((nowMs + 15_000) * 1_000);
        assertThatThrownBy(() -> desk.stop(GATE, BINH)).isInstanceOf(PtzRefusedException.class);
        nowMs += 15_000;
        assertThat(desk.stop(GATE, BINH)).isFalse();
    }

    @Test
    void takes20CommandsWithinAnySecond() throws Exception {
        for (int i = 0; i < PtzDesk.COMMANDS_PER_SECOND; i++) {
            desk.use(GATE, AN, TURN);
            nowMs += 10;
        }
        refused(Reason.TOO_FAST, GATE, AN);
        desk.use(YARD, AN, TURN);
        nowMs += 799;
        refused(Reason.TOO_FAST, GATE, AN);
        nowMs += 1;
        desk.use(GATE, AN, TURN);
        refused(Reason.TOO_FAST, GATE, AN);
    }

    @Test
    void whoeverTakesOverDoesNotMakeTheCameraFaster() throws Exception {
        for (int i = 0; i < PtzDesk.COMMANDS_PER_SECOND; i++) {
            desk.use(GATE, AN, TURN);
        }
        desk.takeOver(GATE, CHIEF);
        refused(Reason.TOO_FAST, GATE, CHIEF);
        nowMs += 1_000;
        desk.use(GATE, CHIEF, TURN);
        desk.letGo("c1", "chief");
        assertThat(last()).as("his own").containsEntry("commands", 1);
    }

    @Test
    void tellsNowAndThenThatSomebodyGoesOn() throws Exception {
        for (int i = 0; i < 20; i++) {
            desk.use(GATE, AN, TURN);
            nowMs += 500;
        }
        assertThat(told).as("within ten seconds").hasSize(2);
    }

    @Test
    void nothingChangesHandsThatCannotBeLogged() throws Exception {
        logFull = true;
        assertThatThrownBy(() -> desk.use(GATE, AN, TURN)).hasMessageContaining("no room");
        assertThat(desk.holding("c1")).isEmpty();
        logFull = false;
        desk.use(GATE, AN, TURN);
        logFull = true;
        assertThatThrownBy(() -> desk.takeOver(GATE, CHIEF)).hasMessageContaining("no room");
        assertThat(desk.holding("c1").orElseThrow().holder()).isEqualTo(AN);
        nowMs += 15_000;
        assertThatThrownBy(desk::look).hasMessageContaining("no room");
        logFull = false;
        desk.look();
        assertThat(kinds()).as("not forgotten").containsExactly("ptz-taken an", "ptz-ended an");
    }

    @Test
    void whoeverOnlyTakesItHoldsItAndHasGivenNoCommand() throws Exception {
        assertThat(desk.take(GATE, AN).untilUs()).isEqualTo((nowMs + 15_000) * 1_000);
        assertThatThrownBy(() -> desk.take(GATE, CHIEF)).isInstanceOf(PtzRefusedException.class);
        nowMs += 10_000;
        assertThat(desk.take(GATE, AN).untilUs()).isEqualTo((nowMs + 15_000) * 1_000);
        desk.letGo("c1", "an");
        assertThat(kinds()).containsExactly("ptz-taken an", "ptz-ended an");
        assertThat(last()).containsEntry("commands", 0);
    }

    @Test
    void somebodyOfAnotherTierIsNeverOneOfOursThoughHisKeyThereIsTheSame() throws Exception {
        Turner far = Turner.above("an", "An", "Tỉnh Thử", true);
        desk.use(GATE, far, TURN);
        refused(Reason.HELD, GATE, AN);
        desk.letGo("c1", "an");
        Holding holding = desk.holding("c1").orElseThrow();
        assertThat(holding.holder().name()).isEqualTo("An (Tỉnh Thử)");
        assertThat(log.getFirst().actor().person()).isEqualTo("An (Tỉnh Thử)");
        assertThat(log.getFirst().actor().userId()).isNull();
        assertThat(log.getFirst().detail()).containsEntry("issuer", "Tỉnh Thử");
        // Nor is one of the tier above that.
        refused(Reason.HELD, GATE, Turner.above("^an", "An", "Bộ Thử", true));
    }

    @Test
    void whoeverMayNotTurnItAnyMoreLosesItAtOnceAndTheLogSaysWhy() throws Exception {
        desk.use(GATE, AN, TURN);
        assertThat(desk.end("c1", "binh", "withdrawn")).isFalse();
        told.clear();
        assertThat(desk.end("c1", "an", "withdrawn")).isTrue();
        assertThat(desk.holding("c1")).isEmpty();
        assertThat(last()).containsEntry("end", "withdrawn");
        assertThat(told).containsExactly(Topic.PTZ + " f1");
    }

    @Test
    void keepsTheNamesOfSomePresetsAndNotOfAll() throws Exception {
        for (int i = 0; i < 3 * Hold.MAX_NAMES; i++) {
            desk.use(GATE, AN, new Use.Call("p" + i));
            nowMs += 100;
        }
        desk.letGo("c1", "an");
        assertThat((List<?>) last().get("presetsCalled")).hasSize(Hold.MAX_NAMES);
    }

    @Test
    void endsAllWithTheProgram() throws Exception {
        desk.use(GATE, AN, TURN);
        desk.use(YARD, BINH, TURN);
        desk.close();
        assertThat(log.stream().filter(entry -> entry.kind() == AuditKind.PTZ_ENDED)).hasSize(2);
        assertThat(last()).containsEntry("end", "stopped");
    }
}
