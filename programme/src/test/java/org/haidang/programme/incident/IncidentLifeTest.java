package org.haidang.programme.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.haidang.programme.incident.IncidentLife.Answer;
import org.haidang.programme.incident.IncidentLife.Refused;
import org.haidang.programme.incident.IncidentLife.Standing;
import org.haidang.programme.incident.IncidentLife.Taken;
import org.haidang.programme.incident.IncidentLife.Tick;
import org.haidang.programme.incident.IncidentStep.Close;
import org.haidang.programme.incident.IncidentStep.Reopen;
import org.haidang.programme.incident.IncidentStep.Resolve;
import org.haidang.programme.incident.IncidentStep.TakeUp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentLifeTest {

    private static final Instant NOW = Instant.parse("2021-05-12T03:00:00Z");

    private static final List<IncidentStep> STEPS =
            List.of(
                    new TakeUp("Lê Văn Chín"),
                    new Resolve("Đã gọi cơ sở"),
                    new Close(),
                    new Reopen("Tái diễn"));

    /** The table once more, by hand: a change of the rules is made in both places. */
    private static final Map<String, IncidentState> ALLOWED =
            Map.of(
                    "NEW TakeUp", IncidentState.IN_PROGRESS,
                    "IN_PROGRESS TakeUp", IncidentState.IN_PROGRESS,
                    "IN_PROGRESS Resolve", IncidentState.RESOLVED,
                    "RESOLVED Close", IncidentState.CLOSED,
                    "RESOLVED Reopen", IncidentState.IN_PROGRESS,
                    "CLOSED Reopen", IncidentState.IN_PROGRESS);

    static Stream<Arguments> everything() {
        return Arrays.stream(IncidentState.values())
                .flatMap(state -> STEPS.stream().map(step -> Arguments.of(state, step)));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void takesTheListedStepsAndNoOther(IncidentState from, IncidentStep step) {
        Answer answer = IncidentLife.step(done(from), step);
        IncidentState to = ALLOWED.get(from + " " + step.getClass().getSimpleName());
        if (to == null) {
            assertThat(answer).isInstanceOf(Refused.class);
        } else {
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Taken.class,
                            taken -> assertThat(taken.standing().state()).isEqualTo(to));
        }
    }

    @Test
    void doesNotCloseWhileARequiredItemIsOpenAndNamesIt() {
        Map<String, Tick> ticks = new HashMap<>(done(IncidentState.RESOLVED).ticks());
        ticks.remove("tell-police");
        Standing standing =
                new Standing(IncidentKind.LEFT_AREA, IncidentState.RESOLVED, "Chín", ticks);
        assertThat(IncidentLife.step(standing, new Close()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.reason().vietnamese())
                                        .contains("Báo công an phụ trách")
                                        .doesNotContain("Báo chỉ huy cơ sở"));
    }

    @Test
    void closesWhenOnlyOptionalItemsAreOpen() {
        Map<String, Tick> ticks = new HashMap<>(done(IncidentState.RESOLVED).ticks());
        ticks.remove("trace");
        Standing standing =
                new Standing(IncidentKind.LEFT_AREA, IncidentState.RESOLVED, "Chín", ticks);
        assertThat(IncidentLife.step(standing, new Close())).isInstanceOf(Taken.class);
    }

    @Test
    void keepsWhoTickedFirstAndWhen() {
        Standing once = taken(IncidentLife.tick(begun(), "tell-police", "Chín", NOW));
        Standing twice = taken(IncidentLife.tick(once, "tell-police", "Bình", NOW.plusSeconds(60)));
        assertThat(twice.ticks()).containsEntry("tell-police", new Tick("Chín", NOW));
        assertThat(taken(IncidentLife.untick(twice, "tell-police")).ticks()).isEmpty();
    }

    @Test
    void changesNoTickOfAClosedIncidentAndKnowsNoForeignItem() {
        assertThat(IncidentLife.tick(done(IncidentState.CLOSED), "tell-police", "Chín", NOW))
                .isInstanceOf(Refused.class);
        assertThat(IncidentLife.untick(done(IncidentState.CLOSED), "tell-police"))
                .isInstanceOf(Refused.class);
        assertThat(IncidentLife.tick(begun(), "call-114", "Chín", NOW)).isInstanceOf(Refused.class);
        assertThat(IncidentLife.untick(begun(), "call-114")).isInstanceOf(Refused.class);
    }

    @Test
    void keepsTheOwnerWhenItIsReopened() {
        Standing again = taken(IncidentLife.step(done(IncidentState.CLOSED), STEPS.getLast()));
        assertThat(again.owner()).isEqualTo("Chín");
        assertThat(again.missing()).isEmpty();
    }

    @Test
    void everyKindAsksForSomethingAndNeverTwiceForTheSame() {
        for (IncidentKind kind : IncidentKind.values()) {
            Set<String> codes = new HashSet<>();
            kind.checklist().forEach(item -> assertThat(codes.add(item.code())).isTrue());
            assertThat(kind.checklist()).as("%s", kind).anyMatch(ChecklistItem::required);
        }
    }

    @Test
    void aStepWithoutItsWordsDoesNotExist() {
        assertThatThrownBy(() -> new TakeUp("  ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Resolve("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reopen("x".repeat(IncidentStep.MAX_WORDS + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Standing begun() {
        return Standing.begun(IncidentKind.LEFT_AREA);
    }

    /** With every item ticked, so that only the state decides. */
    private static Standing done(IncidentState state) {
        Map<String, Tick> ticks = new HashMap<>();
        IncidentKind.LEFT_AREA.checklist().forEach(i -> ticks.put(i.code(), new Tick("A", NOW)));
        return new Standing(IncidentKind.LEFT_AREA, state, "Chín", ticks);
    }

    private static Standing taken(Answer answer) {
        return ((Taken) answer).standing();
    }
}
