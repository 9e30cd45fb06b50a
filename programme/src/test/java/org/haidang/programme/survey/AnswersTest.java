package org.haidang.programme.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haidang.programme.survey.Filled.BINH;
import static org.haidang.programme.survey.Filled.HOA;
import static org.haidang.programme.survey.Filled.operation;
import static org.haidang.programme.survey.Filled.question;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.haidang.programme.survey.Answer.Blank;
import org.haidang.programme.survey.Answer.Text;
import org.haidang.programme.survey.Answers.Disputed;
import org.haidang.programme.survey.Answers.Refused;
import org.haidang.programme.survey.Answers.Same;
import org.haidang.programme.survey.Answers.Taken;
import org.haidang.programme.survey.ThreeWay.Both;
import org.haidang.programme.survey.ThreeWay.One;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

    private static final Question ISP = question("site/ISP");
    private static final Question ROUTER = question("site/ROUTER");
    private static final Answer A = new Text("A");
    private static final Answer B = new Text("B");
    private static final Answer C = new Text("C");

    private final Answers answers = new Answers();

    @Test
    void mergesDifferentFieldsAndKeepsBothAnswersOfTheSame() {
        assertThat(
                        ThreeWay.merge(
                                Map.of(ISP, A, ROUTER, A),
                                Map.of(ISP, B, ROUTER, A),
                                Map.of(ISP, A, ROUTER, C)))
                .isEqualTo(Map.of(ISP, new One(B), ROUTER, new One(C)));
        assertThat(ThreeWay.merge(Map.of(ISP, A), Map.of(ISP, B), Map.of(ISP, C)))
                .isEqualTo(Map.of(ISP, new Both(B, C)));
        assertThat(ThreeWay.merge(Map.of(), Map.of(ISP, B), Map.of(ISP, B)))
                .isEqualTo(Map.of(ISP, new One(B)));
        assertThat(ThreeWay.merge(Map.of(ISP, A), Map.of(), Map.of(ISP, C)))
                .isEqualTo(Map.of(ISP, new Both(new Blank(), C)));
    }

    @Test
    void countsAnOperationThatComesTwiceOnce() {
        Operation first = operation("operation-1", "site/ISP", 0, "VNPT", HOA);
        assertThat(answers.apply(first)).isEqualTo(new Taken(1));
        answers.apply(operation("operation-2", "site/ISP", 1, "Viettel", HOA));
        assertThat(answers.apply(first)).isEqualTo(new Taken(1));
        assertThat(answers.answer(ISP)).isEqualTo(new Text("Viettel"));
    }

    @Test
    void keepsBothWhereTwoPeopleAnsweredTheSameFieldUntilOneDecides() {
        answers.apply(operation("operation-1", "site/ISP", 0, "VNPT", HOA));
        assertThat(answers.apply(operation("operation-2", "site/ISP", 0, "Viettel", BINH)))
                .isEqualTo(new Disputed(2));
        assertThat(answers.answer(ISP)).isNull();
        assertThat(answers.slot(ISP).standing())
                .extracting(Entry::answer)
                .containsExactly(new Text("VNPT"), new Text("Viettel"));
        assertThat(answers.disputed()).containsExactly(ISP);
        assertThat(answers.apply(operation("operation-3", "site/ISP", 2, "VNPT", BINH)))
                .isEqualTo(new Taken(3));
        assertThat(answers.disputed()).isEmpty();
        assertThat(answers.slot(ISP).versions()).hasSize(3);
    }

    @Test
    void takesWhatSomebodyTypedWhileAnotherOnlyLooked() {
        answers.apply(operation("operation-1", "site/ISP", 0, "VNPT", HOA));
        answers.apply(operation("operation-2", "site/ISP", 1, "Viettel", BINH));
        // Sent again by a phone that still shows the first: it changed nothing.
        assertThat(answers.apply(operation("operation-3", "site/ISP", 1, "VNPT", HOA)))
                .isEqualTo(new Same(2));
        assertThat(answers.answer(ISP)).isEqualTo(new Text("Viettel"));
    }

    @Test
    void asksAboutAFieldThatOneEmptiedAndAnotherChanged() {
        answers.apply(operation("operation-1", "site/ISP", 0, "VNPT", HOA));
        answers.apply(operation("operation-2", "site/ISP", 1, "", BINH));
        assertThat(answers.apply(operation("operation-3", "site/ISP", 1, "Viettel", HOA)))
                .isInstanceOf(Disputed.class);
    }

    @Test
    void addsAThirdAnswerToADisputeAndNoneThatStandsThereAlready() {
        answers.apply(operation("operation-1", "site/ISP", 0, "VNPT", HOA));
        answers.apply(operation("operation-2", "site/ISP", 0, "Viettel", BINH));
        assertThat(answers.apply(operation("operation-3", "site/ISP", 0, "VNPT", BINH)))
                .isEqualTo(new Same(2));
        assertThat(answers.apply(operation("operation-4", "site/ISP", 0, "FPT", HOA)))
                .isEqualTo(new Disputed(3));
        assertThat(answers.slot(ISP).standing()).hasSize(3);
    }

    @Test
    void asksWhenAPhoneKnowsVersionsThatTheServerLostInARestore() {
        answers.apply(operation("operation-1", "site/ISP", 0, "VNPT", HOA));
        assertThat(answers.apply(operation("operation-9", "site/ISP", 7, "Viettel", HOA)))
                .isInstanceOf(Disputed.class);
    }

    @Test
    void putsAMeasurementBesideWhatWasTypedAndLetsAPersonChoose() {
        answers.apply(operation("operation-1", "camera/k1/MAIN_FPS", 0, "25", HOA));
        Question fps = question("camera/k1/MAIN_FPS");
        Entry measured =
                new Entry(
                        operation("operation-x", "camera/k1/MAIN_FPS", 0, "12,5", HOA)
                                .entry()
                                .answer(),
                        HOA,
                        Filled.T0,
                        Source.TEST);
        assertThat(answers.apply(new Operation("operation-2", fps, 0, measured)))
                .isInstanceOf(Disputed.class);
    }

    @Test
    void refusesAnEleventhOpinionAndATooManiethCamera() {
        for (int i = 0; i < Slot.MAX_CONTENDERS; i++) {
            answers.apply(operation("operation-" + i, "site/ISP", 0, "P" + i, HOA));
        }
        assertThat(answers.apply(operation("operation-x", "site/ISP", 0, "PX", HOA)))
                .isInstanceOf(Refused.class);
        for (int i = 0; i < Answers.MAX_CAMERAS; i++) {
            answers.apply(operation("camera-op-" + i, "camera/k" + i + "/CODE", 0, "x", HOA));
        }
        assertThat(answers.apply(operation("camera-op-x", "camera/kx/CODE", 0, "x", HOA)))
                .isInstanceOf(Refused.class);
        assertThat(answers.cameras()).hasSize(Answers.MAX_CAMERAS);
    }

    /** Whatever comes in whatever order, a value is dropped only by a person who saw it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void losesNoAnswerThatNobodySaw(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Answers all = new Answers();
            List<Operation> sent = new ArrayList<>();
            int[] seen = new int[3];
            for (int i = 0; i < 12; i++) {
                int phone = random.nextInt(3);
                if (random.nextInt(3) == 0) {
                    seen[phone] = all.slot(ISP).version();
                }
                Operation operation =
                        operation("operation-" + i, "site/ISP", seen[phone], "v" + i, HOA);
                sent.add(operation);
                Answers.Outcome outcome = all.apply(operation);
                if (outcome instanceof Refused) {
                    continue;
                }
                Slot slot = all.slot(ISP);
                assertThat(slot.standing())
                        .as("seed %d round %d", seed, round)
                        .extracting(entry -> entry.answer().text())
                        .contains("v" + i);
                dropsOnlyWhatWasSeen(slot, seen[phone], "seed " + seed + " round " + round);
            }
            Collections.shuffle(sent, random);
            sent.forEach(all::apply);
            assertThat(all.slot(ISP).version()).isLessThanOrEqualTo(sent.size());
        }
    }

    private static void dropsOnlyWhatWasSeen(Slot slot, int base, String name) {
        int version = slot.version();
        if (version < 2) {
            return;
        }
        Set<String> dropped = texts(slot, version - 1);
        dropped.removeAll(texts(slot, version));
        Set<String> known = new HashSet<>();
        for (int v = 1; v <= Math.min(base, version); v++) {
            known.addAll(texts(slot, v));
        }
        assertThat(known).as(name).containsAll(dropped);
    }

    private static Set<String> texts(Slot slot, int version) {
        Set<String> texts = new HashSet<>();
        slot.versions().get(version - 1).forEach(entry -> texts.add(entry.answer().text()));
        return texts;
    }
}
