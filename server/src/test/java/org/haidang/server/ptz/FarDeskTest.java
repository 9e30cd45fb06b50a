package org.haidang.server.ptz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.onvif.Preset;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.ptz.PtzRefusedException.Reason;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What our log knows of cameras that are turned at their sites, on a clock that the test turns. */
class FarDeskTest {
    private static final Subject GATE = Subject.facility("f1", "Khu A").camera("c1", "Cổng");
    private static final Turner AN = turner("an");
    private static final Turner BINH = turner("binh");
    private static final Command LEFT = new Command.Move(new Motion(-1, 0, 0));

    private final List<Entry> log = new ArrayList<>();

    /** What the site was told, and what our log had by then. */
    private final List<String> told = new ArrayList<>();

    private long nowMs = 1_000_000;
    private boolean logFull;
    private String takenFrom = "";
    private @Nullable Exception refusal;
    private final FarDesk desk = new FarDesk(this::append, () -> Instant.ofEpochMilli(nowMs));

    private void append(Entry entry) {
        if (logFull) {
            throw new IllegalStateException("no room in the log");
        }
        log.add(entry);
    }

    private static Turner turner(String id) {
        return new Turner(id, new Actor(id, id, null, "127.0.0.1", null), false);
    }

    private Told site(Command command)
            throws PtzRefusedException, DeviceTroubleException, NoAnswerException {
        told.add(command.getClass().getSimpleName() + " " + log.size());
        switch (refusal) {
            case null -> {}
            case PtzRefusedException refused -> throw refused;
            case NoAnswerException none -> throw none;
            default -> throw new AssertionError(refusal);
        }
        return new Told(
                null, List.of(new Preset("1", "Cổng sau"), new Preset("2", "")), null, takenFrom);
    }

    private Told turn(Turner who, Command command) throws Exception {
        return desk.turn(GATE, who, command, this::site);
    }

    private List<String> kinds() {
        return log.stream().map(entry -> entry.kind().id() + " " + entry.actor().userId()).toList();
    }

    private Map<String, Object> last() {
        return log.getLast().detail();
    }

    @Test
    void theFirstCommandTakesACameraAndIsInTheLogBeforeAnythingMoves() throws Exception {
        turn(AN, LEFT);
        turn(AN, LEFT);
        turn(AN, new Command.Stop());
        assertThat(told).containsExactly("Take 0", "Move 1", "Move 1", "Stop 1");
        assertThat(kinds()).containsExactly("ptz-taken an");
        assertThat(log.getFirst().subject()).isEqualTo(GATE);
    }

    @Test
    void whatCannotBeLoggedIsGivenBackAndNothingMoves() {
        logFull = true;
        assertThatThrownBy(() -> turn(AN, LEFT)).hasMessageContaining("no room");
        assertThatThrownBy(() -> turn(AN, new Command.Take(true))).hasMessageContaining("no room");
        assertThat(told).containsExactly("Take 0", "LetGo 0", "Take 0", "LetGo 0");
    }

    @Test
    void endsAfterItsTimeAndTheLogSaysWhatWasDone() throws Exception {
        turn(AN, new Command.Look());
        turn(AN, LEFT);
        nowMs += 14_000;
        turn(AN, new Command.Call("1"));
        turn(AN, new Command.Call("2"));
        turn(AN, new Command.Save("Bãi xe"));
        turn(AN, new Command.Remove("1"));
        nowMs += 14_999;
        desk.look();
        assertThat(kinds()).containsExactly("ptz-taken an");
        nowMs += 1;
        desk.look();
        assertThat(last())
                .isEqualTo(
                        Map.of(
                                "commands",
                                5,
                                "presetsCalled",
                                List.of("Cổng sau", "2"),
                                "presetsChanged",
                                List.of("Bãi xe", "Cổng sau"),
                                "end",
                                "time"));
        turn(AN, LEFT);
        assertThat(kinds()).containsExactly("ptz-taken an", "ptz-ended an", "ptz-taken an");
    }

    @Test
    void lettingGoEndsItAlsoWhenTheSiteCannotBeTold() throws Exception {
        turn(AN, LEFT);
        refusal = new NoAnswerException(NoAnswer.NO_LINK, "test");
        assertThatThrownBy(() -> turn(AN, new Command.LetGo()))
                .isInstanceOf(NoAnswerException.class);
        assertThat(last()).containsEntry("end", "let-go").containsEntry("commands", 1);
    }

    @Test
    void whatTheSiteRefusesIsNotHeld() throws Exception {
        refusal = new PtzRefusedException(Reason.HELD, null);
        assertThatThrownBy(() -> turn(AN, LEFT)).isInstanceOf(PtzRefusedException.class);
        assertThat(told).containsExactly("Take 0");
        assertThat(log).isEmpty();
        refusal = null;
        turn(AN, LEFT);
        refusal = new PtzRefusedException(Reason.HELD_BY_SUPERIOR, null);
        assertThatThrownBy(() -> turn(AN, LEFT)).isInstanceOf(PtzRefusedException.class);
        assertThat(last()).containsEntry("end", "taken-over");
        refusal = null;
        turn(AN, LEFT);
        refusal = new NoAnswerException(NoAnswer.NOT_GRANTED, "test");
        assertThatThrownBy(() -> turn(AN, LEFT)).isInstanceOf(NoAnswerException.class);
        assertThat(last()).containsEntry("end", "withdrawn");
    }

    @Test
    void aSlowSiteEndsNothing() throws Exception {
        turn(AN, LEFT);
        refusal = new NoAnswerException(NoAnswer.LATE, "test");
        assertThatThrownBy(() -> turn(AN, LEFT)).isInstanceOf(NoAnswerException.class);
        refusal = new PtzRefusedException(Reason.TOO_FAST, null);
        assertThatThrownBy(() -> turn(AN, LEFT)).isInstanceOf(PtzRefusedException.class);
        assertThat(kinds()).containsExactly("ptz-taken an");
    }

    @Test
    void takingOverIsLoggedWithWhomItWasTakenFrom() throws Exception {
        turn(AN, LEFT);
        takenFrom = "An (Điểm 1)";
        turn(BINH, new Command.Take(true));
        assertThat(kinds()).containsExactly("ptz-taken an", "ptz-ended an", "ptz-taken-over binh");
        assertThat(last()).containsEntry("takenFrom", "An (Điểm 1)");
        takenFrom = "";
        turn(BINH, LEFT);
        assertThat(told).endsWith("Take 1", "Move 3");
    }

    @Test
    void endsAllWithTheProgram() throws Exception {
        turn(AN, LEFT);
        desk.close();
        assertThat(last()).containsEntry("end", "stopped");
    }
}
